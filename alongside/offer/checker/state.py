"""Answers on their way from page to page: signed in a hidden field of the form, and nowhere else."""

from __future__ import annotations

from django.core import signing

from alongside.offer.checker.questions import Answers, questions_of

_SALT = "alongside.offer.checker"


def packed(answers: Answers) -> str:
    """The answers as a signed text that nobody can change unseen."""
    return signing.dumps(dict(answers), salt=_SALT)


def unpacked(text: str) -> dict[str, str]:
    """The answers again. What was changed on the way, or belongs to no question any more, is dropped."""
    try:
        answers = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return {}
    return {question.id: answers[question.id] for question in questions_of(answers)}
