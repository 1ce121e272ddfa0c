"""The areas of somebody's life, each with its latest and its date; and what a district's housing office sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.urls import reverse

from alongside.casework import access
from alongside.casework.areas import AREAS, KINDS, Area, Kind
from alongside.casework.areas.base import money, short
from alongside.casework.areas.gaps import is_needed
from alongside.casework.areas.reach import districts_of, is_partner, row_for, rows_of, sees_address
from alongside.casework.models import AboutPerson, HousingSignal, JobcentreProtocol, Person
from alongside.casework.queries.header import PersonHeader, person_header
from alongside.partners import queries as partners
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb
from alongside.shell.slots import PartnerAlert

MONEY = frozenset({"rent", "amount", "cost", "saved", "to_carer", "from_them", "advance", "bridged"})


@dataclass(frozen=True, slots=True)
class LifeRow:
    """One record, as this reader sees it."""

    id: UUID
    kind: str
    says: str
    day: date | None
    is_open: bool
    over: str
    """What is said of it where it no longer holds."""
    is_hidden: bool
    is_proposed: bool
    details: tuple[tuple[str, str], ...]
    recorded_by: str
    recorded_on: date
    place: str
    """The letter of a home; empty for what is none."""


@dataclass(frozen=True, slots=True)
class Group:
    """All records of one kind, what still holds first, the newest on top."""

    kind: str
    one: str
    many: str
    add_url: str
    rows: tuple[LifeRow, ...]
    may_add: bool
    may_change: bool


@dataclass(frozen=True, slots=True)
class AreaPage:
    """One area of somebody's life."""

    header: PersonHeader
    area: str
    label: str
    gap: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One area in the overview: the latest, its date, and what else is open."""

    label: str
    url_name: str
    says: str
    day: date | None
    is_gap: bool
    """Nothing is recorded, and for this person something should be."""
    is_empty: bool
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LifePage:
    """Everything on one screen, so that gaps are seen."""

    header: PersonHeader
    lines: tuple[LifeLine, ...]


@dataclass(frozen=True, slots=True)
class OneRecord:
    """A record about to be changed."""

    person: UUID
    version: int
    says: str
    values: dict[str, Any]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HousingRow:
    """One person on the list of a housing officer, or of an adviser's own."""

    id: UUID
    label: str
    age_words: str
    applications: tuple[str, ...]
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class JobcentreRow:
    """What was agreed with one Jobcentre."""

    id: UUID
    version: int
    jobcentre: str
    contact: str
    phone: str
    email: str
    agreed: str
    reviewed_on: date
    ended_on: date | None


def life_page(actor: Actor, person_id: UUID, *, on: date) -> LifePage:
    """Every area that this reader may read, each with its latest and its date. The look is kept."""
    header = person_header(actor, person_id, Record.CORE_DETAILS, on=on, place="casework:life")
    person = access.person_for(actor, person_id, Record.CORE_DETAILS, on=on)
    reads = frozenset(record for record, verb in header.may if verb is Verb.READ)
    lines = [_line(area, actor, person, reads, on) for area in AREAS if area.record in reads]
    return LifePage(header, tuple(lines))


def area_page(actor: Actor, person_id: UUID, area: Area, *, on: date) -> AreaPage:
    """All records of one area. Raises NotYours, as for somebody unknown. The look is kept."""
    header = person_header(actor, person_id, area.record, on=on, place=area.url_name)
    person = access.person_for(actor, person_id, area.record, on=on)
    groups = tuple(
        _group(kind, actor, person, header, on) for kind in area.kinds if (kind.record, Verb.READ) in header.may
    )
    return AreaPage(header, area.slug, area.label, area.gap, groups)


def asked_of(actor: Actor, slug: str, verb: Verb) -> tuple[str, ...]:
    """What a form of this kind asks this writer."""
    kind = KINDS[slug]
    return kind.fields_for(is_partner=is_partner(actor, kind.record, verb))


