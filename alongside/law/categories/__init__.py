"""Which category of the Children Act 1989 a person is in, on any day of their life.

The rules of evaluation (anything that decides whole cohorts must follow them to the day)
=========================================================================================

Days
  D1  A status is asked at noon of a day. A stretch holds on its first day and not on its last.
  D2  Birthdays: ages.birthday (29 February: 1 March in a common year).
  D3  What is known about later days changes nothing about a day: an answer for a day uses facts up to that day.
      Planned ends are facts like any other; they only tell where a stretch of the timeline will end.

Care
  K1  Care ends at the 18th birthday at the latest: later days of a spell are ignored. A spell of no whole day is
      ignored. A stay of 24 hours or less (``hours``) is ignored unless under a care order or touching other care.
  K2  Overlapping or touching spells are one run. ``looked after`` = some run holds on the day.
  K3  Short breaks (V3, V4) meet regulation 48 until the first day on which: a break has lasted more than 17 days
      (start + 18); or the twelve months up to that day (C6) hold more than 75 break days; or a spell with
      ``same_carer = false`` starts. From that day on all breaks of this life, past and future, count as ordinary care.
      Until then, breaks do not count, save a run of breaks that touches or overlaps other care that has begun.
  K4  Counted runs on a day = the runs that count by K3. Days counted up to day u = the whole days of counted runs
      between the 14th birthday and u (u itself not included). Thirteen weeks are met at 91.

Categories, each only if the person is alive (from died_on on: none) and has reached 16 (before: none)
  E   eligible: under 18, a counted run holds on the day, 91 days counted up to the day.
  W   ``was eligible``: some counted run has ended, on or after the 16th birthday and before the 18th, with 91 days
      counted up to its end.
  X   ``additional``: detained or in hospital on the 16th birthday (touching stays are one) and 91 days counted up
      to the start of that stay, where short breaks count only if one of them had passed 28 days, or by touching.
  P   ``settled``: now lives with a parent (touching stays are one) and six months (C6) have passed since the latest
      of: moving in, the 16th birthday, the last end of care.
  R   relevant: under 18, not looked after, W or X, not P.
  F   former relevant, 18 or over: (b) a counted run lasts to the 18th birthday and 91 days are counted up to the day
      before it (A4); or (a) W, or X with a day not looked after between 16 and 18; and not P on the day (A7).
      There is no upper age: the tracks say what is owed from 21.
  Q   qualifying, under 21: (1A) a special guardianship order made when looked after the day before, and in force
      (on or after 18: in force until the 18th birthday); or (1B) not now looked after, accommodated or fostered,
      and some run of care, breaks included, or stay under section 24(2)(b)-(e), has ended on or after the 16th
      birthday. Stays end at 18; those under (d) count only once they have lasted three months (C6).
  The category is the first that holds of E, R, F, Q, none; ``also`` has qualifying where Q holds besides.

Certainty
  Every contested point is an open question (``open_questions``) that can be read the other way. On each day, each of
  them that applies is decided both ways; where the category would differ, its id is among ``ambiguities``. A2 and A4
  make the answer borderline, the others contested (which outweighs), save A1, which the statutory guidance settles.
  A8 is flagged where track T1 runs on after 25.

Missing history
  M1  ``history_held_from`` = H: care before H is not known except for the spells given. ``spells = None``: none of it
      is. Then the day is decided a second time as if the person had been in ordinary care without a break from the
      14th birthday (or the day before an earlier special guardianship order) to H, or to 18, with every short break
      counted as ordinary care, and with A2 and A4 read the other way. That is the most the unknown could make of it.
  M2  If what is known gives none, and M1 something stronger: ``unknown``, certainty unknown. Missing history never
      yields ``none``.
  M3  If what is known proves a category, that is the answer; where M1 gives a stronger one, a clear answer becomes
      borderline.
  M4  A person treated by the council as a care leaver is ``unknown`` wherever the answer would be none, from 16 on
      (until death), though no history is said to be missing: the facts and the practice contradict each other.

Authority
  The one looking after on the day, else the one whose care ended last; of several, the one whose unbroken time with
  the person started later, and of these the last by name. For a person who qualifies only by special guardianship:
  the one looking after the day before the order. For one who qualifies only by limbs (b)-(e), and for none when not
  looked after: "" (unknown).

Since, until
  The unbroken time ``[since, until)`` in the same category, whatever its certainty. The timeline begins at the 14th
  birthday (before it, since is None). ``until`` is None where no end is known.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from alongside.law.categories.case import Answer, Case
from alongside.law.categories.reasons import reasons_for
from alongside.law.categories.would_change import changes_for
from alongside.law.facts import Circumstances
from alongside.law.findings import Category, Finding, TimelineStretch

__all__ = ["Answer", "Case", "category_on", "timeline"]


def category_on(circumstances: Circumstances, on: date) -> Finding:
    """What the law says about one person on one day, with the reasons for it and what would change it."""
    case = Case(circumstances)
    return _finding(case, case.answers(), on)


def timeline(circumstances: Circumstances) -> tuple[TimelineStretch, ...]:
    """The whole life from the 14th birthday on, as stretches without gap or overlap; neighbours differ.

    The last stretch has no end. Each finding is the one of the first day of its stretch.
    """
    case = Case(circumstances)
    answers = case.answers()
    starts = [date.fromordinal(start) for start, _ in answers]
    return tuple(
        TimelineStretch(start, end, _finding(case, answers, start))
        for start, end in zip(starts, [*starts[1:], None], strict=True)
    )


def _finding(case: Case, answers: list[tuple[int, Answer]], on: date) -> Finding:
    at = on.toordinal()
    index = bisect_right(answers, at, key=lambda stretch: stretch[0]) - 1
    answer = answers[index][1] if index >= 0 else case.answer_on(at)
    since, until = _extent(answers, index)
    return Finding(
        on=on,
        since=since,
        until=until,
        reasons=reasons_for(case, at, answer),
        would_change=changes_for(case, at, answer, answers),
        **answer._asdict(),
    )


def _extent(answers: list[tuple[int, Answer]], index: int) -> tuple[date | None, date | None]:
    """The first day of the unbroken time in this category, and the day on which it ends (None: not known)."""
    category = answers[index][1].category if index >= 0 else Category.NONE
    first = last = index
    while first > 0 and answers[first - 1][1].category is category:
        first -= 1
    while last + 1 < len(answers) and answers[last + 1][1].category is category:
        last += 1
    since = date.fromordinal(answers[first][0]) if index >= 0 else None
    until = date.fromordinal(answers[last + 1][0]) if last + 1 < len(answers) else None
    return since, until
