"""The questions, and which comes next: at most six on any path, "I don't know" always an answer.

First those on which the status hangs, one tap each. Then, as far as the offer makes a difference of it, where the
person lives, and last one page of boxes to tick about their life now.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from alongside.offer.who_for import Circumstance

MOST = 6
"""The most questions that anybody is asked."""
NOT_SURE = "not_sure"
NONE = "none"
"""No box is true."""
OUTSIDE = "outside"
_FILE = Path(__file__).parent.parent / "content" / "checker.toml"

LIFE_NOW = ("place", "life")
"""Questions that decide no status, only what is for this person now."""

Answers = Mapping[str, str]
"""Question id → the value of the choice, in the order in which they were given; ticked boxes with spaces between."""


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
class Tick:
    """A box to tick. ``circumstances`` are what is then true; a sensitive one left open is not taken for a no."""

    value: str
    group: str
    words: str
    because: str
    hint: str = ""
    circumstances: tuple[Circumstance, ...] = ()
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answers. ``decides_status``: the law's category hangs on it, not only what is shown.

    One with ``ticks`` takes any number of them, or one of the choices.
    """

    id: str
    words: str
    choices: tuple[Choice, ...]
    hint: str = ""
    decides_status: bool = True
    ticks: tuple[Tick, ...] = ()

    def choice(self, value: str) -> Choice | None:
        """The choice of this value, or None."""
        return next((choice for choice in self.choices if choice.value == value), None)

    @property
    def sure_choices(self) -> tuple[Choice, ...]:
        """The answers that settle it."""
        return tuple(choice for choice in self.choices if choice.is_sure)

    @property
    def tick_groups(self) -> dict[str, list[Tick]]:
        """The boxes under their headings."""
        groups: dict[str, list[Tick]] = {}
        for tick in self.ticks:
            groups.setdefault(tick.group, []).append(tick)
        return groups

    def answer(self, value: str, ticked: Iterable[str] = ()) -> str:
        """What the answers keep of what was sent; nothing where it answers nothing."""
        known = [tick.value for tick in self.ticks if tick.value in set(ticked)]
        return value if self.choice(value) else " ".join(known)

    def picked(self, answer: str) -> tuple[Choice | Tick, ...]:
        """The choice or the boxes that an answer stands for; nothing where it stands for none."""
        choice = self.choice(answer)
        return (choice,) if choice else tuple(tick for tick in self.ticks if tick.value in answer.split())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a life now would change the result: which circumstances, whether the place, and which districts."""

    circumstances: frozenset[Circumstance] = frozenset()
    place: bool = False
    districts: tuple[str, ...] = ()


@cache
def question(question_id: str) -> Question:
    """The question of that id, with every answer that it can have."""
    row = tomllib.loads(_FILE.read_text("utf-8"))[question_id]
    choices = tuple(Choice(**choice) for choice in row.pop("choices"))
    ticks = tuple(_tick(tick) for tick in row.pop("ticks", ()))
    return Question(id=question_id, choices=choices, ticks=ticks, **row)


def _tick(row: dict[str, Any]) -> Tick:
    return Tick(**{**row, "circumstances": tuple(Circumstance(one) for one in row.get("circumstances", ()))})


def every_question() -> tuple[Question, ...]:
    """Every question there is."""
    return tuple(question(name) for name in tomllib.loads(_FILE.read_text("utf-8")))


def status_question(answers: Answers) -> Question | None:
    """The question that has to be answered next for the status to be known; None when it is."""
    return next((one for one in _status_questions(answers) if one.id not in answers), None)


def life_question(answers: Answers, wanted: Wanted) -> Question | None:
    """The question about their life now that comes next, once the status is known; None when there is none."""
    return next((one for one in _life_questions(answers, wanted) if one.id not in answers), None)


def questions_of(answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers belong to, in order, up to the first that is not answered."""
    questions: list[Question] = []
    so_far: dict[str, str] = {}
    while (following := _answered_next(so_far, answers)) and following.picked(answers[following.id]):
        so_far[following.id] = answers[following.id]
        questions.append(following)
    return tuple(questions)


def _answered_next(so_far: Answers, answers: Answers) -> Question | None:
    """The question after ``so_far`` where ``answers`` has an answer to it."""
    asked = status_question(so_far)
    if asked:
        return asked if asked.id in answers else None
    left = [one for one in answers if one in LIFE_NOW and one not in so_far]
    return _with_district(question(left[0]), answers[left[0]]) if left and len(so_far) < MOST else None


def _with_district(asked: Question, value: str) -> Question:
    """The question as it was when a district was chosen: its name is the value, and the state is signed by us."""
    known = asked.id != "place" or asked.choice(value)
    return asked if known else replace(asked, choices=(*asked.choices, _district(value)))


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
    elif age:
        yield _left_at(age)
        yield from _after_left(answers)


def _after_left(answers: Answers) -> Iterator[Question]:
    left = answers.get("left")
    if left == "not_yet":
        yield question("weeks")
    elif left == "before_16":
        yield from _before_16(answers)
    elif left == "at_18":
        yield _without("weeks", "short_breaks")
    elif left in ("at_16", NOT_SURE):
        yield _without("weeks", "short_breaks")
        yield question("parent")


def _before_16(answers: Answers) -> Iterator[Question]:
    """Two ways to rights without care at 16; whoever took neither may have lived elsewhere, which is a third."""
    yield question("since")
    since = answers.get("since")
    if since in ("custody", NOT_SURE):
        yield _without("weeks", "short_breaks")
    if since == "neither" or (since == "custody" and answers.get("weeks") == "less"):
        yield question("elsewhere")


def _left_at(age: str) -> Question:
    """Nobody under 18 left care on turning 18, and nobody over 18 is in care."""
    if age == "16_17":
        return _without("left", "at_18")
    return question("left") if age == NOT_SURE else _without("left", "not_yet")


@cache
def _without(question_id: str, value: str) -> Question:
    asked = question(question_id)
    return replace(asked, choices=tuple(choice for choice in asked.choices if choice.value != value))


def _life_questions(answers: Answers, wanted: Wanted) -> Iterator[Question]:
    """The place where there is room for it, else a box for it; nothing that no entitlement asks for."""
    room = MOST - len(list(_status_questions(answers)))
    asks_place = wanted.place and room >= len(LIFE_NOW)
    if asks_place:
        yield _place(wanted.districts)
    life = question("life")
    ticks = tuple(tick for tick in life.ticks if _is_wanted(tick, wanted, not asks_place))
    if ticks and room:
        yield replace(life, ticks=ticks)


def _place(districts: Iterable[str]) -> Question:
    """Each district, where something hangs on which; else inside or outside."""
    place = question("place")
    named = tuple(_district(name) for name in districts)
    return replace(place, choices=(*named, *_without("place", "inside").choices)) if named else place


def _district(name: str) -> Choice:
    return Choice(name, name, _("You live in %(place)s.") % {"place": name})


def _is_wanted(tick: Tick, wanted: Wanted, place_too: bool) -> bool:
    if tick.value == OUTSIDE:
        return place_too and wanted.place
    return not wanted.circumstances.isdisjoint(tick.circumstances)
