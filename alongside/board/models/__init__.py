"""The tables of the board."""

from alongside.board.models.indicators import Benchmark, BenchmarkImport, Entry, Neighbour, Stated, Story, Taken
from alongside.board.models.meetings import (
    AgendaRule,
    Answer,
    Attendance,
    Board,
    Item,
    Meeting,
    Member,
    Question,
    Resolution,
    Training,
)
from alongside.board.models.plans import Action, Plan, Recommendation, Step, TargetChange
from alongside.board.models.reaching import OutsideReport, Visit, WorkerSkill
from alongside.board.models.reports import Report

__all__ = [
    "Action",
    "AgendaRule",
    "Answer",
    "Attendance",
    "Benchmark",
    "BenchmarkImport",
    "Board",
    "Entry",
    "Item",
    "Meeting",
    "Member",
    "Neighbour",
    "OutsideReport",
    "Plan",
    "Question",
    "Recommendation",
    "Report",
    "Resolution",
    "Stated",
    "Step",
    "Story",
    "Taken",
    "TargetChange",
    "Training",
    "Visit",
    "WorkerSkill",
]
