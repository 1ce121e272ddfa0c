"""Who an entitlement is for, as rows of facts: worked out for a person, and said in a sentence.

Plain Python: the same rows serve the public page, the checker and, later, a young person's own pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from alongside.law import Category

LOOKED_AFTER = "looked_after"
"""Everybody in care, of whatever age."""
WAS_IN_CARE = "was_in_care"
"""Everybody who is or ever was in care, in whatever category or none."""
QUALIFYING_TO_25 = "qualifying_to_25"
"""From 21 to 25: would qualify for advice and assistance if under 21 (section 24B(3))."""

CATEGORIES = {
    WAS_IN_CARE: "Anyone who is or ever was in care",
    LOOKED_AFTER: "Looked-after child, of any age",
    Category.ELIGIBLE.value: "Eligible child: 16 or 17, in care",
    Category.RELEVANT.value: "Relevant child: 16 or 17, left care",
    Category.FORMER_RELEVANT.value: "Former relevant child: 18 and over",
    Category.QUALIFYING.value: "Person qualifying for advice and assistance, to 21",
    QUALIFYING_TO_25: "The same, from 21 to 25, for learning only",
}
"""The categories that a row can name, in the words that editors know."""

_SHORT_TIME = _("you were in care at 16 or 17 but for less than 13 weeks, or have a special guardian")
_CATEGORY_WORDS = {
    WAS_IN_CARE: _("you are or were in care"),
    LOOKED_AFTER: _("you are in care"),
    Category.ELIGIBLE.value: _("you are in care"),
    Category.RELEVANT.value: _("you were in care for 13 weeks or more"),
    Category.FORMER_RELEVANT.value: _("you were in care for 13 weeks or more"),
    Category.QUALIFYING.value: _SHORT_TIME,
    QUALIFYING_TO_25: _SHORT_TIME,
}


class Circumstance(StrEnum):
    """Something about a person's life that an entitlement may ask for."""

    STUDYING = "studying"
    AT_UNIVERSITY = "at_university"
    APPRENTICE = "apprentice"
    WORKING = "working"
    LOOKING_FOR_WORK = "looking_for_work"
    PARENT = "parent"
    EXPECTING = "expecting"
    DISABLED = "disabled"
    UNACCOMPANIED = "unaccompanied"
    OTHER_LANGUAGE = "other_language"
    IN_CUSTODY = "in_custody"
    RELEASED = "released"
    MOVING = "moving"
    RENTING = "renting"
    HOMELESS = "homeless"
    WITH_FOSTER_CARER = "with_foster_carer"

    @property
    def words(self) -> str:
        """What has to be true, said to the person."""
        return gettext(_CIRCUMSTANCE_WORDS[self])

    @property
    def label(self) -> str:
        """The circumstance as editors see it."""
        return self.value.replace("_", " ").capitalize()


_CIRCUMSTANCE_WORDS = {
    Circumstance.STUDYING: _("you study or train"),
    Circumstance.AT_UNIVERSITY: _("you go to university"),
    Circumstance.APPRENTICE: _("you start an apprenticeship"),
    Circumstance.WORKING: _("you work"),
    Circumstance.LOOKING_FOR_WORK: _("you are looking for work"),
    Circumstance.PARENT: _("you have a child"),
    Circumstance.EXPECTING: _("you expect a baby"),
    Circumstance.DISABLED: _("you are disabled or ill for a long time"),
    Circumstance.UNACCOMPANIED: _("you came to the UK alone as a child"),
    Circumstance.OTHER_LANGUAGE: _("English is not your first language"),
    Circumstance.IN_CUSTODY: _("you are in custody"),
    Circumstance.RELEASED: _("you have just left custody, or will soon"),
    Circumstance.MOVING: _("you move into your own home"),
    Circumstance.RENTING: _("you rent your home"),
    Circumstance.HOMELESS: _("you have no home, or may lose it"),
    Circumstance.WITH_FOSTER_CARER: _("you want to stay on with your foster carer"),
}


LASTING = frozenset({Circumstance.UNACCOMPANIED, Circumstance.OTHER_LANGUAGE})
"""What does not come to be true later where it is not true now."""


class Lives(StrEnum):
    """Where the person must live."""

    ANYWHERE = "anywhere"
    INSIDE = "inside"
    OUTSIDE = "outside"

    @property
    def label(self) -> str:
        """The place as editors see it."""
        return {"anywhere": "Anywhere", "inside": "In our area", "outside": "Outside our area"}[self.value]


