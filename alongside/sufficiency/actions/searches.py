"""Verbs about searches for a home: begun with the kind wanted, ended with the kind found, corrected and taken out."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.actions.places import one_only
from alongside.sufficiency.models import HomeSearch

KIND = "search for a home"
NO_HOME = ("", HomeSearch.Kind.NONE)
NUMBER = re.compile(r"(?=.*\d)[\w./-]+")
"""How the number of a request looks: a name has blanks or no digit."""


@transaction.atomic
def begin_search(*, reference: str, wanted: str, begun_on: date, on: date, by: Actor) -> HomeSearch:
    """Write down which kind of home is wanted, when the search for it begins."""
    access.check(by, Verb.CREATE)
    _check_begin(reference, begun_on, on)
    with one_only(f"There is a search {reference} already."):
        row = HomeSearch.objects.create(reference=reference, wanted=wanted, begun_on=begun_on)
    audit.record(actor=by, verb="began search", subject_kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def end_search(
    *, search_id: UUID, version: int, found: str, ended_on: date, why_other: str, on: date, by: Actor
) -> HomeSearch:
    """End a search with what was found; where it is another kind than was wanted, why."""
    row = access.search_for(by, search_id, held=True)
    if row.ended_on is not None:
        raise WrongState("This search has ended.")
    changes = _end(row.wanted, row.begun_on, found, ended_on, why_other, on)
    row = save_over(row, version=version, changes=changes, what=f"search {row.reference}")
    audit.record(actor=by, verb="ended search", subject_kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def correct_search(
    *,
    search_id: UUID,
    version: int,
    reference: str,
    wanted: str,
    begun_on: date,
    found: str,
    ended_on: date | None,
    why_other: str,
    on: date,
    by: Actor,
) -> HomeSearch:
    """Correct what was written of a search. Without a day on which it ended, it goes on."""
    row = access.search_for(by, search_id, held=True)
    _check_begin(reference, begun_on, on)
    if bool(found) != bool(ended_on):
        raise FactRefused("A search that has ended needs both what was found and the day.")
    end: dict[str, Any] = {"found": "", "ended_on": None, "why_other": ""}
    if ended_on:
        end = _end(wanted, begun_on, found, ended_on, why_other, on)
    changes = {"reference": reference, "wanted": wanted, "begun_on": begun_on} | end
    with one_only(f"There is a search {reference} already."):
        row = save_over(row, version=version, changes=changes, what=f"search {row.reference}")
    audit.record(actor=by, verb="corrected search", subject_kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def remove_search(*, search_id: UUID, version: int, by: Actor) -> None:
    """Take a search out, with all that was ever written of it."""
    row = access.search_for(by, search_id, held=True)
    row = save_over(row, version=version, changes={}, what=f"search {row.reference}")
    row.delete()
    HomeSearch.history.filter(id=search_id).delete()
    audit.record(actor=by, verb=access.REMOVED_SEARCH, subject_kind=KIND, subject=search_id)


def _check_begin(reference: str, begun_on: date, on: date) -> None:
    if not NUMBER.fullmatch(reference):
        raise FactRefused("Write the number of the request: with a digit in it and without blanks, and never a name.")
    if begun_on > on:
        raise FactRefused("That day has not come yet.")


def _end(wanted: str, begun_on: date, found: str, ended_on: date, why_other: str, on: date) -> dict[str, Any]:
    """What is kept of an end, if it can be so."""
    if not begun_on <= ended_on <= on:
        raise FactRefused("A search ends on or after the day it began, and not after today.")
    if found not in (wanted, *NO_HOME) and not why_other:
        raise FactRefused("Say why another kind of home was taken.")
    return {"found": found, "ended_on": ended_on, "why_other": "" if found == wanted else why_other}
