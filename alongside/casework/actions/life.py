"""Verbs about the areas of a young person's life: home, housing, learning, health, papers, benefits."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from alongside.casework import access, protocol_steps
from alongside.casework.actions.clocks import happened
from alongside.casework.areas import KINDS, Kind
from alongside.casework.areas.reach import at_work, districts_of, is_partner, row_for
from alongside.casework.models import (
    AboutPerson,
    Activity,
    ContactPoint,
    Home,
    JobcentreProtocol,
    Person,
    Source,
)
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

ALREADY = "This is recorded already: change what is there."


@transaction.atomic
def add_life_record(*, slug: str, person_id: UUID, on: date, by: Actor, **facts: Any) -> AboutPerson:
    """Record something of one ``areas.KINDS``; what it tells moves the law's clocks.

    A home, and full-time education or work, ends on the day on which the next begins.
    """
    kind = _kind(slug)
    person = at_work(by, access.person_for(by, person_id, kind.record, Verb.CREATE, on=on))
    facts = _given(kind, facts, is_partner=is_partner(by, kind.record, Verb.CREATE))
    _check_district(kind, facts, by)
    kind.check(facts, person, on)
    access.hold(person)
    if kind.is_single and kind.model._default_manager.filter(person=person, removed_at=None).exists():
        raise FactRefused(ALREADY)
    _end_earlier(kind, facts, person, on, by)
    source = Source.PARTNER if is_partner(by, kind.record, Verb.CREATE) else Source.TYPED
    row = _create(kind, person, facts, source=source, by=by)
    _move_clocks(kind, row, person, on, by)
    if isinstance(row, Home):
        _note_address(row, person, on, by)
    audit.record(
        actor=by, verb="added life record", subject_kind="person", subject=person.pk, detail={"kind": kind.slug}
    )
    return row


@transaction.atomic
def change_life_record(*, slug: str, record_id: UUID, version: int, on: date, by: Actor, **changes: Any) -> AboutPerson:
    """Change a record of somebody's life; the clocks that it moved move with it. Raises EditConflict."""
    kind = _kind(slug)
    row, person = row_for(by, kind, record_id, Verb.UPDATE, on=on)
    changes = _given(kind, changes, is_partner=is_partner(by, kind.record, Verb.UPDATE))
    _check_district(kind, changes, by)
    kind.check(_held(kind, row) | changes, person, on)
    access.hold(person)
    try:
        with transaction.atomic():
            row = save_over(row, version=version, changes=changes, what=f"what is recorded of {person.label}")
    except IntegrityError as error:
        raise FactRefused(ALREADY) from error
    _move_clocks(kind, row, person, on, by)
    detail = {"kind": kind.slug, "fields": sorted(changes)}
    audit.record(actor=by, verb="changed life record", subject_kind="person", subject=person.pk, detail=detail)
    return row


@transaction.atomic
def take_out_life_record(*, slug: str, record_id: UUID, version: int, why: str, on: date, by: Actor) -> AboutPerson:
    """Take out what was recorded by mistake. The row stays, with the reason, and moves no clock any more."""
    kind = _kind(slug)
    row, person = row_for(by, kind, record_id, Verb.UPDATE, on=on)
    if not why.strip():
        raise FactRefused("Say why it is taken out.")
    if is_partner(by, kind.record, Verb.UPDATE) and row.recorded_by_id != by.id:
        raise FactRefused("Only who entered it, or the council, can take it out.")
    out = {"removed_at": clock.now(), "removed_by_id": by.id, "removed_why": why.strip()[:200]}
    row = save_over(row, version=version, changes=out, what=f"what is recorded of {person.label}")
    _move_clocks(kind, row, person, on, by)
    audit.record(
        actor=by, verb="took out life record", subject_kind="person", subject=person.pk, detail={"kind": kind.slug}
    )
    return row


