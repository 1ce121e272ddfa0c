"""Answers as charts and tables: what is drawn of a snapshot, a forecast, a comparison, the places there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from alongside.shell import charts, disclosure
from alongside.shell.charts import Bar, Chart, Point, Reach
from alongside.shell.slots import Counted
from alongside.sufficiency.queries import Comparison, Cost, Displaced, ForecastPage, Peers, Places, Scored, Snapshot
from alongside.sufficiency.queries.peers import PeerRow
from alongside.sufficiency.queries.spread import Band
from alongside.sufficiency.queries.statement import Expected, Need, Statement

FAN_HEADINGS = ("Month", "Was", "Low (10 in 100)", "Lower (25)", "Middle", "Higher (75)", "High (90 in 100)")
QUARTER = 3
DRAWS = "80 of 100 draws"
NEEDED = (
    "Kind of home, and by when", "Beside our own, in the middle", DRAWS, "Of them not there yet, in the middle", DRAWS,
)  # fmt: skip
EXPECTED = ("Kind of home, and age", "In the middle", DRAWS)
COSTS = "cost"
"""The name of the costs among the tables of the snapshot."""
SEARCHED = ("Wanted and found", "Searches")
AT_YEARS = "In {} years"
AGE_GROUPS = (
    (0, 40, "under 40"),
    (40, 50, "40 to 49"),
    (50, 56, "50 to 55"),
    (56, 60, "56 to 59"),
    (60, 200, "60 or over"),
)
TableOf = tuple[list[Any], list[list[Any]]]


def snapshot_charts(page: Snapshot | None) -> dict[str, Chart]:
    """A bar chart for each table of the snapshot."""
    if page is None:
        return {}
    whose = f" ({page.only.lower()})" if page.only else ""
    return {
        table.name: charts.bars(
            table.title + whose,
            f"{table.title}{whose}, on {_day(page.on)}. " + _largest(table.rows),
            (table.of, "Children"),
            [Bar(name, count.value, str(count)) for name, count in table.rows],
        )
        for table in page.tables
    }


def statement_charts(page: Statement) -> dict[str, Chart]:
    """A bar chart for each table that a provider needs."""
    drawn = snapshot_charts(page.snapshot)
    return {one.name: drawn[one.name] for one in page.tables}


def needs_table(needs: Sequence[Need]) -> TableOf:
    """Places that are short, a row for each kind and year."""
    return list(NEEDED), [
        [
            f"{one.kind.capitalize()}, by {one.by_on.day} {one.by_on:%B %Y}",
            *_middle_and_reach((one.low, one.middle, one.high)),
            *_middle_and_reach(one.missing),
        ]
        for one in needs
    ]


def expected_table(expected: Sequence[Expected]) -> TableOf:
    """Children by age and kind of home on the last day of a forecast."""
    return list(EXPECTED), [[f"{one.kind.capitalize()}, {one.age}", *_middle_and_reach(one.bounds)] for one in expected]


def _middle_and_reach(bounds: tuple[float, float, float]) -> tuple[str, str]:
    low, middle, high = bounds
    return f"{middle:,.0f}", f"{low:,.0f} to {high:,.0f}"


def statement_file(page: Statement, name: str) -> TableOf | None:
    """One table of the statement as headings and rows for a file; None where there is none of that name."""
    if name == "places":
        return needs_table(page.needs) if page.needs else None
    if name == "expected":
        return expected_table(page.expected) if page.expected else None
    return snapshot_file(page.snapshot, name) if name in {one.name for one in page.tables} else None


def cost_chart(page: Snapshot | None) -> Chart | None:
    """What homes cost a week, by kind and provider; None without a snapshot or without any fee."""
    if page is None or all(cost.weekly is None for cost in page.costs):
        return None
    whose = f" ({page.only.lower()})" if page.only else ""
    known = [cost for cost in page.costs if cost.pounds is not None]
    together = sum(cost.pounds or 0.0 for cost in known)
    left_out = "" if len(known) == len(page.costs) else " Kinds of home that cannot be shown are not in it."
    return charts.bars(
        f"What homes cost a week{whose}",
        f"Together £{together:,.0f} a week, at the fees set for {_day(page.on)}.{left_out}",
        ("Kind of home and provider", "Pounds a week"),
        [Bar(cost.name, cost.pounds, _a_week(cost)) for cost in page.costs],
    )


def _a_week(cost: Cost) -> str:
    if cost.pounds is not None:
        return f"£{cost.pounds:,.0f}"
    return "no fee is set" if cost.weekly is None else str(cost.children)


def snapshot_file(page: Snapshot | None, name: str) -> TableOf | None:
    """One table of the snapshot as headings and rows for a file; None where there is none of that name."""
    if page is None:
        return None
    if name == COSTS:
        heads = ["Kind of home and provider", "Children", "Fee a week", "Pounds a week"]
        return heads, [[one.name, str(one.children), one.weekly, _plain_pounds(one)] for one in page.costs]
    table = page.table(name)
    return None if table is None else ([table.of, "Children"], [[group, str(count)] for group, count in table.rows])


def _plain_pounds(cost: Cost) -> float | str:
    return cost.pounds if cost.pounds is not None else _a_week(cost)


def _largest(rows: Sequence[tuple[str, disclosure.Count]]) -> str:
    known = [(count.value, name) for name, count in rows if count.value]
    return f"Most: {max(known)[1]}, {max(known)[0]}." if known else "All numbers are too small to show."


def forecast_charts(page: ForecastPage) -> dict[str, Chart]:
    """Fans of everybody and of each kind of home; bars of places that are short."""
    told = page.results
    if not told:
        return {}
    days = [date.fromisoformat(day) for day in told["days"]]
    past = [Point(_month(date.fromisoformat(day)), float(value)) for day, value in told["past"]][-12:]
    found = {"total": _fan("Children in care", past, days, told["total"])}
    for kind, values in told["types"].items():
        if not any(value[-1] for value in values):
            continue  # no child is there in any draw: nothing to draw
        now = [Point(_month(days[0]), None, "")]
        found[kind] = _fan(_named(kind), now, days[1:], values[1:])
    return found


def _fan(title: str, past: list[Point], days: list[date], values: list[list[float]]) -> Chart:
    if past and past[-1].when == _month(days[0]):
        days, values = days[1:], values[1:]
    coming = [
        Reach(_month(day), *value)
        for number, (day, value) in enumerate(zip(days, values, strict=True), start=1)
        if number % QUARTER == 0
    ]
    last = values[-1]
    doubt = f"in 80 of 100 draws between {last[0]:,.0f} and {last[4]:,.0f}."
    words = f"By {days[-1]:%B %Y} in the middle {last[2]:,.0f}; {doubt}"
    return charts.fan(title, words, FAN_HEADINGS, past, coming, from_nought=False)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _month(day: date) -> str:
    return f"{day:%b %y}"


def _named(kind: str) -> str:
    return "Children elsewhere (with parents, for adoption)" if kind == "other" else f"Children in {kind}"


def spread_chart(page: ForecastPage) -> Chart | None:
    """Of 100 draws, in how many the first year costs so much; None where nothing is known of its cost."""
    spread = page.spread()
    if not spread:
        return None
    budget = float(page.assumed["budget"])
    bars = [Bar(_band(one, budget), one.of_100, f"{one.of_100:.0f}") for one in spread]
    over = page.results["overspend_percent"]
    of_budget = (
        f"In {over} of 100 draws more than the budget of {_millions(budget)}." if budget else "No budget is set."
    )
    words = f"Between {_millions(spread[0].low)} and {_millions(spread[-1].high)}. {of_budget}"
    return charts.bars(
        "What the first year costs, of 100 draws", words, ("Cost of the first year", "Of 100 draws"), bars
    )


def _band(one: Band, budget: float) -> str:
    over = ", more than the budget" if budget and one.low >= budget else ""
    return f"{_millions(one.low)} to {_millions(one.high)}{over}"


def _millions(pounds: float) -> str:
    return f"£{pounds / 1e6:,.2f}m"


def forecast_tables(page: ForecastPage) -> dict[str, TableOf]:
    """The tables of a forecast: cells, flows, homes, costs."""
    told = page.results
    if not told:
        return {}
    years = range(1, page.months // 12 + 1)
    head = [{"text": AT_YEARS.format(year) if year > 1 else "In a year", "numeric": True} for year in years]
    cells = [
        [f"{age.capitalize()}, {kind}", *(_between(values[year]) for year in years)]
        for age, kinds in told["cells"].items()
        for kind, values in kinds.items()
    ]
    flows = [
        [label, *(_between(value) for value in told[name])]
        for name, label in (
            ("enter", "Come into care"),
            ("go_home", "Go home"),
            ("leave_at_18", "Turn 18 in care"),
            ("stay_put", "Of them stay put with our own carers"),
        )
    ]
    each = [{"text": f"Year {year}", "numeric": True} for year in years]
    homes = [
        [f"{kind.capitalize()}: {label}", *(_between(told["homes"][kind][name][year]) for year in years)]
        for kind in told["homes"]
        for name, label in HOMES
    ]
    homes.append(["Foster households", *(_between(told["households"][year]) for year in years)])
    costs = [["Pounds", *(_pounds(value) for value in told["costs"])]]
    return {
        "cells": (["Age and kind of home", *head], cells),
        "flows": (["In the year", *each], flows),
        "homes": (["Places", *head], homes),
        "costs": (["Cost", *each], costs),
    }


HOMES = (
    ("own", "with our own"),
    ("near", "bought near home"),
    ("far", "far from home"),
    ("places", "our places that can be used"),
    ("short", "more of our own needed"),
)


def _between(value: Sequence[float]) -> str:
    return f"{value[2]:,.0f} ({value[0]:,.0f} to {value[4]:,.0f})"


def _pounds(value: Sequence[float]) -> str:
    low, middle, high = (value[place] / 1e6 for place in (0, 2, 4))
    return f"£{middle:,.1f} million ({low:,.1f} to {high:,.1f})"


def forecast_file(page: ForecastPage, name: str) -> TableOf | None:
    """One chart or table of a forecast as headings and rows for a file; None where there is none of that name."""
    if name == "spread":
        spread = spread_chart(page)
        return None if spread is None else (list(spread.headings), [list(row) for row in spread.rows])
    files: dict[str, TableOf] = {
        name: (list(one.headings), [list(row) for row in one.rows]) for name, one in forecast_charts(page).items()
    }
    for name, (head, rows) in forecast_tables(page).items():
        files[name] = ([cell["text"] if isinstance(cell, Mapping) else cell for cell in head], rows)
    return files.get(name)


def comparison_chart(page: Comparison) -> Chart | None:
    """The middles of two forecasts as lines, year by year."""
    if page.why_not:
        return None
    names = ("First", "Second")
    lines = [
        (name, [Point(f"Year {year}", value[2]) for year, value in enumerate(values)])
        for name, values in zip(names, page.lines, strict=True)
    ]
    last = [difference for difference in page.differences if difference.what == page.drawn][-1]
    words = (
        f"{page.drawn}, after {last.year} years: the second has {_signed(last.middle)}, "
        f"in 80 of 100 draws {_signed(last.low)} to {_signed(last.high)}."
    )
    return charts.lines(f"{page.drawn}, in the middle", words, ("Year", *names), lines, from_nought=False)


def _signed(value: float, places: int = 0) -> str:
    said = f"{value:+,.{places}f}"
    return said.lstrip("+-") if not any(digit in "123456789" for digit in said) else said.replace("-", "−")


def comparison_tables(page: Comparison) -> list[list[str]]:
    """The differences: what, then a cell a year."""
    whats: dict[str, list[str]] = {}
    for one in page.differences:
        whats.setdefault(one.what, [one.what]).append(_difference(one.what, one.low, one.middle, one.high))
    return list(whats.values())


def _difference(what: str, low: float, middle: float, high: float) -> str:
    if what.startswith("Pounds"):
        low, middle, high = low / 1e6, middle / 1e6, high / 1e6
        return f"{_signed(middle, 2)} million ({_signed(low, 2)} to {_signed(high, 2)})"
    return f"{_signed(middle)} ({_signed(low)} to {_signed(high)})"


def places_charts(page: Places) -> dict[str, Chart]:
    """Foster households by the age of the main carer."""
    ages = [row.age for row in page.households if row.ended_on is None]
    told = disclosure.breakdown({name: sum(low <= age < high for age in ages) for low, high, name in AGE_GROUPS})
    bars = [Bar(name, count.value, str(count)) for name, count in told.parts.items()]
    words = f"{len(ages)} households; {page.older} with a main carer of 56 or over."
    return {"ages": charts.bars("Foster households by age of the main carer", words, ("Age", "Households"), bars)}


def beside_charts(found: Sequence[Counted], on: date) -> dict[str, Chart]:
    """A bar chart of each thing that other records tell of the children of a day."""
    return {
        one.name: charts.bars(
            one.title,
            f"{one.title}, on {_day(on)}, from {one.source}. " + _largest(tuple(one.parts.parts.items())),
            (one.title, "Children"),
            [Bar(name, count.value, str(count)) for name, count in one.parts.parts.items()],
        )
        for one in found
    }


def displaced_chart(found: Displaced | None) -> Chart | None:
    """A bar for each pair of what was wanted and what was found; None without a search that ended."""
    if found is None:
        return None
    bars = [Bar(words, count.value, str(count)) for words, count in found.rows]
    words = f"Since {_day(found.since_on)} {found.of} searches ended with a home; in {found.other_kind} of them it "
    words += "was another kind than was wanted."
    return charts.bars("Home that was wanted: home that was found", words, SEARCHED, bars)


def displaced_table(found: Displaced | None) -> TableOf:
    """The same as headings and rows for a file."""
    return list(SEARCHED), [[words, str(count)] for words, count in found.rows] if found else []


def peers_chart(page: Peers) -> Chart:
    """One thing, a bar for each council; ours is named as ours."""
    rows = [row for row in page.rows if row.value is not None or row.is_ours]
    ours = next((row for row in rows if row.is_ours and row.value is not None), None)
    others = [row.value for row in rows if row.value is not None and not row.is_ours]
    words = f"We: {ours.value:,.0f} {page.compared.told_in}. " if ours else ""
    if others:
        told = f"{min(others):,.0f} to {max(others):,.0f}" if len(others) > 1 else f"{others[0]:,.0f}"
        words += f"{len(others)} {'others' if len(others) > 1 else 'other'}: {told}."
    told_in = page.compared.told_in
    title = f"{page.compared.label}, {told_in}"
    bars = [Bar(_whose(row), row.value, _shown(row)) for row in rows]
    return charts.bars(title, words, ("Council", told_in.capitalize()), bars)


def _whose(row: PeerRow) -> str:
    return f"{row.council}{' (ourselves)' if row.is_ours else ''}, {row.as_at:%b %Y}"


def _shown(row: PeerRow) -> str:
    if row.value is None:
        return "not shown" if row.is_hidden else "not shared"
    doubt = "" if row.low is None or row.high is None else f" ({row.low:.0f} to {row.high:.0f})"
    return f"{row.value:,.0f}{doubt}"


def peers_table(page: Peers) -> TableOf:
    """All councils, those that do not share it too."""
    heads = ["Council", "Counted on", f"{page.compared.label}, {page.compared.told_in}"]
    return heads, [[row.council, row.as_at.isoformat(), _shown(row)] for row in page.rows]


def how_wrong_chart(rows: Sequence[Scored]) -> Chart | None:
    """How wrong each published forecast was, beside the number of its own day; None where none is scored."""
    if not rows:
        return None
    bars = []
    for row in rows:
        of = f"For {row.on:%b %Y}, said in {_month(row.row.origin_on or row.on)}"
        bars += [
            Bar(f"{of}: our forecast", row.wrong_by, f"{row.wrong_by:.1f}"),
            Bar(f"{of}: as now", row.as_now, f"{row.as_now:.0f}"),
        ]
    better = sum(row.wrong_by < row.as_now for row in rows)
    words = f"Of {len(rows)} scored, our forecast was less wrong than the number of its own day in {better}."
    return charts.bars("Wrong by how many children", words, ("What was said", "Wrong by"), bars)


def how_wrong_table(rows: Sequence[Scored]) -> TableOf:
    """Every score as headings and rows for a file."""
    heads = ["From", "For", "Happened", "Low (10 in 100)", "Middle", "High (90 in 100)", "Within", "Wrong by (CRPS)",
             "As now wrong by", "Cells within, per cent", "Kinds of home wrong by"]  # fmt: skip
    return heads, [
        [row.row.origin_on, row.on, row.happened, row.low, row.middle, row.high, "yes" if row.is_within else "no",
         row.wrong_by, row.as_now, round(100 * row.within), row.types_wrong_by]
        for row in rows
    ]  # fmt: skip


def comparison_files(page: Comparison) -> dict[str, TableOf]:
    """The chart and the differences of two forecasts as headings and rows for files."""
    drawn = comparison_chart(page)
    if drawn is None:
        return {}
    whole = [[one.what, one.year, one.low, one.middle, one.high] for one in page.differences]
    heads = ["The second less the first", "Year", "Low (10 in 100)", "Middle", "High (90 in 100)"]
    return {"lines": (list(drawn.headings), [list(row) for row in drawn.rows]), "differences": (heads, whole)}
