"""What shows, about the whole offer, that an item of the check-list is met: a fact of the product, never a guess.

Each function takes the whole offer and answers what it found, or None. An item without one here is met by what the
council recorded, or it is missing. Whoever builds a new source (consultations, formats, approvals) adds a function:

    @fact(24)
    def formats(whole: Whole) -> Fact | None: …
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from alongside.law import birthday
from alongside.offer.reading import reading_age

if TYPE_CHECKING:
    from alongside.offer.models import Edition
    from alongside.offer.queries import Entitlement

REVIEW_AFTER_YEARS, REVIEW_AT_LATEST_YEARS = 2, 3
"""When the whole offer is due to be looked at again, and when that is late: "at least every two to three years"."""
OLDEST_READER = 11
"""No text of an offer may ask for more than this reading age."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole offer on a day: every published entitlement, and the editions, the newest first."""

    on: date
    entitlements: tuple[Entitlement, ...]
    editions: tuple[Edition, ...]
    forms: tuple[str, ...] = ()
    """In which forms the whole of it was made."""
    languages: tuple[str, ...] = ()
    """Other languages in which some of it can be read."""
    in_easy_read: int = 0
    """For how many entitlements somebody wrote easy read."""

    def of_kind(self, *kinds: str) -> tuple[Entitlement, ...]:
        """Those given for one of these reasons."""
        return tuple(one for one in self.entitlements if one.kind in kinds)


@dataclass(frozen=True, slots=True)
class Fact:
    """What was found, in a sentence, with the records that show it where it is some of them and not all."""

    words: str
    records: tuple[Entitlement, ...] = ()
    is_late: bool = False


Source = Callable[[Whole], Fact | None]
FACTS: dict[int, Source] = {}
"""Number of an item → what finds its fact."""


def fact(*items: int) -> Callable[[Source], Source]:
    """The decorated function finds the fact for these items."""

    def register(source: Source) -> Source:
        FACTS.update(dict.fromkeys(items, source))
        return source

    return register


@fact(1)
def published(whole: Whole) -> Fact | None:
    """An edition, and something in it."""
    if not whole.editions or not whole.entitlements:
        return None
    return Fact(f"{_edition(whole)}. {len(whole.entitlements)} kinds of help are public today.")


@fact(2)
def by_law(whole: Whole) -> Fact | None:
    """What rests on a duty."""
    found = whole.of_kind("law")
    return Fact(f"{len(found)} kinds of help that the law says must be given.") if found else None


@fact(3)
def by_choice(whole: Whole) -> Fact | None:
    """What the council adds."""
    found = whole.of_kind("choice")
    return Fact(f"{len(found)} kinds of help that the council chooses to give.") if found else None


def _area(area: str) -> Source:
    def covered(whole: Whole) -> Fact | None:
        found = tuple(one for one in whole.entitlements if one.area == area)
        return Fact(f"{len(found)} kinds of help in this area.", found) if found else None

    return covered


for _item, _name in enumerate(
    ("health", "relationships", "education", "employment", "accommodation", "society"), start=4
):
    fact(_item)(_area(_name))


@fact(10)
def asked_at_first(whole: Whole) -> Fact | None:
    """The consultation on which the first edition rests."""
    return _asked(whole.editions[-1]) if whole.editions else None


@fact(11)
def asked_again(whole: Whole) -> Fact | None:
    """The consultation on which the newest edition rests. Before the second nobody has to be asked again."""
    if len(whole.editions) == 1:
        return Fact("There is one edition so far. The next needs a new consultation.")
    return _asked(whole.editions[0]) if whole.editions else None


@fact(12, 13)
def reviewed_in_time(whole: Whole) -> Fact | None:
    """The newest edition, and when the whole is to be looked at again."""
    if not whole.editions:
        return None
    published_on = whole.editions[0].published_on
    due_on, late_on = (birthday(published_on, years) for years in (REVIEW_AFTER_YEARS, REVIEW_AT_LATEST_YEARS))
    if whole.on >= late_on:
        return Fact(f"{_edition(whole)}: more than {REVIEW_AT_LATEST_YEARS} years ago.", is_late=True)
    when = "has been due since" if whole.on >= due_on else "is due by"
    return Fact(f"{_edition(whole)}. The next review of the whole {when} {_day(due_on)}.")


