"""A return, of one year or several → what the law needs to know about everyone in it.

A return says little besides spells of care, and never tells a whole life. What is read from it, and how far:

    REC E45-E48     a special guardianship order, made the day care ended
    REC E11, E12    adopted the day care ended
    REC E2          died that day; OC3 "DIED" gives no day, so the end of the first year that says so
    REC E9          detained from that day (for how long is not told) until looked after again
    REC E3          in another authority's care on that day; what came of it is not known
    OC3 "RHOM"      back with parents for six months: since care ended if it ended by going home (E4A, E4B), else the
                    six months before the birthday that OC3 tells of; until the birthday of a later year that says
                    otherwise. Going home by itself does not tell that anyone stayed there.
    OC3, any year   treated by this council as a care leaver
    V3              a short break; in another postcode than the first, with another carer
    V4              the agreement, not the stays: when the child was away from home is not known
    years given     what happened before the first of them is not known, save episodes still running then

An episode that cannot be read whole, or whose end no year tells, leaves a gap, never a conclusion: the whole time up
to the end of the newest year then counts as not known, save what other episodes tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from alongside.law.ages import birthday, months_after
from alongside.law.facts import Circumstances, Detention, ParentStay, SpecialGuardianship, Spell
from alongside.returns.read import Return, joined_episodes
from alongside.returns.tables import TABLES, year_ends_on, year_starts_on

ANOTHER_AUTHORITY = "another authority"
"""Who looks after a child whose care was taken over (E3): a return does not name it."""

GUARDIANSHIPS = frozenset({"E45", "E46", "E47", "E48"})
ADOPTIONS = frozenset({"E11", "E12"})
DIED, TAKEN_OVER, CUSTODY = "E2", "E3", "E9"
WENT_HOME = frozenset({"E4A", "E4B"})
EACH_BREAK_RECORDED, BREAKS_AGREED = "V3", "V4"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of Episodes. ``ended_on`` is ``None`` while it goes on; ``year`` the newest return that tells of it."""

    year: int
    started_on: date
    ended_on: date | None
    legal_status: str
    ending: str
    postcode: str


@dataclass(slots=True)
class Rows:
    """What a return's tables say about one child. ``in_touch`` is OC3's answer by collection year."""

    born_on: date | None = None
    episodes: list[Episode] = field(default_factory=list)
    has_gap: bool = False
    in_touch: dict[int, str] = field(default_factory=dict)


def people_in(given: Return, authority: str = "") -> dict[str, Circumstances | None]:
    """What is known about everyone in a return, by child id; ``None`` for those without a date of birth.

    ``authority`` is the council whose return it is.
    """
    held_from, ends_on = history_held_from(given), year_ends_on(given.year)
    return {
        child: circumstances_of(rows, rows.born_on, held_from, ends_on, authority) if rows.born_on else None
        for child, rows in _rows_by_child(given).items()
    }


def history_held_from(given: Return) -> date | None:
    """The first day of the unbroken row of years, up to the newest, whose episodes were given; ``None`` if none was."""
    year, first = given.year, None
    while given.has("Episodes", year):
        first, year = year_starts_on(year), year - 1
    return first


# ---- the tables, child by child ----


def _rows_by_child(given: Return) -> dict[str, Rows]:
    children = {child: Rows() for child in given.children}
    for child, born_on in _births(given):
        children[child].born_on = born_on
    in_touch = given["OC3"].drop_nulls("CHILD").select("CHILD", "year", "IN_TOUCH")
    for child, year, answer in in_touch.rows():
        children[child].in_touch[year] = answer or ""
    columns = ("CHILD", "year", "DECOM_on", "DEC", "DEC_on", "LS", "REC", "PL_POST")
    told = joined_episodes(given)
    for child, *values in told.select(columns).rows():
        _add_episode(children[child], *values)
    not_believed = given["Episodes"].drop_nulls("CHILD").join(told, on=["CHILD", "DECOM_on"], how="anti")
    for child, year in not_believed.select("CHILD", "year").rows():
        children[child].has_gap |= not is_told_by_a_later_year(children[child], year)
    for rows in children.values():
        end_what_was_left_open(rows, given.year)
    return children


def _births(given: Return) -> Iterable[tuple[str, date]]:
    """Dates of birth, the one to believe last: Header after other tables, newer years after older."""
    tables = [table.name for table in TABLES.values() if "DOB" in table.column_names]
    for table in sorted(tables, key=lambda name: name == "Header"):
        yield from given[table].drop_nulls(["CHILD", "DOB_on"]).sort("year").select("CHILD", "DOB_on").iter_rows()


def _add_episode(
    rows: Rows,
    year: int,
    started_on: date,
    end_as_written: str | None,
    ended_on: date | None,
    legal_status: str | None,
    ending: str | None,
    postcode: str | None,
) -> None:
    if (end_as_written is not None and ended_on is None) or (ended_on is not None and ended_on < started_on):
        rows.has_gap = True
        return
    place = (postcode or "").replace(" ", "").upper()
    rows.episodes.append(Episode(year, started_on, ended_on, legal_status or "", ending or "", place))


