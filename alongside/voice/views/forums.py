"""Forums, for those who run them: meetings, notes, visits to homes, and where young people took part."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.voice import actions, queries
from alongside.voice.forms import forums as forms
from alongside.voice.views.asking import actor_of, may, version_of
from alongside.voice.views.desk import sent

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.FORUMS, Verb.READ)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Every forum and what has to be done next."""
    told = {
        "desk": queries.forums_desk(actor_of(request), on=clock.today()),
        "may": may(actor_of(request), Record.FORUMS),
    }
    return render(request, "voice/staff/forums.html", told)


@permission(Record.FORUMS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def start(request: HttpRequest) -> HttpResponse:
    """Write down a forum."""
    form = forms.ForumForm(request.POST or None)
    act = sending.Making(actions.start_forum)
    if sent(request, form, act):
        return act.opened("forums:forum", "forums:desk")
    return _form(request, "A forum", form, "Keep", back=("forums:desk",))


@permission(Record.FORUMS, Verb.READ)
@require_safe
def forum(request: HttpRequest, forum_id: UUID) -> HttpResponse:
    """One forum with its meetings and visits."""
    told = {
        "forum": queries.forum_desk(actor_of(request), forum_id, on=clock.today()),
        "may": may(actor_of(request), Record.FORUMS),
    }
    return render(request, "voice/staff/forum.html", told)


@permission(Record.FORUMS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, forum_id: UUID) -> HttpResponse:
    """Change what is said of it."""
    told = queries.forum_desk(actor_of(request), forum_id, on=clock.today())
    initial = {name: getattr(told, name) for name in forms.ChangeForumForm.base_fields}
    form = forms.ChangeForumForm(request.POST or None, initial=initial)
    version = version_of(request, told.version)
    if sent(request, form, partial(actions.change_forum, forum_id=forum_id, version=version)):
        return redirect("forums:forum", forum_id)
    return _form(request, told.name, form, "Keep", back=("forums:forum", forum_id), version=version)


@permission(Record.FORUMS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def plan(request: HttpRequest, forum_id: UUID) -> HttpResponse:
    """Plan a meeting or a takeover day."""
    queries.forum_desk(actor_of(request), forum_id, on=clock.today())
    form = forms.PlanForm(request.POST or None)
    act = sending.Making(partial(actions.plan_meeting, forum_id=forum_id))
    if sent(request, form, act):
        return act.opened("forums:meeting", "forums:forum", forum_id)
    return _form(request, "A meeting or a takeover day", form, "Plan it", back=("forums:forum", forum_id))


@permission(Record.FORUMS, Verb.READ)
@require_safe
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting."""
    told = {"meeting": queries.one_meeting(actor_of(request), meeting_id), "may": may(actor_of(request), Record.FORUMS)}
    return render(request, "voice/staff/meeting.html", told)


@permission(Record.FORUMS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def agenda(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Put a point on the agenda."""
    queries.one_meeting(actor_of(request), meeting_id)
    form = forms.AgendaForm(request.POST or None, themes=queries.themes_to_choose())
    if sent(request, form, partial(actions.put_on_agenda, meeting_id=meeting_id)):
        return redirect("forums:meeting", meeting_id)
    return _form(request, "A point of the agenda", form, "Add", back=("forums:meeting", meeting_id))


@permission(Record.FORUMS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def hold(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Say how many came and what was said."""
    told = queries.one_meeting(actor_of(request), meeting_id)
    initial = {name: getattr(told, name) for name in forms.HoldForm.base_fields}
    form = forms.HoldForm(request.POST or None, initial=initial)
    version = version_of(request, told.version)
    act = partial(actions.hold_meeting, meeting_id=meeting_id, version=version, on=clock.today())
    if sent(request, form, act):
        return redirect("forums:meeting", meeting_id)
    return _form(request, "Who came, what was said", form, "Keep", back=("forums:meeting", meeting_id), version=version)


@permission(Record.FORUMS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def agree(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Write down that young people have agreed the notes."""
    told = queries.one_meeting(actor_of(request), meeting_id)
    form = forms.AgreeForm(request.POST or None)
    version = version_of(request, told.version)
    act = partial(actions.agree_notes, meeting_id=meeting_id, version=version, on=clock.today())
    if sent(request, form, act):
        return redirect("forums:meeting", meeting_id)
    note = "Only when young people have read them and agreed. Everybody can read the notes from then on."
    more = {"back": ("forums:meeting", meeting_id), "version": version, "note": note}
    return _form(request, "Young people have agreed the notes", form, "Publish", **more)


@permission(Record.FORUMS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def write_visit(request: HttpRequest, forum_id: UUID) -> HttpResponse:
    """Write down what young inspectors found."""
    queries.forum_desk(actor_of(request), forum_id, on=clock.today())
    form = forms.VisitForm(request.POST or None)
    act = sending.Making(partial(actions.write_visit, forum_id=forum_id, on=clock.today()))
    if sent(request, form, act):
        return act.opened("forums:visit", "forums:forum", forum_id)
    return _form(request, "A visit to a home", form, "Publish", back=("forums:forum", forum_id))


@permission(Record.FORUMS, Verb.UPDATE)
@require_safe
def check_list(request: HttpRequest) -> HttpResponse:
    """The ten points on paper, to take along."""
    return render(request, "voice/staff/check_list.html", {"points": queries.placement_points()})


@permission(Record.FORUMS, Verb.READ)
@require_safe
def visit(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """One visit."""
    told = {
        "visit": queries.one_visit(actor_of(request), visit_id, on=clock.today()),
        "may": may(actor_of(request), Record.FORUMS),
    }
    return render(request, "voice/staff/visit.html", told)


@permission(Record.FORUMS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, visit_id: UUID) -> HttpResponse:
    """Answer young inspectors."""
    told = queries.one_visit(actor_of(request), visit_id, on=clock.today())
    form = forms.AnswerVisitForm(request.POST or None)
    version = version_of(request, told.version)
    act = partial(actions.answer_visit, visit_id=visit_id, version=version, on=clock.today())
    if sent(request, form, act):
        return redirect("forums:visit", visit_id)
    return _form(request, "What the home changes", form, "Publish", back=("forums:visit", visit_id), version=version)


@permission(Record.FORUMS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def take_part(request: HttpRequest) -> HttpResponse:
    """Write down that young people chose or taught those who work for them."""
    form = forms.PartForm(request.POST or None)
    if sent(request, form, partial(actions.take_part, on=clock.today())):
        return redirect("forums:desk")
    return _form(request, "They chose, or they taught", form, "Publish", back=("forums:desk",))


@permission(Record.FORUMS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def panels(request: HttpRequest) -> HttpResponse:
    """Write down how many recruitment panels there were in a quarter in all."""
    form = forms.PanelsForm(request.POST or None, quarters=queries.quarters_to_count(on=clock.today()))
    if sent(request, form, partial(actions.count_panels, on=clock.today())):
        return redirect("forums:desk")
    return _form(request, "Recruitment panels in all", form, "Keep", back=("forums:desk",))


# ---------------------------------------------------------------------------------------------------------------------


def _form(request: HttpRequest, title: str, form: Form, button: str, **more: Any) -> HttpResponse:
    told = {"title": title, "form": form, "button": button, "once": sending.mark_of(request)}
    return render(request, "voice/staff/one_form.html", told | more)
