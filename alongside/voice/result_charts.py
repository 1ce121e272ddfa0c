"""Results as charts: what was chosen, and how many of those invited answered. Hidden numbers stay hidden in each part.

A chart is drawn of numbers that have left through ``shell/disclosure.py``; it has none that its table has not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from alongside.shell import charts
from alongside.shell.charts import Bar, Chart
from alongside.shell.disclosure import Count
from alongside.voice.queries import AnswerRow, Rate, Results

AGE, DISTRICT = "age", "district"


def charts_of(found: Results) -> dict[str, Chart]:
    """Every chart of the results, by its name in the address: the number of a question, ``age``, ``district``."""
    made = {str(one.number): _chosen(one.text, one.rows) for one in found.questions if one.rows}
    return made | rates_charts(found.by_age, found.by_district)


def rates_charts(by_age: Sequence[Rate], by_district: Sequence[Rate]) -> dict[str, Chart]:
    """How many of those invited answered, by age and by district, where anybody was invited."""
    made = {}
    if by_age:
        made[AGE] = _rates(_("Who answered, by age"), _("Age"), by_age)
    if by_district:
        made[DISTRICT] = _rates(_("Who answered, by district"), _("District"), by_district)
    return made


# ---------------------------------------------------------------------------------------------------------------------


def _chosen(title: str, rows: Sequence[AnswerRow]) -> Chart:
    cells = tuple((row.words, _count(row.count), _percent(row.percent)) for row in rows)
    told = [Bar(words, row.percent, share) for (words, _number, share), row in zip(cells, rows, strict=True)]
    return _chart(title, (_("Answer"), _("How many"), _("Share")), cells, told)


def _rates(title: str, head: str, rows: Sequence[Rate]) -> Chart:
    cells = tuple(
        (row.words or _("not said"), _count(row.invited), _count(row.answered), _percent(row.percent)) for row in rows
    )
    told = [Bar(words, row.percent, share) for (words, *_numbers, share), row in zip(cells, rows, strict=True)]
    return _chart(title, (head, _("Invited"), _("Answered"), _("Share")), cells, told)


def _chart(title: str, headings: tuple[str, ...], cells: tuple[tuple[str, ...], ...], told: list[Bar]) -> Chart:
    """Bars of shares; the table beside them has the counts too. Its words are the same values, for who cannot see."""
    words = "; ".join(f"{bar.name}: {bar.shown}" for bar in told)
    return replace(charts.bars(title, words, (headings[0], headings[-1]), told), headings=headings, rows=cells)


def _count(count: Count) -> str:
    return _("not shown") if count.value is None else str(count)


def _percent(percent: int | None) -> str:
    return _("not shown") if percent is None else f"{percent}%"
