"""The promise: its public page, the faces, and the staff's pages."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partners import actions, queries, ratings
from alongside.partners.forms import promise as forms
from alongside.partners.promise_years import year_of
from alongside.partners.views.anonymous import anonymous_form
from alongside.partners.views.anonymous import form_page as public_form_page
from alongside.partners.views.staff import GET_OR_POST, NEW, desk_page, form_page, sent
from alongside.shell import clock
from alongside.shell.gate import permission, public
from alongside.shell.roles import Record, Verb


@public
@require_safe
def promise(request: HttpRequest) -> HttpResponse:
    """What we promise, who signed, what was done, and how it is felt."""
    told = {"promise": queries.promise(on=clock.today()), "faces": queries.FACES}
    return render(request, "partners/promise.html", told)


@anonymous_form
def rate(request: HttpRequest) -> HttpResponse:
    """Choose a face for each commitment. No name, no hour, no account."""
    shown = queries.promise(on=clock.today())
    form = forms.Rate(request.POST or None, commitments=shown.commitments)
    if form.is_valid():
        try:
            if form.faces and not form.seems_sent_by_a_machine:
                ratings.rate(faces=form.faces, on=clock.today())
        except actions.TooManyToday as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("rated")
    return public_form_page(request, form, "rate")


@public
@require_safe
def rated(request: HttpRequest) -> HttpResponse:
    """After choosing."""
    return render(request, "partners/rated.html")


@permission(Record.PROMISE, Verb.READ)
@require_safe
def promise_desk(request: HttpRequest) -> HttpResponse:
    """The promise as staff keep it."""
    desk = queries.promise_desk(request.actor, on=clock.today())
    changes = request.actor.can(Record.PROMISE, Verb.UPDATE)
    return desk_page(request, "promise_desk", desk=desk, changes=changes, faces=queries.FACES)


@permission(Record.PROMISE, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_commitment(request: HttpRequest) -> HttpResponse:
    """A new commitment."""
    form = forms.Commitment(request.POST or None)
    if sent(request, form, partial(actions.add_commitment, on=clock.today()), NEW):
        return _done(request, "It is in the promise.")
    return form_page(request, form, "A new commitment", back=reverse("promise_desk"))


@permission(Record.PROMISE, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_commitment(request: HttpRequest, commitment_id: UUID) -> HttpResponse:
    """Change or end a commitment."""
    one = queries.one_commitment(commitment_id)
    first = {name: getattr(one, name) for name in ("order", "title", "words", "ended_on", "version")}
    form = forms.ChangeCommitment(request.POST or None, initial=first)
    if sent(request, form, partial(actions.change_commitment, commitment_id=commitment_id), commitment_id):
        return _done(request, "It is changed.")
    return form_page(request, form, one.title, back=reverse("promise_desk"))


@permission(Record.PROMISE, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def sign_promise(request: HttpRequest) -> HttpResponse:
    """An organisation that signed."""
    form = forms.Sign(request.POST or None, initial={"signed_on": clock.today()})
    if sent(request, form, partial(actions.sign_promise, on=clock.today()), NEW):
        return _done(request, "They are among those who signed.")
    return form_page(request, form, "Who signed the promise", back=reverse("promise_desk"))


@permission(Record.PROMISE, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def end_signing(request: HttpRequest, number: int) -> HttpResponse:
    """An organisation that keeps the promise no longer."""
    name = queries.signing_name(number)
    form = forms.EndSigning(request.POST or None, initial={"ended_on": clock.today()})
    if sent(request, form, partial(actions.end_signing, signing_id=number), NEW):
        return _done(request, "It is written down.")
    return form_page(request, form, f"{name} keeps the promise no longer", back=reverse("promise_desk"))


@permission(Record.PROMISE, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def write_deed(request: HttpRequest) -> HttpResponse:
    """What a signatory did."""
    shown = queries.promise(on=clock.today())
    commitments = [(str(one.id), one.title) for one in shown.commitments]
    form = forms.Deed(request.POST or None, year=year_of(clock.today()), commitments=commitments)
    if sent(request, form, partial(actions.write_deed, on=clock.today()), NEW):
        return _done(request, "Written. It shows when somebody else has agreed.")
    return form_page(request, form, "What was done", back=reverse("promise_desk"))


@permission(Record.PROMISE, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_deed(request: HttpRequest, deed_id: UUID) -> HttpResponse:
    """Change what is said of it."""
    one = queries.one_deed(request.actor, deed_id)
    form = forms.ChangeDeed(request.POST or None, initial={"words": one.words, "version": one.version})
    if sent(request, form, partial(actions.change_deed, deed_id=deed_id), deed_id):
        return _done(request, "Changed. It shows when somebody else has agreed.")
    return form_page(request, form, f"{one.organisation}: {one.commitment}", back=reverse("promise_desk"))


@permission(Record.PROMISE, Verb.APPROVE)
@require_POST
def decide_deed(request: HttpRequest, deed_id: UUID) -> HttpResponse:
    """Agree that it was done, or send it back, in the state in which it was read."""
    one = queries.one_deed(request.actor, deed_id)
    read = request.POST.get("version", "")
    version = int(read) if read.isdecimal() else one.version
    agreed = request.POST.get("agreed") == "yes"
    actions.decide_deed(deed_id=deed_id, version=version, agreed=agreed, by=request.actor)
    return _done(request, "Agreed. It shows now." if agreed else "Sent back.")


def _done(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("promise_desk")
