"""Homes, housing, learning, health, papers and benefits of some of Brightwater's young people, all of it invented.

Each adviser has written down the lives of a few: enough for every page to hold something, and for gaps to show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from alongside.casework import actions as casework
from alongside.casework import queries as casework_queries
from alongside.casework.models import ContactPoint, Home, Person
from alongside.demo import people, portal
from alongside.law import birthday
from alongside.partners import queries as partners
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Record, Role

EACH = 3
"""How many each adviser has written down, besides the three who have a place of their own."""
SETTLED = 2
"""How many more of each adviser's have had a flat of their own for over a year."""
BEFORE_APRIL = 400
"""Days ago: before the last 1 April, whatever day it is."""
PROVIDERS = {
    "U": ("Wharfside Housing", "social"),
    "D": ("Harbour Lodgings", "licence"),
    "T": ("Kingsmere Foyer", "licence"),
    "B": ("", "family"),
    "E": ("Mr and Mrs Achebe", "lodging"),
}
WORK = (
    ("F2", "Kingsmere College", "Level 2 plumbing", ""),
    ("F5", "The Tern Café", "Kitchen hand", ""),
    ("F4", "Brightwater Council", "Grounds maintenance", ""),
    ("P2", "Kingsmere College", "English and maths", ""),
    ("G5", "", "", "looking"),
)
GOOD = dict.fromkeys(("facilities", "repair", "safety", "location", "support", "tenancy", "cost"), "good")
DISABILITIES = (["NONE"], ["LD"], [], ["NONE"], ["AUT", "COMM"])
VIEWS = ("It is quiet and I can lock my door.", "It is all right. The bus stop is far.", "I like it here.")


@dataclass(frozen=True, slots=True)
class _Young:
    """Somebody whose life is written down, and by whom."""

    id: UUID
    age: int
    adviser: Actor
    manager: Actor
    is_own: bool
    """One of the three who have a place of their own: their lives are told in full."""


def add_lives(workers: dict[str, User], *, on: date, seed: int, by: Actor) -> None:
    """Write down the lives of a few people of each adviser, and refer some of them to Kingsmere's housing office."""
    chance = Random(seed + 21)
    centre = casework.save_jobcentre(
        jobcentre_id=None,
        version=None,
        jobcentre="Kingsmere",
        contact="Ade Cole",
        phone="01632 960260",
        email="",
        agreed="Claims are made ready 28 days before 18. A call to the adviser before any sanction. No first "
        "appointment without the adviser, where the young person wants that.",
        reviewed_on=on - timedelta(days=300),
        ended_on=None,
        on=on,
        by=by,
    )
    districts = {name: pk for pk, name in partners.district_councils().items()}
    kingsmere = districts["Kingsmere District Council"]
    for number, one in enumerate(_chosen(workers, on=on)):
        writer = _Writer(one, on, kingsmere if number % 2 else chance.choice(sorted(districts.values())))
        writer.live(chance)
        writer.learn(chance)
        writer.keep(chance, centre.pk)
        if not one.is_own:
            writer.move_on(number)
        if number % 9 == 4:
            writer.trouble(by)
    for number, one in enumerate(_settled(workers, on=on)):
        where = kingsmere if number % 2 == 0 else districts["Saltby District Council"]
        writer = _Writer(one, on, where)
        writer.settle(flat=number + 1, claims=number % 7 != 3)
        if number % 6 in (2, 3):
            writer.move_on(number)
    for number, one in enumerate(_staying(workers, on=on)):
        _Writer(one, on, kingsmere).stay_put(number)
    _refer(workers, on=on, by=by)


# ---------------------------------------------------------------------------------------------------------------------


def _chosen(workers: dict[str, User], *, on: date) -> Iterator[_Young]:
    managers = {post.team: post.name for post in people.POSTS if post.role is Role.TEAM_MANAGER}
    held = [shell.account_named(portal.email_of(age)) for age in portal.AGES]
    names = {shell.actor_for(user, on=on).name for user in held if user}
    for post in people.POSTS:
        if post.role is not Role.PERSONAL_ADVISER:
            continue
        adviser = shell.actor_for(workers[post.name].pk, on=on)
        manager = shell.actor_for(workers[managers[post.team]].pk, on=on)
        rows = [row for row in casework_queries.caseload(adviser, on=on).rows if 16 <= row.age < 25]
        few = [row.id for row in rows[:EACH]]
        for row in rows:
            if row.id in few or row.label in names:
                yield _Young(row.id, row.age, adviser, manager, row.label in names)


