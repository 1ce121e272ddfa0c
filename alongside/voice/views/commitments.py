"""You said, we did, for those who work on it: what was told, what is promised, how it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.voice import action_plan, actions, queries
from alongside.voice.forms import commitments as forms
from alongside.voice.views.asking import actor_of, may, version_of
from alongside.voice.views.desk import sent

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.COMMITMENTS, Verb.READ)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What is late, what waits to be agreed, what is under way, and every theme."""
    told = {
        "desk": queries.commitments_desk(actor_of(request), on=clock.today()),
        "may": may(actor_of(request), Record.COMMITMENTS),
    }
    return render(request, "voice/staff/commitments.html", told)


@permission(Record.COMMITMENTS, Verb.READ)
@require_safe
def plan_file(request: HttpRequest) -> HttpResponse:
    """The action plan of two columns as a PDF file."""
    return action_plan.answer(queries.told(on=clock.today()), on=clock.today())


@permission(Record.COMMITMENTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def write_theme(request: HttpRequest) -> HttpResponse:
    """Write down what young people told us."""
    form = forms.ThemeForm(request.POST or None, consultations=queries.published_consultations())
    act = sending.Making(partial(actions.write_theme, on=clock.today()))
    if sent(request, form, act):
        return act.opened("commitments:theme", "commitments:desk")
    return _form(request, "What young people told us", form, "Keep", back=("commitments:desk",))


@permission(Record.COMMITMENTS, Verb.READ)
@require_safe
def theme(request: HttpRequest, theme_id: UUID) -> HttpResponse:
    """One theme and every commitment about it."""
    told = {
        "desk": queries.theme_desk(actor_of(request), theme_id, on=clock.today()),
        "may": may(actor_of(request), Record.COMMITMENTS),
    }
    return render(request, "voice/staff/theme.html", told)


@permission(Record.COMMITMENTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_theme(request: HttpRequest, theme_id: UUID) -> HttpResponse:
    """Say better what they told us."""
    told = queries.theme_desk(actor_of(request), theme_id, on=clock.today())
    names = ("title", "said", "heard", "heard_on")
    initial = {name: getattr(told.shown, name) for name in names} | {"consultation": told.consultation}
    form = forms.ThemeForm(request.POST or None, initial=initial, consultations=queries.published_consultations())
    version = version_of(request, told.version)
    if sent(request, form, partial(actions.change_theme, theme_id=theme_id, version=version, on=clock.today())):
        return redirect("commitments:theme", theme_id)
    return _form(request, "What they told us", form, "Keep", back=("commitments:theme", theme_id), version=version)


@permission(Record.COMMITMENTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def promise(request: HttpRequest, theme_id: UUID) -> HttpResponse:
    """Promise something about a theme."""
    return _answer(request, theme_id, "What we will do", forms.PromiseForm, actions.promise)


@permission(Record.COMMITMENTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def refuse(request: HttpRequest, theme_id: UUID) -> HttpResponse:
    """Say what cannot be done, and why."""
    return _answer(request, theme_id, "What we cannot do, and why", forms.RefusalForm, actions.say_we_cannot)


@permission(Record.COMMITMENTS, Verb.READ)
@require_safe
def commitment(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """One commitment: its way so far and what can be done next."""
    told = queries.commitment_desk(actor_of(request), commitment_id, on=clock.today())
    given = {"desk": told, "may": may(actor_of(request), Record.COMMITMENTS), "once": sending.mark_of(request)}
    return render(request, "voice/staff/commitment.html", given)


@permission(Record.COMMITMENTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Change what nobody has agreed yet."""
    told = queries.commitment_desk(actor_of(request), commitment_id, on=clock.today())
    kind = forms.RefusalForm if told.shown.is_refusal else forms.PromiseForm
    names = ("what", "because", "owner_post", "by_when")
    initial = {name: getattr(told.shown, name) for name in names} | {"owner": told.owner}
    form = kind(request.POST or None, initial=initial, owners=queries.owners(on=clock.today()))
    return _change(request, told, form, "Change it", "Keep", actions.change_commitment)


@permission(Record.COMMITMENTS, Verb.APPROVE)
@require_POST
def agree(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Agree what somebody else wrote: everybody can read it from now on."""
    version = version_of(request, 0)
    actions.agree_commitment(commitment_id=commitment_id, version=version, on=clock.today(), by=actor_of(request))
    return _back(commitment_id)


@permission(Record.COMMITMENTS, Verb.APPROVE)
@require_POST
def send_back(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Send it back to its writer."""
    version = version_of(request, 0)
    actions.send_back_commitment(commitment_id=commitment_id, version=version, by=actor_of(request))
    return _back(commitment_id)


@permission(Record.COMMITMENTS, Verb.READ)
@require_http_methods(GET_OR_POST)
def progress(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Say how it is going. Its owner may, too."""
    told = _for_update(request, commitment_id)
    form = forms.ProgressForm(request.POST or None)
    act = partial(actions.report_progress, commitment_id=commitment_id, on=clock.today())
    return _act(request, told, form, "How it is going", "Publish", act)


@permission(Record.COMMITMENTS, Verb.READ)
@require_http_methods(GET_OR_POST)
def move(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Give it a later day. Its owner may, too."""
    told = _for_update(request, commitment_id)
    return _change(
        request, told, forms.MoveForm(request.POST or None), "A later day", "Publish", actions.move_commitment
    )


@permission(Record.COMMITMENTS, Verb.READ)
@require_http_methods(GET_OR_POST)
def finish(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Say that it is done, and what is different. Its owner may, too."""
    told = _for_update(request, commitment_id)
    form = forms.OutcomeForm(request.POST or None)
    return _change(request, told, form, "It is done", "Publish", actions.finish_commitment)


@permission(Record.COMMITMENTS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def give_up(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Say that it cannot be done after all."""
    told = queries.commitment_desk(actor_of(request), commitment_id, on=clock.today())
    form = forms.GiveUpForm(request.POST or None)
    return _change(request, told, form, "It cannot be done after all", "Publish", actions.give_up_commitment)


@permission(Record.COMMITMENTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def heard(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Write down what young people say of it."""
    told = queries.commitment_desk(actor_of(request), commitment_id, on=clock.today())
    act = partial(actions.note_what_they_say, commitment_id=commitment_id, on=clock.today())
    form = forms.HeardForm(request.POST or None)
    return _act(request, told, form, "What young people say of it", "Publish", act)


@permission(Record.COMMITMENTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def link(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Say what it changes."""
    told = queries.commitment_desk(actor_of(request), commitment_id, on=clock.today())
    form = forms.LinkForm(request.POST or None, pages=queries.offer_pages(on=clock.today()))
    act = partial(actions.link_commitment, commitment_id=commitment_id, on=clock.today())
    return _act(request, told, form, "What it changes", "Add", act)


@permission(Record.COMMITMENTS, Verb.UPDATE)
@require_POST
def unlink(request: HttpRequest, commitment_id: UUID, link_id: UUID) -> HttpResponse:
    """Take such a link away."""
    actions.unlink_commitment(commitment_id=commitment_id, link_id=link_id, by=actor_of(request))
    return _back(commitment_id)


# ---------------------------------------------------------------------------------------------------------------------


def _answer(
    request: HttpRequest, theme_id: UUID, title: str, kind: type[forms.Owned], act: Callable[..., Any]
) -> HttpResponse:
    queries.theme_desk(actor_of(request), theme_id, on=clock.today())
    form = kind(request.POST or None, owners=queries.owners(on=clock.today()))
    if sent(request, form, partial(act, theme_id=theme_id, on=clock.today())):
        return redirect("commitments:theme", theme_id)
    return _form(request, title, form, "Put forward", back=("commitments:theme", theme_id))


def _change(
    request: HttpRequest, told: queries.CommitmentDesk, form: Form, title: str, button: str, act: Callable[..., Any]
) -> HttpResponse:
    """A form that changes the commitment as it was when the form was drawn."""
    version = version_of(request, told.version)
    bound = partial(act, commitment_id=told.shown.id, version=version, on=clock.today())
    return _act(request, told, form, title, button, bound, version=version)


def _act(
    request: HttpRequest,
    told: queries.CommitmentDesk,
    form: Form,
    title: str,
    button: str,
    act: Callable[..., Any],
    **more: Any,
) -> HttpResponse:
    if sent(request, form, act):
        return _back(told.shown.id)
    return _form(
        request, title, form, button, back=("commitments:commitment", told.shown.id), said=told.shown.what, **more
    )


def _for_update(request: HttpRequest, commitment_id: UUID) -> queries.CommitmentDesk:
    return queries.commitment_desk(actor_of(request), commitment_id, on=clock.today(), verb=Verb.UPDATE)


def _back(commitment_id: UUID) -> HttpResponse:
    return redirect("commitments:commitment", commitment_id)


def _form(
    request: HttpRequest, title: str, form: Form, button: str, *, back: tuple[Any, ...], **more: Any
) -> HttpResponse:
    told = {"title": title, "form": form, "button": button, "back": back, "once": sending.mark_of(request)}
    return render(request, "voice/staff/one_form.html", told | more)