@fact(14)
def each_checked(whole: Whole) -> Fact | None:
    """Every record within its own check."""
    if not whole.entitlements:
        return None
    late = tuple(one for one in whole.entitlements if one.is_overdue)
    if late:
        return Fact(f"{len(late)} of {len(whole.entitlements)} are past their next check.", late, is_late=True)
    return Fact(f"Each of {len(whole.entitlements)} was checked within a year, by an owner with a name.")


@fact(17)
def told_apart(whole: Whole) -> Fact | None:
    """Both kinds are there; each page carries the tag of its kind."""
    must, choose = len(whole.of_kind("law")), len(whole.of_kind("choice"))
    if not must or not choose:
        return None
    return Fact(f"Every page says which it is: {must} by law, {choose} by choice.")


@fact(18)
def partners_included(whole: Whole) -> Fact | None:
    """Partners' own services for care leavers."""
    found = whole.of_kind("partner", "pledge")
    return Fact(f"{len(found)} from partners, for care leavers.", found) if found else None


@fact(19)
def partners_signposted(whole: Whole) -> Fact | None:
    """Services for everybody."""
    found = whole.of_kind("signpost")
    return Fact(f"{len(found)} for everybody, marked as a signpost.", found) if found else None


@fact(24)
def several_forms(whole: Whole) -> Fact | None:
    """Files that were made of the whole offer, and the languages in which some of it can be read."""
    if not whole.forms or not whole.languages:
        return None
    return Fact(f"As {', '.join(whole.forms)}. In {len(whole.languages)} languages besides English, as far as it goes.")


@fact(26)
def additional_needs(whole: Whole) -> Fact | None:
    """Easy read that somebody wrote, and large print."""
    if not {"easy read", "large print"} <= set(whole.forms) or not whole.in_easy_read:
        return None
    return Fact(f"All of it in large print and easy read; {whole.in_easy_read} pages of easy read written by hand.")


@fact(25)
def plain_words(whole: Whole) -> Fact | None:
    """The reading age of each, measured."""
    ages = [reading_age(f"{one.title}.\n{one.answer}\n{one.body}\n{one.how_to_get_it}") for one in whole.entitlements]
    if not ages or max(ages) > OLDEST_READER:
        return None
    return Fact(f"Reading age {median(ages):.0f} in the middle, {max(ages):.0f} at most, measured on every record.")


@fact(28)
def wherever_they_live(whole: Whole) -> Fact | None:
    """None of the council's own help asks people to live in its area."""
    own = whole.of_kind("law", "choice")
    if not own or any(row.lives.value == "inside" for one in own for row in one.rows):
        return None
    return Fact(f"None of the council’s own {len(own)} kinds of help asks where one lives.")


@fact(29)
def open_to_others(whole: Whole) -> Fact | None:
    """Extras that other councils' care leavers can have."""
    found = tuple(one for one in whole.of_kind("choice", "partner", "pledge") if one.is_open_to_other_councils)
    return Fact(f"{len(found)} extras are open to other councils’ care leavers.", found) if found else None


@fact(31)
def who_qualifies(whole: Whole) -> Fact | None:
    """Each record says who it is for; the law page and the checker say who is what."""
    return Fact("“How the law works” and “What can I get?” say who qualifies.") if whole.entitlements else None


@fact(33)
def signed_off(whole: Whole) -> Fact | None:
    """Those who signed the newest edition."""
    proposal = whole.editions[0].proposal if whole.editions else None
    signed = (
        [f"{one.signed_by_name} ({one.get_role_display()})" for one in proposal.signatures.all()] if proposal else []
    )
    return Fact(f"{_edition(whole)}, signed by {', '.join(signed)}.") if signed else None


def _asked(edition: Edition) -> Fact | None:
    if edition.proposal is None:
        return None
    asked = edition.proposal.consultation
    return Fact(f"Edition {edition.number} rests on what {asked.how_many} people said until {_day(asked.to_on)}.")


def _edition(whole: Whole) -> str:
    newest = whole.editions[0]
    return f"Edition {newest.number}, published on {_day(newest.published_on)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
