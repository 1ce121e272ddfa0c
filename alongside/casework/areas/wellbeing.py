"""Health, identity papers, leave to stay and custody, benefits, children."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from alongside.casework.areas.base import Area, Facts, Kind, check_days, check_order, listed, money, phrase, short
from alongside.casework.models import (
    Benefits,
    Custody,
    Dependant,
    Health,
    IdentityPaper,
    KnownName,
    LeaveToStay,
    Particulars,
    Person,
    Professional,
    RefusedService,
)
from alongside.law import birthday
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record


def check_health(facts: Facts, person: Person, on: date) -> None:
    """Days in the past."""
    check_days(facts, on, "assessed_on", "passport_given_on", ahead=("baby_due_on",))


def says_health(row: Health, on: date) -> str:
    """Who treats them, and the passport."""
    passport = (
        f"health passport given {short(row.passport_given_on)}" if row.passport_given_on else "no health passport"
    )
    missing = [word for word in ("doctor", "dentist", "optician") if not getattr(row, word)]
    return phrase(f"No {' or '.join(missing)}" if missing else "Doctor, dentist and optician", passport)


def check_refused(facts: Facts, person: Person, on: date) -> None:
    """Days in order; to whom it was taken."""
    check_days(facts, on, "refused_on", "escalated_on", "ended_on")
    if facts.get("escalated_on") and not (facts.get("escalated_to") or "").strip():
        raise FactRefused("Say to whom it was taken.")
    if facts.get("ended_on") and not (facts.get("result") or "").strip():
        raise FactRefused("Say what came of it.")


def says_refused(row: RefusedService, on: date) -> str:
    """Who turned them away, why, and what was done."""
    became = (
        f"settled: {row.result}"
        if row.ended_on
        else (f"taken to {row.escalated_to}" if row.escalated_on else "not taken further yet")
    )
    return phrase(row.service, row.get_reason_display().lower(), short(row.refused_on), became)


def check_paper(facts: Facts, person: Person, on: date) -> None:
    """Days in the past."""
    check_days(facts, on, "asked_for_on", "received_on", ahead=("expires_on",))


def says_paper(row: IdentityPaper, on: date) -> str:
    """Held, on its way, or neither."""
    if row.received_on:
        ends = f"runs out {short(row.expires_on)}" if row.expires_on else ""
        kept = f"kept: {row.kept[0].lower()}{row.kept[1:]}" if row.kept else ""
        return phrase(f"{row.get_paper_display()}: in hand", ends, kept)
    if row.asked_for_on:
        return f"{row.get_paper_display()}: asked for {short(row.asked_for_on)}"
    return f"{row.get_paper_display()}: not yet"


def check_particulars(facts: Facts, person: Person, on: date) -> None:
    """Numbers that can be such numbers."""
    nhs, insurance, learner = (
        str(facts.get(one) or "") for one in ("nhs_number", "insurance_number", "learner_number")
    )
    if nhs and not is_nhs_number(nhs):
        raise FactRefused("This is not an NHS number: it has ten digits, the last of which checks the others.")
    if insurance and not INSURANCE.fullmatch(insurance):
        raise FactRefused("This is not a National Insurance number: two letters, six digits, and A, B, C or D.")
    if learner and not LEARNER.fullmatch(learner):
        raise FactRefused("This is not a unique learner number: it has ten digits.")


def is_nhs_number(typed: str) -> bool:
    """Ten digits of which the last checks the others (NHS Data Dictionary, NHS NUMBER: modulus 11)."""
    if not LEARNER.fullmatch(typed):
        return False
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(typed, range(10, 1, -1), strict=False)) % 11
    return rest != 10 and rest % 11 == int(typed[-1])


def says_particulars(row: Particulars, on: date) -> str:
    """Who they say they are; of the numbers only which are held."""
    numbers = {
        "NHS": row.nhs_number,
        "National Insurance": row.insurance_number,
        "learner": row.learner_number,
        "core system": row.core_reference,
    }
    held = [word for word, number in numbers.items() if number]
    says = phrase(row.gender, row.religion, row.nationality, row.talking)
    kept = f"numbers held: {listed(held)}" if held else "no number held"
    return phrase(says, kept) if says else kept[0].upper() + kept[1:]


def check_name(facts: Facts, person: Person, on: date) -> None:
    """Days in order, and not before birth."""
    check_days(facts, on, "from_on", "to_on")
    check_order(facts, "from_on", "to_on")
    if facts.get("from_on") and facts["from_on"] < person.born_on:
        raise FactRefused("This day is before their birth.")


def check_professional(facts: Facts, person: Person, on: date) -> None:
    """Days in order; the end may be known ahead."""
    check_days(facts, on, "from_on", ahead=("to_on",))
    check_order(facts, "from_on", "to_on")


def check_leave(facts: Facts, person: Person, on: date) -> None:
    """Days that can be."""
    check_days(facts, on, "since_on", "applied_on", ahead=("expires_on", "appeal_on"))
    check_order(facts, "since_on", "expires_on")


def says_leave(row: LeaveToStay, on: date) -> str:
    """The status and when it runs out."""
    ends = f"runs out {short(row.expires_on)}" if row.expires_on else ""
    applied = f"applied for more {short(row.applied_on)}" if row.applied_on else ""
    appeal = f"appeal on {short(row.appeal_on)}" if row.appeal_on else ""
    return phrase(row.get_status_display(), ends, applied, appeal, row.adviser)


def check_custody(facts: Facts, person: Person, on: date) -> None:
    """Days that can be."""
    check_days(facts, on, "from_on", "released_on", "visited_on", "release_plan_on", ahead=("release_on",))
    check_order(facts, "from_on", "release_on")


def says_custody(row: Custody, on: date) -> str:
    """Where and until when."""
    until = f"released {short(row.released_on)}" if row.released_on else ""
    until = until or (f"release expected {short(row.release_on)}" if row.release_on else "no release date yet")
    return phrase(row.prison, f"since {short(row.from_on)}", until)


def check_benefits(facts: Facts, person: Person, on: date) -> None:
    """Days in the past; a claim of one's own not before one may."""
    check_days(facts, on, "traced_on", "told_on", "claimed_on", "first_paid_on", "trouble_on", "trouble_settled_on")
    if facts.get("claimed_on") and facts["claimed_on"] < birthday(person.born_on, 16):
        raise FactRefused("Nobody claims before 16.")


