"""Answers on their way from page to page: signed in a hidden field of the form, and nowhere else."""

from __future__ import annotations

from django.core import signing

from alongside.offer.checker.questions import Answers, questions_of

_SALT = "alongside.offer.checker"


def packed(answers: Answers) -> str:
    """The answers as a signed text that nobody can change unseen."""
    return signing.dumps(dict(answers), salt=_SALT)


def unpacked(text: str) -> dict[str, str] | None:
    """The answers again; None where they were changed on the way or no longer fit the questions.

    From part of them nothing may be guessed: what was tapped next would be taken for the answer to another question.
    """
    try:
        answers = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    fitting = {question.id: answers[question.id] for question in questions_of(answers)}
    return fitting if fitting == answers else None
