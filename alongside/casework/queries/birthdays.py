"""Birthday records: how complete a collection year is, what is known of each birthday, what waits for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.casework import access, birthdays, outcomes
from alongside.casework.birthdays import Asked
from alongside.casework.models import BirthdayRecord, Person
from alongside.casework.outcomes import ACCOMMODATION, ACTIVITY, FIELDS, IN_TOUCH, Known
from alongside.casework.steps_birthdays import can_birthday_step, can_decide_birthday
from alongside.law import age_on
from alongside.returns.codes import codes_in, meaning
from alongside.returns.tables import year_ends_on, year_in_words
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

State = BirthdayRecord.State
YEARS_BACK = 3
CODES = {IN_TOUCH: "IN_TOUCH", ACTIVITY: "ACTIV", ACCOMMODATION: "ACCOM"}
TITLES = {IN_TOUCH: "In touch", ACTIVITY: "Activity", ACCOMMODATION: "Accommodation"}
SHOWS = {"": "All", "to_do": "To propose", "waiting": "Waiting for a decision", "late": "Late", "locked": "Locked"}
"""How the list is narrowed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One field: its name, the code and what it means."""

    title: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class BirthdayRow:
    """One birthday in the list of completeness."""

    person: UUID
    label: str
    age: int
    birthday_on: date
    from_on: date
    due_on: date
    state: str
    state_words: str
    record: UUID | None
    is_late: bool
    is_open: bool
    """Whether its time has begun."""
    missing: tuple[str, ...]
    """Fields of which no record of that time says anything."""
    answers: tuple[Answer, ...]
    can_decide: bool


@dataclass(frozen=True, slots=True)
class BirthdayPage:
    """A collection year's birthdays, the first due first."""

    on: date
    year: int
    year_words: str
    years: tuple[tuple[int, str], ...]
    shown: str
    rows: tuple[BirthdayRow, ...]
    asked: int
    locked: int
    waiting: int
    to_do: int
    late: int
    not_yet: int
    recorded: int
    """How many could be proposed at once, for our records say everything."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """What a record says."""

    title: str
    code: str
    words: str
    source: str
    on: date | None
    is_firm: bool


@dataclass(frozen=True, slots=True)
class BirthdayStep:
    """One step, as the history shows it."""

    state_words: str
    by: str
    at: datetime
    comment: str


@dataclass(frozen=True, slots=True)
class OneBirthday:
    """Everything about one birthday of one person."""

    person: UUID
    age: int
    birthday_on: date
    from_on: date
    due_on: date
    year_words: str
    state: str
    state_words: str
    record: UUID | None
    answers: tuple[Answer, ...]
    why: str
    evidence: tuple[EvidenceRow, ...]
    """What our records say now; of one that was proposed, what they said then."""
    believed: dict[str, str]
    choices: dict[str, tuple[tuple[str, str], ...]]
    steps: tuple[BirthdayStep, ...]
    can_propose: bool
    can_decide: bool


def birthday_list(actor: Actor, *, on: date, year: int | None = None, show: str = "") -> BirthdayPage:
    """How complete a collection year is, for the people within reach; the look is kept."""
    actor.check(Record.BIRTHDAY_RECORD, Verb.READ)
    this_year = birthdays.collection_year(on)
    year = year if year is not None and this_year - YEARS_BACK <= year <= this_year else this_year
    asked = birthdays.asked_in(access.visible_to(actor, Record.BIRTHDAY_RECORD, on=on), year=year, on=on)
    told = outcomes.known([one.person for one in asked], {one.person.pk: one.window for one in asked})
    latest = _latest_of(year)
    decides = actor.can(Record.BIRTHDAY_RECORD, Verb.APPROVE)
    rows = [
        _row(one, told[one.person.pk], latest.get((one.person.pk, one.age)), actor, on, decides=decides)
        for one in asked
    ]
    counts = Counter(_kind(row) for row in rows)
    audit.record(
        actor=actor,
        verb="looked at birthday records",
        subject_kind="collection year",
        detail={"year": year, "people": len(rows)},
    )
    return BirthdayPage(
        on=on,
        year=year,
        year_words=year_in_words(year),
        years=tuple((one, year_in_words(one)) for one in range(this_year, this_year - YEARS_BACK - 1, -1)),
        shown=show if show in SHOWS else "",
        rows=tuple(row for row in rows if _is_shown(row, show)),
        asked=len(rows),
        locked=counts["locked"],
        waiting=counts["waiting"],
        to_do=counts["to_do"],
        late=sum(row.is_late for row in rows),
        not_yet=counts["not_yet"],
        recorded=sum(_kind(row) == "to_do" and row.state == "" and not row.missing for row in rows),
    )


def birthdays_of(actor: Actor, person_id: UUID, *, on: date) -> tuple[OneBirthday, ...]:
    """Every birthday of one person that was recorded or whose time has begun, newest first."""
    person = access.person_for(actor, person_id, Record.BIRTHDAY_RECORD, on=on)
    begun = [
        age for age in range(birthdays.FIRST_AGE, birthdays.LAST_AGE + 1) if birthdays.about(person, age).from_on <= on
    ]
    return tuple(_one(actor, person, age, on) for age in reversed(begun))


def birthday_of(actor: Actor, person_id: UUID, *, age: int | None, on: date) -> OneBirthday:
    """One birthday of one person, this collection year's where no age is given. Raises NotYours for others."""
    person = access.person_for(actor, person_id, Record.BIRTHDAY_RECORD, on=on)
    if age is None:
        age = age_on(person.born_on, year_ends_on(birthdays.collection_year(on)))
        age = min(max(age, birthdays.FIRST_AGE), birthdays.LAST_AGE)
    if not birthdays.FIRST_AGE <= age <= birthdays.LAST_AGE:
        raise FactRefused("The return asks about the 17th to the 25th birthday only.")
    return _one(actor, person, age, on)


