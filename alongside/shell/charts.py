"""Charts: told as data, drawn as SVG on the server, never without their table.

A page shows a chart with ``chart(…)`` of ``shell/components.html``: the drawing, the same numbers as a table, and the
table to download. Each drawing is as wide as a phone and grows with the page, so its letters are never too small; what
a line or bar is stands beside it, and no meaning hangs on colour alone. A hidden number is drawn as its words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import altair as alt
import vl_convert
from markupsafe import Markup, escape

from alongside.shell import design, downloads

WIDTH = 330
"""In drawing units: a phone of 360 px less the page's edges, where one unit is about one pixel."""
INK, QUIET, GRID = "#1b2a2f", "#56646a", "#d9d4c8"
LETTERS = 14
LINE = 15
ONE_LINE_HIGH = 0.085
"""One line of letters, as a part of the drawing's height."""
AXIS = 30
"""What the numbers beside the drawing take."""
ONE_LINE = 13
"""Longer names at the end of a line are set one word below the other."""
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3])
"""Lines differ by their dashes too. There are no more: a drawing with five lines is two drawings."""

PARTS_OF_IT = re.compile(' (?:role|aria-roledescription)="[^"]*"')
"""How the drawing's marks are announced: to a screen reader it is one image, and its table tells the rest."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with what it shows. ``words`` say in a sentence what is to be seen; ``rows`` are the table's cells."""

    title: str
    words: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    drawing: Markup

    @property
    def head(self) -> list[Any]:
        """The headings as ``data_table`` takes them: all but the first are of numbers."""
        return [self.headings[0], *({"text": heading, "numeric": True} for heading in self.headings[1:])]

    def as_csv(self) -> bytes:
        """The table as a file. A hidden number stands there as its words."""
        return downloads.as_csv(
            self.headings, [[cell if cell is not None else "" for cell in row] for row in self.rows]
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``value`` is None where the number is hidden; ``shown`` is what stands at its end and in the table."""

    name: str
    value: float | None
    shown: str

    def __post_init__(self) -> None:
        if self.value is not None and self.value < 0:
            raise ValueError("A bar has no length below nought.")


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a line at one time. ``value`` is None where it is hidden or not known."""

    when: str
    value: float | None
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """A forecast for one time: its middle and, from outside to inside, the bounds of 80 and 50 in 100 draws."""

    when: str
    low: float
    lower: float
    middle: float
    higher: float
    high: float


KEPT = 256
"""So many drawings of each sort are kept in a process: what tells the same is drawn once."""
BOUNDS = ("low", "lower", "middle", "higher", "high")


def bars(title: str, words: str, headings: tuple[str, str], told: Sequence[Bar]) -> Chart:
    """Bars from nought, in the order given, each under its name."""
    return _bars(title, words, headings, tuple(told), design.council().brand_colour)


@lru_cache(maxsize=KEPT)
def _bars(title: str, words: str, headings: tuple[str, str], told: tuple[Bar, ...], brand: str) -> Chart:
    rows = tuple((bar.name, bar.shown) for bar in told)
    values = [
        {"at": number, "name": bar.name, "value": bar.value or 0, "shown": bar.shown} for number, bar in enumerate(told)
    ]
    longest = max((bar.value or 0 for bar in told), default=0) or 1
    across = alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, longest * 1.25]))
    down = alt.Y("at:O", axis=None, scale=alt.Scale(paddingInner=0.64, paddingOuter=0.55))
    base = alt.Chart(alt.Data(values=values)).encode(y=down)
    drawn = (
        base.mark_bar(color=brand).encode(x=across)
        + base.mark_text(align="left", dy=-19).encode(x=alt.XDatum(0, axis=None), text="name:N")
        + base.mark_text(align="left", dx=5, fontWeight="bold").encode(x=across, text="shown:N")
    )
    return Chart(title, words, headings, rows, _svg(drawn.properties(height=46 * max(len(told), 1)), title, words))


def lines(
    title: str,
    words: str,
    headings: tuple[str, ...],
    told: Sequence[tuple[str, Sequence[Point]]],
    *,
    limits: tuple[float, float, float] | None = None,
    marked: Iterable[str] = (),
    from_nought: bool = True,
) -> Chart:
    """Lines over time, each named at its end. All tell of the same times, in order.

    ``limits`` are the lower limit, the middle and the upper limit of what is only noise, drawn as a band; ``marked``
    are the times whose value of the first line is more than noise. ``headings`` name the times and then each line.
    """
    if len(told) > len(DASHES):
        raise ValueError("So many lines are two drawings.")
    same = tuple((name, tuple(line)) for name, line in told)
    return _lines(title, words, headings, same, limits, frozenset(marked), from_nought, design.council().brand_colour)


