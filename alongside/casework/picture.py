"""A life as a picture: time in care and categories along the years of age. Plain SVG, drawn here, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from alongside.law import birthday

WIDTH, HEIGHT = 720, 136
LEFT, RIGHT = 8, 8
CARE_TOP, CATEGORY_TOP, BAR, AXIS = 26, 66, 26, 112
LETTER = 7.2
"""About the width of a letter, to know whether words fit on a bar."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch to draw: words on it, whether it stands out, whether it is settled."""

    from_on: date
    to_on: date | None
    words: str
    strong: bool = True
    settled: bool = True


def life(*, born_on: date, on: date, care: Sequence[Bar], categories: Sequence[Bar], title: str) -> SafeString:
    """The picture from 14 (or a little before today, for a younger child) to the next birthday that matters."""
    first = birthday(born_on, 14)
    if on < first:
        first = min([bar.from_on for bar in care], default=born_on)
    ends = [bar.to_on for bar in (*care, *categories) if bar.to_on]
    last = max([on + timedelta(days=540), birthday(born_on, 18), *(end for end in ends if end < birthday(born_on, 26))])
    scale = _Scale(first, last)
    parts = [
        _heading("In care", CARE_TOP - 8),
        *(_bar(bar, scale, CARE_TOP) for bar in care if scale.shows(bar)),
        _heading("Category", CATEGORY_TOP - 4),
        *(_bar(bar, scale, CATEGORY_TOP + 4) for bar in categories if scale.shows(bar)),
        _ages(born_on, scale),
        _today(on, scale),
    ]
    return format_html(
        '<svg viewBox="0 0 {} {}" width="{}" height="{}" role="img" font-size="13" '
        'font-family="system-ui, sans-serif">'
        "<title>{}</title>{}</svg>",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        title,
        mark_safe("".join(parts)),  # noqa: S308  each part was made by format_html
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / whole, 0), 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def shows(self, bar: Bar) -> bool:
        return (bar.to_on is None or bar.to_on > self.first) and bar.from_on < self.last


def _heading(words: str, y: int) -> str:
    return format_html('<text x="{}" y="{}" fill="#1b2a2f" font-weight="700">{}</text>', LEFT, y, words)


def _bar(bar: Bar, scale: _Scale, top: int) -> str:
    left, right = scale.x(bar.from_on), scale.x(bar.to_on or scale.last)
    width = max(right - left, 2)
    fits = len(bar.words) * LETTER + 10 < width
    fill = "#0b5d66" if bar.strong else "#c9d3d6"
    dashes = "" if bar.settled else mark_safe(' stroke="#1b2a2f" stroke-width="2" stroke-dasharray="4 3"')
    shape = format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"{}><title>{}</title></rect>',
        left,
        top,
        round(width, 1),
        BAR,
        fill,
        dashes,
        bar.words,
    )
    if not fits:
        return shape
    ink = "#ffffff" if bar.strong else "#1b2a2f"
    words = format_html(
        '<text x="{}" y="{}" fill="{}">{}</text>', round(left + 6, 1), top + BAR / 2 + 4.5, ink, bar.words
    )
    return shape + words


def _ages(born_on: date, scale: _Scale) -> str:
    years = range(27)
    shown = [(age, birthday(born_on, age)) for age in years if scale.first <= birthday(born_on, age) <= scale.last]
    step = 1 if len(shown) <= 14 else 2
    marks = [
        (scale.x(day), AXIS, scale.x(day), AXIS + 6, scale.x(day), AXIS + 20, f"{age}")
        for age, day in shown
        if age % step == 0 or age in (16, 18, 21, 25)
    ]
    line = format_html('<path d="M{} {}H{}" stroke="#1b2a2f"/>', LEFT, AXIS, WIDTH - RIGHT)
    ticks = format_html_join(
        "",
        '<path d="M{} {}L{} {}" stroke="#1b2a2f"/><text x="{}" y="{}" text-anchor="middle" fill="#1b2a2f">{}</text>',
        marks,
    )
    return line + ticks


def _today(on: date, scale: _Scale) -> str:
    x = scale.x(on)
    end = x > WIDTH - 60
    return format_html(
        '<path d="M{} 14V{}" stroke="#b83a26" stroke-width="2"/><text x="{}" y="12" text-anchor="{}" '
        'fill="#8f2c1c" font-weight="700">Today</text>',
        x,
        AXIS,
        x + (-4 if end else 4),
        "end" if end else "start",
    )
