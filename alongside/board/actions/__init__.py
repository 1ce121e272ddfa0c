"""Everything that changes the board's records: keyword-only, atomic, audited."""

from alongside.board.actions.entering import approve_figure, enter_figure, send_back_figure
from alongside.board.actions.figures import take_figures
from alongside.board.actions.telling import explain_contradiction, import_benchmarks, state_figure, tell_story

__all__ = [
    "approve_figure",
    "enter_figure",
    "explain_contradiction",
    "import_benchmarks",
    "send_back_figure",
    "state_figure",
    "take_figures",
    "tell_story",
]
