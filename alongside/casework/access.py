"""Which young people somebody may reach, and which step of a decision may follow which.

Reach is worked out afresh each time from allocations, cover, referrals and access lists: nothing is stored that could
go stale. Rules come in pairs: ``check_…`` raises, ``can_…`` asks, so that a button and its refusal never disagree.

Somebody whose care ended stays reachable: reach hangs on who works with them, not on category. From 25 the file is
closed (``closing``): little of it is written, and those who work here read it with a reason.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.casework import closing
from alongside.casework.models import (
    Allocation,
    BrokenGlass,
    Conflict,
    Cover,
    Determination,
    NamedAccess,
    Person,
    Referral,
)
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours, OwnWork, WrongState
from alongside.shell.roles import Reach, Record, Role, Verb

State = Determination.State

STEPS: dict[tuple[str | None, str], State] = {
    (None, "propose"): State.PROPOSED,
    (State.FOUND, "propose"): State.PROPOSED,
    (State.SENT_BACK, "propose"): State.PROPOSED,
    (State.APPROVED, "propose"): State.PROPOSED,
    (State.PROPOSED, "approve"): State.APPROVED,
    (State.PROPOSED, "send_back"): State.SENT_BACK,
    (State.APPROVED, "tell"): State.APPROVED,
    (State.APPROVED, "disagree"): State.APPROVED,
}
"""State × step → the state after it. A pair that is not here is refused. A new finding of the law may follow any state:
it lets a waiting proposal lapse, for the facts it rested on have changed."""

REFUSED_STEP = {
    "propose": "A proposal is already waiting for a manager.",
    "approve": "There is no proposal to approve: someone decided already, or the facts have changed since.",
    "send_back": "There is no proposal to send back: someone decided already, or the facts have changed since.",
    "tell": "Only an approved decision can be told to the young person.",
    "disagree": "Only an approved decision can be disagreed with.",
}


AT_WORK_WITH_PEOPLE = frozenset({Reach.OWN, Reach.TEAM, Reach.SERVICE})
"""The reaches of those who work here: with one of them a record can be opened for reading in an emergency."""


def live(on: date, prefix: str = "") -> Q:
    """Rows that hold on the day ``on``: ``[from_on, to_on)``."""
    started = Q(**{f"{prefix}from_on__lte": on})
    return started & (Q(**{f"{prefix}to_on__isnull": True}) | Q(**{f"{prefix}to_on__gt": on}))


def visible_to(actor: Actor, record: Record, verb: Verb = Verb.READ, *, on: date) -> QuerySet[Person]:
    """The people to whose ``record`` this actor may do ``verb`` on the day ``on``."""
    return Person.objects.filter(_reach(actor, record, verb, on))


def person_for(actor: Actor, person_id: UUID, record: Record, verb: Verb = Verb.READ, *, on: date) -> Person:
    """The person, if this actor may do ``verb`` to their ``record``. Raises NotYours, as for somebody unknown.

    Raises WrongState where nothing but the closing of the file stands against it.
    """
    person = visible_to(actor, record, verb, on=on).filter(pk=person_id).first()
    if person is not None:
        return person
    closed = Person.objects.filter(_reach(actor, record, verb, on, as_if_open=True), pk=person_id).first()
    if closed is None:
        raise NotYours(f"{verb.name.lower()} {record.value}")
    why = "" if verb in closing.CHANGES else " Open it with a reason, under “Safekeeping”, to read this."
    raise WrongState(closing.sentence(closed, reader=actor.id) + why)


def check_open(actor: Actor, person: Person, *, on: date) -> None:
    """Raise WrongState where the file is closed: for what a record that stays possible does not stand for."""
    if not actor.is_system and closing.is_closed(person, on=on):
        raise WrongState(closing.sentence(person, reader=actor.id))


def hold(person: Person) -> None:
    """Let nobody else change this person until the transaction ends, so that what was checked stays so."""
    Person.objects.select_for_update().filter(pk=person.pk).values_list("pk").get()


def check_reaches(actor: Actor, person: Person, record: Record, verb: Verb, *, on: date) -> None:
    """Raise NotYours unless the actor may do ``verb`` to this person's ``record``; WrongState in a closed file."""
    if actor.is_system:
        return
    person_for(actor, person.pk, record, verb, on=on)


