"""Verbs about birthday records: a data officer proposes, the head of service locks. Nobody decides their own."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.casework import access, birthdays, outcomes
from alongside.casework.actions.clocks import happened
from alongside.casework.models import BirthdayRecord, Person
from alongside.casework.outcomes import ACCOMMODATION, ACTIVITY, FIELDS, GONE, IN_TOUCH, NOT_ASKED, Known
from alongside.casework.steps_birthdays import check_birthday_step, check_decides_birthday
from alongside.returns.codes import codes_in
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

State = BirthdayRecord.State
CODES = {IN_TOUCH: "IN_TOUCH", ACTIVITY: "ACTIV", ACCOMMODATION: "ACCOM"}
"""Field → its code set in the return."""
CARRIED = ("age", "year", *FIELDS, "evidence", "why", "proposed_by_id")


@transaction.atomic
def propose_birthday(
    *, person_id: UUID, age: int, in_touch: str, activity: str, accommodation: str, on: date, by: Actor, why: str = ""
) -> BirthdayRecord:
    """Propose what the return says of this person at this birthday. The records that say so are kept beside it.

    ``why`` says where it comes from, and is needed where no record here says the same.
    """
    person = access.person_for(by, person_id, Record.BIRTHDAY_RECORD, Verb.CREATE, on=on)
    _check_is_somebody(by)
    asked = _open_birthday(person, age, on)
    told = outcomes.known([person], {person.pk: asked.window})[person.pk]
    answers = {IN_TOUCH: in_touch, ACTIVITY: activity, ACCOMMODATION: accommodation}
    _check_answers(answers, asked, told, why)
    access.hold(person)
    latest = _latest(person.pk, age)
    state = check_birthday_step(latest, "propose")
    return _write(
        BirthdayRecord(
            person=person,
            age=age,
            number=latest.number + 1 if latest else 1,
            year=asked.window.year,
            state=state,
            evidence=[one.as_record() for one in told.evidence if one.value == answers[one.field]],
            why=why.strip(),
            made_at=clock.now(),
            proposed_by_id=by.id,
            **answers,
        ),
        "proposed birthday record",
        by,
    )


@transaction.atomic
def propose_recorded_birthdays(*, year: int, on: date, by: Actor) -> int:
    """Propose every birthday of the year of which our own records say everything. Answers how many that were."""
    people = access.visible_to(by, Record.BIRTHDAY_RECORD, Verb.CREATE, on=on)
    open_now = [one for one in birthdays.asked_in(people, year=year, on=on) if one.from_on <= on]
    begun = set(BirthdayRecord.objects.filter(year=year).values_list("person_id", "age"))
    told = outcomes.known([one.person for one in open_now], {one.person.pk: one.window for one in open_now})
    count = 0
    for one in open_now:
        known = told[one.person.pk]
        if (one.person.pk, one.age) not in begun and known.is_whole and not _fault_in(_believed(known), one):
            propose_birthday(person_id=one.person.pk, age=one.age, on=on, by=by, **_believed(known))
            count += 1
    return count


@transaction.atomic
def approve_birthdays(*, record_ids: Collection[UUID], on: date, by: Actor) -> int:
    """Approve proposals, all of them or none: what each says is locked from now on. Answers how many."""
    if not record_ids:
        raise FactRefused("Tick at least one.")
    for record_id in record_ids:
        record = _decidable(record_id, "approve", on, by)
        row = _write(_next(record, State.APPROVED, by), "approved birthday record", by)
        _stop_the_clock(row, on, by)
    return len(record_ids)


@transaction.atomic
def send_back_birthday(*, record_id: UUID, comment: str, on: date, by: Actor) -> BirthdayRecord:
    """Send a proposal back with what is not right in it."""
    record = _decidable(record_id, "send_back", on, by)
    if not comment.strip():
        raise FactRefused("Say what is not right in it.")
    row = _next(record, State.SENT_BACK, by)
    row.comment = comment.strip()
    return _write(row, "sent back birthday record", by)


# ---------------------------------------------------------------------------------------------------------------------


def _check_is_somebody(by: Actor) -> None:
    if by.id is None:
        raise FactRefused("Only a person can propose or decide a birthday record.")


def _open_birthday(person: Person, age: int, on: date) -> birthdays.Asked:
    if not birthdays.FIRST_AGE <= age <= birthdays.LAST_AGE:
        raise FactRefused(f"The return asks about birthdays from the {birthdays.FIRST_AGE}th to the 25th.")
    asked = birthdays.about(person, age)
    if asked.from_on > on:
        raise FactRefused(f"What is so at this birthday can be recorded from {asked.from_on:%d/%m/%Y} on.")
    return asked


def _check_answers(answers: dict[str, str], asked: birthdays.Asked, told: Known, why: str) -> None:
    if fault := _fault_in(answers, asked):
        raise FactRefused(fault)
    unsaid = [field for field, value in answers.items() if not told.backs(field, value) and value != NOT_ASKED]
    if unsaid and not why.strip():
        words = " and ".join(field.replace("_", " ") for field in unsaid)
        raise FactRefused(f"No record of that time says so ({words}): write where it comes from.")


def _fault_in(answers: dict[str, str], asked: birthdays.Asked) -> str:
    """What the return's own checks would refuse (131, 132, 133, 344, 345, 347, 3001), in a sentence."""
    for field, value in answers.items():
        if value not in codes_in(CODES[field], asked.window.year):
            return f"{value or 'Blank'} is not a code for {field.replace('_', ' ')} in that year."
    blank = [field for field in (ACTIVITY, ACCOMMODATION) if answers[field] == NOT_ASKED]
    if answers[IN_TOUCH] in GONE and len(blank) < 2:
        return "Whoever died or went home has neither activity nor accommodation: choose 0 for both."
    if answers[IN_TOUCH] == "YES" and blank:
        return "You are in touch, so the activity and the accommodation have to be known: 0 is not possible."
    home = answers[ACCOMMODATION][:1]
    if asked.age == birthdays.FIRST_AGE and home in ("T", "Z"):
        return "At 17 nobody lives in a foyer or with a former foster carer."
    return ""