def is_told_by_a_later_year(rows: Rows, year: int) -> bool:
    """Whether a later return tells of care at a year's end: if so, it corrects what that year said."""
    next_begins = year_starts_on(year + 1)
    return any(
        episode.year > year
        and episode.started_on <= next_begins
        and (episode.ended_on is None or episode.ended_on >= next_begins)
        for episode in rows.episodes
    )


def end_what_was_left_open(rows: Rows, newest_year: int) -> None:
    """An episode that the last return to tell of a child left open, though later ones were given, has no known end."""
    for place, episode in enumerate(rows.episodes):
        if episode.ended_on is None and episode.year < newest_year:
            rows.has_gap = True
            rows.episodes[place] = replace(episode, ended_on=year_starts_on(episode.year + 1))


# ---- one child ----


def circumstances_of(rows: Rows, born_on: date, held_from: date | None, ends_on: date, authority: str) -> Circumstances:
    """What the rows of one child tell. ``held_from``: the first day of the years given; ``ends_on``: the last.

    Whoever keeps the rows of several years joins them first: one row for each start, the newest year's, and
    ``end_what_was_left_open``.
    """
    spells = _spells(rows, authority)
    has_gap = rows.has_gap or any(episode.legal_status == BREAKS_AGREED for episode in rows.episodes)
    has_gap |= any(spell.authority == ANOTHER_AUTHORITY for spell in spells)
    guardianship = _last_ended(rows, GUARDIANSHIPS)
    parent_stay = _parent_stay(rows, born_on)
    detention = _detention(rows)
    return Circumstances(
        born_on=born_on,
        spells=tuple(spells) if held_from is not None else None,
        detained_or_in_hospital=(detention,) if detention else (),
        lived_with_parent=(parent_stay,) if parent_stay else (),
        special_guardianship=SpecialGuardianship(guardianship) if guardianship else None,
        adopted_on=_last_ended(rows, ADOPTIONS),
        died_on=_died_on(rows),
        history_held_from=ends_on + ONE_DAY if has_gap else held_from,
        treated_as_care_leaver=bool(rows.in_touch),
    )


def _spells(rows: Rows, authority: str) -> list[Spell]:
    breaks_in = next((e.postcode for e in rows.episodes if e.legal_status == EACH_BREAK_RECORDED), "")
    spells = []
    for episode in rows.episodes:
        if episode.legal_status == BREAKS_AGREED:
            continue
        is_elsewhere = bool(breaks_in and episode.postcode) and episode.postcode != breaks_in
        same_carer = episode.legal_status != EACH_BREAK_RECORDED or not is_elsewhere
        spells.append(
            Spell(episode.started_on, episode.ended_on, episode.legal_status, authority, same_carer=same_carer)
        )
        if episode.ending == TAKEN_OVER and episode.ended_on is not None:
            until = episode.ended_on + ONE_DAY
            spells.append(Spell(episode.ended_on, until, episode.legal_status, ANOTHER_AUTHORITY))
    return spells


def _last_ended(rows: Rows, endings: Iterable[str]) -> date | None:
    """The last day on which care ended in one of these ways."""
    return max((e.ended_on for e in rows.episodes if e.ending in endings and e.ended_on is not None), default=None)


def _next_start(rows: Rows, day: date) -> date | None:
    """The first day on which an episode begins, on a day or later."""
    return min((e.started_on for e in rows.episodes if e.started_on >= day), default=None)


def _detention(rows: Rows) -> Detention | None:
    sentenced_on = _last_ended(rows, {CUSTODY})
    return None if sentenced_on is None else Detention(sentenced_on, _next_start(rows, sentenced_on))


def _died_on(rows: Rows) -> date | None:
    told = [year_ends_on(year) for year, answer in rows.in_touch.items() if answer == "DIED"]
    in_care = _last_ended(rows, {DIED})
    return in_care or min(told, default=None)


def _parent_stay(rows: Rows, born_on: date) -> ParentStay | None:
    """The latest time back with parents that OC3 tells of."""
    answers = sorted((year, answer) for year, answer in rows.in_touch.items() if answer)
    home = [year for year, answer in answers if answer == "RHOM"]
    if not home:
        return None
    first = home[-1]
    for (year, answer), (following, _) in reversed(list(pairwise(answers))):
        if following == first and answer == "RHOM":
            first = year
    told_on = _birthday_in(born_on, first)
    ended = [e for e in rows.episodes if e.ended_on is not None and e.ended_on <= told_on]
    last = max(ended, key=lambda e: e.ended_on or e.started_on, default=None)
    from_on = months_after(told_on, -6)
    if last is not None and last.ended_on is not None:
        from_on = last.ended_on if last.ending in WENT_HOME else max(from_on, last.ended_on)
    ends = [_birthday_in(born_on, year) for year, _ in answers if year > home[-1]]
    ends += [start for start in [_next_start(rows, from_on)] if start is not None]
    to_on = min(ends, default=None)
    return ParentStay(from_on, to_on) if to_on is None or from_on < to_on else None


def _birthday_in(born_on: date, year: int) -> date:
    """The birthday in a collection year."""
    first = birthday(born_on, year - 1 - born_on.year)
    return first if first >= year_starts_on(year) else birthday(born_on, year - born_on.year)
