"""Questions about the board's records, answered in frozen dataclasses."""

from alongside.board.queries.contradictions import ContradictionsPage, contradictions_page, stated_for
from alongside.board.queries.indicators import (
    IndicatorPage,
    IndicatorRow,
    figures_file,
    indicator_page,
    indicator_rows,
    story_words,
    waiting_entries,
)

__all__ = [
    "ContradictionsPage",
    "IndicatorPage",
    "IndicatorRow",
    "contradictions_page",
    "figures_file",
    "indicator_page",
    "indicator_rows",
    "stated_for",
    "story_words",
    "waiting_entries",
]
