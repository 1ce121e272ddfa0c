"""Key lines of enquiry with the figures that bear on them, and what was asked and resolved about them last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.board.enquiry import Enquiry, enquiries
from alongside.board.models import Item
from alongside.board.queries.indicators import IndicatorRow, indicator_rows
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

LATEST = 5


@dataclass(frozen=True, slots=True)
class EnquiryRow:
    """A question with its figures and the last answers."""

    asked: Enquiry
    figures: tuple[IndicatorRow, ...]
    answers: tuple[tuple[date, str, str], ...]
    """When, on which item, and what was resolved."""


def enquiry_rows(by: Actor) -> list[EnquiryRow]:
    """Every question, with what bears on it."""
    by.check(Record.INDICATORS, Verb.READ)
    rows = {row.indicator.id: row for row in indicator_rows(by)}
    items = Item.objects.filter(reach=Item.Reach.PUBLIC).exclude(indicators="").order_by("-meeting__on")
    heard = [
        (set(item.indicators.split()), item.meeting.on, item.title, resolution.words)
        for item in items.select_related("meeting").prefetch_related("resolutions")
        for resolution in item.resolutions.all()
    ]
    return [
        EnquiryRow(
            asked=one,
            figures=tuple(rows[id] for id in one.indicators),
            answers=tuple((on, title, words) for ids, on, title, words in heard if ids & set(one.indicators))[:LATEST],
        )
        for one in enquiries()
    ]


def enquiries_on(indicators: str) -> list[Enquiry]:
    """The questions that bear on any of these indicators."""
    ids = set(indicators.split())
    return [one for one in enquiries() if ids & set(one.indicators)]
