"""Taking an answer that was sent: who may, how often, how large. What is refused is said in the form."""

from __future__ import annotations

from uuid import UUID

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest
from django.utils.translation import gettext as _

from alongside.shell import clock, pictures, sending
from alongside.shell.refusals import FactRefused
from alongside.voice import ballot, crowds, letter_box
from alongside.voice.forms.answering import AnswerForm
from alongside.voice.queries import Shown

LARGEST, LARGEST_WITH_PICTURES = 200_000, 40_000_000
"""Bytes of a whole answer."""
LONGEST_SIDE = 1400
"""Of a drawing, in pixels."""


def is_too_large(request: HttpRequest, asked: Shown) -> bool:
    """Whether the answer is larger than any that somebody writes, by what it says of itself."""
    most = LARGEST_WITH_PICTURES if asked.asks_pictures else LARGEST
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) > most
    except ValueError:
        return True


def is_taken(request: HttpRequest, form: AnswerForm, *, account: UUID | None = None) -> bool:
    """Whether the answer lies in the box now; else the form says why not."""
    if not form.is_valid():
        return False
    if form.is_from_a_machine:
        return True
    address = get_client_ip(request) or ""
    if account is None and crowds.comes_too_often(address):
        letter_box.note_flood(form.asked.slug, on=clock.today())
        form.add_error(None, _("Too many answers come from your place just now. Wait ten minutes, then send again."))
        return False
    try:
        _cast(request, form, account)
    except ballot.CodeDoesNotCount as refused:
        too_often = crowds.guesses_too_often(address)
        said = _("That was too many tries. Wait ten minutes, then try again.") if too_often else str(refused)
        form.add_error("code" if "code" in form.fields else None, said)
    except FactRefused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def is_typed_in(request: HttpRequest, form: AnswerForm, *, batch_id: UUID) -> bool:
    """The same for a form on paper that a worker types in."""
    if not form.is_valid():
        return False
    try:
        _cast(request, form, None, batch_id=batch_id)
    except ballot.CodeDoesNotCount as refused:
        form.add_error("code", str(refused))
    except FactRefused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _cast(request: HttpRequest, form: AnswerForm, account: UUID | None, *, batch_id: UUID | None = None) -> None:
    asked = form.asked
    is_open_to_all = account is None and batch_id is None and not asked.asks_code
    unusual = is_open_to_all and crowds.is_unusual(asked.id)
    if unusual:
        letter_box.note_flood(asked.slug, on=clock.today())
    ballot.cast_answer(
        consultation_id=asked.id,
        answers=form.answers,
        drawings=[(number, pictures.drawn_anew(file, longest_side=LONGEST_SIDE)) for number, file in form.drawings],
        form=sending.mark_of(request),
        code=form.cleaned_data.get("code", ""),
        account=account,
        batch_id=batch_id,
        unusual=unusual,
        on=clock.today(),
    )
