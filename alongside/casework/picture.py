"""A life as a picture: time in care and categories along the years of age. Plain SVG, drawn here, no script.

It is drawn twice, and the style sheet shows one: wide with the categories in one row, and for a phone with a row each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from alongside.law import birthday

WIDE, NARROW = 720, 320
LEFT, RIGHT = 8, 8
CARE_TOP, CATEGORY_TOP, BAR, GAP, BELOW = 26, 70, 26, 4, 24
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
    shown = [bar for bar in categories if bar.from_on < last and (bar.to_on is None or bar.to_on > first)]
    runs = [bar for bar in care if bar.from_on < last and (bar.to_on is None or bar.to_on > first)]
    wide, narrow = _Scale(first, last, WIDE), _Scale(first, last, NARROW)
    return _drawn("app-wide", title, _parts(born_on, on, runs, [shown], wide), wide, rows=1) + _drawn(
        "app-narrow", title, _parts(born_on, on, runs, [[bar] for bar in shown], narrow), narrow, rows=len(shown)
    )


def _parts(
    born_on: date, on: date, care: Sequence[Bar], rows: Sequence[Sequence[Bar]], scale: _Scale
) -> list[SafeString]:
    axis = _axis(len(rows))
    return [
        _heading("In care", CARE_TOP - 8),
        *(_bar(bar, scale, CARE_TOP) for bar in care),
        _heading("Category", CATEGORY_TOP - 8),
        *(_bar(bar, scale, CATEGORY_TOP + row * (BAR + GAP)) for row, bars in enumerate(rows) for bar in bars),
        *(_beside(bars[0], scale, CATEGORY_TOP + row * (BAR + GAP)) for row, bars in enumerate(rows) if len(rows) > 1),
        _ages(born_on, scale, axis),
        _today(on, scale, axis),
    ]


def _axis(rows: int) -> int:
    return CATEGORY_TOP + max(rows, 1) * (BAR + GAP) + 12


def _drawn(name: str, title: str, parts: Sequence[SafeString], scale: _Scale, *, rows: int) -> SafeString:
    height = _axis(rows) + BELOW
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" width="{}" height="{}" role="img" font-size="13" '
        'font-family="system-ui, sans-serif">'
        "<title>{}</title>{}</svg>",
        name,
        scale.width,
        height,
        scale.width,
        height,
        title,
        mark_safe("".join(parts)),  # noqa: S308  each part was made by format_html
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    width: int

    def x(self, day: date) -> float:
        whole = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / whole, 0), 1)
        return round(LEFT + share * (self.width - LEFT - RIGHT), 1)


def _heading(words: str, y: int) -> SafeString:
    return format_html('<text x="{}" y="{}" fill="#1b2a2f" font-weight="700">{}</text>', LEFT, y, words)


def _bar(bar: Bar, scale: _Scale, top: int) -> SafeString:
    left, right = scale.x(bar.from_on), scale.x(bar.to_on or scale.last)
    width = max(right - left, 2)
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
    if not _fits(bar, scale):
        return shape
    ink = "#ffffff" if bar.strong else "#1b2a2f"
    words = format_html(
        '<text x="{}" y="{}" fill="{}">{}</text>', round(left + 6, 1), top + BAR / 2 + 4.5, ink, bar.words
    )
    return shape + words


def _fits(bar: Bar, scale: _Scale) -> bool:
    return len(bar.words) * LETTER + 10 < scale.x(bar.to_on or scale.last) - scale.x(bar.from_on)


def _beside(bar: Bar, scale: _Scale, top: int) -> SafeString:
    """The words of a bar that is too short for them, on the side where there is more room."""
    if _fits(bar, scale):
        return mark_safe("")
    left, right = scale.x(bar.from_on), scale.x(bar.to_on or scale.last)
    before = left > scale.width - right
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" fill="#1b2a2f">{}</text>',
        round(left - 6 if before else right + 6, 1),
        top + BAR / 2 + 4.5,
        "end" if before else "start",
        bar.words,
    )


def _ages(born_on: date, scale: _Scale, axis: int) -> SafeString:
    years = range(27)
    shown = [(age, birthday(born_on, age)) for age in years if scale.first <= birthday(born_on, age) <= scale.last]
    step = 1 if len(shown) <= 14 else 2
    marks = [
        (scale.x(day), axis, scale.x(day), axis + 6, scale.x(day), axis + 20, f"{age}")
        for age, day in shown
        if age % step == 0 or age in (16, 18, 21, 25)
    ]
    line = format_html('<path d="M{} {}H{}" stroke="#1b2a2f"/>', LEFT, axis, scale.width - RIGHT)
    ticks = format_html_join(
        "",
        '<path d="M{} {}L{} {}" stroke="#1b2a2f"/><text x="{}" y="{}" text-anchor="middle" fill="#1b2a2f">{}</text>',
        marks,
    )
    return line + ticks


def _today(on: date, scale: _Scale, axis: int) -> SafeString:
    x = scale.x(on)
    end = x > scale.width - 60
    return format_html(
        '<path d="M{} 14V{}" stroke="#b83a26" stroke-width="2"/><text x="{}" y="12" text-anchor="{}" '
        'fill="#8f2c1c" font-weight="700">Today</text>',
        x,
        axis,
        x + (-4 if end else 4),
        "end" if end else "start",
    )
