"""No hidden number can be worked out from those beside it: from another indicator, another page or another period.

Figures arrive with their own small numbers hidden. Here more is hidden where two that are shown would tell one that is
not: a narrower count inside a wider one that differ by fewer than five; two that leave fewer than five of the same
whole; the same count under another name; and a year whose quarters are shown but for one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alongside.shell.disclosure import SMALLEST_SHOWN, Count
from alongside.shell.figures import Figure


@dataclass(frozen=True, slots=True)
class Inside:
    """A count that lies inside another: their difference is a count of people too."""

    narrow: str
    wide: str
    narrow_is: str = "numerator"
    wide_is: str = "numerator"


INSIDE = (
    Inside("B7", "B6"),
    Inside("B14", "B8", narrow_is="denominator"),
    Inside("H9", "H5"),
    Inside("I11", "I1"),
    Inside("A14", "I7", wide_is="denominator"),
    Inside("G10", "I7", narrow_is="denominator", wide_is="denominator"),
    Inside("I9", "I8", narrow_is="denominator", wide_is="denominator"),
    Inside("L2", "L1", narrow_is="denominator", wide_is="denominator"),
    Inside("L3", "L1", narrow_is="denominator", wide_is="denominator"),
    Inside("D3", "D2"),
    Inside("E9", "I10", narrow_is="denominator", wide_is="denominator"),
    Inside("I18", "I10", narrow_is="denominator", wide_is="denominator"),
    Inside("B16", "E9", narrow_is="denominator", wide_is="denominator"),
)
BESIDE = (("I1", "I4"), ("B6", "B8"), ("B18", "H9"))
"""Two shares of the same whole that exclude each other: what they leave is a count of people too."""
SAME = (
    ("B6", "B17", "Foster carers"),
    ("B8", "B17", "Children's home, secure home or residential school"),
)
"""An indicator that is also a part of another: hidden there, it is hidden here."""
OF_THOSE = (("D4", "D2"),)
"""The first is a share of those whom the second counts: hidden there, it is hidden here."""


def guarded(figures: Mapping[str, Figure]) -> dict[str, Figure]:
    """The figures of one period, with so many more hidden that none of the hidden ones can be worked out."""
    shown = dict(figures)
    for pair in INSIDE:
        narrow, wide = _count(shown, pair.narrow, pair.narrow_is), _count(shown, pair.wide, pair.wide_is)
        if narrow is not None and wide is not None and _is_few(wide - narrow):
            shown[pair.narrow] = shown[pair.narrow].hidden()
    for one, other in BESIDE:
        first, second = _count(shown, one, "numerator"), _count(shown, other, "numerator")
        whole = _count(shown, one, "denominator")
        if None not in (first, second, whole) and _is_few(whole - first - second):  # type: ignore[operator]
            shown[other] = shown[other].hidden()
    for name, whole_id, part in SAME:
        parts = shown[whole_id].parts if whole_id in shown else None
        if name in shown and parts is not None and parts.parts[part].value is None:
            shown[name] = shown[name].hidden()
    for narrow_id, wide_id in OF_THOSE:
        if narrow_id in shown and wide_id in shown and shown[wide_id].suppressed:
            shown[narrow_id] = shown[narrow_id].hidden()
    return shown


def may_show_year(year: Figure, quarters: Sequence[Figure]) -> bool:
    """Whether a year's figure can stand beside those of its quarters.

    It cannot where its counts and those of the quarters shown would leave so little for the hidden ones that one is
    told: the people in a share, and all of whom it is a share, or over whom it is an average.
    """
    return all(
        _leaves_enough(getattr(year, which), [getattr(one, which) for one in quarters])
        for which in ("numerator", "denominator")
    )


@dataclass(frozen=True, slots=True)
class Told:
    """The counts of a figure as they are shown: None for what is hidden, or is no count."""

    numerator: int | None
    denominator: int | None
    is_hidden: bool

    @classmethod
    def of(cls, numerator: str, denominator: str) -> Told:
        """From the words in which they are kept."""
        few = any(words and not words.isdecimal() for words in (numerator, denominator))
        counts = (int(words) if words.isdecimal() else None for words in (numerator, denominator))
        return cls(*counts, is_hidden=few)

    @property
    def counts(self) -> tuple[int | None, int | None, int | None]:
        """Those in the share, all, and those outside it."""
        outside = None if None in (self.numerator, self.denominator) else self.denominator - self.numerator  # type: ignore[operator]
        return self.numerator, self.denominator, outside


def tells_a_few(year_and_quarters: Sequence[Told | None]) -> bool:
    """Whether a year's figure, less those of its quarters that are shown, tells how few were in the others.

    Figures that somebody enters come one by one: None stands for a quarter that nobody has entered yet.
    """
    year, *quarters = year_and_quarters
    if year is None:
        return False
    hidden = any(one is not None and one.is_hidden for one in quarters)
    for which, whole in enumerate(year.counts):
        known = [one.counts[which] for one in quarters if one is not None and one.counts[which] is not None]
        others = len(quarters) - len(known)
        left = -1 if whole is None else whole - sum(known)  # type: ignore[arg-type]
        if not known or not others or left < 0:  # what is counted at the end of each quarter does not add up to a year
            continue
        if _is_few(left) or (hidden and (others == 1 or left - (others - 1) < SMALLEST_SHOWN)):
            return True
    return False


def _leaves_enough(whole: Count | None, parts: Sequence[Count | None]) -> bool:
    hidden = [one for one in parts if one is None or one.value is None]
    if not hidden or whole is None or whole.value is None:
        return True
    left = whole.value - sum(one.value or 0 for one in parts if one is not None)
    return len(hidden) > 1 and left - (len(hidden) - 1) >= SMALLEST_SHOWN


def _count(figures: Mapping[str, Figure], id: str, which: str) -> int | None:
    figure = figures.get(id)
    count: Count | None = getattr(figure, which) if figure else None
    return count.value if count else None


def _is_few(number: int) -> bool:
    return 0 < number < SMALLEST_SHOWN
