"""One step of the checker: an answer in, the next question or the result out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.offer import queries
from alongside.offer.checker.questions import MOST, Question, next_question, questions_of
from alongside.offer.checker.results import Result, result
from alongside.offer.checker.state import packed, unpacked


@dataclass(frozen=True, slots=True)
class Step:
    """What the page shows: a question, or a result where there is none. ``state`` goes back with the next answer."""

    question: Question | None
    result: Result | None
    number: int
    most: int
    state: str
    lacks_answer: bool
    is_lost: bool
    """Whether the answers so far could not be read, so that it begins anew."""

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to go back to."""
        return self.number == 1


def step(sent: Mapping[str, str], *, on: date, council: str) -> Step:
    """The page that follows what was sent: ``state`` as it was handed out, and ``answer`` or ``back``.

    A state that we did not hand out, or not with these questions, leads back to the first question.
    """
    kept = unpacked(sent["state"]) if "state" in sent else {}
    answers = kept or {}
    asked = next_question(answers)
    lacks_answer = False
    if "back" in sent:
        for last in questions_of(answers)[-1:]:
            del answers[last.id]
    elif asked and "state" in sent and kept is not None:
        chosen = asked.choice(sent.get("answer", ""))
        lacks_answer = chosen is None
        if chosen:
            answers[asked.id] = chosen.value
    following = next_question(answers)
    return Step(
        question=following,
        result=None if following else result(answers, _people_first(on), on=on, council=council),
        number=len(answers) + 1,
        most=MOST,
        state=packed(answers),
        lacks_answer=lacks_answer,
        is_lost=kept is None,
    )


def _people_first(on: date) -> list[queries.Entitlement]:
    """Every entitlement, those about who helps before all else."""
    return sorted(queries.entitlements(on=on), key=lambda one: one.area != "help")