def _believed(known: Known) -> dict[str, str]:
    return {field: known.value(field) for field in FIELDS}


def _latest(person_id: UUID, age: int) -> BirthdayRecord | None:
    return BirthdayRecord.objects.filter(person=person_id, age=age).order_by("-number").first()


def _decidable(record_id: UUID, step: str, on: date, by: Actor) -> BirthdayRecord:
    """The proposal, if it is still the latest step and somebody else's."""
    _check_is_somebody(by)
    record = BirthdayRecord.objects.select_related("person").filter(pk=record_id).first()
    if record is None:
        raise NotYours("birthday record")
    access.person_for(by, record.person_id, Record.BIRTHDAY_RECORD, Verb.APPROVE, on=on)
    access.hold(record.person)
    latest = _latest(record.person_id, record.age)
    check_birthday_step(latest, step)
    if latest is None or latest.pk != record.pk:
        raise WrongState("Someone else changed this while you were reading. Look at it again.")
    check_decides_birthday(by, record)
    return record


def _stop_the_clock(row: BirthdayRecord, on: date, by: Actor) -> None:
    """The law's clock asks for the record of this birthday: settled late, it is still not the next birthday's."""
    settled_on = min(on, birthdays.about(row.person, row.age).to_on)
    happened(person=row.person, kind="birthday_recorded", happened_on=settled_on, record=row.pk, on=on, by=by)


def _next(before: BirthdayRecord, state: State, by: Actor) -> BirthdayRecord:
    carried = {name: getattr(before, name) for name in CARRIED}
    return BirthdayRecord(
        **carried, person=before.person, number=before.number + 1, state=state, made_at=clock.now(), decided_by_id=by.id
    )


def _write(row: BirthdayRecord, verb: str, by: Actor) -> BirthdayRecord:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState("Someone else changed this while you were reading. Look at it again.") from error
    audit.record(actor=by, verb=verb, subject_kind="person", subject=row.person_id, detail={"age": row.age})
    return row
