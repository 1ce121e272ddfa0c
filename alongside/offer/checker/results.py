"""What follows from the answers: the status and why, what must be given, what is added, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alongside.law import Category
from alongside.law.citations import Citation
from alongside.law.rules import Group
from alongside.offer.checker.life_now import LifeNow, life_now
from alongside.offer.checker.lives import Life, lives
from alongside.offer.checker.questions import NOT_SURE, Answers, Question, Wanted, questions_of
from alongside.offer.checker.sorting import Offered, Sorted, Sorter
from alongside.offer.checker.wording import (
    AHEAD,
    DOUBT,
    DOUBTS,
    FIND_OUT,
    LEARNING_TO_25,
    LOOKED_AFTER,
    LOOKED_AFTER_AT_16,
    NEXT,
    NOTHING_CHANGES,
    OVER_25,
    STATUS,
    TOO_YOUNG,
    URGENT,
    Status,
)
from alongside.offer.queries import Entitlement


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the last page shows.

    ``statuses`` holds one status where the answers settle it, else each that they leave open. ``next_steps`` is what to
    do, first things first. ``who_owes`` is us, another, last (whichever it was), where_you_live or nobody.
    """

    on: date
    next_steps: tuple[str, ...]
    who_owes: str
    statuses: tuple[Status, ...]
    doubts: tuple[str, ...]
    because: tuple[str, ...]
    citations: tuple[Citation, ...]
    find_out: tuple[str, ...]
    offered: Sorted
    lives_outside: bool
    owed_elsewhere: tuple[Offered, ...]
    changes: tuple[str, ...]
    advocate: Entitlement | None
    complaint: Entitlement | None
    answers: tuple[tuple[str, str], ...]

    @property
    def is_settled(self) -> bool:
        """Whether the answers leave one status."""
        return len(self.statuses) == 1


def result(answers: Answers, entitlements: Sequence[Entitlement], *, on: date, council: str) -> Result:
    """What the answers come to on the day ``on``. ``council`` is the name of this council."""
    open_lives = lives(answers, on)
    asked = questions_of(answers)
    about_status = [one for one in asked if one.decides_status]
    ours = _ours(answers)
    now = life_now(answers)
    sorter = Sorter(open_lives, now, ours is not False)
    who_owes = _who_owes(answers, open_lives)
    find_out = tuple(_(FIND_OUT[one.id]) for one in about_status if not _sure(one, answers))
    return Result(
        on=on,
        next_steps=tuple(_next_steps(who_owes, now, find_out)),
        who_owes=who_owes,
        statuses=_statuses(open_lives),
        doubts=_doubts(open_lives),
        because=tuple(
            _(said.because).format(council=council)
            for one in asked
            for said in one.picked(answers[one.id])
            if said.because
        ),
        citations=tuple(dict.fromkeys(reason.citation for life in open_lives for reason in life.finding.reasons)),
        find_out=find_out,
        offered=sorter.sorted(entitlements),
        lives_outside=now.lives_here is False,
        owed_elsewhere=() if ours is not False else sorter.owed_by_whoever(entitlements),
        changes=_changes(answers, about_status, open_lives, on),
        advocate=_resting_on("advocacy", entitlements),
        complaint=_resting_on("complaints", entitlements),
        answers=tuple((_(one.words), _words(one, answers).format(council=council)) for one in asked),
    )


def wanted(answers: Answers, entitlements: Sequence[Entitlement], *, on: date, districts: Iterable[str]) -> Wanted:
    """What of their life now would change the result of somebody with these answers about their time in care."""
    sorter = Sorter(lives(answers, on), LifeNow(), _ours(answers) is not False)
    return sorter.wanted(entitlements, districts)


def _next_steps(who_owes: str, now: LifeNow, find_out: Sequence[str]) -> Iterator[str]:
    """What to do: what cannot wait, whom to ask, and what would make it surer."""
    yield from (_(words) for asked, words in URGENT.items() if now.circumstances.get(asked))
    yield _(NEXT[who_owes])
    yield from find_out[:1]


