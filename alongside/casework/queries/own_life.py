"""What a young person sees of their own home, learning and health, in their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.casework import access
from alongside.casework.areas import KINDS, Kind
from alongside.casework.areas.base import money, phrase, short
from alongside.casework.models import Activity, Benefits, Home, IdentityPaper, Person
from alongside.casework.queries.portal import my_record
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class MyHome:
    """Where they live, and what they said of it."""

    version: int
    says: str
    address: str
    found: str
    """Whether it was found good enough for them; empty where nobody decided yet."""
    rating: int | None
    own_view: str
    rated_on: date | None


@dataclass(frozen=True, slots=True)
class MyPart:
    """A heading, and what there is under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyLife:
    """My home, learning and health."""

    home: MyHome | None
    next_home: str
    learning: tuple[str, ...]
    proposed: str
    """What they told us and nobody has looked at yet; empty for nothing."""
    parts: tuple[MyPart, ...]
    may_change: bool


def my_life(actor: Actor, *, on: date) -> MyLife:
    """What is recorded of the life of the person who is signed in; nothing hidden from them."""
    person = my_record(actor, Record.HOME, on=on)
    audit.record(
        actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk, detail={"page": "my life"}
    )
    homes = list(_mine("home", person).order_by("-from_on"))
    ahead = [home for home in homes if home.from_on > on]
    activities = list(_mine("activity", person).order_by("-from_on"))
    waiting = [row for row in activities if row.is_proposed]
    return MyLife(
        home=_my_home(homes, on),
        next_home=f"You move on {short(ahead[-1].from_on)}: {_place(ahead[-1])}." if ahead else "",
        learning=tuple(_does(row) for row in _open("activity", activities, on)),
        proposed=_does(waiting[0]) if waiting else "",
        parts=tuple(part for part in _parts(actor, person, on) if part.lines),
        may_change=bool(actor.reaches(Record.LEARNING, Verb.UPDATE)),
    )


# ---------------------------------------------------------------------------------------------------------------------


def _mine(slug: str, person: Person) -> Any:
    """Their own rows of one kind, without what is hidden from them."""
    return KINDS[slug].model._default_manager.filter(person=person, removed_at=None, hidden="")


def _open(slug: str, rows: Iterable[Any], on: date) -> list[Any]:
    return [row for row in rows if KINDS[slug].is_open(row, on) and not getattr(row, "is_proposed", False)]


def _says(kind: Kind, rows: Iterable[Any], on: date) -> list[str]:
    return [kind.says(row, on) for row in rows]


def _place(home: Home) -> str:
    return phrase(home.get_place_display(), home.provider)


def _my_home(homes: list[Home], on: date) -> MyHome | None:
    now = next((home for home in homes if home.from_on <= on and (home.to_on is None or home.to_on > on)), None)
    if now is None:
        return None
    looked = now.assessments.filter(decision__is_approved=True).first()
    found = ""
    if looked is not None:
        found = "We found that it is right for you." if looked.is_suitable else "We found that it is not right for you."
    return MyHome(
        version=now.version,
        says=phrase(_place(now), f"since {short(now.from_on)}"),
        address=now.address,
        found=found,
        rating=now.rating,
        own_view=now.own_view,
        rated_on=now.rated_on,
    )


def _parts(actor: Actor, person: Person, on: date) -> Iterable[MyPart]:
    """Everything else that they may read, in the order in which they would ask for it."""
    yield MyPart("Money for learning", tuple(_says(KINDS["instalment"], _rows("instalment", actor, person, on), on)))
    yield MyPart("The holidays", tuple(_says(KINDS["vacation"], _rows("vacation", actor, person, on), on)))
    housing = [*_rows("staying-put", actor, person, on)]
    yield MyPart("Staying with your carers", tuple(_says(KINDS["staying-put"], housing, on)))
    applications = _rows("application", actor, person, on)
    yield MyPart("Asking for a home", tuple(_says(KINDS["application"], applications, on)))
    signals = [phrase(row.get_sign_display(), money(row.amount)) for row in _rows("signal", actor, person, on)]
    yield MyPart("Talk to us about this", tuple(signals))
    yield MyPart("My health", tuple(_health(actor, person, on)))
    yield MyPart("My papers", tuple(_papers(actor, person)))
    yield MyPart("Who I am", tuple(_who_i_am(actor, person, on)))
    helpers = [
        phrase(row.name, row.role, row.organisation, row.phone) for row in _rows("professional", actor, person, on)
    ]
    yield MyPart("Who else helps me", tuple(helpers))
    yield MyPart("My savings and benefits", tuple(_money(_rows("benefits", actor, person, on))))


def _rows(slug: str, actor: Actor, person: Person, on: date) -> list[Any]:
    kind = KINDS[slug]
    if not access.can_reach(actor, person, kind.record, on=on):
        return []
    return _open(slug, _mine(slug, person), on)


def _health(actor: Actor, person: Person, on: date) -> Iterable[str]:
    for row in _rows("health", actor, person, on):
        for name, words in (("doctor", "Doctor"), ("dentist", "Dentist"), ("optician", "Optician")):
            yield f"{words}: {getattr(row, name) or 'none yet. Ask us to help'}"
        if row.passport_given_on:
            yield f"You got your health passport on {short(row.passport_given_on)}"


def _does(row: Activity) -> str:
    """What they do, without what the adviser thinks of it."""
    year = f"year {row.university_year}" if row.university_year else ""
    return phrase(row.get_code_display(), row.course, year, row.place, f"since {short(row.from_on)}")


def _money(rows: Iterable[Benefits]) -> Iterable[str]:
    for row in rows:
        yield f"Savings: {row.get_savings_display()}" if row.savings else "Savings: we are still looking. Ask us"
        if row.claimed_on:
            yield f"Universal Credit: claimed on {short(row.claimed_on)}"
        if row.trouble_on and not row.trouble_settled_on:
            yield f"Your money stopped on {short(row.trouble_on)}. Your adviser knows. Call us if you need help now"


def _who_i_am(actor: Actor, person: Person, on: date) -> Iterable[str]:
    """What they said of themself, and the numbers that they are asked for again and again."""
    for row in _rows("particulars", actor, person, on):
        for name in KINDS["particulars"].fields:
            if said := getattr(row, name):
                question = str(row._meta.get_field(name).verbose_name)
                yield f"{question[0].upper()}{question[1:]}: {said}"
    for name in _rows("known-name", actor, person, on):
        yield phrase(
            f"{name.get_kind_display()}: {name.name}", f"who may know it: {name.get_may_know_display().lower()}"
        )


def _papers(actor: Actor, person: Person) -> Iterable[str]:
    if not actor.reaches(Record.PAPERS, Verb.READ):
        return
    rows: Iterable[IdentityPaper] = _mine("identity-paper", person)
    for row in rows:
        if row.received_on:
            until = f"until {short(row.expires_on)}" if row.expires_on else ""
            yield phrase(f"{row.get_paper_display()}: you have it", until)
        else:
            yield f"{row.get_paper_display()}: {'on its way' if row.asked_for_on else 'not yet'}"
