"""What readers sent and looked for, for the editor. What few typed is hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from alongside.offer.models import Count, Feedback
from alongside.shell import disclosure

LOOKED_BACK = timedelta(days=90)
MOST_SHOWN = 100
LATEST = 200


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody said of a page."""

    on: date
    page: str
    useful: bool | None
    words: str


@dataclass(frozen=True, slots=True)
class Sought:
    """Something that was read or looked for, and how often."""

    key: str
    number: disclosure.Count


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What people came for since a day. ``few`` is how many different searches stay hidden: each was typed by few."""

    since: date
    pages: tuple[Sought, ...]
    found: tuple[Sought, ...]
    missed: tuple[Sought, ...]
    few: int


def feedback() -> tuple[Said, ...]:
    """The latest of what readers said."""
    rows = Feedback.objects.all()[:LATEST]
    return tuple(Said(row.on, row.page, row.useful, row.words) for row in rows)


def looked_for(*, on: date) -> LookedFor:
    """What was read most, looked for most, and looked for and not found, in the last 90 days."""
    since = on - LOOKED_BACK
    rows = Count.objects.filter(day__gte=since).values("kind", "key").annotate(times=Sum("number"))
    kinds: dict[str, list[Sought]] = {kind: [] for kind in Count.Kind.values}
    few = 0
    for row in rows.order_by("-times", "key"):
        safe = disclosure.count(row["times"])
        if safe.value is None:
            few += row["kind"] != Count.Kind.PAGE
        elif len(kinds[row["kind"]]) < MOST_SHOWN:
            kinds[row["kind"]].append(Sought(row["key"], safe))
    return LookedFor(
        since, tuple(kinds[Count.Kind.PAGE]), tuple(kinds[Count.Kind.SEARCH]), tuple(kinds[Count.Kind.MISS]), few
    )