def _ours(answers: Answers) -> bool | None:
    """Whether this council answers. For those never in care it is the council where they live."""
    return {"ours": True, "other": False, "never": True}.get(answers["council"])


def _who_owes(answers: Answers, open_lives: Iterable[Life]) -> str:
    if {_status_of(life) for life in open_lives} <= {Category.NONE, TOO_YOUNG}:
        return "nobody"
    if _lived_elsewhere(answers):
        return "where_you_live"
    return {"ours": "us", "other": "another", "never": "where_you_live"}.get(answers["council"], "last")


def _lived_elsewhere(answers: Answers) -> bool:
    """Limbs (b) to (d) of section 24(2), which the council answers for in whose area they are: section 24(5)(b)."""
    return answers.get("elsewhere", NOT_SURE) not in (NOT_SURE, "neither")


def _words(asked: Question, answers: Answers) -> str:
    return _("; ").join(_(one.words) for one in asked.picked(answers[asked.id]))


def _sure(asked: Question, answers: Answers) -> bool:
    return answers[asked.id] != NOT_SURE


def _statuses(open_lives: Iterable[Life]) -> tuple[Status, ...]:
    found = {_status_of(life) for life in open_lives}
    return tuple(status for name, status in STATUS.items() if name in found)


def _status_of(life: Life) -> str:
    age = dict(life.answers)["age"]
    if life.category is Category.FORMER_RELEVANT and age == "25_plus":
        return OVER_25
    if life.category is not Category.NONE:
        return life.category
    if life.finding.looked_after:
        return LOOKED_AFTER if age == "under_16" else LOOKED_AFTER_AT_16
    if Group.QUALIFYING_TO_25 in life.groups:
        return LEARNING_TO_25
    return TOO_YOUNG if age == "under_16" else Category.NONE


def _doubts(open_lives: Sequence[Life]) -> tuple[str, ...]:
    contested = [life for life in open_lives if life.is_contested and _all_contested(life.category, open_lives)]
    said = dict.fromkeys(_(DOUBTS[name]) for life in contested for name in life.finding.ambiguities if name in DOUBTS)
    return (*said, _(DOUBT)) if contested else ()


def _all_contested(category: Category, open_lives: Iterable[Life]) -> bool:
    return all(life.is_contested for life in open_lives if life.category is category)


def _changes(answers: Answers, asked: Iterable[Question], open_lives: Sequence[Life], on: date) -> tuple[str, ...]:
    """What other answers, and birthdays to come, would make of the status."""
    said = [*_other_answers(answers, asked, _statuses(open_lives), on), *_birthdays(open_lives)]
    return tuple(dict.fromkeys(said)) or (_(NOTHING_CHANGES),)


def _other_answers(answers: Answers, asked: Iterable[Question], now: tuple[Status, ...], on: date) -> Iterator[str]:
    for one in asked:
        if one.id not in ("council", "age"):
            for choice in one.sure_choices:
                then = _statuses(lives({**answers, one.id: choice.value}, on))
                if choice.value != answers[one.id] and len(then) == 1 and then != now:
                    yield _("If %(this)s, %(then)s.") % {"this": _(choice.if_so), "then": _(then[0].if_so)}


def _birthdays(open_lives: Sequence[Life]) -> Iterator[str]:
    if len({(life.category, life.later, life.youngest) for life in open_lives}) > 1:
        return
    life = open_lives[0]
    for age, category in life.later:
        then = _(STATUS[category].if_so)
        yield _("When you turn %(age)s, if nothing else changes, %(then)s.") % {"age": age, "then": then}
    if (life.category, life.youngest) in AHEAD:
        yield _(AHEAD[life.category, life.youngest])


def _resting_on(law_id: str, entitlements: Iterable[Entitlement]) -> Entitlement | None:
    return next((one for one in entitlements if law_id in one.law_ids), None)
