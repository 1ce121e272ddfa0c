"""From answers to lives that the law can decide.

Nobody is asked for a date, so each answer is given dates that lie well inside what it says (a person of "16 or 17" is
seventeen and a half): no answer of ours can hang on a boundary. Where an answer is "I don't know", every life that it
leaves open is worked out, and the result says what holds in all of them and what only in some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from django.conf import settings

from alongside.law import (
    AccommodatedElsewhere,
    Category,
    Certainty,
    Circumstances,
    Detention,
    Education,
    Finding,
    Met,
    ParentStay,
    SpecialGuardianship,
    Spell,
    category_on,
    duties_on,
    entitlements_on,
)
from alongside.law.ages import birthday, months_after
from alongside.law.conditions import Situation as LawSituation
from alongside.offer.checker.questions import NOT_SURE, Answers, Question, status_question
from alongside.offer.who_for import QUALIFYING_TO_25, WAS_IN_CARE

AGES: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    {"under_16": (0, 16), "16_17": (16, 18), "18_20": (18, 21), "21_24": (21, 25), "25_plus": (25, None)}
)
"""An answer about age → the youngest and the first age that it leaves out."""
_MONTHS_OLD = {
    "under_16": 15 * 12 + 3,
    "16_17": 17 * 12 + 6,
    "18_20": 19 * 12 + 6,
    "21_24": 22 * 12 + 6,
    "25_plus": 318,
}
_YOUNGER = {"18_20": 18 * 12 + 3}
"""Where the law has an age limit within the answer (19, for learning), an age on its other side: what is owed at
either is not refused, and the rows of the entitlement say which age it is for."""
_AGES_OF = {
    "not_yet": ("under_16", "16_17"),
    "at_16": ("16_17", "18_20", "21_24", "25_plus"),
    "at_18": ("18_20", "21_24", "25_plus"),
}
"""When somebody left care → the ages that they can have."""
_AGREED = "V2"
_SHORT_BREAK = "V4"
_ELSEWHERE = {"charity": "voluntary", "private_home": "private_home", "long_stay": "hospital"}


@dataclass(frozen=True)
class Life:
    """One life that the answers leave open, decided by the law. ``owed`` are the ids of what the law gives in it."""

    answers: tuple[tuple[str, str], ...]
    youngest: int
    under: int | None
    finding: Finding
    groups: frozenset[str]
    owed: frozenset[str]
    later: tuple[tuple[int, Category], ...]
    """Birthdays to come that change the category, with what it changes to."""

    @property
    def category(self) -> Category:
        """The category found."""
        return self.finding.category

    @property
    def is_contested(self) -> bool:
        """Whether the law can be read in more than one way here."""
        return self.finding.certainty in (Certainty.CONTESTED, Certainty.BORDERLINE)


def lives(answers: Answers, on: date) -> tuple[Life, ...]:
    """Every life that the answers leave open on the day ``on``, each once."""
    commenced = tuple(sorted(settings.COMMENCED.items()))
    return tuple(_life(facts, on, commenced) for facts in _all_settled(tuple(answers.items())))


@lru_cache(maxsize=4096)
def _all_settled(answers: tuple[tuple[str, str], ...]) -> tuple[tuple[tuple[str, str], ...], ...]:
    return tuple(dict.fromkeys(_settled(dict(answers), {})))


def _settled(answers: Answers, so_far: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], ...]]:
    """Each way to settle every question that decides the status."""
    asked = status_question(so_far)
    if asked is None:
        yield tuple((name, value) for name, value in so_far.items() if name != "council" or value == "never")
        return
    for value in _open(asked, answers):
        yield from _settled(answers, {**so_far, asked.id: value})


def _open(asked: Question, answers: Answers) -> list[str]:
    """The values that the answers leave open; none where they contradict this life, so that it is no life of theirs.

    Which council it was never changes the category.
    """
    given = answers.get(asked.id, NOT_SURE)
    left = answers.get("left", NOT_SURE)
    if given != NOT_SURE or asked.id == "council":
        return [given] if asked.choice(given) else []
    if asked.id == "in_care" and left != NOT_SURE:
        return ["yes" if left == "not_yet" else "no"]
    values = [choice.value for choice in asked.sure_choices]
    return [value for value in values if value in _AGES_OF.get(left, AGES)] if asked.id == "age" else values


@lru_cache(maxsize=4096)
def _life(facts: tuple[tuple[str, str], ...], on: date, commenced: tuple[tuple[str, date], ...]) -> Life:
    answers = dict(facts)
    circumstances = circumstances_of(answers, on, dict(commenced))
    finding = category_on(circumstances, on)
    youngest, under = AGES[answers["age"]]
    owed = _owed(circumstances, on)
    if answers["age"] in _YOUNGER:
        owed |= _owed(circumstances_of(answers, on, dict(commenced), months_old=_YOUNGER[answers["age"]]), on)
    return Life(
        answers=facts,
        youngest=youngest,
        under=under,
        finding=finding,
        groups=_groups(answers, circumstances, finding),
        owed=owed,
        later=tuple(_later(circumstances, finding)),
    )


def _groups(answers: Answers, circumstances: Circumstances, finding: Finding) -> frozenset[str]:
    """The law's groups, as the rows of an entitlement name them.

    Help to learn from 21 to 25 is for those who were in care at 16 or left it to a guardian (section 24B(3)), not for
    those who lived in a home of another kind.
    """
    groups = {group.value for group in LawSituation(circumstances, finding.on, finding).groups}
    if answers.get("elsewhere") in _ELSEWHERE:
        groups.discard(QUALIFYING_TO_25)
    return frozenset(groups | (set() if answers.get("council") == "never" else {WAS_IN_CARE}))


def _owed(circumstances: Circumstances, on: date) -> frozenset[str]:
    """Ids of all that the law gives, for somebody who has told the council that they study.

    What somebody is doing is asked by each entitlement's own rows, so nobody sees what is only for students by this.
    """
    told_on = on - timedelta(days=30)
    studying = replace(circumstances, education=(Education(told_on, told_authority_on=told_on),))
    if circumstances.accommodated_elsewhere:
        # What section 24B gives goes with care at 16 or 17; care that ended before counts for nothing there.
        studying = replace(studying, spells=())
    duties = {duty.id for duty in duties_on(studying, on)}
    return frozenset(duties | {one.id for one in entitlements_on(studying, on) if one.met is not Met.NO})


def _later(circumstances: Circumstances, finding: Finding) -> Iterator[tuple[int, Category]]:
    """What the coming birthdays change, if nothing else does."""
    before = finding.category
    for age in (16, 18, 21, 25):
        day = birthday(circumstances.born_on, age)
        if day > finding.on:
            after = category_on(circumstances, day).category
            if after is not before:
                yield age, after
            before = after


def circumstances_of(
    answers: Answers, on: date, commenced: Mapping[str, date], *, months_old: int | None = None
) -> Circumstances:
    """The facts of a life in which these answers are true. Every question that decides the status has a sure answer.

    ``commenced``: the provisions that wait for their day, and the day on which they came into force.
    """
    born_on = months_after(on, -(months_old or _MONTHS_OLD[answers["age"]]))

    def at(years: int, months: int = 0) -> date:
        return months_after(birthday(born_on, years), months)

    facts = {
        "spells": tuple(_spells(answers, on, at)),
        "lived_with_parent": _parent(answers, at),
        "commenced": commenced,
    }
    if answers.get("since") == "guardian":
        facts["special_guardianship"] = SpecialGuardianship(made_on=at(15, 3))
    if answers.get("since") == "custody":
        facts["detained_or_in_hospital"] = (Detention(at(15, 3), at(16, 2)),)
    if answers.get("elsewhere") in _ELSEWHERE:
        facts["accommodated_elsewhere"] = (
            AccommodatedElsewhere(at(16, 2), at(17), kind=_ELSEWHERE[answers["elsewhere"]]),
        )
    return Circumstances(born_on=born_on, **facts)


At = Callable[..., date]


def _spells(answers: Answers, on: date, at: At) -> Iterator[Spell]:
    if answers.get("council") == "never" or (answers.get("in_care") == "no" and answers["age"] == "under_16"):
        return
    if answers.get("weeks") == "short_breaks":
        for months in range(6):
            start = months_after(on, -months) - timedelta(days=1)
            yield Spell(start, start + timedelta(days=3), legal_status=_SHORT_BREAK)
        return
    ended_on = _ended_on(answers, at)
    long_enough = answers.get("weeks", "enough") == "enough"
    started_on = at(14, 3) if long_enough else (ended_on or on) - timedelta(days=30)
    yield Spell(started_on, ended_on, legal_status=_AGREED)


def _ended_on(answers: Answers, at: At) -> date | None:
    """When care ended; None: it goes on."""
    ends = {"at_18": at(18), "at_16": at(16, 6), "before_16": at(15, 3)}
    return ends.get(answers.get("left", ""))


def _parent(answers: Answers, at: At) -> tuple[ParentStay, ...]:
    """Back with a parent on leaving care at 16 and a half: for good, or for some years or, under 18, nine months."""
    if answers.get("parent") == "still":
        return (ParentStay(at(16, 6)),)
    if answers.get("parent") == "ended":
        return (ParentStay(at(16, 6), at(17, 3) if answers["age"] == "16_17" else at(18, 1)),)
    return ()
