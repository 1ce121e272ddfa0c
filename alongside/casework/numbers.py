"""Counts of casework, small numbers hidden: the board's only door."""

from __future__ import annotations

from collections import Counter
from datetime import date

from alongside.casework import words
from alongside.casework.models import Person
from alongside.casework.standing import Standing, standings
from alongside.shell import disclosure
from alongside.shell.disclosure import Breakdown, Count


def people_by_category(*, on: date) -> Breakdown:
    """Everyone known on the day, by the category that holds. Source: determinations, else the law on the facts held."""
    counts: Counter[str] = Counter(dict.fromkeys(words.SHORT_CATEGORIES.values(), 0))
    for one in _everyone(on):
        counts[words.SHORT_CATEGORIES[one.category]] += 1
    return disclosure.breakdown(counts)


def people_late_by_clock(*, on: date) -> dict[str, Count]:
    """For each of the law's clocks, how many people are past its last day. Not recorded is never late."""
    late: Counter[str] = Counter()
    for one in _everyone(on):
        for _, due in one.due:
            late[due.title] += due.is_late(on)
    return {title: disclosure.count(number) for title, number in sorted(late.items())}


def people_in_doubt(*, on: date) -> Count:
    """How many keep support until a manager decides."""
    return disclosure.count(sum(one.needs_deciding for one in _everyone(on)))


def _everyone(on: date) -> list[Standing]:
    return list(standings(Person.objects.all(), on=on).values())
