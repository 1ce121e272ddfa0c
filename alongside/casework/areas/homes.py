"""Where they live, and Staying Put."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from alongside.casework.areas.base import Area, Facts, Kind, check_days, check_order, money, phrase, short
from alongside.casework.models import Home, Person, StayingPut
from alongside.law import birthday
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record

SUPPORTED = frozenset("DET")
"""Letters that at 16 and 17 mean supported accommodation, whose provider has to be registered (SI 2023/416)."""
FACTORS = ("facilities", "repair", "safety", "location", "support", "tenancy", "cost")
"""The seven of Schedule 2 to the Care Leavers (England) Regulations 2010, by column of ``Suitability``."""
MOST_AHEAD = timedelta(days=730)
LIFELONG = "One of these days is more than two years ahead."


def is_supported_at_16_17(home: Home, person: Person) -> bool:
    """Whether the provider of this home has to be registered with Ofsted."""
    born_on = person.born_on
    return home.place in SUPPORTED and birthday(born_on, 16) <= home.from_on < birthday(born_on, 18)


def check_home(facts: Facts, person: Person, on: date) -> None:
    """Days that can be, and a protected address only where few reach the record."""
    check_order(facts, "from_on", "to_on")
    check_days(facts, on, "provider_checked_on", "notice_on", "met_on")
    if facts["from_on"] < person.born_on:
        raise FactRefused("The first day is before birth.")
    if facts["from_on"] > on + MOST_AHEAD:
        raise FactRefused(LIFELONG)
    if facts.get("leave_by") and not facts.get("notice_on"):
        raise FactRefused("Say when notice was given.")
    if facts.get("met_on") and (not facts.get("notice_on") or facts["met_on"] < facts["notice_on"]):
        raise FactRefused("The meeting about a notice is on its day or later.")
    if facts.get("is_protected") and facts.get("address") and not person.is_restricted:
        raise FactRefused(
            "A protected address is kept only in a restricted record. Ask the head of service to restrict it first, "
            "or leave the address out."
        )


def home_moves(home: Home, person: Person) -> Mapping[str, date | None]:
    """What a home tells the law's clocks: planned, provided and ended, and the check of a provider at 16 and 17."""
    supported = is_supported_at_16_17(home, person)
    return {
        "accommodation_planned": home.from_on if home.provided else None,
        "accommodation_provided": home.from_on if home.provided else None,
        "accommodation_ended": home.to_on if home.provided else None,
        "supported_accommodation_planned": home.from_on if supported else None,
        "provider_checked": home.provider_checked_on if supported else None,
    }


def says_home(home: Home, on: date) -> str:
    """Where they live, in a sentence."""
    when = f"from {short(home.from_on)}" if home.from_on > on else f"since {short(home.from_on)}"
    if home.to_on and home.to_on <= on:
        when = f"{short(home.from_on)} to {short(home.to_on)}"
    return phrase(home.get_place_display(), home.provider, when, "provided by the council" if home.provided else "")


def check_staying_put(facts: Facts, person: Person, on: date) -> None:
    """A decision has a day, and the arrangement ends at 21 at the latest (Children Act 1989, section 23CZA)."""
    check_days(facts, on, "talked_on", "decided_on", "agreement_on", "reviewed_on", "ended_on")
    check_order(facts, "from_on", "ends_on")
    if bool(facts.get("decided")) is not bool(facts.get("decided_on")):
        raise FactRefused("Give the decision and its day together.")
    if facts.get("from_on") and facts["from_on"] < birthday(person.born_on, 18):
        raise FactRefused("Staying Put begins at 18: before that, they are in care there.")
    if facts.get("ends_on") and facts["ends_on"] > birthday(person.born_on, 21):
        raise FactRefused("Staying Put ends at 21 at the latest.")


def says_staying_put(row: StayingPut, on: date) -> str:
    """How far it is."""
    if row.ended_on:
        return phrase(f"Ended {short(row.ended_on)}", row.why_ended)
    if row.decided == StayingPut.Decided.STAYS:
        return phrase("They stay on", f"until {short(row.ends_on)}" if row.ends_on else "", row.carer)
    if row.decided:
        return phrase(row.get_decided_display(), short(row.decided_on))
    return phrase("Being talked about", f"since {short(row.talked_on)}" if row.talked_on else "")


HOME = Kind(
    slug="home",
    one="a home",
    many="Homes",
    model=Home,
    record=Record.HOME,
    fields=(
        *("place", "provider", "from_on", "to_on", "provided", "district", "address", "is_protected", "tenancy"),
        *("rent", "support_hours", "is_visited_before", "registration", "provider_checked_on"),
        *("notice_on", "leave_by", "met_on", "why_left"),
    ),
    hints={
        "from_on": "The home before it ends on this day",
        "provided": "Then visits are due: in 7 days, before the review, then every two months",
        "address": "Not where it has to stay secret",
        "registration": "At 16 and 17 in supported accommodation",
    },
    says=says_home,
    coded=lambda home, on: phrase(home.place, short(home.from_on), short(home.to_on)),
    day=lambda home: home.from_on,
    is_open=lambda home, on: home.to_on is None or home.to_on > on,
    check=check_home,
    moves=home_moves,
    is_for_partners=True,
    partner_fields=(
        "place",
        "provider",
        "from_on",
        "to_on",
        "district",
        "tenancy",
        "rent",
        "notice_on",
        "leave_by",
        "met_on",
    ),
)
STAYING_PUT = Kind(
    slug="staying-put",
    one="Staying Put",
    many="Staying Put",
    model=StayingPut,
    record=Record.HOME,
    fields=(
        *("talked_on", "decided", "decided_on", "carer", "from_on", "agreement_on", "to_carer", "from_them"),
        *("reviewed_on", "ends_on", "what_next", "ended_on", "why_ended"),
    ),
    hints={
        "talked_on": "Planning starts at 16",
        "decided_on": "Agreed by 17 and a half",
        "ends_on": "At 21 at the latest",
    },
    says=says_staying_put,
    coded=lambda row, on: phrase("Staying Put", short(row.from_on), short(row.ended_on or row.ends_on)),
    day=lambda row: row.from_on or row.decided_on or row.talked_on,
    is_open=lambda row, on: row.ended_on is None and row.decided in ("", StayingPut.Decided.STAYS),
    check=check_staying_put,
    moves=lambda row, person: {"staying_put_decided": row.decided_on},
    is_for_partners=True,
    partner_fields=("from_on", "ends_on", "ended_on"),
    third_party_fields=("to_carer",),
)
AREA = Area("home", "Home", Record.HOME, (HOME, STAYING_PUT), "Where they live is not recorded here.")

__all__ = ["AREA", "FACTORS", "HOME", "STAYING_PUT", "is_supported_at_16_17", "money"]
