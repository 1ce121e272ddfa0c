"""The tables of the board."""

from alongside.board.models.indicators import Benchmark, BenchmarkImport, Entry, Stated, Story, Taken
from alongside.board.models.meetings import (
    AgendaRule,
    Attendance,
    Board,
    Item,
    Meeting,
    Member,
    Question,
    Resolution,
    Training,
)
from alongside.board.models.plans import Action, Plan, Step, TargetChange

__all__ = [
    "Action",
    "AgendaRule",
    "Attendance",
    "Benchmark",
    "BenchmarkImport",
    "Board",
    "Entry",
    "Item",
    "Meeting",
    "Member",
    "Plan",
    "Question",
    "Resolution",
    "Stated",
    "Step",
    "Story",
    "Taken",
    "TargetChange",
    "Training",
]
