"""The questions, and which comes next: one tap each, at most six on any path, "I don't know" always an answer."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

MOST = 6
"""The most questions that anybody is asked."""
NOT_SURE = "not_sure"
_FILE = Path(__file__).parent.parent / "content" / "checker.toml"

LIFE_NOW = ("doing", "home")
"""Questions that decide no status, only what is shown first; asked where there is room."""

Answers = Mapping[str, str]
"""Question id → the value of the choice, in the order in which they were given."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer. ``because`` says it back as a fact, ``if_so`` after "if"; both are empty for "I don't know"."""

    value: str
    words: str
    because: str = ""
    if_so: str = ""
    hint: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it settles the question."""
        return self.value != NOT_SURE


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers. ``decides_status``: the law's category hangs on it, not only what is shown."""

    id: str
    words: str
    choices: tuple[Choice, ...]
    hint: str = ""
    decides_status: bool = True

    def choice(self, value: str) -> Choice | None:
        """The choice of this value, or None."""
        return next((choice for choice in self.choices if choice.value == value), None)

    @property
    def sure_choices(self) -> tuple[Choice, ...]:
        """The answers that settle it."""
        return tuple(choice for choice in self.choices if choice.is_sure)


@cache
def question(question_id: str) -> Question:
    """The question of that id."""
    row = tomllib.loads(_FILE.read_text("utf-8"))[question_id]
    choices = tuple(Choice(**choice) for choice in row.pop("choices"))
    return Question(id=question_id, choices=choices, **row)


def every_question() -> tuple[Question, ...]:
    """Every question there is."""
    return tuple(question(name) for name in tomllib.loads(_FILE.read_text("utf-8")))


def status_question(answers: Answers) -> Question | None:
    """The question that has to be answered next for the status to be known; None when it is."""
    return next((one for one in _status_questions(answers) if one.id not in answers), None)


def next_question(answers: Answers) -> Question | None:
    """The question that follows these answers; None when there is enough for a result."""
    following = status_question(answers)
    if following or answers.get("age") == "under_16":
        return following
    room = MOST - len(list(_status_questions(answers)))
    return next((question(one) for one in LIFE_NOW[:room] if one not in answers), None)


def questions_of(answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers belong to, in order."""
    questions: list[Question] = []
    so_far: dict[str, str] = {}
    while (following := next_question(so_far)) and following.choice(answers.get(following.id, "")):
        so_far[following.id] = answers[following.id]
        questions.append(following)
    return tuple(questions)


def _status_questions(answers: Answers) -> Iterator[Question]:
    """The questions that decide the status, as far as the answers lead; the last may be unanswered."""
    yield question("council")
    yield question("age")
    age = answers.get("age")
    if answers.get("council") == "never":
        if age != "under_16":
            yield question("elsewhere")
    elif age == "under_16":
        yield question("in_care")
    elif age in ("16_17", NOT_SURE):
        yield from _under_18(answers)
    elif age:
        yield question("left")
        yield from _left(answers)


def _under_18(answers: Answers) -> Iterator[Question]:
    yield question("in_care")
    in_care = answers.get("in_care")
    if in_care == "yes":
        yield question("kind")
        if answers.get("kind") != "short_breaks":
            yield question("weeks")
    elif in_care == "no":
        yield question("left") if answers["age"] == NOT_SURE else _left_under_18()
        yield from _left(answers)
    elif in_care == NOT_SURE:
        yield question("weeks")


def _left(answers: Answers) -> Iterator[Question]:
    left = answers.get("left")
    if left == "before_16":
        yield question("since")
        if answers.get("since") in ("custody", NOT_SURE):
            yield question("weeks")
    elif left == "at_18":
        yield question("weeks")
    elif left in ("at_16", NOT_SURE):
        yield question("weeks")
        yield question("parent")


def _left_under_18() -> Question:
    """Nobody under 18 left care on turning 18."""
    left = question("left")
    return replace(left, choices=tuple(choice for choice in left.choices if choice.value != "at_18"))
