"""One step of the checker: an answer in, the next question or the result out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.datastructures import MultiValueDict

from alongside.offer import queries
from alongside.offer.checker.questions import (
    MOST,
    Answers,
    Question,
    life_question,
    questions_of,
    status_question,
)
from alongside.offer.checker.results import Result, result, wanted
from alongside.offer.checker.state import State, packed, unpacked
from alongside.partners import queries as partners

EARLIEST = date(2011, 4, 1)
"""The day from which the regulations of 2010 hold, on which the questions rest."""


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
    as_at: date | None
    """The day for which it is worked out, where that is not today."""
    lacks_day: bool
    """Whether another day was asked for that it cannot be worked out for."""
    earliest: date = EARLIEST
    latest: date = date.max

    @property
    def is_first(self) -> bool:
        """Whether there is nothing to go back to."""
        return self.number == 1


def step(sent: MultiValueDict[str, str], *, today: date, council: str) -> Step:
    """The page that follows what was sent: ``state`` as it was handed out, and ``answer``, ``back`` or ``as_at``.

    A state that we did not hand out, or not with these questions, leads back to the first question.
    """
    kept = unpacked(sent["state"]) if "state" in sent else State()
    state = kept or State()
    answers = dict(state.answers)
    latest = today.replace(year=today.year + 1, day=min(today.day, 28))
    as_at, lacks_day = _day(sent, state.as_at, latest)
    on = as_at or today
    lacks_answer = False
    if "back" in sent:
        for last in questions_of(answers)[-1:]:
            del answers[last.id]
    elif "state" in sent and kept is not None:
        lacks_answer = not _take_answer(answers, sent, on)
    following = next_question(answers, on)
    return Step(
        question=following,
        result=None if following else result(answers, _people_first(on), on=on, council=council),
        number=len(answers) + 1,
        most=MOST,
        state=packed(answers, as_at),
        lacks_answer=lacks_answer,
        is_lost=kept is None,
        as_at=as_at,
        lacks_day=lacks_day,
        latest=latest,
    )


def next_question(answers: Answers, on: date) -> Question | None:
    """The question that follows these answers; None when there is enough for a result.

    Nothing is asked about their life that no published entitlement needs.
    """
    asked = status_question(answers)
    if asked or "life" in answers:
        return asked
    districts = [name for _, name in partners.districts()]
    return life_question(answers, wanted(answers, _people_first(on), on=on, districts=districts))


def _take_answer(answers: dict[str, str], sent: MultiValueDict[str, str], on: date) -> bool:
    """Adds what was answered; whether there was an answer, where one was asked for."""
    asked = next_question(answers, on)
    if asked is None:
        return True
    answer = asked.answer(sent.get("answer", ""), sent.getlist("tick"))
    if answer:
        answers[asked.id] = answer
    return bool(answer)


def _day(sent: MultiValueDict[str, str], before: date | None, latest: date) -> tuple[date | None, bool]:
    """The day to work it out for, and whether one was asked for that will not do. An empty field means today."""
    text = sent.get("as_at")
    if text is None:
        return before, False
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return before, True
    if day and not EARLIEST <= day <= latest:
        return before, True
    return day, False


def _people_first(on: date) -> list[queries.Entitlement]:
    """Every entitlement, those about who helps before all else."""
    return sorted(queries.published(on=on), key=lambda one: one.area != "help")
