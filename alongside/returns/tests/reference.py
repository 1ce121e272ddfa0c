"""What the reference law answers, in the form the cohort answers: for comparing the two."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import groupby

from alongside.law import Category, Certainty, Circumstances
from alongside.law.categories import Answer, Case
from alongside.returns.cohort import Answers, Timelines
from alongside.returns.cohort.answers import CERTAINTIES, NOBODY, READINGS
from alongside.returns.cohort.days import EPOCH
from alongside.returns.cohort.decide import CATEGORIES

Plain = tuple[Category, Certainty, frozenset[str], str]
"""Category, certainty, open questions and responsible authority. A1 is settled by guidance, and A8 is about facts that
nobody's columns hold, so the cohort lists neither."""


def plain(answer: Answer) -> Plain:
    """An answer of the reference law, as far as the cohort gives one."""
    return answer.category, answer.certainty, frozenset(answer.ambiguities) & set(READINGS), answer.responsible


def timeline_by_law(facts: Circumstances) -> list[tuple[int, Plain]]:
    """The first day of every stretch and what holds in it; neighbours differ."""
    stretches = [(day - EPOCH, plain(answer)) for day, answer in Case(facts).answers()]
    return [next(same) for _, same in groupby(stretches, key=lambda stretch: stretch[1])]


def timelines_by_cohort(result: Timelines, count: int) -> list[list[tuple[int, Plain]]]:
    """The same, for each of the people decided together."""
    timelines: list[list[tuple[int, Plain]]] = [[] for _ in range(count)]
    columns = result.stretches
    for i in range(len(columns)):
        code = int(columns.responsible[i])
        answer = (
            CATEGORIES[columns.category[i]],
            CERTAINTIES[columns.certainty[i]],
            frozenset(name for bit, name in enumerate(READINGS) if columns.ambiguities[i] >> bit & 1),
            "" if code == NOBODY else result.authorities[code],
        )
        timelines[columns.person[i]].append((int(columns.from_on[i]), answer))
    return timelines


def on_by_law(facts: Circumstances, on: date) -> tuple[Plain, date | None, date | None]:
    """What holds on one day, since when and until when."""
    case = Case(facts)
    answers = case.answers()
    at = on.toordinal()
    index = bisect_right(answers, at, key=lambda stretch: stretch[0]) - 1
    answer = answers[index][1] if index >= 0 else case.answer_on(at)
    before = [day for day, other in answers[: index + 1] if other.category is not answer.category]
    since = min((day for day, _ in answers[: index + 1] if not before or day > before[-1]), default=None)
    until = next((day for day, other in answers[index + 1 :] if other.category is not answer.category), None)
    if index < 0:
        until = next((day for day, other in answers if other.category is not Category.NONE), None)
    return plain(answer), since and date.fromordinal(since), until and date.fromordinal(until)


def on_by_cohort(answers: Answers, i: int) -> tuple[Plain, date | None, date | None]:
    """The same, for one of the people decided together."""
    category, certainty, ambiguities, responsible, since, until = answers.of(i)
    return (category, certainty, frozenset(ambiguities), responsible), since, until