@transaction.atomic
def rate_my_home(*, version: int, rating: int, own_view: str, on: date, by: Actor) -> Home:
    """Say what one thinks of one's own home, as the young person who is signed in."""
    person = _themself(by, Record.HOME, on)
    home = Home.objects.filter(access.live(on), person=person, removed_at=None, hidden="").order_by("-from_on").first()
    if home is None:
        raise FactRefused("We do not know yet where you live. Tell your adviser.")
    changes = {"rating": rating, "own_view": own_view.strip(), "rated_on": on}
    home = save_over(home, version=version, changes=changes, what="your home")
    audit.record(actor=by, verb="rated own home", subject_kind="person", subject=person.pk)
    return home


@transaction.atomic
def propose_my_activity(*, code: str, place: str, course: str, from_on: date, on: date, by: Actor) -> AboutPerson:
    """Say that one does something new, as the young person who is signed in. An adviser looks at it first."""
    person = _themself(by, Record.LEARNING, on)
    if from_on < person.born_on or from_on.year > on.year + 2:
        raise FactRefused("That day cannot be right.")
    waiting = Activity.objects.filter(person=person, is_proposed=True, removed_at=None)
    if waiting.exists():
        raise FactRefused("Your adviser has not looked at what you told us before. Write to them if it has changed.")
    facts = {
        "code": code,
        "place": place.strip(),
        "course": course.strip(),
        "from_on": from_on,
        "is_proposed": True,
        "why_without": Activity.Without.LOOKING if code == "G5" else "",
    }
    row = _create(KINDS["activity"], person, facts, source=Source.PORTAL, by=by)
    audit.record(actor=by, verb="proposed own activity", subject_kind="person", subject=person.pk)
    return row


@transaction.atomic
def answer_proposed_activity(*, activity_id: UUID, answer: str, why: str, on: date, by: Actor) -> AboutPerson:
    """Take over what a young person told us of their learning (``answer`` "yes"), or say why not."""
    kind = KINDS["activity"]
    row, person = row_for(by, kind, activity_id, Verb.UPDATE, on=on)
    if not getattr(row, "is_proposed", False):
        raise NotYours("proposal")
    if answer == "yes":
        access.hold(person)
        _end_earlier(kind, _held(kind, row), person, on, by)
        row = save_over(row, version=row.version, changes={"is_proposed": False}, what="what they do")
    else:
        row = take_out_life_record(slug=kind.slug, record_id=row.pk, version=row.version, why=why, on=on, by=by)
    audit.record(
        actor=by, verb="answered proposed activity", subject_kind="person", subject=person.pk, detail={"answer": answer}
    )
    return row


@transaction.atomic
def save_jobcentre(*, jobcentre_id: UUID | None, version: int | None, on: date, by: Actor, **facts: Any) -> Any:
    """Write down what was agreed with a Jobcentre, or change it."""
    by.check(Record.LOCAL_SETTINGS, Verb.CREATE)
    if facts["reviewed_on"] > on:
        raise FactRefused("The day on which it was looked at is in the future.")
    try:
        with transaction.atomic():
            row = _saved_jobcentre(jobcentre_id, version, facts, by)
    except IntegrityError as error:
        raise FactRefused("This Jobcentre is recorded already.") from error
    audit.record(actor=by, verb="saved Jobcentre protocol", subject_kind="jobcentre", subject=row.pk)
    return row


# ---------------------------------------------------------------------------------------------------------------------


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise NotYours("kind of record")
    return KINDS[slug]


def _given(kind: Kind, facts: dict[str, Any], *, is_partner: bool) -> dict[str, Any]:
    """What may be written, by the names of columns: a partner writes only their own part."""
    allowed = set(kind.fields_for(is_partner=is_partner))
    if unknown := set(facts) - allowed:
        raise FactRefused(f"This cannot be recorded here: {', '.join(sorted(unknown))}.")
    return {_column(kind, name): value for name, value in facts.items()}


def _column(kind: Kind, name: str) -> str:
    field = kind.model._meta.get_field(name)
    return field.attname if isinstance(field, models.ForeignKey) else name


