"""Which entitlements are for somebody now, which with a condition, which later; and what is worth asking for that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from alongside.law import Citation
from alongside.offer import basis
from alongside.offer.checker.life_now import LifeNow
from alongside.offer.checker.lives import Life
from alongside.offer.checker.questions import Wanted
from alongside.offer.queries import Entitlement
from alongside.offer.who_for import (
    LASTING,
    WAS_IN_CARE,
    Circumstance,
    Fit,
    Lives,
    Row,
    Situation,
    circumstances_asked,
    fit,
    sentences,
)

LAW_DECIDES = ("law", "partner")
"""Kinds of entitlement that nobody has of whom the law or the scheme says no."""
_LISTS = {"must": "must", "choose": "chosen"}
_ANYTHING = dict.fromkeys(Circumstance, True)


@dataclass(frozen=True, slots=True)
class Offered:
    """An entitlement with what else has to be true for it, in words, and what it rests on for this person."""

    entitlement: Entitlement
    when: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Sorted:
    """Each entitlement in one list.

    ``must``, ``chosen`` and ``others`` (partners and the like) are for this person now. ``also`` hangs on what they
    did not say of their life, ``later`` on what they said is not so today, ``maybe`` on what they do not know of their
    time in care, or on their very age. ``only_here`` would be theirs if they lived in the right place.
    """

    must: tuple[Offered, ...] = ()
    chosen: tuple[Offered, ...] = ()
    others: tuple[Offered, ...] = ()
    also: tuple[Offered, ...] = ()
    later: tuple[Offered, ...] = ()
    maybe: tuple[Offered, ...] = ()
    only_here: tuple[Offered, ...] = ()

    @property
    def for_now(self) -> tuple[Offered, ...]:
        """What is for this person today."""
        return (*self.must, *self.chosen, *self.others)


class Sorter:
    """Sorts entitlements for all the lives that the answers leave open. ``ours``: may be this council's."""

    def __init__(self, open_lives: Iterable[Life], now: LifeNow, ours: bool) -> None:
        # Of lives that no entitlement can tell apart one is enough.
        self.lives = tuple({(one.groups, one.youngest, one.under, one.owed): one for one in open_lives}.values())
        self.groups = frozenset(group for one in self.lives for group in one.groups) - {WAS_IN_CARE}
        self.now = now
        self.ours = ours

    def sorted(self, entitlements: Iterable[Entitlement]) -> Sorted:
        """Every entitlement that is or may be theirs, in its list; what is about their life now first."""
        lists: dict[str, list[Offered]] = {}
        for one in sorted(entitlements, key=self._is_about_them, reverse=True):
            name, when = self._place_of(one)
            lists.setdefault(name, []).append(Offered(one, when, _citations(one.law_ids, self.groups)))
        lists.pop("", None)
        return Sorted(**{name: tuple(found) for name, found in lists.items()})

    def wanted(self, entitlements: Iterable[Entitlement], districts: Iterable[str]) -> Wanted:
        """What of their life now would change the result. ``districts``: the names of all."""
        rows = [(one, row) for one in entitlements for row in one.rows if self._could_have(one, row)]
        return Wanted(
            circumstances=frozenset(asked for _, row in rows for asked in row.circumstances),
            place=any(one.districts or row.lives is not Lives.ANYWHERE for one, row in rows),
            districts=tuple(districts) if any(one.districts for one, _ in rows) else (),
        )

    def owed_by_whoever(self, entitlements: Iterable[Entitlement]) -> tuple[Offered, ...]:
        """What the law has the council give that looked after them, whichever it was."""
        found = Sorter(self.lives, self.now, True).sorted(entitlements)
        return tuple(
            one for one in (*found.must, *found.also) if one.entitlement.kind == "law" and one.entitlement.is_ours
        )

    def _place_of(self, one: Entitlement) -> tuple[str, str]:
        """The name of its list, "" for none, and what else has to be true."""
        if self._least(one, self.now) is Fit.YES:
            return _LISTS.get(one.promise, "others"), ""
        likely = max((self._likely(one, here) for here in (True, False)), key=lambda found: found[0])
        if likely[0] is Fit.YES:
            return self._condition(one, likely[1])
        if self._most(one, likely[1]) is not Fit.NO:
            rows = (row for row in one.rows if self._most(one, likely[1], row) is not Fit.NO)
            return "maybe", " ".join(sentences(rows))
        elsewhere = replace(likely[1], lives_here=True, district=next(iter(one.districts), ""))
        return ("only_here", "") if self._most(one, elsewhere) is not Fit.NO else ("", "")

    def _likely(self, one: Entitlement, here: bool) -> tuple[Fit, LifeNow]:
        """How well it fits if all that they did not say, and all that can still come, were true."""
        lasting = {asked: said for asked, said in self.now.circumstances.items() if asked in LASTING}
        lives_here = here if self.now.lives_here is None else self.now.lives_here
        unknown = lives_here and not self.now.district
        district = next(iter(one.districts), "") if unknown else self.now.district
        life = LifeNow({**_ANYTHING, **lasting}, lives_here, district)
        return self._least(one, life), life

    def _condition(self, one: Entitlement, likely: LifeNow) -> tuple[str, str]:
        """What has to be true besides, of the row that lacks the least."""
        rows = [row for row in one.rows if self._least(one, likely, row) is Fit.YES]
        # Where each of the lives left open has it by a row of its own, any of these says what else has to be true.
        rows = rows or [row for row in one.rows if self._most(one, likely, row) is Fit.YES]
        row = min(rows, key=lambda row: len(self._lacking(row)))
        lacking = self._lacking(row)
        said_no = any(self.now.circumstances.get(asked) is False for asked in lacking)
        words = [asked.words for asked in lacking]
        if self.now.lives_here is None and row.lives is Lives.OUTSIDE:
            words.append(_("you live outside our area"))
        elif one.districts and not self.now.district:
            words.append(_("you live in %(place)s") % {"place": _(" or ").join(one.districts)})
        elif self.now.lives_here is None and row.lives is Lives.INSIDE:
            words.append(_("you live in our area"))
        return "later" if said_no else "also", _(" and ").join(words)

    def _lacking(self, row: Row) -> list[Circumstance]:
        return [asked for asked in row.circumstances if not self.now.circumstances.get(asked)]

    def _is_about_them(self, one: Entitlement) -> bool:
        """Whether it asks for what they said of their life: who has no home sees that help before all else."""
        return any(self.now.circumstances.get(asked) for asked in circumstances_asked(one.rows))

    def _could_have(self, one: Entitlement, row: Row) -> bool:
        """Whether some life that is open could have it by this row."""
        inside = LifeNow(_ANYTHING, True, next(iter(one.districts), ""))
        return any(self._most(one, now, row) is not Fit.NO for now in (inside, LifeNow(_ANYTHING, False)))

    def _least(self, one: Entitlement, now: LifeNow, row: Row | None = None) -> Fit:
        """How well it fits, by one row or by any, in the life in which it fits least."""
        least = Fit.YES
        for life in self.lives:
            least = min(least, self._fits(one, life, now, row))
            if least is Fit.NO:
                break
        return least

    def _most(self, one: Entitlement, now: LifeNow, row: Row | None = None) -> Fit:
        """The same for the life in which it fits most."""
        most = Fit.NO
        for life in self.lives:
            most = max(most, self._fits(one, life, now, row))
            if most is Fit.YES:
                break
        return most

    def _fits(self, one: Entitlement, life: Life, now: LifeNow, row: Row | None) -> Fit:
        if law_says_no(one, life):
            return Fit.NO
        situation = Situation(
            life.groups, life.youngest, life.under, now.circumstances, self.ours, now.lives_here, now.district
        )
        return fit((row,) if row else one.rows, situation, one.districts)


@lru_cache(maxsize=4096)
def _citations(law_ids: tuple[str, ...], groups: frozenset[str]) -> tuple[Citation, ...]:
    """The provisions behind it as they stand for these groups; where none is theirs, for all."""
    grounds = basis.grounds(law_ids, groups) or basis.grounds(law_ids, ())
    return tuple(ground.citation for ground in grounds)


def law_says_no(one: Entitlement, life: Life) -> bool:
    """Whether the law or a scheme refuses it in this life. What asks for no category is not its to refuse."""
    asks_for_category = any(row.categories - {WAS_IN_CARE} for row in one.rows)
    return one.kind in LAW_DECIDES and bool(one.law_ids) and asks_for_category and life.owed.isdisjoint(one.law_ids)
