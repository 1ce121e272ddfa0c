"""Key lines of enquiry: the figures that bear on each, then and now, and what was said, asked and resolved about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.board.enquiry import Enquiry, enquiries
from alongside.board.models import Item, Meeting
from alongside.board.queries.indicators import IndicatorRow, figures_before, indicator_rows
from alongside.board.queries.meetings import Asked, questions_about
from alongside.board.series import Shown
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb
from alongside.voice import queries as voice

LATEST = 5


@dataclass(frozen=True, slots=True)
class Bearing:
    """A figure that bears on a question, and what it was when the board last met."""

    row: IndicatorRow
    before: Shown | None

    @property
    def since(self) -> str:
        """What was known at the last meeting, where there is something newer; else that there is not."""
        newest = self.row.newest
        if newest is None:
            return "–"
        if self.before is None:
            return "There was none"
        if self.before.period == newest.period:
            return "No newer figure since"
        return f"{self.before.words}, {self.before.when}"


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """A question with all that bears on it."""

    asked: Enquiry
    figures: tuple[Bearing, ...]
    said: tuple[voice.ThemeShown, ...]
    """What young people told us of it, and the answers that are published."""
    questions: tuple[tuple[date, Asked], ...]
    """What was asked of it last, at which meeting, and what was answered."""
    answers: tuple[tuple[date, str, str], ...]
    """When, on which item, and what was resolved."""


@dataclass(frozen=True, slots=True)
class EnquiriesPage:
    """Every question."""

    rows: tuple[EnquiryRow, ...]
    last_met: date | None
    """The day of the last meeting."""


def enquiries_page(by: Actor, *, on: date) -> EnquiriesPage:
    """Every question, with what bears on it and what changed since the last meeting."""
    by.check(Record.INDICATORS, Verb.READ)
    last = Meeting.objects.filter(on__lte=on, state__in=Meeting.MAY_HAVE_MET, is_public=True).last()
    rows = {row.indicator.id: row for row in indicator_rows(by)}
    before = figures_before(last.on) if last else {}
    heard, themes = _heard(), voice.told(on=on).themes
    asked = questions_about()
    return EnquiriesPage(
        rows=tuple(
            EnquiryRow(
                asked=one,
                figures=tuple(Bearing(rows[id], before.get(id)) for id in one.indicators),
                said=tuple(theme for theme in themes if one.hears(f"{theme.title} {theme.said}"))[:LATEST],
                questions=tuple((day, row) for ids, day, row in asked if ids & set(one.indicators))[:LATEST],
                answers=tuple((day, title, words) for ids, day, title, words in heard if ids & set(one.indicators))[
                    :LATEST
                ],
            )
            for one in enquiries()
        ),
        last_met=last.on if last else None,
    )


def enquiries_on(indicators: str) -> list[Enquiry]:
    """The questions that bear on any of these indicators."""
    ids = set(indicators.split())
    return [one for one in enquiries() if ids & set(one.indicators)]


def _heard() -> list[tuple[set[str], date, str, str]]:
    items = Item.objects.filter(reach=Item.Reach.PUBLIC).exclude(indicators="").order_by("-meeting__on")
    return [
        (set(item.indicators.split()), item.meeting.on, item.title, resolution.words)
        for item in items.select_related("meeting").prefetch_related("resolutions")
        for resolution in item.resolutions.all()
    ]