def can_reach(actor: Actor, person: Person, record: Record, verb: Verb = Verb.READ, *, on: date) -> bool:
    """Whether ``check_reaches`` would let it pass."""
    try:
        check_reaches(actor, person, record, verb, on=on)
    except (NotYours, WrongState):
        return False
    return True


def reachable_records(actor: Actor, person: Person, *, on: date) -> frozenset[tuple[Record, Verb]]:
    """Everything this actor may do to this person's records, found in five queries however many records there are."""
    held = _reaches_of(actor, person, on)
    referred = _referred_records(actor, person, on)
    named = not person.is_restricted or actor.is_system or is_named(actor, person, on)
    opened = not actor.is_system and _opened(actor).filter(person=person).exists()
    closed = not actor.is_system and closing.is_closed(person, on=on)
    found = set()
    for record in Record:
        for verb in Verb:
            reaches = actor.reaches(record, verb)
            stays = not closed or closing.stays_possible(record, verb)
            if not stays and not _reads_all_the_same(verb, reaches, held, opened):
                continue
            if (
                actor.is_system
                or Reach.ME in reaches & held
                or (opened and verb is Verb.READ and reaches & AT_WORK_WITH_PEOPLE)
            ):
                found.add((record, verb))
            elif not named:
                if _runs_the_list(actor, record, verb):
                    found.add((record, verb))
            elif reaches & held or (Reach.PARTNER in reaches and record.value in referred):
                found.add((record, verb))
    return frozenset(found)


def _reads_all_the_same(verb: Verb, reaches: frozenset[Reach], held: frozenset[Reach], opened: bool) -> bool:
    """Whether a closed file is read: one's own is, and one that a worker opened with a reason."""
    if verb in closing.CHANGES:
        return False
    return Reach.ME in reaches & held or (opened and verb is Verb.READ and bool(reaches & AT_WORK_WITH_PEOPLE))


def is_named(actor: Actor, person: Person, on: date) -> bool:
    """Whether the actor is on the person's access list."""
    return NamedAccess.objects.filter(live(on), person=person, user_id=actor.id).exists()


def hears_reasons(actor: Actor, person: Person, *, on: date) -> bool:
    """A partner to whom somebody was referred learns the category; the reasons are for those who work here."""
    reaches = actor.reaches(Record.ELIGIBILITY, Verb.READ)
    return Reach.PARTNER not in reaches or bool(reaches & _reaches_of(actor, person, on))


def is_only_referred(actor: Actor, person: Person, record: Record, verb: Verb, *, on: date) -> bool:
    """Whether the actor reaches this record of theirs by a referral alone, as a partner does."""
    reaches = actor.reaches(record, verb)
    return not actor.is_system and Reach.PARTNER in reaches and not reaches & _reaches_of(actor, person, on)


def sees_names(actor: Actor) -> bool:
    """A data officer works with references and codes, not with names."""
    return actor.is_system or actor.roles != {Role.DATA_OFFICER}


def check_step(determination: Determination | None, step: str) -> State:
    """The state after ``step``. Raises WrongState where the table has no such step."""
    state = State(determination.state) if determination else None
    if (state, step) not in STEPS:
        raise WrongState(REFUSED_STEP[step])
    return STEPS[state, step]


def can_step(determination: Determination | None, step: str) -> bool:
    """Whether ``check_step`` would let it pass."""
    try:
        check_step(determination, step)
    except WrongState:
        return False
    return True


def check_not_own_work(actor: Actor, determination: Determination) -> None:
    """Raise OwnWork where the actor proposed what is to be approved."""
    if actor.id is not None and actor.id == determination.proposed_by_id:
        raise OwnWork("You proposed this, so someone else has to decide it.")


def can_decide(actor: Actor, determination: Determination) -> bool:
    """Whether ``check_not_own_work`` would let it pass."""
    try:
        check_not_own_work(actor, determination)
    except OwnWork:
        return False
    return True


# ---------------------------------------------------------------------------------------------------------------------


