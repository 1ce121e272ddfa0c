"""What follows from the answers: the status and why, what must be given, what is added, what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alongside.law import Category
from alongside.law.citations import Citation
from alongside.law.rules import Group
from alongside.offer.checker.lives import Life, lives
from alongside.offer.checker.questions import NOT_SURE, Answers, Choice, Question, questions_of
from alongside.offer.checker.wording import (
    AHEAD,
    DOUBT,
    DOUBTS,
    FIND_OUT,
    LEARNING_TO_25,
    LOOKED_AFTER,
    LOOKED_AFTER_AT_16,
    NOTHING_CHANGES,
    OVER_25,
    STATUS,
    TOO_YOUNG,
    Status,
)
from alongside.offer.queries import Entitlement
from alongside.offer.who_for import WAS_IN_CARE, Circumstance, Fit, Lives, Situation, circumstances_asked, fit

LAW_DECIDES = ("law", "partner")
"""Kinds of entitlement that nobody has of whom the law or the scheme says no."""

_DOING = {
    "college": (Circumstance.STUDYING,),
    "university": (Circumstance.STUDYING, Circumstance.AT_UNIVERSITY),
    "apprentice": (Circumstance.APPRENTICE, Circumstance.STUDYING, Circumstance.WORKING),
    "work": (Circumstance.WORKING,),
}
_HOME = {
    "foster": (Circumstance.WITH_FOSTER_CARER,),
    "renting": (Circumstance.RENTING,),
    "moving": (Circumstance.MOVING,),
    "homeless": (Circumstance.HOMELESS,),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """An entitlement with what else has to be true for it, in words."""

    entitlement: Entitlement
    when: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything the last page shows.

    ``statuses`` holds one status where the answers settle it, else each that they leave open. ``must``, ``chosen`` and
    ``others`` (partners and the like) are for this person now; ``also`` has the same kinds with a condition; ``maybe``
    hangs on what is not known yet. ``who_owes`` is us, another, last (whichever it was), where_you_live or
    nobody.
    """

    on: date
    who_owes: str
    statuses: tuple[Status, ...]
    doubts: tuple[str, ...]
    because: tuple[str, ...]
    citations: tuple[Citation, ...]
    find_out: tuple[str, ...]
    must: tuple[Offered, ...]
    chosen: tuple[Offered, ...]
    others: tuple[Offered, ...]
    also: tuple[Offered, ...]
    maybe: tuple[Offered, ...]
    owed_elsewhere: tuple[str, ...]
    changes: tuple[str, ...]
    advocate: Entitlement | None
    complaint: Entitlement | None
    answers: tuple[tuple[str, str], ...]

    @property
    def is_settled(self) -> bool:
        """Whether the answers leave one status."""
        return len(self.statuses) == 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is offered."""
        return not (self.must or self.chosen or self.others or self.also or self.maybe)


def result(answers: Answers, entitlements: Sequence[Entitlement], *, on: date, council: str) -> Result:
    """What the answers come to on the day ``on``. ``council`` is the name of this council."""
    open_lives = lives(answers, on)
    asked = questions_of(answers)
    about_status = [one for one in asked if one.decides_status]
    statuses = _statuses(open_lives)
    ours = _ours(answers)
    sorter = _Sorter(open_lives, _known(answers), ours is not False)
    sorted_out = {name: tuple(found) for name, found in sorter.sorted(entitlements).items()}
    return Result(
        on=on,
        who_owes=_who_owes(answers, open_lives),
        statuses=statuses,
        doubts=_doubts(open_lives),
        because=tuple(
            _(_picked(one, answers).because).format(council=council) for one in about_status if _sure(one, answers)
        ),
        citations=tuple(dict.fromkeys(reason.citation for life in open_lives for reason in life.finding.reasons)),
        find_out=tuple(_(FIND_OUT[one.id]) for one in about_status if not _sure(one, answers)),
        owed_elsewhere=() if ours is not False else sorter.titles_owed(entitlements),
        changes=_changes(answers, about_status, open_lives, on),
        advocate=_resting_on("advocacy", entitlements),
        complaint=_resting_on("complaints", entitlements),
        answers=tuple((_(one.words), _(_picked(one, answers).words).format(council=council)) for one in asked),
        **sorted_out,
    )


class _Sorter:
    """Puts entitlements in the list of the result where they belong."""

    def __init__(self, open_lives: Sequence[Life], known: Mapping[Circumstance, bool], ours: bool) -> None:
        self.lives = open_lives
        self.known = known
        self.ours = ours

    def sorted(self, entitlements: Iterable[Entitlement]) -> dict[str, list[Offered]]:
        """The lists of the result by name."""
        found: dict[str, list[Offered]] = {name: [] for name in ("must", "chosen", "others", "also", "maybe")}
        for one in sorted(entitlements, key=self._is_about_them, reverse=True):
            if min(self._fits(one, life, self.known, None) for life in self.lives) is Fit.YES:
                found[_list_of(one)].append(Offered(one))
                continue
            whole = [self._fits(one, life, _ANYTHING, True) for life in self.lives]
            if min(whole) is Fit.YES:
                found["also"].append(Offered(one, self._missing(one)))
            elif max(whole) is not Fit.NO:
                found["maybe"].append(Offered(one))
        return found

    def _is_about_them(self, one: Entitlement) -> bool:
        """Whether it asks for what they said of their life: who has no home sees that help before all else."""
        return any(self.known.get(asked) for asked in circumstances_asked(one.rows))

    def titles_owed(self, entitlements: Iterable[Entitlement]) -> tuple[str, ...]:
        """Titles of what the law has the council give that looked after them, whichever it was."""
        must = _Sorter(self.lives, self.known, True).sorted(entitlements)["must"]
        return tuple(offered.entitlement.title for offered in must if offered.entitlement.is_ours)

    def _fits(self, one: Entitlement, life: Life, known: Mapping[Circumstance, bool], lives_here: bool | None) -> Fit:
        if _law_says_no(one, life):
            return Fit.NO
        return fit(one.rows, self._situation(life, known, lives_here))

    def _situation(self, life: Life, known: Mapping[Circumstance, bool], lives_here: bool | None) -> Situation:
        return Situation(life.groups, life.youngest, life.under, known, self.ours, lives_here)

    def _missing(self, one: Entitlement) -> str:
        """What else has to be true, of the first row that then fits."""
        whole = [self._situation(life, _ANYTHING, True) for life in self.lives]
        row = next(row for row in one.rows if any(fit([row], situation) for situation in whole))
        words = [asked.words for asked in row.circumstances if not self.known.get(asked)]
        if one.districts:
            words.append(_("you live in %(names)s") % {"names": _(" or ").join(one.districts)})
        elif row.lives is not Lives.ANYWHERE:
            words.append(_("you live in our area") if row.lives is Lives.INSIDE else _("you live outside our area"))
        return _(" and ").join(words)


_ANYTHING = dict.fromkeys(Circumstance, True)


def _law_says_no(one: Entitlement, life: Life) -> bool:
    """Whether the law or a scheme refuses it in this life. What asks for no category is not its to refuse."""
    asks_for_category = any(row.categories - {WAS_IN_CARE} for row in one.rows)
    return one.kind in LAW_DECIDES and bool(one.law_ids) and asks_for_category and life.owed.isdisjoint(one.law_ids)


def _list_of(one: Entitlement) -> str:
    return {"must": "must", "choose": "chosen"}.get(one.promise, "others")


def _ours(answers: Answers) -> bool | None:
    """Whether this council answers. For those never in care it is the council where they live: limbs (b) to (e)."""
    return {"ours": True, "other": False, "never": True}.get(answers["council"])


def _who_owes(answers: Answers, open_lives: Iterable[Life]) -> str:
    if {_status_of(life) for life in open_lives} <= {Category.NONE, TOO_YOUNG}:
        return "nobody"
    return {"ours": "us", "other": "another", "never": "where_you_live"}.get(answers["council"], "last")


def _known(answers: Answers) -> dict[Circumstance, bool]:
    true = (*_DOING.get(answers.get("doing", ""), ()), *_HOME.get(answers.get("home", ""), ()))
    return dict.fromkeys(true, True)


def _picked(asked: Question, answers: Answers) -> Choice:
    return next(choice for choice in asked.choices if choice.value == answers[asked.id])


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