def says_benefits(row: Benefits, on: date) -> str:
    """Savings, claim, trouble."""
    savings = row.get_savings_display() if row.savings else "Savings not traced"
    if row.savings in (Benefits.Savings.TRUST_FUND, Benefits.Savings.ISA) and not row.traced_on:
        savings += " not traced"
    claim = f"Universal Credit claimed {short(row.claimed_on)}" if row.claimed_on else "no claim recorded"
    trouble = f"money stopped {short(row.trouble_on)}" if row.trouble_on and not row.trouble_settled_on else ""
    return phrase(savings, claim, trouble)


def check_child(facts: Facts, person: Person, on: date) -> None:
    """A day that can be."""
    if facts["born_on"] < person.born_on:
        raise FactRefused("This day is before the young person's own birth.")


INSURANCE = re.compile(r"[A-Z]{2}[0-9]{6}[A-D]")
LEARNER = re.compile(r"[0-9]{10}")
NEEDED = ("passport", "birth", "insurance", "bank")
"""What everybody should have in hand by 18."""


def sum_up_papers(rows: list[IdentityPaper], person: Person, on: date) -> str:
    """What is in hand, and what of that which everybody needs is not."""
    held = {row.paper for row in rows if row.received_on}
    missing = [one for one in NEEDED if one not in held]
    has = f"In hand: {_papers(held)}." if held else ""
    by_then = "by 18" if on < birthday(person.born_on, 18) else "now"
    lacks = f"Needed {by_then}: {_papers(missing)}." if missing else ""
    return f"{has} {lacks}".strip()


def _papers(which: Iterable[str]) -> str:
    """Their names within a sentence, in the order of the list: "passport and National Insurance number"."""
    chosen = set(which)
    words = [str(label) for paper, label in IdentityPaper.Paper.choices if paper in chosen]
    return listed([one if one.startswith("National") else one[0].lower() + one[1:] for one in words])


