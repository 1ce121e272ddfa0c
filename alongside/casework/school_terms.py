"""The council's school terms, by which the personal education plan of each term is due.

Each council sets its own. Until some are approved no clock runs by them; what a form offers first is an example.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from alongside.casework.models import SchoolTerms
from alongside.shell.refusals import FactRefused

STARTS_IN = 9
"""The month in which a school year begins."""
NAMES = ("Autumn", "Spring", "Summer")
FRIDAY = 4
LONGEST_HOLIDAY = timedelta(days=75)
"""Terms that ended longer ago say nothing of today: the next year's were not approved yet."""


class Term(NamedTuple):
    """The first and the last day of a term."""

    from_on: date
    to_on: date


def school_year(on: date) -> int:
    """The year in which the school year of this day began."""
    return on.year if on.month >= STARTS_IN else on.year - 1


def example(year: int) -> tuple[Term, ...]:
    """Terms as many councils have them: an example to start from, not this council's own."""
    return (
        Term(date(year, 9, 2), _friday_by(date(year, 12, 20))),
        Term(date(year + 1, 1, 5), _friday_by(date(year + 1, 3, 28))),
        Term(date(year + 1, 4, 14), _friday_by(date(year + 1, 7, 22))),
    )


def latest_step(year: int) -> SchoolTerms | None:
    """The newest step of a school year."""
    return SchoolTerms.objects.filter(year=year).order_by("-number").first()


def holding() -> dict[int, tuple[Term, ...]]:
    """School year → its approved terms."""
    rows = SchoolTerms.objects.filter(state=SchoolTerms.State.APPROVED).order_by("number")
    return {row.year: read(row.terms) for row in rows}


def read(stored: Sequence[Sequence[str]]) -> tuple[Term, ...]:
    """Terms as they are stored."""
    return tuple(Term(date.fromisoformat(first), date.fromisoformat(last)) for first, last in stored)


def term_of(on: date) -> Term | None:
    """The approved term in which this day lies; in the holidays the one before it. None where none is approved."""
    begun = [term for terms in holding().values() for term in terms if term.from_on <= on]
    last = max(begun, default=None)
    return last if last and on - last.to_on <= LONGEST_HOLIDAY else None


def check(year: int, terms: Sequence[Term]) -> None:
    """Raise FactRefused, by its name, for what cannot be."""
    starts, ends = date(year, STARTS_IN - 1, 15), date(year + 1, STARTS_IN - 1, 31)
    for name, term in zip(NAMES, terms, strict=True):
        if term.to_on <= term.from_on:
            raise FactRefused(f"The {name.lower()} term ends before it begins.")
        if not starts <= term.from_on <= term.to_on <= ends:
            raise FactRefused(f"The {name.lower()} term does not lie in the school year {year}/{(year + 1) % 100:02}.")
    if any(later.from_on <= earlier.to_on for earlier, later in pairwise(terms)):
        raise FactRefused("A term begins before the one before it has ended.")


def _friday_by(day: date) -> date:
    return day - timedelta(days=(day.weekday() - FRIDAY) % 7)
