"""Who pays less council tax in a district on 1 April, for the list that its billing authority gets.

On it is who lives there on that day, is a care leaver, has the age that the district's scheme asks for, and may owe the
bill. Who owes it is not recorded anywhere, so it is read from the right by which they live there (Local Government
Finance Act 1992, section 6) and stands in the list as what it is: likely, or to be asked. Where the scheme covers care
leavers of other councils, those of the register of who lives here for another council are on it too, marked as such.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import access, remembered
from alongside.casework.models import CouncilTaxClaim, Home, LivingHere, Person
from alongside.casework.proving import CARE_LEAVERS
from alongside.law import birthday
from alongside.partners import queries as partners
from alongside.partners.queries import Scheme
from alongside.shell import audit, disclosure
from alongside.shell.actors import Actor
from alongside.shell.disclosure import Count
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Reach, Record, Verb

SHORTEST_PURPOSE = 5
LIKELY = "Likely: a tenancy of their own"
TO_ASK = "Ask: a licence, or nothing is recorded"
TENANT = frozenset({Home.Tenancy.ASSURED, Home.Tenancy.SOCIAL})
OTHERS_PAY = frozenset({Home.Tenancy.FAMILY, Home.Tenancy.CARER, Home.Tenancy.LODGING, Home.Tenancy.NONE})
"""Whoever they live with owes the bill."""
ASK_THEIR_AGE = "Ask: we were not told their date of birth"
ASK_THEIR_COUNCIL = "Ask their council: we hold no tenancy"


@dataclass(frozen=True, slots=True)
class Entitled:
    """One line of the list."""

    name: str
    born_on: date | None
    """None where another council did not tell us."""
    address: str
    lives_there_since: date
    liable: str
    percent: int
    entitled_until: date | None
    """The first day on which the scheme no longer covers them."""
    claim: str
    """What came of a claim to this district; empty where whoever asks may not read claims."""
    care_of: str = ""
    """The council that looked after them, where it is another one."""


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One district in the page of lists."""

    slug: str
    name: str
    scheme: Scheme | None
    number: Count
    """How many would be on the whole list. Small numbers hidden."""
    not_shared: Count | None
    """For a district's own people: how many more live there whom nobody referred to them."""


def days_of_lists(on: date) -> tuple[date, date]:
    """The first of April that is past, and the next one."""
    year = on.year - ((on.month, on.day) < (4, 1))
    return date(year, 4, 1), date(year + 1, 4, 1)


def council_tax_districts(actor: Actor, *, on: date) -> tuple[DistrictRow, ...]:
    """The districts whose list this person may take out, as of the last 1 April."""
    day = days_of_lists(on)[0]
    schemes = {one.district_id: one for one in partners.schemes_on(day)}
    everyone = _on_list(schemes, day, Person.objects.filter(merged_into=None))
    mine = _on_list(schemes, day, _people(actor, on)) if _is_partner(actor) else None
    rows = []
    for slug, name in _districts(actor):
        district_id = _id_of(slug)
        scheme = schemes.get(district_id)
        number = len(everyone.get(district_id, ())) + _living_here(scheme, day)
        hidden = None if mine is None else disclosure.count(number - len(mine.get(district_id, ())))
        rows.append(DistrictRow(slug, name, scheme, disclosure.count(number), hidden))
    return tuple(rows)


def districts_of_lists(actor: Actor) -> list[tuple[str, str]]:
    """The districts to choose from, by slug and name."""
    return _districts(actor)


def council_tax_list(
    actor: Actor, district: str, *, day: date, on: date, purpose: str
) -> tuple[tuple[Entitled, ...], Scheme]:
    """The list of one district (its slug) as of ``day``, for an export; and the scheme. Each person is in the audit.

    Raises NotYours for another's district, FactRefused without a purpose or a scheme.
    """
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise FactRefused("Say what the list is for.")
    if district not in dict(_districts(actor)):
        raise NotYours("district")
    schemes = {one.district_id: one for one in partners.schemes_on(day)}
    scheme = schemes.get(_id_of(district))
    if scheme is None:
        raise FactRefused("No scheme of this district holds on that day. Write it down first, under Partners.")
    homes = _on_list({scheme.district_id: scheme}, day, _people(actor, on)).get(scheme.district_id, [])
    claims = _claims(actor, scheme.district_id, homes, on)
    others = _others(scheme, day) if actor.can(Record.ELSEWHERE, Verb.READ) else []
    said = {"what": "council tax list", "district": district, "day": day.isoformat()}
    audit.record_many(
        (
            *(audit.Line("downloaded person", "person", home.person_id, said) for home in homes),
            *(audit.Line("downloaded living here", "living here", row.pk, said) for row in others),
        ),
        actor=actor, purpose=purpose.strip()[:200],
    )  # fmt: skip
    audit.record(
        actor=actor, verb="downloaded council tax list", subject_kind="list of people", purpose=purpose.strip()[:200],
        detail=said | {"people": len(homes) + len(others)},
    )  # fmt: skip
    ours = [_entitled(home, scheme, claims) for home in homes]
    return (*ours, *(_entitled_from_elsewhere(row, scheme) for row in others)), scheme


