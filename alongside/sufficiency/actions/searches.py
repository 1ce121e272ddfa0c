"""Verbs about searches for a home: begun with the kind that is wanted, ended with the kind that was found."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, WrongState
from alongside.shell.roles import Verb
from alongside.sufficiency import access
from alongside.sufficiency.models import HomeSearch

KIND = "search for a home"
NO_HOME = ("", HomeSearch.Kind.NONE)


@transaction.atomic
def begin_search(*, reference: str, wanted: str, begun_on: date, on: date, by: Actor) -> HomeSearch:
    """Write down which kind of home is wanted, when the search for it begins."""
    access.check(by, Verb.CREATE)
    if begun_on > on:
        raise FactRefused("That day has not come yet.")
    if HomeSearch.objects.filter(reference=reference).exists():
        raise FactRefused(f"There is a search {reference} already.")
    row = HomeSearch.objects.create(reference=reference, wanted=wanted, begun_on=begun_on)
    audit.record(actor=by, verb="began search", subject_kind=KIND, subject=row.pk)
    return row


@transaction.atomic
def end_search(
    *, search_id: UUID, version: int, found: str, ended_on: date, why_other: str, on: date, by: Actor
) -> HomeSearch:
    """End a search with what was found; where it is another kind than was wanted, why."""
    row = access.row_for(by, HomeSearch, search_id, Verb.UPDATE)
    if row.ended_on is not None:
        raise WrongState("This search has ended.")
    if not row.begun_on <= ended_on <= on:
        raise FactRefused("A search ends on or after the day it began, and not after today.")
    if found not in (row.wanted, *NO_HOME) and not why_other:
        raise FactRefused("Say why another kind of home was taken.")
    changes = {"found": found, "ended_on": ended_on, "why_other": "" if found == row.wanted else why_other}
    row = save_over(row, version=version, changes=changes, what=f"search {row.reference}")
    audit.record(actor=by, verb="ended search", subject_kind=KIND, subject=row.pk)
    return row
