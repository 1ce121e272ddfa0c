"""Showing somebody's own words, where they said that everybody may read them: one chooses, another agrees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, OwnWork, WrongState
from alongside.shell.roles import Verb
from alongside.voice.hearing import quote_for, view_for
from alongside.voice.models import Quote, View

LONGEST = 400
READ_IT_AGAIN = "Read the quote again, and say that nobody can be known by it."
State = Quote.State


@transaction.atomic
def quote_view(*, view_id: UUID, words: str, names_nobody: bool, by: Actor) -> Quote:
    """Choose what of a view is shown, under its theme. It waits for a second person."""
    view = view_for(by, view_id, Verb.UPDATE)
    words = words.strip()
    _check_may_be_shown(view)
    if not words or len(words) > LONGEST:
        raise FactRefused(f"A quote has 1 to {LONGEST} characters.")
    if not names_nobody:
        raise FactRefused(READ_IT_AGAIN)
    if view.quotes.exclude(state=State.NOT_SHOWN).exists():
        raise FactRefused("There is a quote of it already.")
    month = f"{view.received_on:%Y-%m}"
    quote = Quote.objects.create(view=view, theme=view.theme, words=words, month=month, chosen_by_id=by.id)
    return _told(quote, "chose quote", by)


@transaction.atomic
def agree_quote(*, quote_id: UUID, version: int, names_nobody: bool, by: Actor) -> Quote:
    """Agree that everybody may read a quote that somebody else chose."""
    quote = quote_for(by, quote_id, Verb.APPROVE)
    if quote.state != State.CHOSEN:
        raise WrongState("It does not wait to be agreed.")
    if by.id is not None and quote.chosen_by_id == by.id:
        raise OwnWork("You chose this quote. Somebody else has to agree it.")
    if quote.view is not None:
        _check_may_be_shown(quote.view)
    if not names_nobody:
        raise FactRefused(READ_IT_AGAIN)
    return _change(quote, version, {"state": State.SHOWN, "agreed_by_id": by.id}, "agreed quote", by)


@transaction.atomic
def take_quote_down(*, quote_id: UUID, version: int, by: Actor) -> Quote:
    """Show it no more, or not at all. Whoever may agree a quote may do so at any time."""
    quote = quote_for(by, quote_id, Verb.APPROVE)
    if quote.state == State.NOT_SHOWN:
        raise WrongState("It is not shown.")
    return _change(quote, version, {"state": State.NOT_SHOWN}, "took quote down", by)


# ---------------------------------------------------------------------------------------------------------------------


def _check_may_be_shown(view: View) -> None:
    if view.may_see != View.MaySee.EVERYBODY:
        raise FactRefused("They did not say that everybody may read it.")
    if view.theme is None:
        raise FactRefused("Say first what it is about.")
    if view.look_by is not None and view.found != View.Found.NOTHING:
        raise FactRefused("A word in it may mean danger. It is shown only where nobody was found to be in any.")


def _change(quote: Quote, version: int, changes: dict[str, Any], verb: str, by: Actor) -> Quote:
    return _told(save_over(quote, version=version, changes=changes, what="the quote"), verb, by)


def _told(quote: Quote, verb: str, by: Actor) -> Quote:
    audit.record(actor=by, verb=verb, subject_kind="quote", subject=quote.pk)
    return quote