def entitled_by_district(*, on: date) -> dict[str, int]:
    """How many are on each district's list of the last 1 April: for ``numbers``, which hides what is small."""
    day = days_of_lists(on)[0]
    schemes = {one.district_id: one for one in partners.schemes_on(day)}
    found = _on_list(schemes, day, Person.objects.filter(merged_into=None))
    return {one.district: len(found.get(pk, ())) + _living_here(one, day) for pk, one in schemes.items()}


def relieved(*, on: date) -> tuple[int, int]:
    """Of those who likely owe a bill under a scheme on the day: how many were granted a claim, and how many."""
    schemes = {one.district_id: one for one in partners.schemes_on(on)}
    found = _on_list(schemes, on, Person.objects.filter(merged_into=None))
    owe = {(home.person_id, home.district_id) for rows in found.values() for home in rows if home.tenancy in TENANT}
    outcomes = (CouncilTaxClaim.Outcome.GRANTED, CouncilTaxClaim.Outcome.PART)
    claims = CouncilTaxClaim.objects.filter(outcome__in=outcomes, removed_at=None, claimed_on__lte=on)
    return len(owe & set(claims.values_list("person_id", "district_id"))), len(owe)


# ---------------------------------------------------------------------------------------------------------------------


def _is_partner(actor: Actor) -> bool:
    return actor.reaches(Record.COUNCIL_TAX, Verb.EXPORT) == {Reach.PARTNER}


def _districts(actor: Actor) -> list[tuple[str, str]]:
    """All districts for those who work here; their own for a district's people."""
    actor.check(Record.COUNCIL_TAX, Verb.EXPORT)
    if not _is_partner(actor):
        return partners.districts()
    own = partners.districts_of(actor.organisations)
    return [(slug, name) for slug, name in partners.districts() if _id_of(slug) in own]


def _id_of(slug: str) -> UUID | None:
    found = partners.district(slug)
    return found[0] if found else None


def _people(actor: Actor, on: date) -> object:
    """Whose home this person may read: their team's, everyone's, or those referred to their organisation."""
    return access.visible_to(actor, Record.HOME, on=on)


def _on_list(schemes: dict[UUID, Scheme], day: date, people: object) -> dict[UUID | None, list[Home]]:
    """The homes on ``day`` of those on each district's list, by name."""
    rows = Home.objects.filter(
        access.live(day), person__in=people, district__in=list(schemes), removed_at=None, person__died_on=None
    ).exclude(tenancy__in=OTHERS_PAY)
    homes = [row for row in rows.select_related("person") if _has_the_age(row, schemes[row.district_id], day)]
    ids = [row.person_id for row in homes]
    where = remembered.standings(Person.objects.filter(pk__in=ids), on=day)
    found: dict[UUID | None, list[Home]] = {}
    for row in sorted(homes, key=lambda one: one.person.label):
        if row.person_id in where and where[row.person_id].category in CARE_LEAVERS:
            found.setdefault(row.district_id, []).append(row)
    return found


def _living_here(scheme: Scheme | None, day: date) -> int:
    return len(_others(scheme, day)) if scheme else 0


def _others(scheme: Scheme, day: date) -> list[LivingHere]:
    """Other councils' care leavers who live in the district on the day, where its scheme covers them."""
    if not scheme.other_councils:
        return []
    rows = LivingHere.objects.filter(
        access.live(day), district=scheme.district_id, kind=LivingHere.Kind.CARE_LEAVER
    ).order_by("name")
    return [row for row in rows if row.born_on is None or _is_of_age(row.born_on, scheme, day)]


def _has_the_age(home: Home, scheme: Scheme, day: date) -> bool:
    return _is_of_age(home.person.born_on, scheme, day)


def _is_of_age(born_on: date, scheme: Scheme, day: date) -> bool:
    return birthday(born_on, scheme.age_from) <= day < birthday(born_on, scheme.age_until)


def _claims(actor: Actor, district_id: UUID, homes: list[Home], on: date) -> dict[UUID, str]:
    """Person → what came of their latest claim to the district, as far as this person reads claims."""
    readable = access.visible_to(actor, Record.HOUSING, on=on).filter(pk__in=[one.person_id for one in homes])
    rows = CouncilTaxClaim.objects.filter(person__in=readable, district_id=district_id, removed_at=None)
    told = {row.person_id: str(row.get_outcome_display() or "No answer yet") for row in rows.order_by("claimed_on")}
    return dict.fromkeys(readable.values_list("pk", flat=True), "No claim yet") | told


def _entitled(home: Home, scheme: Scheme, claims: dict[UUID, str]) -> Entitled:
    person = home.person
    return Entitled(
        name=person.label,
        born_on=person.born_on,
        address="Kept from others: ask us" if home.is_protected else home.address,
        lives_there_since=home.from_on,
        liable=LIKELY if home.tenancy in TENANT else TO_ASK,
        percent=scheme.percent,
        entitled_until=birthday(person.born_on, scheme.age_until),
        claim=claims.get(person.pk, ""),
    )


def _entitled_from_elsewhere(row: LivingHere, scheme: Scheme) -> Entitled:
    return Entitled(
        name=row.name,
        born_on=row.born_on,
        address=f"Ask {row.council}",
        lives_there_since=row.from_on,
        liable=ASK_THEIR_COUNCIL if row.born_on else ASK_THEIR_AGE,
        percent=scheme.percent,
        entitled_until=birthday(row.born_on, scheme.age_until) if row.born_on else None,
        claim="",
        care_of=row.council,
    )