def _settled(workers: dict[str, User], *, on: date) -> Iterator[_Young]:
    for post in people.POSTS:
        if post.role is Role.PERSONAL_ADVISER:
            adviser = shell.actor_for(workers[post.name].pk, on=on)
            rows = [row for row in casework_queries.caseload(adviser, on=on).rows[EACH:] if 20 <= row.age < 25]
            for row in rows[-SETTLED:]:
                yield _Young(row.id, row.age, adviser, adviser, is_own=False)


def _staying(workers: dict[str, User], *, on: date) -> Iterator[_Young]:
    """One of each adviser's of 18 or 19, of whose home nothing is written down yet."""
    known = set(Home.objects.values_list("person_id", flat=True))
    for post in people.POSTS:
        if post.role is Role.PERSONAL_ADVISER:
            adviser = shell.actor_for(workers[post.name].pk, on=on)
            rows = [row for row in casework_queries.caseload(adviser, on=on).rows if row.age in (18, 19)]
            for row in [row for row in rows if row.id not in known][-1:]:
                yield _Young(row.id, row.age, adviser, adviser, is_own=False)


@dataclass(slots=True)
class _Writer:
    """Writes down one life, as the adviser."""

    one: _Young
    on: date
    district: UUID

    def add(self, slug: str, by: Actor | None = None, **facts: Any) -> Any:
        """One record."""
        return casework.add_life_record(
            slug=slug, person_id=self.one.id, on=self.on, by=by or self.one.adviser, **facts
        )

    def ago(self, days: int) -> date:
        """A day in the past."""
        return self.on - timedelta(days=days)

    def ahead(self, days: int) -> date:
        """A day to come."""
        return self.on + timedelta(days=days)

    def lives_at(self) -> ContactPoint | None:
        """Where letters reach them, as it is known already."""
        points = ContactPoint.objects.filter(person_id=self.one.id, kind=ContactPoint.Kind.ADDRESS, to_on=None)
        return points.first()

    def change_home(self, **changes: Any) -> None:
        """Something new about the home where they live."""
        home = Home.objects.filter(person_id=self.one.id, removed_at=None, to_on=None).order_by("-from_on").first()
        if home:
            casework.change_life_record(
                slug="home", record_id=home.pk, version=home.version, on=self.on, by=self.one.adviser, **changes
            )

    def live(self, chance: Random) -> None:
        """A home now, sometimes one before; most looked at and decided on."""
        held = self.lives_at()
        place = chance.choice("DTE" if self.one.age < 18 else "UUUDTB")
        provider, tenancy = PROVIDERS[place]
        days = chance.choice((5, 40, 90, 200))
        if chance.random() < 0.4:
            self.add("home", place="E", provider="Mrs Olney", from_on=self.ago(days + 200), tenancy="lodging")
        home = self.add(
            "home",
            place=place,
            provider=provider,
            tenancy=tenancy,
            from_on=self.ago(days),
            provided=place in "DTE",
            district=self.district,
            address=held.value if held else "",
            rent=None if place == "B" else chance.choice((82, 95, 110)),
            support_hours=chance.choice((3, 5)) if place in "DTE" else None,
            is_visited_before=True,
        )
        if chance.random() < 0.75 or self.one.is_own:
            self._judge(home.pk, chance, decided=chance.random() < 0.8 or self.one.is_own)
        if self.one.age == 17:
            self.add("staying-put", talked_on=self.ago(60), carer="Mrs Olney")
        if place == "U" and chance.random() < 0.5:
            self.add("council-tax", district=self.district, claimed_on=self.ago(days - 3), outcome="granted",
                     told_on=self.ago(max(0, days - 17)))  # fmt: skip

    def move_on(self, number: int) -> None:
        """What is to come for some: a notice, a last day, or a next home that is planned."""
        if number % 6 == 1:
            self.change_home(notice_on=self.ago(20), leave_by=self.ahead(70 + number), met_on=self.ago(12))
        elif number % 6 == 2:
            self.change_home(to_on=self.ahead(120 + 4 * number))
        elif number % 6 == 3:
            self.add("home", place="U", provider="Wharfside Housing", tenancy="social", district=self.district,
                     from_on=self.ahead(60 + number))  # fmt: skip

    def stay_put(self, number: int) -> None:
        """They stayed with their foster carers at 18; for most it comes to its end within two years."""
        eighteenth, last = (birthday(Person.objects.get(pk=self.one.id).born_on, age) for age in (18, 21))
        held = self.lives_at()
        self.add("home", place="Z", provider="Mr and Mrs Achebe", from_on=eighteenth, district=self.district,
                 address=held.value if held else "")  # fmt: skip
        self.add("staying-put", talked_on=eighteenth - timedelta(days=600), decided="stays",
                 decided_on=eighteenth - timedelta(days=200), carer="Mr and Mrs Achebe", from_on=eighteenth,
                 reviewed_on=max(eighteenth, self.ago(20)) if number % 2 else None,
                 ends_on=min(last, self.ahead(120 + 40 * number)))  # fmt: skip

    def _judge(self, home: UUID, chance: Random, *, decided: bool) -> None:
        damp = chance.random() < 0.2 and not self.one.is_own
        found = casework.assess_home(
            home_id=home,
            assessed_on=self.ago(4),
            on=self.on,
            by=self.one.adviser,
            **(GOOD | ({"repair": "bad"} if damp else {})),
            own_view=chance.choice(VIEWS),
            knows_rights=True,
            knows_costs=not damp,
            is_suitable=not damp,
            why="Damp in the bedroom; the landlord has been told." if damp else "All seven were looked at together.",
        )
        if decided:
            casework.decide_suitability(
                assessment_id=found.pk, answer="approve", comment="", on=self.on, by=self.one.manager
            )

    def settle(self, *, flat: int, claims: bool) -> None:
        """A flat of one's own since before last 1 April; most have asked to pay less council tax since."""
        provider, tenancy = PROVIDERS["U"]
        address = f"Flat {flat}, Wharf House, Kingsmere BW1 4AB"
        held = self.lives_at()
        if held:
            casework.change_contact_point(
                contact_point_id=held.pk, version=held.version, changes={"value": address}, on=self.on,
                by=self.one.adviser,
            )  # fmt: skip
        self.add(
            "home",
            place="U",
            provider=provider,
            tenancy=tenancy,
            from_on=self.ago(BEFORE_APRIL),
            district=self.district,
            address=address,
            rent=95,
            is_visited_before=True,
        )
        if claims:
            april = date(self.on.year - ((self.on.month, self.on.day) < (4, 1)), 4, 1)
            claimed = max(april, self.ago(60))
            told = min(self.on, claimed + timedelta(days=9 + flat))
            self.add("council-tax", district=self.district, claimed_on=claimed, outcome="granted", told_on=told)

    def learn(self, chance: Random) -> None:
        """What they do, and what goes with it."""
        code, place, course, why = chance.choice(WORK)
        risk = chance.choice(("low", "low", "some"))
        kept = code == "F4"
        if self.one.age >= 19 and chance.random() < 0.2:
            self.add("activity", code="F1", place="University of Saltby", course="Nursing", university_year=2,
                     from_on=self.ago(60), risk="low", funding="Full loan and the council's bursary")  # fmt: skip
            self.add("instalment", bursary="University bursary", amount=500, due_on=self.on + timedelta(days=30))
            self.add("vacation", name="The winter holiday", from_on=self.on + timedelta(days=26), needs_home=True)
            return
        self.add("activity", code=code, place=place, course=course, why_without=why, from_on=self.ago(70),
                 is_ring_fenced=kept, risk="" if why else risk)  # fmt: skip
        if self.one.age < 18:
            self.add("education-plan", term_ends_on=self.on + timedelta(days=25))
        for item in ("cook", "budget", "bills"):
            level = chance.choice(("alone", "help", "not_yet"))
            self.add("skill", item=item, own_level=level, our_level=chance.choice((level, "help")),
                     looked_at_on=self.ago(20))  # fmt: skip

    def keep(self, chance: Random, centre: UUID) -> None:
        """Health, papers, savings, benefits."""
        of_age = self.one.age >= 18
        self.add("health", doctor="Quayside Surgery", dentist=chance.choice(("Harbour Dental", "")),
                 assessed_on=self.ago(150), passport_given_on=self.ago(400) if of_age else None)  # fmt: skip
        for paper in ("passport", "birth", "insurance", "bank")[: 4 if of_age else chance.choice((2, 3))]:
            self.add("identity-paper", paper=paper, received_on=self.ago(300), kept="With them")
        if not of_age:
            self.add("identity-paper", paper="bank", asked_for_on=self.ago(12))
        self.add("benefits", savings="isa", traced_on=self.ago(200), jobcentre=centre,
                 claimed_on=self.ago(120) if of_age else None)  # fmt: skip
        if self.one.is_own or chance.random() < 0.15:
            reason = chance.choice(("short", "unplanned"))
            self.add("refused-service", service="Counselling service", refused_on=self.ago(9), reason=reason,
                     words="Ask again when the placement is settled")  # fmt: skip
            self.add("particulars", talking="A text before you call", insurance_number="QQ123456C")
            self.add("professional", name="Ola Brice", role="Tutor", organisation="Kingsmere College",
                     phone="01632 960270", from_on=self.ago(70), may_learn="How the course goes")  # fmt: skip
        self.say_disability()

    def say_disability(self) -> None:
        """What they say of disability; some were not asked."""
        codes = DISABILITIES[self.one.age % len(DISABILITIES)]
        if codes:
            version = casework_queries.person_page(self.one.adviser, self.one.id, on=self.on).version
            changes = {"disabilities": codes}
            casework.correct_core_details(
                person_id=self.one.id, version=version, changes=changes, on=self.on, by=self.one.adviser
            )

    def trouble(self, by: Actor) -> None:
        """Arrears, an application; for some custody or leave that runs out, a child."""
        if self.one.age >= 18:
            self.add("application", district=self.district, registered_on=self.ago(100), band="B", bids=6)
            self.add("signal", district=self.district, sign="rent", amount=240, told_on=self.ago(3))
            self.add("child", initials="RM", born_on=self.ago(300), lives_with_them=True)
        else:
            self.add("joint-housing", district=self.district, asked_on=self.ago(12), met_on=self.ago(6),
                     wishes="To stay near college", is_told_rights=True, agreed="accommodated")  # fmt: skip
        self.add("leave", by, status="limited", since_on=self.ago(600), expires_on=self.on + timedelta(days=200))
        if self.one.age >= 20:
            self.add("custody", by, prison="HMP Fenmoor", from_on=self.ago(30), release_on=self.on + timedelta(days=50))