@lru_cache(maxsize=KEPT)
def _lines(
    title: str,
    words: str,
    headings: tuple[str, ...],
    told: tuple[tuple[str, tuple[Point, ...]], ...],
    limits: tuple[float, float, float] | None,
    marked: frozenset[str],
    from_nought: bool,
    brand: str,
) -> Chart:
    whens = [point.when for point in told[0][1]] if told else []
    rows = tuple(
        (when, *(line[number].shown or _said(line[number].value) for _, line in told))
        for number, when in enumerate(whens)
    )
    scale = alt.Scale(zero=from_nought, nice=True)
    layers = _noise(limits, scale)
    ends: list[_End] = []
    for number, (name, line) in enumerate(told):
        colour = brand if number == 0 else QUIET
        layers += _line(line, whens, number, scale, marked if number == 0 else frozenset(), colour)
        known = [point for point in line if point.value is not None]
        ends += [_End(known[-1].when, known[-1].value or 0, f"{name} {_said(known[-1].value)}")] if known else []
    layers += [_at_the_end(end, whens, scale) for end in _apart(ends, _span(told, limits, from_nought))]
    drawn = alt.layer(*layers).properties(height=190) if layers else alt.Chart(_data([])).mark_point()
    return Chart(title, words, headings, rows, _svg(drawn, title, words, room=106))


def fan(
    title: str,
    words: str,
    headings: tuple[str, ...],
    past: Sequence[Point],
    coming: Sequence[Reach],
    *,
    from_nought: bool = True,
) -> Chart:
    """What was, as a line; what comes, as bands in which 80 and 50 of 100 draws lie, with the middle as dashes.

    ``headings``: time, what was, then least, lower, middle, higher and most likely bounds of what comes.
    """
    return _fan(title, words, headings, tuple(past), tuple(coming), from_nought, design.council().brand_colour)


@lru_cache(maxsize=KEPT)
def _fan(
    title: str,
    words: str,
    headings: tuple[str, ...],
    past: tuple[Point, ...],
    coming: tuple[Reach, ...],
    from_nought: bool,
    brand: str,
) -> Chart:
    rows = [(point.when, point.shown or _said(point.value), "", "", "", "", "") for point in past]
    rows += [
        (one.when, "", *(_said(v) for v in (one.low, one.lower, one.middle, one.higher, one.high))) for one in coming
    ]
    whens = [*(point.when for point in past), *(one.when for one in coming)]
    scale = alt.Scale(zero=from_nought, nice=True)
    bounds = [{"when": one.when, **{bound: getattr(one, bound) for bound in BOUNDS}} for one in coming]
    last = next((point for point in reversed(past) if point.value is not None), None)
    if last is not None:  # the fan opens from the last known value
        bounds.insert(0, {"when": last.when, **dict.fromkeys(BOUNDS, last.value)})
    base = alt.Chart(_data(bounds)).encode(x=_when(whens))
    layers = [
        base.mark_area(color=brand, opacity=0.18).encode(y=alt.Y("low:Q", scale=scale, title=None), y2="high:Q"),
        base.mark_area(color=brand, opacity=0.32).encode(y=alt.Y("lower:Q", scale=scale), y2="higher:Q"),
        base.mark_line(color=brand, strokeDash=[6, 3]).encode(y=alt.Y("middle:Q", scale=scale)),
        *_line(past, whens, 0, scale, frozenset(), brand),
    ]
    if coming:
        last_one = coming[-1]
        ends = [
            _End(last_one.when, value, _said(round(value))) for value in (last_one.low, last_one.middle, last_one.high)
        ]
        layers += [
            _at_the_end(end, whens, scale) for end in _apart(ends, _span([("", past)], None, from_nought, coming))
        ]
    drawn = alt.layer(*layers).properties(height=210)
    return Chart(title, words, headings, tuple(rows), _svg(drawn, title, words, room=72))


# ---------------------------------------------------------------------------------------------------------------------


class _End(NamedTuple):
    """What stands at the end of a line, and how high."""

    when: str
    height: float
    said: str

    @property
    def words(self) -> list[str]:
        return self.said.split(" ") if len(self.said) > ONE_LINE else [self.said]