HEALTH = Kind(
    slug="health",
    one="health",
    many="Doctor, dentist, optician and passport",
    model=Health,
    record=Record.HEALTH,
    fields=(
        *("doctor", "dentist", "optician", "assessed_on", "passport_given_on", "mind", "substances", "baby_due_on"),
    ),
    hints={
        "passport_given_on": "By 18 at the latest",
        "mind": "Only who helps: nothing of why",
        "substances": "Only who helps: nothing of why",
    },
    says=says_health,
    coded=lambda row, on: phrase(short(row.assessed_on), short(row.passport_given_on)),
    day=lambda row: max((day for day in (row.assessed_on, row.passport_given_on) if day), default=None),
    is_open=lambda row, on: True,
    check=check_health,
    moves=lambda row, person: {"health_assessed": row.assessed_on},
    is_single=True,
)
REFUSED = Kind(
    slug="refused-service",
    one="a service that turned them away",
    many="Services that turned them away",
    model=RefusedService,
    record=Record.HEALTH,
    fields=(*("service", "refused_on", "reason", "words", "escalated_on", "escalated_to", "ended_on", "result"),),
    hints={"escalated_on": "Within two working days"},
    says=says_refused,
    coded=lambda row, on: phrase(row.reason, short(row.refused_on)),
    day=lambda row: row.refused_on,
    is_open=lambda row, on: row.ended_on is None,
    check=check_refused,
)
PAPER = Kind(
    slug="identity-paper",
    one="an identity paper",
    many="Identity papers",
    model=IdentityPaper,
    record=Record.PAPERS,
    fields=("paper", "asked_for_on", "received_on", "expires_on", "kept", "cost"),
    says=says_paper,
    coded=lambda row, on: phrase(row.get_paper_display(), short(row.received_on)),
    day=lambda row: row.received_on or row.asked_for_on,
    is_open=lambda row, on: row.received_on is None,
    over="",
    check=check_paper,
)
PARTICULARS = Kind(
    slug="particulars",
    one="who they are",
    many="Who they are",
    model=Particulars,
    record=Record.PAPERS,
    fields=(
        *("gender", "religion", "nationality", "talking", "nhs_number", "insurance_number", "learner_number"),
        "core_reference",
    ),
    hints={
        "gender": "As they say it. Leave anything empty that they would rather not say",
        "talking": "A hearing loop, more time, pictures, no phone calls",
        "nhs_number": "Ten digits, like 943 476 5919",
        "insurance_number": "Like QQ 12 34 56 C",
        "learner_number": "Ten digits",
    },
    says=says_particulars,
    coded=lambda row, on: "Recorded",
    day=lambda row: None,
    is_open=lambda row, on: True,
    check=check_particulars,
    is_single=True,
)
NAME = Kind(
    slug="known-name",
    one="a name",
    many="Names, now and before",
    model=KnownName,
    record=Record.PAPERS,
    fields=("name", "kind", "may_know", "from_on", "to_on"),
    says=lambda row, on: phrase(row.name, row.get_kind_display().lower(), row.get_may_know_display().lower()),
    coded=lambda row, on: phrase(row.get_kind_display(), row.get_may_know_display()),
    day=lambda row: row.from_on,
    is_open=lambda row, on: row.to_on is None or row.to_on > on,
    over="no longer used",
    check=check_name,
)
PROFESSIONAL = Kind(
    slug="professional",
    one="somebody who helps",
    many="Who else helps",
    model=Professional,
    record=Record.NETWORK,
    fields=("name", "role", "organisation", "phone", "email", "from_on", "to_on", "may_learn"),
    hints={"may_learn": "What the young person agreed, or what the law asks. What is sent is recorded under Sharing"},
    says=lambda row, on: phrase(row.name, row.role, row.organisation),
    coded=lambda row, on: short(row.from_on),
    day=lambda row: row.from_on,
    is_open=lambda row, on: row.to_on is None or row.to_on > on,
    over="no longer",
    check=check_professional,
)
LEAVE = Kind(
    slug="leave",
    one="leave to stay",
    many="Leave to stay",
    model=LeaveToStay,
    record=Record.RESTRICTED,
    fields=("status", "since_on", "expires_on", "adviser", "applied_on", "appeal_on", "if_refused"),
    hints={"expires_on": "Advice is due 6 months before, an application 3 months, a plan 1 month"},
    says=says_leave,
    coded=lambda row, on: phrase(row.status, short(row.expires_on)),
    day=lambda row: row.applied_on or row.since_on or row.expires_on,
    is_open=lambda row, on: True,
    check=check_leave,
)
CUSTODY = Kind(
    slug="custody",
    one="a time in custody",
    many="Custody",
    model=Custody,
    record=Record.RESTRICTED,
    fields=(
        *("prison", "from_on", "release_on", "released_on", "licence_until", "worker", "visited_on"),
        "release_plan_on",
    ),
    hints={"visited_on": "First within ten working days", "release_plan_on": "Before the release"},
    says=says_custody,
    coded=lambda row, on: phrase(short(row.from_on), short(row.released_on or row.release_on)),
    day=lambda row: row.released_on or row.from_on,
    is_open=lambda row, on: row.released_on is None or row.released_on > on,
    check=check_custody,
)
BENEFITS = Kind(
    slug="benefits",
    one="savings and benefits",
    many="Savings and benefits",
    model=Benefits,
    record=Record.BENEFITS,
    fields=(
        *("savings", "traced_on", "told_on", "claimed_on", "advance", "first_paid_on", "bridged", "jobcentre"),
        *("coach", "trouble_on", "trouble", "trouble_settled_on"),
    ),
    hints={"claimed_on": "It can be made ready 28 days before 18"},
    says=says_benefits,
    coded=lambda row, on: phrase(row.savings, short(row.claimed_on)),
    day=lambda row: max((day for day in (row.traced_on, row.claimed_on, row.trouble_on) if day), default=None),
    is_open=lambda row, on: True,
    check=check_benefits,
    moves=lambda row, person: {"benefit_claimed": row.claimed_on},
    is_single=True,
)
CHILD = Kind(
    slug="child",
    one="a child of theirs",
    many="Children of theirs",
    model=Dependant,
    record=Record.NETWORK,
    fields=("initials", "born_on", "lives_with_them", "services_involved"),
    hints={"initials": "No name: the child has a record of their own, or none"},
    says=lambda row, on: phrase(
        row.initials or "A child",
        f"due {short(row.born_on)}" if row.born_on > on else f"born {short(row.born_on)}",
        "lives with them" if row.lives_with_them else "lives elsewhere",
    ),
    coded=lambda row, on: short(row.born_on),
    day=lambda row: row.born_on,
    is_open=lambda row, on: True,
    check=check_child,
    third_party_fields=("services_involved",),
)
HEALTH_AREA = Area("health", "Health", Record.HEALTH, (HEALTH, REFUSED), "No doctor, dentist or optician is recorded.")
PAPERS_AREA = Area(
    "identity", "Identity", Record.PAPERS, (PAPER, PARTICULARS, NAME), "No paper is recorded.", sum_up_papers
)
HELPERS_AREA = Area("helpers", "Who else helps", Record.NETWORK, (PROFESSIONAL,), "Nobody else is recorded.")
RESTRICTED_AREA = Area(
    "leave_and_custody",
    "Immigration and justice",
    Record.RESTRICTED,
    (LEAVE, CUSTODY),
    "Nothing is recorded.",
)
BENEFITS_AREA = Area(
    "benefits", "Savings and benefits", Record.BENEFITS, (BENEFITS,), "Savings and benefits are not recorded."
)
CHILDREN_AREA = Area("children", "Children", Record.NETWORK, (CHILD,), "No child of theirs is recorded.")

__all__ = ["BENEFITS_AREA", "CHILDREN_AREA", "HEALTH_AREA", "HELPERS_AREA", "PAPERS_AREA", "RESTRICTED_AREA", "money"]