def _refer(workers: dict[str, User], *, on: date, by: Actor) -> None:
    """Kingsmere's housing office helps a few of one adviser's people, and tells of arrears."""
    officer = shell.actor_for(workers["Rob Tansley"].pk, on=on)
    office = next(one for one in partners.organisations() if one.name == "Kingsmere District Council")
    kingsmere = next(pk for pk, name in partners.district_councils().items() if name == office.name)
    adviser = shell.actor_for(workers["Marsha Okafor"].pk, on=on)
    rows = [row for row in casework_queries.caseload(adviser, on=on).rows if 18 <= row.age < 25]
    settled = [row for row in rows[5:] if row.age >= 20][-SETTLED:]
    for number, row in enumerate([*rows[:5], *settled]):
        casework.refer(
            person_id=row.id,
            organisation_id=office.id,
            field_groups=[Record.CORE_DETAILS, Record.HOUSING, Record.HOME],
            reason="A home of their own",
            on=on,
            by=adviser,
        )
        if number < 2:
            casework.add_life_record(
                slug="application", person_id=row.id, district=kingsmere, registered_on=on - timedelta(days=80),
                band="B", bids=number + 2, on=on, by=officer,
            )  # fmt: skip
        if number == 1:
            casework.add_life_record(
                slug="signal", person_id=row.id, district=kingsmere, sign="council_tax", amount=130,
                told_on=on - timedelta(days=2), note="First reminder sent", on=on, by=officer,
            )  # fmt: skip
