"""Verbs about homes that there are, what is missing, and the accommodation strategy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.partners import protocol_reach
from alongside.partners.models import District, Gap, GapReview, Organisation, Provision, StrategyHead
from alongside.partners.queries.organisations import districts_of
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def add_provision(
    *, from_on: date, by: Actor, to_on: date | None = None, district: str = "", **facts: Any
) -> Provision:
    """Write down homes that there are, or that are planned. District: its slug."""
    _check_everywhere(by, Verb.UPDATE)
    _check_order(from_on, to_on)
    row = Provision.objects.create(from_on=from_on, to_on=to_on, district_id=_district(district), **facts)
    audit.record(actor=by, verb="added provision", subject_kind="provision", subject=row.pk)
    return row


@transaction.atomic
def change_provision(
    *, provision_id: UUID, version: int, from_on: date, by: Actor, to_on: date | None = None, district: str = "",
    **changes: Any,
) -> Provision:  # fmt: skip
    """Change what is written of them, or say when they close."""
    _check_everywhere(by, Verb.UPDATE)
    row = Provision.objects.filter(pk=provision_id).first()
    if row is None:
        raise NotYours("provision")
    _check_order(from_on, to_on)
    changes |= {"from_on": from_on, "to_on": to_on, "district_id": _district(district)}
    row = save_over(row, version=version, changes=changes, what=row.what)
    audit.record(actor=by, verb="changed provision", subject_kind="provision", subject=row.pk)
    return row


@transaction.atomic
def log_gap(*, kind: str, what: str, noticed_on: date, review_on: date, on: date, by: Actor, district: str = "") -> Gap:
    """Log that something is missing. A district's own people log it for their district. District: its slug."""
    by.check(Record.PROTOCOLS, Verb.CREATE)
    district_id = _district(district)
    if not protocol_reach.is_everywhere(by, Verb.CREATE) and district_id not in districts_of(by.organisations):
        raise FactRefused("Choose your own district.")
    if noticed_on > on:
        raise FactRefused("That day is in the future.")
    if review_on <= on:
        raise FactRefused("The review is still to come.")
    gap = Gap.objects.create(
        kind=kind, what=what, district_id=district_id, noticed_on=noticed_on, review_on=review_on, logged_by_id=by.id
    )
    audit.record(actor=by, verb="logged gap", subject_kind="gap", subject=gap.pk)
    return gap


@transaction.atomic
def review_gap(
    *, gap_id: UUID, version: int, present: Sequence[str], decided: str, closes: bool, on: date, by: Actor,
    lead: str = "", by_on: date | None = None,
) -> GapReview:  # fmt: skip
    """Write down what two bodies or more decided together. ``present``: their ids. ``by_on`` is the next review too."""
    _check_everywhere(by, Verb.UPDATE)
    gap = Gap.objects.filter(pk=gap_id).first()
    if gap is None:
        raise NotYours("gap")
    if gap.closed_on:
        raise WrongState("This gap is closed.")
    names = list(Organisation.objects.filter(pk__in=present).values_list("name", flat=True))
    if len(names) < 2:
        raise FactRefused("A joint review has at least two bodies.")
    if not closes and (by_on is None or by_on <= on or not lead.strip()):
        raise FactRefused("Say who does something about it, and by when; or that the gap is closed.")
    changes = {"closed_on": on} if closes else {"review_on": by_on}
    gap = save_over(gap, version=version, changes=changes, what="the gap")
    review = GapReview.objects.create(
        gap=gap, on=on, present=", ".join(names), decided=decided, lead=lead, by_on=by_on, closes=closes,
        recorded_by_id=by.id,
    )  # fmt: skip
    audit.record(actor=by, verb="reviewed gap", subject_kind="gap", subject=gap.pk)
    return review


@transaction.atomic
def write_head(*, head: str, words: str, on: date, by: Actor, version: int | None = None) -> StrategyHead:
    """Write what the accommodation strategy says under one head, or change it."""
    _check_everywhere(by, Verb.UPDATE)
    if head not in StrategyHead.Head.values:
        raise NotYours("head")
    row = StrategyHead.objects.filter(head=head).first()
    if row is None:
        row = StrategyHead.objects.create(head=head, words=words, written_on=on)
    else:
        changes = {"words": words, "written_on": on}
        row = save_over(row, version=version or 0, changes=changes, what=str(row))
    audit.record(actor=by, verb="wrote head of strategy", subject_kind="strategy", detail={"head": head})
    return row


# ---------------------------------------------------------------------------------------------------------------------


def _check_everywhere(by: Actor, verb: Verb) -> None:
    by.check(Record.PROTOCOLS, verb)
    if not protocol_reach.is_everywhere(by, verb):
        raise NotYours("provision")


def _check_order(from_on: date, to_on: date | None) -> None:
    if to_on is not None and to_on <= from_on:
        raise FactRefused("They close after they open.")


def _district(slug: str) -> UUID | None:
    if not slug:
        return None
    found = District.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise NotYours("district")
    return found
