"""Everything that changes the board's records: keyword-only, atomic, audited."""

from alongside.board.actions.entering import approve_figure, enter_figure, send_back_figure
from alongside.board.actions.figures import take_figures
from alongside.board.actions.meetings import (
    add_item,
    approve_minutes,
    ask,
    chase,
    note_attendance,
    note_question,
    plan_year,
    publish,
    resolve,
    take_young_people_first,
    write_minutes,
    write_paper,
)
from alongside.board.actions.plans import (
    add_action,
    approve_target,
    ask_for_target,
    finish_action,
    make_plan,
    refuse_target,
    report_step,
    set_baseline,
)
from alongside.board.actions.sitting import add_member, add_rule, change_board, end_term, record_training, set_up_board
from alongside.board.actions.telling import explain_contradiction, import_benchmarks, state_figure, tell_story

__all__ = [
    "add_action",
    "add_item",
    "add_member",
    "add_rule",
    "approve_figure",
    "approve_minutes",
    "approve_target",
    "ask",
    "ask_for_target",
    "change_board",
    "chase",
    "end_term",
    "enter_figure",
    "explain_contradiction",
    "finish_action",
    "import_benchmarks",
    "make_plan",
    "note_attendance",
    "note_question",
    "plan_year",
    "publish",
    "record_training",
    "refuse_target",
    "report_step",
    "resolve",
    "send_back_figure",
    "set_baseline",
    "set_up_board",
    "state_figure",
    "take_figures",
    "take_young_people_first",
    "tell_story",
    "write_minutes",
    "write_paper",
]