def birthday_to_decide(actor: Actor, record_id: UUID, *, on: date) -> OneBirthday:
    """The birthday of which this record is a step."""
    record = BirthdayRecord.objects.filter(pk=record_id).first()
    if record is None:
        raise NotYours("birthday record")
    return birthday_of(actor, record.person_id, age=record.age, on=on)


# ---------------------------------------------------------------------------------------------------------------------


def _latest_of(year: int) -> dict[tuple[UUID, int], BirthdayRecord]:
    rows = BirthdayRecord.objects.filter(year=year).order_by("number").defer("evidence")
    return {(row.person_id, row.age): row for row in rows}


def _row(
    one: Asked, known: Known, latest: BirthdayRecord | None, actor: Actor, on: date, *, decides: bool
) -> BirthdayRow:
    state = latest.state if latest else ""
    return BirthdayRow(
        person=one.person.pk,
        label=one.person.label if access.sees_names(actor) else one.person.child_id,
        age=one.age,
        birthday_on=one.birthday_on,
        from_on=one.from_on,
        due_on=one.to_on,
        state=state,
        state_words=State(state).label if latest else "Not proposed",
        record=latest.pk if latest else None,
        is_late=state != State.APPROVED and one.to_on < on,
        is_open=one.from_on <= on,
        missing=tuple(TITLES[field] for field in FIELDS if (found := known.of(field)) is None or not found.is_firm),
        answers=_answers(latest),
        can_decide=decides
        and latest is not None
        and can_birthday_step(latest, "approve")
        and can_decide_birthday(actor, latest),
    )


def _kind(row: BirthdayRow) -> str:
    if row.state == State.APPROVED:
        return "locked"
    if row.state == State.PROPOSED:
        return "waiting"
    return "to_do" if row.is_open else "not_yet"


def _is_shown(row: BirthdayRow, show: str) -> bool:
    return row.is_late if show == "late" else show not in SHOWS or not show or _kind(row) == show


def _answers(record: BirthdayRecord | None) -> tuple[Answer, ...]:
    return tuple(_answer(field, getattr(record, field)) for field in FIELDS) if record else ()


def _answer(field: str, code: str) -> Answer:
    return Answer(TITLES[field], code, meaning(CODES[field], code) or code)


def _one(actor: Actor, person: Person, age: int, on: date) -> OneBirthday:
    asked = birthdays.about(person, age)
    known = outcomes.known([person], {person.pk: asked.window})[person.pk]
    steps = list(BirthdayRecord.objects.filter(person=person, age=age).order_by("number"))
    latest = steps[-1] if steps else None
    may = access.reachable_records(actor, person, on=on)
    return OneBirthday(
        person=person.pk,
        age=age,
        birthday_on=asked.birthday_on,
        from_on=asked.from_on,
        due_on=asked.to_on,
        year_words=year_in_words(asked.window.year),
        state=latest.state if latest else "",
        state_words=State(latest.state).label if latest else "Not proposed",
        record=latest.pk if latest else None,
        answers=_answers(latest),
        why=latest.why if latest else "",
        evidence=_kept(latest) if latest and latest.state != State.SENT_BACK else _evidence(known),
        believed={field: getattr(latest, field) if latest else known.value(field) for field in FIELDS},
        choices={field: _choices(field, asked.window.year) for field in FIELDS},
        steps=_steps(steps),
        can_propose=(Record.BIRTHDAY_RECORD, Verb.CREATE) in may
        and can_birthday_step(latest, "propose")
        and asked.from_on <= on,
        can_decide=(Record.BIRTHDAY_RECORD, Verb.APPROVE) in may
        and latest is not None
        and can_birthday_step(latest, "approve")
        and can_decide_birthday(actor, latest),
    )


def _choices(field: str, year: int) -> tuple[tuple[str, str], ...]:
    codes = sorted(codes_in(CODES[field], year))
    return tuple((code, f"{code}: {meaning(CODES[field], code) or 'meaning not known'}") for code in codes)


def _evidence(known: Known) -> tuple[EvidenceRow, ...]:
    return tuple(
        EvidenceRow(TITLES[one.field], one.value, _answer(one.field, one.value).words, one.words, one.on, one.is_firm)
        for one in known.evidence
    )


def _kept(record: BirthdayRecord) -> tuple[EvidenceRow, ...]:
    """The evidence as it was when it was proposed."""
    return tuple(
        EvidenceRow(
            TITLES[one["field"]],
            one["value"],
            _answer(one["field"], one["value"]).words,
            one["words"],
            date.fromisoformat(one["on"]) if one["on"] else None,
            one["is_firm"],
        )
        for one in record.evidence
    )


def _steps(steps: Iterable[BirthdayRecord]) -> tuple[BirthdayStep, ...]:
    steps = list(steps)
    ids = {row.decided_by_id or row.proposed_by_id for row in steps}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return tuple(
        BirthdayStep(
            State(row.state).label, names.get(row.decided_by_id or row.proposed_by_id, ""), row.made_at, row.comment
        )
        for row in steps
    )
