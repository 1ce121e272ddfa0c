"""Whether homes are suitable: what was found, what was decided, what waits for a manager."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.casework import access
from alongside.casework.areas.homes import FACTORS, HOME
from alongside.casework.areas.learning import ACTIVITY
from alongside.casework.areas.reach import at_work, is_partner, row_for
from alongside.casework.models import Activity, Home, Suitability
from alongside.casework.steps_homes import APPROVED, SENT_BACK, SUBMITTED, can_decide
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

STATES = {SUBMITTED: "Waits for a manager", APPROVED: "Approved", SENT_BACK: "Sent back"}


@dataclass(frozen=True, slots=True)
class SuitabilityRow:
    """One assessment of a home."""

    id: UUID
    home: UUID
    person: UUID
    label: str
    home_says: str
    assessed_on: date
    assessed_by: str
    is_suitable: bool
    why: str
    own_view: str
    factors: tuple[tuple[str, str, bool], ...]
    """Each of the seven in words, what was found, and whether it is good."""
    knows_rights: bool
    knows_costs: bool
    state: str
    state_words: str
    comment: str
    decided_by: str
    may_decide: bool
    is_own_work: bool


def suitability_of(actor: Actor, person_id: UUID, *, on: date) -> dict[UUID, tuple[SuitabilityRow, ...]]:
    """The assessments of each home of one person, newest first. Nothing for a partner, who reads no assessments."""
    person = access.person_for(actor, person_id, Record.HOME, on=on)
    if is_partner(actor, Record.HOME) or not access.sees_names(actor):
        return {}
    decides = access.can_reach(actor, person, Record.HOME, Verb.APPROVE, on=on)
    found: dict[UUID, list[SuitabilityRow]] = {}
    for row in _rows([person_id]):
        found.setdefault(row.home_id, []).append(_suitability(actor, row, on, decides=decides))
    return {home: tuple(rows) for home, rows in found.items()}


def homes_to_decide(actor: Actor, *, on: date) -> tuple[SuitabilityRow, ...]:
    """Assessments that wait for this manager, oldest first. The look is kept."""
    people = access.visible_to(actor, Record.HOME, Verb.APPROVE, on=on)
    audit.record(actor=actor, verb="looked at homes to decide", subject_kind="list")
    waiting = _rows(people.values_list("pk", flat=True)).filter(decision=None).order_by("assessed_on")
    return tuple(_suitability(actor, row, on, decides=True) for row in waiting)


def one_home(actor: Actor, home_id: UUID, *, on: date) -> tuple[UUID, str]:
    """The person and the sentence of a home that this reader may assess. Raises NotYours."""
    home, person = row_for(actor, HOME, home_id, Verb.UPDATE, on=on)
    if is_partner(actor, Record.HOME, Verb.UPDATE):
        raise NotYours("suitability")
    return person.pk, HOME.says(home, on)


def one_suitability(actor: Actor, assessment_id: UUID, *, on: date) -> SuitabilityRow:
    """An assessment that this manager may decide on. Raises NotYours."""
    row = Suitability.objects.filter(pk=assessment_id, home__removed_at=None).select_related(*_WITH).first()
    if row is None:
        raise NotYours("assessment")
    at_work(actor, access.person_for(actor, row.person_id, Record.HOME, Verb.APPROVE, on=on))
    return _suitability(actor, row, on, decides=True)


def one_proposal(actor: Actor, activity_id: UUID, *, on: date) -> tuple[UUID, str]:
    """The person and the sentence of something that a young person told us of their learning. Raises NotYours."""
    row, person = row_for(actor, ACTIVITY, activity_id, Verb.UPDATE, on=on)
    if not isinstance(row, Activity) or not row.is_proposed:
        raise NotYours("proposal")
    return person.pk, ACTIVITY.says(row, on)


def oc3_of(people: Collection[UUID], *, on: date) -> dict[UUID, tuple[str, str]]:
    """The codes of the statutory return for what each does and where each lives on a day; empty where not recorded.

    A home counts as suitable only where a manager approved that it is. Two activities at once: the fuller one counts.
    """
    codes: dict[UUID, list[str]] = {person: ["", ""] for person in people}
    activities = Activity.objects.filter(access.live(on), person__in=people, removed_at=None, is_proposed=False)
    for activity in sorted(activities, key=lambda row: ("GPF".index(row.code[0]), row.from_on)):
        codes[activity.person_id][0] = activity.code
    suitable = dict(
        Suitability.objects.filter(person__in=people, decision__is_approved=True)
        .order_by("assessed_on", "recorded_at")
        .values_list("home", "is_suitable")
    )
    homes = Home.objects.filter(access.live(on), person__in=people, removed_at=None).order_by("from_on")
    for home in homes:
        known = suitable.get(home.pk)
        if home.place in ("S", "X"):
            known = False
        codes[home.person_id][1] = "" if known is None else f"{home.place}{1 if known else 2}"
    return {person: (activity, accommodation) for person, (activity, accommodation) in codes.items()}


# ---------------------------------------------------------------------------------------------------------------------

_WITH = ("home", "person", "assessed_by", "decision", "decision__approved_by")


def _rows(people: Iterable[UUID]) -> QuerySet[Suitability]:
    rows = Suitability.objects.filter(person__in=people, home__removed_at=None)
    return rows.select_related(*_WITH)


def _suitability(actor: Actor, row: Suitability, on: date, *, decides: bool) -> SuitabilityRow:
    decision = getattr(row, "decision", None)
    state = SUBMITTED if decision is None else APPROVED if decision.is_approved else SENT_BACK
    own = not can_decide(actor, row)
    return SuitabilityRow(
        id=row.pk,
        home=row.home_id,
        person=row.person_id,
        label=row.person.label,
        home_says=HOME.says(row.home, on),
        assessed_on=row.assessed_on,
        assessed_by=row.assessed_by.name if row.assessed_by else "",
        is_suitable=row.is_suitable,
        why=row.why,
        own_view=row.own_view,
        factors=tuple(_factor(row, name) for name in FACTORS),
        knows_rights=row.knows_rights,
        knows_costs=row.knows_costs,
        state=state,
        state_words=STATES[state],
        comment=decision.comment if decision else "",
        decided_by=decision.approved_by.name if decision and decision.approved_by else "",
        may_decide=decides and state == SUBMITTED and not own,
        is_own_work=decides and state == SUBMITTED and own,
    )


def _factor(row: Suitability, name: str) -> tuple[str, str, bool]:
    words = str(row._meta.get_field(name).verbose_name)
    return words[0].upper() + words[1:], getattr(row, f"get_{name}_display")(), getattr(row, name) == "good"