def _reach(actor: Actor, record: Record, verb: Verb, on: date, *, as_if_open: bool = False) -> Q:
    if actor.is_system:
        return Q()
    reaches = actor.reaches(record, verb)
    if not reaches:
        return Q(pk__in=[])
    allowed = _where(actor, record, reaches, on) & _unrestricted(actor, on)
    if _runs_the_list(actor, record, verb):
        allowed |= Q(restriction=Person.Restriction.NAMED)
    if not as_if_open and not closing.stays_possible(record, verb):
        allowed &= closing.not_closed(on)
    if verb is Verb.READ and reaches & AT_WORK_WITH_PEOPLE:
        allowed |= Q(pk__in=_opened(actor))
    allowed &= ~Q(pk__in=Conflict.objects.filter(worker_id=actor.id, ended_on=None).values("person"))
    if Reach.ME in reaches:
        themself = Q(user_id=actor.id)
        if not as_if_open and verb in closing.CHANGES and record not in closing.STILL_WRITTEN:
            themself &= closing.not_closed(on)
        allowed |= themself
    return allowed & Q(merged_into=None)


def _opened(actor: Actor) -> QuerySet[BrokenGlass, dict[str, Any]]:
    """Whose records this worker opened with a reason, for the hours that this lasts."""
    now = clock.now()
    return BrokenGlass.objects.filter(worker_id=actor.id, from_at__lte=now, to_at__gt=now).values("person")


def _where(actor: Actor, record: Record, reaches: frozenset[Reach], on: date) -> Q:
    """People by reach alone, restrictions aside."""
    if Reach.SERVICE in reaches:
        return Q()
    where = Q(pk__in=[])
    if Reach.OWN in reaches:
        where |= Q(pk__in=_own(actor, on).values("person"))
    if Reach.TEAM in reaches and actor.teams:
        where |= Q(pk__in=Allocation.objects.filter(live(on), team__in=actor.teams).values("person"))
    if Reach.PARTNER in reaches and actor.organisations:
        where |= Q(pk__in=_referred_to(actor, record, on))
    if Reach.ME in reaches:
        where |= Q(user_id=actor.id)
    return where


def _unrestricted(actor: Actor, on: date) -> Q:
    named = NamedAccess.objects.filter(live(on), user_id=actor.id).values("person")
    return Q(restriction=Person.Restriction.NONE) | Q(pk__in=named)


def _own(actor: Actor, on: date) -> QuerySet[Allocation]:
    """Allocations to this worker, and to those whom this worker covers today."""
    covered = Cover.objects.filter(live(on), covered_by_id=actor.id).values("worker")
    return Allocation.objects.filter(live(on)).filter(Q(worker_id=actor.id) | Q(worker__in=covered))


def _referred_to(actor: Actor, record: Record, on: date) -> list[UUID]:
    """People referred to the actor's organisations with this group of fields. Few enough to sift here."""
    referrals = Referral.objects.filter(live(on), _for_them(actor), organisation__in=actor.organisations)
    return [
        person
        for person, groups in referrals.values_list("person_id", "field_groups")
        if record.value in groups or record is Record.FIND_PEOPLE
    ]


def _for_them(actor: Actor) -> Q:
    """Referrals to all of an organisation's people, and those to this one alone."""
    return Q(only_for=None) | Q(only_for_id=actor.id)


def _reaches_of(actor: Actor, person: Person, on: date) -> frozenset[Reach]:
    """By which reaches, other than a referral's, the actor holds this person."""
    if actor.is_system:
        return frozenset(Reach)
    held = {Reach.SERVICE}
    if person.user_id is not None and person.user_id == actor.id:
        held.add(Reach.ME)
    if _own(actor, on).filter(person=person).exists():
        held.add(Reach.OWN)
    if actor.teams and Allocation.objects.filter(live(on), person=person, team__in=actor.teams).exists():
        held.add(Reach.TEAM)
    return frozenset(held)


def _referred_records(actor: Actor, person: Person, on: date) -> set[str]:
    if not actor.organisations:
        return set()
    referrals = Referral.objects.filter(live(on), _for_them(actor), organisation__in=actor.organisations, person=person)
    groups = {group for row in referrals.values_list("field_groups", flat=True) for group in row}
    return groups | {Record.FIND_PEOPLE.value} if groups else groups


def _runs_the_list(actor: Actor, record: Record, verb: Verb) -> bool:
    """A head of service manages the access list of restricted people without reading what it protects."""
    return record is Record.ALLOCATION and Reach.SERVICE in actor.reaches(Record.ALLOCATION, Verb.UPDATE)
