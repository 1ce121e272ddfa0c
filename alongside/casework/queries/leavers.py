"""Care leavers one by one, for the lists that leave the council: who they are, and what is recorded of each.

Every field comes from its record. Where none speaks the field stays empty: nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max

from alongside.casework import access, outcomes, remembered
from alongside.casework.birthdays import collection_year
from alongside.casework.models import Allocation, ClockEvent, Person
from alongside.casework.outcomes import ACCOMMODATION, ACTIVITY, IN_TOUCH, Window
from alongside.casework.standing import Standing
from alongside.law import Category, Outcome, months_after
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

RECENT_MONTHS = 3
"""A contact that was made within so many months says that the council is in touch (unverified)."""
ON_THE_LISTS = (Category.ELIGIBLE, Category.RELEVANT, Category.FORMER_RELEVANT, Category.QUALIFYING)
SHORTEST_PURPOSE = 5
PLAN = ("plan_agreed", "review_held")
REVIEWS = ("pathway_plan_review", "pathway_plan_review_in_care")
"""The law's clocks for reviewing a plan."""


@dataclass(frozen=True, slots=True)
class Worker:
    """Who works with somebody, and in which team."""

    id: UUID | None = None
    name: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Leaver:
    """One young person, as the lists need them. Codes are the return's; empty where no record speaks."""

    person: UUID
    child_id: str
    sex: str
    ethnicity: str
    born_on: date
    age: int
    arrived_alone: bool
    disabilities: tuple[str, ...]
    """Codes of the census; empty where nobody has asked."""
    category: Category
    adviser: Worker
    social_worker: Worker
    plan_on: date | None
    """When a pathway plan was last agreed or reviewed."""
    plan_agreed_on: date | None
    plan_review_due: date | None
    in_touch: str
    latest_contact: date | None
    accommodation: str
    activity: str

    @property
    def place(self) -> str:
        """The letter of the accommodation."""
        return self.accommodation[:1] if self.accommodation != outcomes.NOT_ASKED else ""

    @property
    def suitability(self) -> str:
        """1 suitable, 2 unsuitable."""
        return self.accommodation[1:2]


def leavers(actor: Actor, *, on: date, purpose: str, what: str) -> tuple[Leaver, ...]:
    """Everyone within reach who is on the lists, for an export: ``what`` is taken out and for which ``purpose``.

    The audit has a line for each of them. Raises FactRefused where no purpose is given.
    """
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise FactRefused("Say what the list is for.")
    actor.check(Record.BIRTHDAY_RECORD, Verb.READ)
    people = access.visible_to(actor, Record.PERSON_EXPORT, Verb.EXPORT, on=on)
    wheres = [where for where in remembered.standings(people, on=on).values() if is_on_the_lists(where)]
    found = tuple(_leavers(wheres, on))
    audit.record_many(
        (audit.Line("downloaded person", "person", one.person, {"what": what}) for one in found),
        actor=actor,
        purpose=purpose.strip()[:200],
    )
    audit.record(
        actor=actor,
        verb="downloaded list of people",
        subject_kind="list of people",
        purpose=purpose.strip()[:200],
        detail={"what": what, "people": len(found)},
    )
    return found


def is_on_the_lists(where: Standing) -> bool:
    """In a category, or treated as a care leaver by a return while the history to decide is not held here."""
    if where.category in ON_THE_LISTS:
        return True
    return where.category is Category.UNKNOWN and where.circumstances.treated_as_care_leaver


# ---------------------------------------------------------------------------------------------------------------------


def _leavers(wheres: list[Standing], on: date) -> list[Leaver]:
    people = [where.person for where in wheres]
    window = Window(months_after(on, -RECENT_MONTHS), on, on, collection_year(on))
    told = outcomes.known(people, dict.fromkeys((person.pk for person in people), window))
    events = _latest_events(people, on)
    workers = _workers(people, on)
    found = []
    for where in wheres:
        person, known, latest = where.person, told[where.person.pk], events[where.person.pk]
        plans = [latest[kind] for kind in PLAN if kind in latest]
        found.append(
            Leaver(
                person=person.pk,
                child_id=person.child_id,
                sex=person.sex,
                ethnicity=person.ethnicity,
                born_on=person.born_on,
                age=where.age,
                arrived_alone=person.arrived_alone,
                disabilities=tuple(person.disabilities),
                category=where.category,
                adviser=workers.get((person.pk, Allocation.Kind.PERSONAL_ADVISER), Worker()),
                social_worker=workers.get((person.pk, Allocation.Kind.SOCIAL_WORKER), Worker()),
                plan_on=max(plans, default=None),
                plan_agreed_on=latest.get("plan_agreed"),
                plan_review_due=_review_due(where),
                in_touch=known.value(IN_TOUCH),
                latest_contact=latest.get("contact_made"),
                accommodation=known.value(ACCOMMODATION),
                activity=known.value(ACTIVITY),
            )
        )
    return sorted(found, key=lambda one: one.child_id)


def _latest_events(people: list[Person], on: date) -> dict[UUID, dict[str, date]]:
    """The latest day of each kind of event that the lists need."""
    rows = ClockEvent.objects.filter(
        person__in=[person.pk for person in people],
        kind__in=(*PLAN, "contact_made"),
        on__lte=on,
        corrected_by__isnull=True,
    )
    found: dict[UUID, dict[str, date]] = defaultdict(dict)
    for person, kind, latest in rows.values_list("person_id", "kind").annotate(latest=Max("on")).order_by():
        found[person][kind] = latest
    return found


def _workers(people: list[Person], on: date) -> dict[tuple[UUID, str], Worker]:
    rows = Allocation.objects.filter(access.live(on), person__in=[person.pk for person in people])
    found = {}
    for row in rows.select_related("worker", "team").order_by("from_on"):
        worker = row.worker
        found[row.person_id, row.kind] = Worker(
            worker.pk if worker else None, worker.name if worker else "", row.team.name if row.team else ""
        )
    return found


def _review_due(where: Standing) -> date | None:
    return next((one.on for _, one in where.due if one.clock in REVIEWS and one.outcome is Outcome.DUE), None)
