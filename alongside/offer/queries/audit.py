"""The audit of the offer: each item of the check-list, and what meets it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings

from alongside.law import ItemStatus, OfferItem, birthday, local_offer_items
from alongside.offer import checklist
from alongside.offer.audit.facts import FACTS, Fact, Whole
from alongside.offer.models import AuditEvidence, Edition, EntitlementPage, MadeFile, NotOffered
from alongside.offer.queries.entitlements import Entitlement, entitlements
from alongside.offer.queries.formats import easy_read
from alongside.offer.queries.languages import coverage

EVIDENCE_HOLDS_YEARS = 2
"""How long the council's word for something holds before it is to be said anew."""
_ASKED_ANEW = 11
"""The item that wants evidence since the edition before the newest: people consulted again."""


class State(StrEnum):
    """How an item stands."""

    MISSING = "missing"
    OVERDUE = "overdue"
    NOT_OFFERED = "not_offered"
    MET = "met"
    SPENT = "spent"

    @property
    def label(self) -> str:
        """The state as staff pages and files have it."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its state: the records that meet it, or the fact or evidence, or the decision not to offer it."""

    item: OfferItem
    status: ItemStatus
    state: State
    records: tuple[Entitlement, ...] = ()
    words: str = ""
    not_offered: NotOffered | None = None

    @property
    def fails(self) -> bool:
        """Whether the law asks for it and it is not so."""
        return self.status is ItemStatus.LAW and self.state in (State.MISSING, State.OVERDUE)


@dataclass(frozen=True, slots=True)
class Audit:
    """Every item, by its number."""

    on: date
    lines: tuple[Line, ...]

    @property
    def fails(self) -> bool:
        """Whether something that the law asks for is missing or overdue."""
        return any(line.fails for line in self.lines)

    def line(self, item_id: int) -> Line:
        """The line of that item."""
        return self.lines[item_id - 1]

    def counts(self) -> dict[ItemStatus, Counter[State]]:
        """How many items of each status are in each state."""
        return {
            status: Counter(line.state for line in self.lines if line.status is status)
            for status in dict.fromkeys(ItemStatus)
        }


def audit(*, on: date) -> Audit:
    """The audit of the published offer on the day ``on``."""
    whole = _whole(on)
    evidence = {row.item: row for row in AuditEvidence.objects.filter(recorded_on__lte=on).order_by("id")}
    decisions = {row.item: row for row in NotOffered.objects.filter(decided_on__lte=on).order_by("id")}
    return Audit(
        on,
        tuple(_line(item, whole, evidence.get(item.id), decisions.get(item.id)) for item in local_offer_items()),
    )


def _line(item: OfferItem, whole: Whole, evidence: AuditEvidence | None, decision: NotOffered | None) -> Line:
    status = item.status_on(whole.on, settings.COMMENCED)
    if item.is_spent:
        return Line(item, status, State.SPENT, words="Nothing is asked any longer.")
    if item.is_for_records and (records := _answering(item, whole.entitlements)):
        return Line(item, status, _checked(records), records)
    found = FACTS[item.id](whole) if item.id in FACTS else None
    if found or evidence:
        return _by_fact(item, status, found, evidence, whole)
    if decision and checklist.can_go_without(item):
        state = State.OVERDUE if decision.next_look_on < whole.on else State.NOT_OFFERED
        return Line(item, status, state, words=decision.reason, not_offered=decision)
    return Line(item, status, State.MISSING)


def _answering(item: OfferItem, records: Iterable[Entitlement]) -> tuple[Entitlement, ...]:
    """The records that meet an item: an editor said so, or they rest on the very duty that it asks for."""
    return tuple(
        one
        for one in records
        if item.id in one.guidance_items
        or (one.kind == EntitlementPage.Kind.LAW and not set(item.rules).isdisjoint(one.law_ids))
    )


def _checked(records: Iterable[Entitlement]) -> State:
    return State.OVERDUE if any(one.is_overdue for one in records) else State.MET


def _by_fact(
    item: OfferItem, status: ItemStatus, found: Fact | None, evidence: AuditEvidence | None, whole: Whole
) -> Line:
    """A fact of the product and the council's own word, whichever there is; the word grows old."""
    if evidence and _is_of_an_earlier_edition(item, evidence, whole):
        evidence = None
    if not found and not evidence:
        return Line(item, status, State.MISSING)
    words = [found.words] if found else []
    words += [f"{evidence.words} (Recorded by {evidence.recorded_by_name}.)"] if evidence else []
    is_old = bool(evidence) and birthday(evidence.recorded_on, EVIDENCE_HOLDS_YEARS) <= whole.on
    is_late = found.is_late if found else is_old
    state = State.OVERDUE if is_late else State.MET
    return Line(item, status, state, found.records if found else (), " ".join(words))


def _is_of_an_earlier_edition(item: OfferItem, evidence: AuditEvidence, whole: Whole) -> bool:
    return item.id == _ASKED_ANEW and len(whole.editions) > 1 and evidence.recorded_on < whole.editions[1].published_on


def _whole(on: date) -> Whole:
    editions = Edition.objects.select_related("proposal__consultation").prefetch_related("proposal__signatures")
    made = MadeFile.objects.filter(edition=0, key="local-offer", state=MadeFile.State.MADE)
    return Whole(
        on,
        entitlements(on=on, language=settings.LANGUAGE_CODE),
        tuple(editions),
        forms=tuple(sorted({kind.replace("-", " ") for kind in made.values_list("kind", flat=True)})),
        languages=tuple(one.code for one in coverage() if one.none < one.of),
        in_easy_read=len(easy_read(language=settings.LANGUAGE_CODE)),
    )
