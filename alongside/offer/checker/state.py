"""Answers on their way from page to page: signed in a hidden field of the form, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.core import signing

from alongside.offer.checker.questions import Answers, questions_of

_SALT = "alongside.offer.checker"


@dataclass(frozen=True, slots=True)
class State:
    """What travels: the answers, and the day to work them out for where it is not today."""

    answers: dict[str, str] = field(default_factory=dict)
    as_at: date | None = None


def packed(answers: Answers, as_at: date | None = None) -> str:
    """The answers as a signed text that nobody can change unseen."""
    return signing.dumps([dict(answers), as_at.isoformat() if as_at else ""], salt=_SALT)


def unpacked(text: str) -> State | None:
    """The answers again; None where they were changed on the way or no longer fit the questions.

    From part of them nothing may be guessed: what was tapped next would be taken for the answer to another question.
    """
    try:
        answers, as_at = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError):
        return None
    fitting = {question.id: answers[question.id] for question in questions_of(answers)}
    return State(answers, date.fromisoformat(as_at) if as_at else None) if fitting == answers else None
