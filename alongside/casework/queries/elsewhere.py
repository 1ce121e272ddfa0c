"""The registers of young people who live in another council's area: theirs here, ours there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.casework import access
from alongside.casework.models import LivingElsewhere, LivingHere
from alongside.partners import queries as partners
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class HereRow:
    """Another council's young person who lives here."""

    id: UUID
    version: int
    name: str
    born_on: date | None
    kind: str
    kind_words: str
    council: str
    contact: str
    district: str
    district_slug: str
    from_on: date
    to_on: date | None
    told_on: date
    ended_told_on: date | None
    open_to_them: str


@dataclass(frozen=True, slots=True)
class ElsewhereRow:
    """A young person of ours who lives in another council's area."""

    person: UUID
    label: str
    council: str
    from_on: date
    to_on: date | None
    told_on: date | None
    contact: str
    given_there: str


@dataclass(frozen=True, slots=True)
class Registers:
    """Both registers, as they are today."""

    here: tuple[HereRow, ...]
    elsewhere: tuple[ElsewhereRow, ...]
    past: bool


def registers(actor: Actor, *, on: date, past: bool = False) -> Registers:
    """Who lives here for another council, and who of those within reach lives elsewhere; ``past`` shows ended lines."""
    actor.check(Record.ELSEWHERE, Verb.READ)
    live = Q() if past else Q(to_on__isnull=True) | Q(to_on__gt=on)
    here = tuple(_here(row) for row in LivingHere.objects.filter(live).select_related("district"))
    reach = access.visible_to(actor, Record.CARE_HISTORY, on=on)
    there = LivingElsewhere.objects.filter(live, removed_at=None, person__in=reach).select_related("person")
    names = access.sees_names(actor)
    elsewhere = tuple(_elsewhere(row, names=names) for row in there)
    audit.record(
        actor=actor,
        verb="looked at registers of other areas",
        subject_kind="register",
        detail={"here": len(here), "elsewhere": len(elsewhere)},
    )
    return Registers(here, elsewhere, past)


def one_living_here(actor: Actor, living_here_id: UUID) -> HereRow:
    """One line about another council's young person. Raises NotYours where there is none."""
    actor.check(Record.ELSEWHERE, Verb.READ)
    row = LivingHere.objects.select_related("district").filter(pk=living_here_id).first()
    if row is None:
        raise NotYours("living here")
    audit.record(actor=actor, verb="looked at living here", subject_kind="living here", subject=row.pk)
    return _here(row)


def living_elsewhere(actor: Actor, person_id: UUID, *, on: date) -> tuple[ElsewhereRow, ...]:
    """Where one young person of ours lived in other councils' areas, newest first."""
    person = access.person_for(actor, person_id, Record.CARE_HISTORY, on=on)
    rows = LivingElsewhere.objects.filter(person=person, removed_at=None).select_related("person")
    return tuple(_elsewhere(row, names=access.sees_names(actor)) for row in rows)


def district_choices() -> list[tuple[str, str]]:
    """Slug and name of each district."""
    return partners.districts()


# ---------------------------------------------------------------------------------------------------------------------


def _here(row: LivingHere) -> HereRow:
    return HereRow(
        id=row.pk,
        version=row.version,
        name=row.name,
        born_on=row.born_on,
        kind=row.kind,
        kind_words=row.get_kind_display(),
        council=row.council,
        contact=row.contact,
        district=row.district.name if row.district else "",
        district_slug=row.district.slug if row.district else "",
        from_on=row.from_on,
        to_on=row.to_on,
        told_on=row.told_on,
        ended_told_on=row.ended_told_on,
        open_to_them=row.open_to_them,
    )


def _elsewhere(row: LivingElsewhere, *, names: bool) -> ElsewhereRow:
    return ElsewhereRow(
        person=row.person_id,
        label=row.person.label if names else row.person.child_id,
        council=row.council,
        from_on=row.from_on,
        to_on=row.to_on,
        told_on=row.told_on,
        contact=row.contact,
        given_there=row.given_there,
    )