def _held(kind: Kind, row: AboutPerson) -> dict[str, Any]:
    """What the row says now, by column."""
    columns = [_column(kind, name) for name in kind.fields]
    return {name: getattr(row, name) for name in columns}


def _check_district(kind: Kind, facts: dict[str, Any], by: Actor) -> None:
    """A district's officer writes for their own district, and says which."""
    districts = districts_of(by)
    if districts is None or not hasattr(kind.model, "district") or "district_id" not in facts:
        return
    if facts["district_id"] not in districts:
        raise FactRefused("Choose your own district.")


def _end_earlier(kind: Kind, facts: dict[str, Any], person: Person, on: date, by: Actor) -> None:
    """Let the home, or what was done full time, end on the day on which this begins."""
    if kind.slug not in ("home", "activity") or facts.get("to_on"):
        return
    begins = facts["from_on"]
    for row in kind.model._default_manager.filter(person=person, removed_at=None, to_on=None):
        if kind.slug == "activity" and (row.is_proposed or "P" in (facts["code"][0], row.code[0])):
            continue
        if row.from_on >= begins:
            raise FactRefused("Something that begins on this day or later is recorded: say when this one ended.")
        ended = save_over(row, version=row.version, changes={"to_on": begins}, what=f"what is recorded of {person}")
        _move_clocks(kind, ended, person, on, by)


def _note_address(home: Home, person: Person, on: date, by: Actor) -> None:
    """Let a new home's address be where they are reached, in place of the last home's, so that it is typed once.

    Nobody has asked yet whether it is safe to write there. A protected address is never copied.
    """
    may = access.can_reach(by, person, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    if not may or not home.address or home.is_protected or home.from_on > on or home.to_on:
        return
    before = Home.objects.filter(person=person, removed_at=None).exclude(pk=home.pk).values_list("address", flat=True)
    held = ContactPoint.objects.filter(access.live(on), person=person, kind=ContactPoint.Kind.ADDRESS)
    for point in held.filter(value__in=[address for address in before if address and address != home.address]):
        save_over(point, version=point.version, changes={"to_on": on}, what="the address")
    if not held.filter(value=home.address).exists():
        ContactPoint.objects.create(
            person=person, kind=ContactPoint.Kind.ADDRESS, value=home.address, from_on=home.from_on
        )


def _create(kind: Kind, person: Person, facts: dict[str, Any], *, source: Source, by: Actor) -> AboutPerson:
    try:
        with transaction.atomic():
            row: AboutPerson = kind.model._default_manager.create(
                person=person, source=source, recorded_at=clock.now(), recorded_by_id=by.id, **facts
            )
    except IntegrityError as error:
        raise FactRefused(ALREADY) from error
    return row


def _move_clocks(kind: Kind, row: AboutPerson, person: Person, on: date, by: Actor) -> None:
    """Tell the clocks, and the protocols with partners, what the row says now; of one taken out, nothing."""
    for event, day in kind.moves(row, person).items():
        told = day if row.removed_at is None else None
        happened(
            person=person, kind=event, happened_on=told, record=row.pk, on=on, by=by, source=row.source, ahead=True
        )
    protocol_steps.tell(row, on=on, by=by)


def _saved_jobcentre(
    jobcentre_id: UUID | None, version: int | None, facts: dict[str, Any], by: Actor
) -> JobcentreProtocol:
    if jobcentre_id is None:
        return JobcentreProtocol.objects.create(recorded_by_id=by.id, **facts)
    row = JobcentreProtocol.objects.filter(pk=jobcentre_id).first()
    if row is None:
        raise NotYours("Jobcentre")
    return save_over(row, version=version or 0, changes=facts, what=f"what was agreed with {row.jobcentre}")


def _themself(by: Actor, record: Record, on: date) -> Person:
    person = Person.objects.filter(user_id=by.id).first() if by.id else None
    if person is None:
        raise NotYours("a place of one's own")
    return access.person_for(by, person.pk, record, Verb.UPDATE, on=on)
