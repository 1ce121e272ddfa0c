"""Views at any time, for those who listen: taking in, looking at what may be urgent, putting under themes, joining."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb
from alongside.voice import actions, queries
from alongside.voice.forms import views as forms
from alongside.voice.views.asking import actor_of, may, version_of
from alongside.voice.views.desk import sent

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.VIEWS, Verb.READ)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What came in, as far as the young people said that this person may see it."""
    told = {
        "desk": queries.views_desk(actor_of(request), on=clock.today()),
        "may": may(actor_of(request), Record.VIEWS),
    }
    return render(request, "voice/staff/views.html", told)


@permission(Record.VIEWS, Verb.APPROVE)
@require_safe
def urgent(request: HttpRequest) -> HttpResponse:
    """What somebody on duty has to look at."""
    told = {"urgent": queries.urgent_views(actor_of(request), on=clock.today())}
    return render(request, "voice/staff/urgent.html", told)


@permission(Record.VIEWS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def look(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Look at one, as the person on duty, and say what one found."""
    view = queries.one_view(actor_of(request), view_id, on=clock.today())
    form = forms.LookForm(request.POST or None)
    version = version_of(request, view.version)
    act = partial(actions.look_at_urgent, view_id=view_id, version=version, on=clock.today())
    if sent(request, form, act):
        return redirect("views:urgent")
    told = {"view": view, "form": form, "version": version, "once": sending.mark_of(request)}
    return render(request, "voice/staff/look.html", told)


@permission(Record.VIEWS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def writer(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Find out whose it is, to reach them."""
    view = queries.one_view(actor_of(request), view_id, on=clock.today())
    form = forms.WriterForm(request.POST or None)
    name = _name(request, form, view_id) if form.is_valid() else ""
    return render(request, "voice/staff/writer.html", {"view": view, "form": form, "name": name})


@permission(Record.VIEWS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def pass_on(request: HttpRequest) -> HttpResponse:
    """Pass on what a young person said to oneself."""
    form = forms.PassOnForm(request.POST or None)
    if sent(request, form, partial(actions.pass_on, on=clock.today())):
        messages.success(request, "Thank you. The team that listens has it.")
        return redirect("views:pass_on")
    note = "If you are worried about them, do not write here: do what you always do when somebody may be in danger."
    return _form(request, "They said to me", form, "Pass it on", note=note)


@permission(Record.VIEWS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def type_in(request: HttpRequest) -> HttpResponse:
    """Type in what was said in a forum, or came on paper."""
    form = forms.TypeInForm(request.POST or None)
    if sent(request, form, partial(actions.type_in_view, on=clock.today())):
        return redirect("views:desk")
    return _form(request, "From a forum, a slip or a letter", form, "Keep", back=("views:desk",))


@permission(Record.VIEWS, Verb.UPDATE)
@require_safe
def slip(request: HttpRequest) -> HttpResponse:
    """A slip to print: for letters and for tables in waiting rooms."""
    return render(request, "voice/staff/slip.html")


@permission(Record.VIEWS, Verb.READ)
@require_safe
def view(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """One view, and others that may be the same."""
    found = queries.one_view(actor_of(request), view_id, on=clock.today())
    like = queries.like(actor_of(request), view_id, on=clock.today())
    return render(
        request, "voice/staff/view.html", {"view": found, "like": like, "may": may(actor_of(request), Record.VIEWS)}
    )


@permission(Record.VIEWS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def place(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Say what it is about."""
    found = queries.one_view(actor_of(request), view_id, on=clock.today())
    form = forms.PlaceForm(
        request.POST or None, initial={"theme": str(found.theme_id or "")}, themes=queries.themes_to_choose()
    )
    version = version_of(request, found.version)
    if sent(request, form, partial(actions.put_under_theme, view_id=view_id, version=version, on=clock.today())):
        return redirect("views:desk")
    more = {"back": ("views:view", view_id), "version": version, "said": found.words}
    return _form(request, "What is it about?", form, "Keep", **more)


@permission(Record.VIEWS, Verb.UPDATE)
@require_POST
def join(request: HttpRequest, view_id: UUID, twin_id: UUID) -> HttpResponse:
    """Say that it is the same as another."""
    actions.join_views(view_id=view_id, same_as=twin_id, by=actor_of(request))
    return redirect("views:view", view_id)


@permission(Record.VIEWS, Verb.UPDATE)
@require_POST
def part(request: HttpRequest, view_id: UUID) -> HttpResponse:
    """Take that back."""
    actions.part_views(view_id=view_id, by=actor_of(request))
    return redirect("views:view", view_id)


# ---------------------------------------------------------------------------------------------------------------------


def _name(request: HttpRequest, form: Form, view_id: UUID) -> str:
    try:
        return actions.find_writer(view_id=view_id, why=form.cleaned_data["why"], by=actor_of(request))
    except FactRefused as refused:
        form.add_error(None, str(refused))
        return ""


def _form(request: HttpRequest, title: str, form: Form, button: str, **more: Any) -> HttpResponse:
    told = {"title": title, "form": form, "button": button, "once": sending.mark_of(request)}
    return render(request, "voice/staff/one_form.html", told | more)
