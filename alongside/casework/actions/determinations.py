"""Verbs about deciding somebody's category: the law finds, an adviser proposes, a manager decides."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.casework import access, standing
from alongside.casework.models import Determination, Person
from alongside.casework.standing import Standing
from alongside.law import Category, Certainty, Finding, age_on
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotAllowed, WrongState
from alongside.shell.roles import Record, Verb

State = Determination.State

WHAT_COUNTS = ("category", "also", "certainty", "ambiguities", "responsible", "since", "until")
"""What of a finding makes it another finding."""
CARRIED = tuple(
    field.name
    for field in Determination._meta.concrete_fields
    if field.name not in {"id", "person", "number", "state", "made_at"}
)
"""What a step carries over from the step before, unless it says otherwise."""


@transaction.atomic
def find_determinations(*, on: date, by: Actor, people: Iterable[Person] | None = None) -> int:
    """Write down what the law finds for everyone of 14 or over for whom it finds something new. Returns how many.

    A waiting proposal lapses where the facts it rested on have changed; an approved decision is left to history, and a
    manager decides again.
    """
    by.check(Record.ELIGIBILITY, Verb.READ)
    everyone = Person.objects.all() if people is None else people
    old_enough = [person for person in everyone if age_on(person.born_on, on) >= standing.LEAST_AGE]
    return write_found(wheres=standing.standings(old_enough, on=on).values(), by=by)


@transaction.atomic
def write_found(*, wheres: Iterable[Standing], by: Actor) -> int:
    """Write down what the law finds for these people, where it is news. Returns how many."""
    wheres = [where for where in wheres if where.age >= standing.LEAST_AGE]
    before = [where.latest.pk for where in wheres if where.latest is not None]
    told = dict(Determination.objects.filter(pk__in=before).values_list("person_id", "finding"))
    found = [_found(where) for where in wheres if _is_news(where.finding, told.get(where.person.pk))]
    Determination.objects.bulk_create(found, batch_size=200)
    audit.record_many(
        (audit.Line("found category", "person", row.person_id, {"category": row.category}) for row in found), actor=by
    )
    return len(found)


@transaction.atomic
def propose_determination(
    *, person_id: UUID, on: date, by: Actor, category: Category | None = None, why: str = ""
) -> Determination:
    """Propose a category for a manager to decide: as the law finds it, or another one with the reasons in ``why``.

    Where the law is in doubt, ``why`` is needed too.
    """
    _check_is_somebody(by)
    person = access.person_for(by, person_id, Record.ELIGIBILITY, Verb.CREATE, on=on)
    where = standing.standing_of(person, on=on)
    access.check_step(where.latest, "propose")
    finding = where.finding
    category = Category(category) if category else finding.category
    if category is Category.UNKNOWN:
        raise FactRefused("Choose a category: “not known” cannot be decided.")
    settled = finding.certainty is Certainty.CLEAR and category is finding.category
    if not settled and not why.strip():
        raise FactRefused("Say why: the law does not settle this by itself.")
    row = _found(where)
    row.state = State.PROPOSED
    row.proposed_by_id = by.id
    row.why = why.strip()
    if category is not finding.category:
        row.category, row.also = category.value, []
        row.since_on, row.until_on = on, standing.decided_until(category, person.born_on)
    return _write(row, "proposed category", by)


@transaction.atomic
def approve_determination(*, person_id: UUID, number: int, on: date, by: Actor, comment: str = "") -> Determination:
    """Approve the proposal ``number``. Nobody approves their own; facts that changed since make it lapse."""
    person, proposal = _decidable(person_id, number, "approve", on, by)
    facts = standing.facts_record(standing.standing_of(person, on=on).circumstances)
    if standing.hash_of(facts) != proposal.facts_hash:
        raise WrongState("The facts have changed since this was proposed. Send it back, to be proposed afresh.")
    row = _next(proposal, State.APPROVED, approved_by_id=by.id, approved_on=on, comment=comment.strip())
    return _write(row, "approved category", by)


@transaction.atomic
def send_back(*, person_id: UUID, number: int, comment: str, on: date, by: Actor) -> Determination:
    """Send the proposal ``number`` back with what is missing."""
    _, proposal = _decidable(person_id, number, "send_back", on, by)
    if not comment.strip():
        raise FactRefused("Say what is missing.")
    row = _next(proposal, State.SENT_BACK, sent_back_by_id=by.id, comment=comment.strip())
    return _write(row, "sent back category", by)


@transaction.atomic
def tell_person(*, person_id: UUID, number: int, told_on: date, how: str, on: date, by: Actor) -> Determination:
    """Record that the young person was told the decision and its reasons: when, and how (in person, by letter …)."""
    person = access.person_for(by, person_id, Record.ELIGIBILITY, Verb.CREATE, on=on)
    decision = _step_now(person, number, "tell")
    if told_on > on:
        raise FactRefused("This day is in the future.")
    if decision.approved_on and told_on < decision.approved_on:
        raise FactRefused("This day is before the decision was made.")
    row = _next(decision, State.APPROVED, told_on=told_on, told_how=how, told_by_id=by.id)
    return _write(row, "told person category", by)


@transaction.atomic
def record_disagreement(*, person_id: UUID, number: int, words: str, on: date, by: Actor) -> Determination:
    """Record, in their own words, that the young person disagrees: they say so themself or a worker writes it down."""
    person = access.person_for(by, person_id, Record.ELIGIBILITY, Verb.READ, on=on)
    themself = person.user_id is not None and person.user_id == by.id
    if not themself and not access.can_reach(by, person, Record.ELIGIBILITY, Verb.CREATE, on=on):
        raise NotAllowed("record a disagreement")
    decision = _step_now(person, number, "disagree")
    if not words.strip():
        raise FactRefused("Write down what the young person says.")
    row = _next(decision, State.APPROVED, disagreement=words.strip(), disagreed_on=on)
    return _write(row, "recorded disagreement", by)


# ---------------------------------------------------------------------------------------------------------------------


def _decidable(person_id: UUID, number: int, step: str, on: date, by: Actor) -> tuple[Person, Determination]:
    _check_is_somebody(by)
    person = access.person_for(by, person_id, Record.ELIGIBILITY, Verb.APPROVE, on=on)
    proposal = _step_now(person, number, step)
    access.check_not_own_work(by, proposal)
    return person, proposal


def _check_is_somebody(by: Actor) -> None:
    if by.id is None:
        raise FactRefused("Only a person can propose or decide a category.")


def _step_now(person: Person, number: int, step: str) -> Determination:
    """The latest step, if it is still the one that the worker saw and ``step`` may follow it."""
    latest = Determination.objects.filter(person=person).order_by("-number").first()
    access.check_step(latest, step)
    if latest is None or latest.number != number:
        raise WrongState("Someone else changed this while you were reading. Look at it again.")
    return latest


def _found(where: Standing) -> Determination:
    """A new first step, as the law finds it today."""
    finding = where.finding
    facts = standing.facts_record(where.circumstances)
    now = clock.now()
    return Determination(
        person=where.person,
        number=where.latest.number + 1 if where.latest else 1,
        state=State.FOUND,
        category=finding.category.value,
        also=[category.value for category in finding.also],
        since_on=finding.since,
        until_on=finding.until,
        certainty=finding.certainty.value,
        responsible=finding.responsible,
        finding=standing.finding_record(finding),
        facts=facts,
        facts_hash=standing.hash_of(facts),
        facts_as_at=now,
        law_as_at=where.on,
        rules_version=standing.rules_version(),
        made_at=now,
    )


def _is_news(finding: Finding, before: dict[str, Any] | None) -> bool:
    """Whether the law finds something else today than it did at the latest step."""
    now = standing.finding_record(finding)
    return before is None or any(now[name] != before[name] for name in WHAT_COUNTS)


def _next(before: Determination, state: State, **changes: Any) -> Determination:
    """The step after ``before``: all that it said, and ``changes``."""
    carried = {name: getattr(before, name) for name in CARRIED}
    row = Determination(**carried, person=before.person, number=before.number + 1, state=state, made_at=clock.now())
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def _write(row: Determination, verb: str, by: Actor) -> Determination:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState("Someone else changed this while you were reading. Look at it again.") from error
    audit.record(actor=by, verb=verb, subject_kind="person", subject=row.person_id, detail={"category": row.category})
    return row