def choices_for(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """Districts and Jobcentres to choose from: a housing officer's own district only."""
    own = districts_of(actor)
    councils = partners.district_councils()
    districts = [(str(pk), name) for pk, name in councils.items() if own is None or pk in own]
    centres = JobcentreProtocol.objects.filter(ended_on=None).values_list("pk", "jobcentre")
    return {
        "district": sorted(districts, key=lambda one: one[1]),
        "jobcentre": [(str(pk), name) for pk, name in centres],
    }


def one_life_record(actor: Actor, slug: str, record_id: UUID, *, on: date) -> OneRecord:
    """A record that this reader may change. Raises NotYours otherwise."""
    kind = KINDS[slug]
    row, person = row_for(actor, kind, record_id, Verb.UPDATE, on=on)
    asked = asked_of(actor, slug, Verb.UPDATE)
    if not sees_address(actor, row, person, on=on):
        asked = tuple(name for name in asked if name not in ("address", "is_protected"))
    values = {name: _held(kind, row, name) for name in asked}
    return OneRecord(person.pk, row.version, kind.says(row, on), values, asked)


def housing_list(actor: Actor, *, on: date) -> tuple[HousingRow, ...]:
    """The people whose housing this reader works on, those with something open first. The look is kept."""
    people = list(access.visible_to(actor, Record.HOUSING, Verb.CREATE, on=on))
    audit.record(actor=actor, verb="looked at housing list", subject_kind="list", detail={"people": len(people)})
    open_ones = {slug: _open_by_person(actor, KINDS[slug], people, on) for slug in ("application", "signal")}
    rows = [
        HousingRow(
            id=person.pk,
            label=person.label,
            age_words=short(person.born_on),
            applications=tuple(open_ones["application"][person.pk]),
            signals=tuple(open_ones["signal"][person.pk]),
        )
        for person in people
    ]
    return tuple(sorted(rows, key=lambda row: (not row.signals, not row.applications, row.label)))


def alerts_of_partner(actor: Actor, organisation_id: UUID, on: date) -> list[PartnerAlert]:
    """Signs of trouble in the organisation's district that are not over, of those whom this person reaches."""
    district = partners.districts_of(frozenset({organisation_id}))
    if not district:
        return []
    people = {one.pk: one for one in access.visible_to(actor, Record.HOUSING, on=on)}
    rows = HousingSignal.objects.filter(person__in=people, district__in=district, settled_on=None, removed_at=None)
    return [
        PartnerAlert(
            who=people[row.person_id].label,
            what=f"{row.get_sign_display()}{f', {money(row.amount)}' if row.amount else ''}",
            told_on=row.told_on,
            answer=f"{row.action}, {short(row.acted_on)}" if row.acted_on else "",
            href=reverse("casework:life_housing", args=[row.person_id]),
        )
        for row in rows.order_by("-told_on")
    ]


def refused_services(actor: Actor, *, on: date) -> tuple[tuple[UUID, str, LifeRow], ...]:
    """Health services that turned away those within reach, not settled ones first: person, name, record."""
    people = {one.pk: one for one in access.visible_to(actor, Record.HEALTH, on=on)}
    audit.record(actor=actor, verb="looked at refused services", subject_kind="list")
    kind = KINDS["refused-service"]
    rows = rows_of(actor, kind, people).select_related("recorded_by")
    whose = [(people[row.person_id], row) for row in rows]
    found = [(person.pk, person.label, _row(kind, actor, row, person, on)) for person, row in whose]
    return tuple(sorted(found, key=lambda one: (not one[2].is_open, -(one[2].day or on).toordinal())))


def jobcentres(actor: Actor) -> tuple[JobcentreRow, ...]:
    """What was agreed with each Jobcentre, those that hold first."""
    actor.check(Record.BENEFITS, Verb.READ)
    rows = [_jobcentre(row) for row in JobcentreProtocol.objects.all()]
    return tuple(sorted(rows, key=lambda row: (row.ended_on is not None, row.jobcentre)))


def one_jobcentre(actor: Actor, jobcentre_id: UUID) -> JobcentreRow:
    """One of them, to be changed. Raises NotYours."""
    actor.check(Record.LOCAL_SETTINGS, Verb.CREATE)
    row = JobcentreProtocol.objects.filter(pk=jobcentre_id).first()
    if row is None:
        raise NotYours("Jobcentre")
    return _jobcentre(row)


# ---------------------------------------------------------------------------------------------------------------------


def _group(kind: Kind, actor: Actor, person: Person, header: PersonHeader, on: date) -> Group:
    rows = [
        _row(kind, actor, row, person, on) for row in rows_of(actor, kind, [person.pk]).select_related(*_beside(kind))
    ]
    rows.sort(key=lambda row: (not row.is_proposed, not row.is_open, -(row.day or date.min).toordinal()))
    adds = (kind.record, Verb.CREATE) in header.may
    return Group(
        kind=kind.slug,
        one=kind.one,
        many=kind.many,
        add_url=f"casework:add_{kind.slug}",
        rows=tuple(rows),
        may_add=adds and not (kind.is_single and rows),
        may_change=(kind.record, Verb.UPDATE) in header.may,
    )


def _beside(kind: Kind) -> list[str]:
    """What is read together with each row: who wrote it, its district, its Jobcentre."""
    asked = [name for name in kind.fields if isinstance(kind.model._meta.get_field(name), models.ForeignKey)]
    return ["recorded_by", *asked]


def _row(kind: Kind, actor: Actor, row: Any, person: Person, on: date) -> LifeRow:
    names = access.sees_names(actor)
    return LifeRow(
        id=row.pk,
        kind=kind.slug,
        says=kind.says(row, on) if names else kind.coded(row, on),
        day=kind.day(row),
        is_open=kind.is_open(row, on),
        over=kind.over,
        is_hidden=bool(row.hidden),
        is_proposed=getattr(row, "is_proposed", False),
        details=_details(kind, actor, row, person, on) if names else (),
        recorded_by=row.recorded_by.name if names and row.recorded_by else "",
        recorded_on=row.recorded_at.date(),
        place=getattr(row, "place", "") if kind.slug == "home" else "",
    )


def _details(kind: Kind, actor: Actor, row: Any, person: Person, on: date) -> tuple[tuple[str, str], ...]:
    """Every answer that is there, with its question."""
    partner = is_partner(actor, kind.record)
    names = list(kind.fields_for(is_partner=partner))
    if kind.slug == "home" and not partner:
        names += ["rating", "own_view", "rated_on"]
    if not sees_address(actor, row, person, on=on):
        names.remove("address")
    said = ((_question(kind, name), _answer(row, name)) for name in names)
    return tuple((question, answer) for question, answer in said if answer)


def _question(kind: Kind, name: str) -> str:
    words = str(kind.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[0].upper() + words[1:]


def _answer(row: Any, name: str) -> str:
    value = getattr(row, name)
    if value is None or value == "" or (value is False and not row._meta.get_field(name).null):
        return ""
    if value is True or value is False:
        return "Yes" if value else "No"
    if row._meta.get_field(name).choices:
        return str(getattr(row, f"get_{name}_display")())
    if isinstance(value, date):
        return short(value)
    if isinstance(value, Decimal) and name not in MONEY:
        return f"{value.normalize():f}"
    return money(value) if name in MONEY else str(value)


def _held(kind: Kind, row: AboutPerson, name: str) -> Any:
    field = kind.model._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        value = getattr(row, field.attname)
        return str(value) if value else ""
    return getattr(row, name)


def _line(area: Area, actor: Actor, person: Person, reads: Collection[Record], on: date) -> LifeLine:
    """The area in one line: what its first kind says now, and what is open of the others."""
    first, *others = area.kinds
    held = [row for row in rows_of(actor, first, [person.pk]) if not getattr(row, "is_proposed", False)]
    now = [row for row in held if first.is_open(row, on)]
    latest = max(now or held, key=lambda row: first.day(row) or date.min, default=None)
    words = first.says if access.sees_names(actor) else first.coded
    says = words(latest, on) if latest else ""
    if area.sum_up is not None and held:
        says = area.sum_up(held, person, on)
    elif latest is not None and not now:
        says = f"Nothing now. Before: {says}"
    more = [line for kind in others for line in _in_short(actor, kind, person, on)]
    if first is KINDS["home"] and any(row.from_on > on for row in now):
        more = [f"Planned: {first.says(row, on)}" for row in now if row.from_on > on and row is not latest] + more
    is_empty = latest is None and not more
    return LifeLine(
        label=area.label,
        url_name=area.url_name,
        says=says or (area.gap if is_empty else ""),
        day=first.day(latest) if latest else None,
        is_gap=is_empty and is_needed(area, actor, person, reads, on=on),
        is_empty=is_empty,
        more=tuple(more[:4]),
    )


def _in_short(actor: Actor, kind: Kind, person: Person, on: date) -> list[str]:
    """What is open of a kind: a line each, or one for all where the kind has one."""
    if kind.in_short is not None:
        rows = list(rows_of(actor, kind, [person.pk]))
        return [kind.in_short(rows)] if rows else []
    return _open_by_person(actor, kind, [person], on)[person.pk]


def _open_by_person(actor: Actor, kind: Kind, people: Collection[Person], on: date) -> dict[UUID, list[str]]:
    """What is open of a kind, in sentences, by person."""
    found: dict[UUID, list[str]] = defaultdict(list)
    words = kind.says if access.sees_names(actor) else kind.coded
    rows = rows_of(actor, kind, [person.pk for person in people])
    if kind.is_for_partners and hasattr(kind.model, "district"):
        rows = rows.select_related("district")
    for row in rows:
        if kind.is_open(row, on):
            found[row.person_id].append(words(row, on))
    return found


def _jobcentre(row: JobcentreProtocol) -> JobcentreRow:
    return JobcentreRow(
        row.pk,
        row.version,
        row.jobcentre,
        row.contact,
        row.phone,
        row.email,
        row.agreed,
        row.reviewed_on,
        row.ended_on,
    )