class Fit(IntEnum):
    """How well a row fits a person. With more than one, the lowest holds for *all of*, the highest for *any of*."""

    NO = 0
    MAYBE = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One way to have the entitlement: everything in the row must hold. No category means every category.

    ``age_from`` is the first birthday in, ``age_until`` the birthday on which it ends; None means no such limit.
    """

    categories: frozenset[str] = frozenset()
    age_from: int | None = None
    age_until: int | None = None
    circumstances: tuple[Circumstance, ...] = ()
    lives: Lives = Lives.ANYWHERE
    other_councils: bool = False


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a person. ``circumstances`` says yes or no; one that is not in it is not known.

    The age is at least ``youngest`` and under ``under`` (None: no upper limit). ``ours`` is whether this council
    owes the duties; ``lives_here`` whether they live in its area; None where it is not known. ``district`` is the name
    of the district of this council in which they live; "" where it is not known.
    """

    categories: frozenset[str]
    youngest: int
    under: int | None
    circumstances: Mapping[Circumstance, bool] = field(default_factory=dict)
    ours: bool | None = True
    lives_here: bool | None = None
    district: str = ""


def fit(rows: Iterable[Row], situation: Situation, districts: Collection[str] = ()) -> Fit:
    """How well the best of the rows fits. No rows at all: nothing is asked, so it is for everyone.

    ``districts`` are the names of those in which it is given; none: wherever the rows say.
    """
    best = max((_fit_of(row, situation) for row in rows), default=Fit.YES)
    return min(best, _fit_of_districts(districts, situation))


def sentences(rows: Iterable[Row]) -> tuple[str, ...]:
    """One plain sentence a row, said to the person: "You are 18 to 24, and you move into your own home."."""
    return tuple(dict.fromkeys(_sentence(row) for row in rows))


def circumstances_asked(rows: Iterable[Row]) -> tuple[Circumstance, ...]:
    """Every circumstance that some row asks for."""
    return tuple(dict.fromkeys(asked for row in rows for asked in row.circumstances))


def age_words(age_from: int | None, age_until: int | None) -> str:
    """The ages in words: "16 or 17", "18 to 24", "under 25", "18 or over", or nothing."""
    if age_until is None:
        return "" if age_from is None else gettext("%(age)s or over") % {"age": age_from}
    last = age_until - 1
    if age_from is None:
        return gettext("under %(age)s") % {"age": age_until}
    if age_from == last:
        return str(last)
    words = gettext("%(first)s or %(last)s") if last == age_from + 1 else gettext("%(first)s to %(last)s")
    return words % {"first": age_from, "last": last}


def _fit_of(row: Row, situation: Situation) -> Fit:
    return min(
        _fit_of_council(row, situation),
        Fit.YES if not row.categories or row.categories & situation.categories else Fit.NO,
        _fit_of_age(row, situation),
        _fit_of_place(row, situation),
        *(_known(situation.circumstances.get(asked)) for asked in row.circumstances),
    )


def _fit_of_council(row: Row, situation: Situation) -> Fit:
    return Fit.YES if row.other_councils else _known(situation.ours)


def _fit_of_age(row: Row, situation: Situation) -> Fit:
    lowest = row.age_from if row.age_from is not None else 0
    too_old = row.age_until is not None and situation.youngest >= row.age_until
    too_young = situation.under is not None and situation.under <= lowest
    if too_old or too_young:
        return Fit.NO
    surely_old_enough = situation.youngest >= lowest
    surely_young_enough = row.age_until is None or (situation.under is not None and situation.under <= row.age_until)
    return Fit.YES if surely_old_enough and surely_young_enough else Fit.MAYBE


def _fit_of_place(row: Row, situation: Situation) -> Fit:
    if row.lives is Lives.ANYWHERE:
        return Fit.YES
    known = situation.lives_here
    return _known(known if row.lives is Lives.INSIDE or known is None else not known)


def _fit_of_districts(districts: Collection[str], situation: Situation) -> Fit:
    if not districts:
        return Fit.YES
    if situation.lives_here is False:
        return Fit.NO
    return _known(situation.district in districts if situation.district else None)


def _known(answer: bool | None) -> Fit:
    if answer is None:
        return Fit.MAYBE
    return Fit.YES if answer else Fit.NO


def _sentence(row: Row) -> str:
    ages = age_words(row.age_from, row.age_until)
    parts = [gettext("you are %(ages)s") % {"ages": ages}] if ages else []
    parts += _categories_in_words(row.categories)
    parts += [asked.words for asked in row.circumstances]
    if row.lives is not Lives.ANYWHERE:
        parts.append(
            gettext("you live in our area") if row.lives is Lives.INSIDE else gettext("you live outside our area")
        )
    if not parts:
        return gettext("This is for everyone.")
    said = parts[0] if len(parts) == 1 else gettext(", ").join(parts[:-1]) + gettext(", and ") + parts[-1]
    return f"{said[0].upper()}{said[1:]}."


def _categories_in_words(categories: frozenset[str]) -> list[str]:
    if not categories:
        return []
    if categories >= _ALL_CARE_LEAVERS:
        return [gettext("you are or were in care")]
    return [
        gettext(", or ").join(
            dict.fromkeys(gettext(_CATEGORY_WORDS[name]) for name in _CATEGORY_WORDS if name in categories)
        )
    ]


_ALL_CARE_LEAVERS = {"eligible", "relevant", "former_relevant", "qualifying"}