def _line(
    line: Sequence[Point], whens: list[str], number: int, scale: alt.Scale, marked: frozenset[str], colour: str
) -> list[Any]:
    known = [{"when": point.when, "value": point.value} for point in line if point.value is not None]
    if not known:
        return []
    x, y = _when(whens), alt.Y("value:Q", scale=scale, title=None)
    drawn = alt.Chart(_data(known)).encode(x=x, y=y)
    dots = _data([{**one, "size": 90 if one["when"] in marked else 22} for one in known])
    size = alt.Size("size:Q", scale=None)
    return [
        drawn.mark_line(color=colour, strokeDash=list(DASHES[number]), strokeWidth=2.5),
        alt.Chart(dots).mark_point(filled=True, opacity=1, color=colour).encode(x=x, y=y, size=size),
    ]


def _noise(limits: tuple[float, float, float] | None, scale: alt.Scale) -> list[Any]:
    """The band of what is only noise, with its middle."""
    if limits is None:
        return []
    low, middle, high = limits
    band = alt.Chart(_data([{"low": low, "high": high}])).mark_rect(color=GRID, opacity=0.6)
    rule = alt.Chart(_data([{"middle": middle}])).mark_rule(color=QUIET)
    return [band.encode(y=alt.Y("low:Q", scale=scale, title=None), y2="high:Q"), rule.encode(y="middle:Q")]


def _span(
    told: Sequence[tuple[str, Sequence[Point]]],
    limits: tuple[float, float, float] | None,
    from_nought: bool,
    coming: Sequence[Reach] = (),
) -> float:
    """How much the drawing's height stands for."""
    values = [point.value for _, line in told for point in line if point.value is not None]
    values += [
        *(limits or ()),
        *(one.low for one in coming),
        *(one.high for one in coming),
        *([0.0] if from_nought else []),
    ]
    return max(values) - min(values) if values else 0


def _apart(ends: list[_End], span: float) -> list[_End]:
    """The same from the lowest up, moved so far apart that none is written over another."""
    placed: list[_End] = []
    for end in sorted(ends, key=lambda one: one.height):
        if placed:
            lines_between = (len(end.words) + len(placed[-1].words)) / 2
            end = end._replace(height=max(end.height, placed[-1].height + lines_between * ONE_LINE_HIGH * span))
        placed.append(end)
    return placed


def _at_the_end(end: _End, whens: list[str], scale: alt.Scale) -> Any:
    data = _data([{"when": end.when, "value": end.height, "said": end.words}])
    mark = alt.Chart(data).mark_text(align="left", dx=7, dy=-LINE * (len(end.words) - 1) / 2, lineHeight=LINE)
    return mark.encode(x=_when(whens), y=alt.Y("value:Q", scale=scale), text="said:N")


def _when(whens: list[str]) -> alt.X:
    axis = alt.Axis(
        labelAngle=0, labelOverlap="greedy", labelSeparation=LETTERS / 3, title=None, grid=False, labelPadding=10
    )
    return alt.X("when:O", sort=whens, axis=axis, scale=alt.Scale(domain=whens))


def _data(values: list[dict[str, Any]]) -> alt.Data:
    return alt.Data(values=values)


def _said(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 100 else f"{value:,.1f}"


def _svg(drawn: Any, title: str, words: str, room: int = 0) -> Markup:
    """The drawing with its own name, as wide as its column. ``room`` is kept to the right for what stands there."""
    axis = {
        "labelFontSize": LETTERS,
        "labelColor": INK,
        "gridColor": GRID,
        "domain": False,
        "ticks": False,
        "tickCount": 5,
    }
    edges = {"left": 2, "right": 14 if room else 2, "top": 4, "bottom": 2}
    told = (
        drawn.properties(width=WIDTH - room - (AXIS if room else 0), padding=edges)
        .configure(aria=False, background="transparent", font="sans-serif")
        .configure_view(stroke=None)
        .configure_axis(**axis)
        .configure_text(fontSize=LETTERS, color=INK)
    )
    return _named(_drawn(json.dumps(told.to_dict(), sort_keys=True)), title, words)


def _drawn(spec: str) -> str:
    """The SVG of a specification."""
    return str(vl_convert.vegalite_to_svg(spec))


def _named(svg: str, title: str, words: str) -> Markup:
    """One image to a screen reader, with a name; ids that no other drawing of the page has."""
    own = hashlib.sha256(f"{title}{words}{svg}".encode()).hexdigest()[:8]
    inside = PARTS_OF_IT.sub("", svg[svg.index(">") + 1 :])
    body = inside.replace('id="', f'id="c{own}').replace("url(#", f"url(#c{own}")
    size = svg[svg.index("viewBox") : svg.index(">")]
    about = f'<title id="t{own}">{escape(title)}</title><desc id="d{own}">{escape(words)}</desc>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} class="app-chart" role="img" direction="ltr"'
    return Markup(f'{head} aria-labelledby="t{own} d{own}">{about}{body}')  # noqa: S704  drawn by us, words escaped
