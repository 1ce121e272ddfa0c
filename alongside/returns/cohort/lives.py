"""What is known about many people, in columns: the facts of ``law.Circumstances``, one array each.

A statutory return gives few facts about a life besides its spells of care, and each of those at most once. People
with more facts than the columns hold are kept whole in ``Lives.others``; they are few, and the reference law itself
decides about them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import polars as pl

from alongside.law.facts import Circumstances, Detention, ParentStay, SpecialGuardianship, Spell
from alongside.returns.cohort.days import ALWAYS, NEVER, Days, certain_day_of, day_number, day_of

PERSON_DAYS = (
    "born_on",
    "special_guardianship_made_on",
    "special_guardianship_ended_on",
    "adopted_on",
    "died_on",
    "detained_from",
    "detained_to",
    "with_parent_from",
    "with_parent_to",
    "history_held_from",
)
PERSON_FLAGS = ("care_known", "treated_as_care_leaver")
NO_NAME = -1
"""The code of an authority that has no name here."""
SPELL_COLUMNS = ("spell_from", "spell_to", "spell_status", "spell_authority", "spell_same_carer")


@dataclass(frozen=True, slots=True)
class Lives:
    """Facts about many people. Days are numbers (see ``days``); ``NEVER`` where a fact is absent or still going on.

    The spells of person ``i`` are rows ``first_spell[i]`` to ``first_spell[i + 1]``, in order of start, then end.
    ``history_held_from`` is ``ALWAYS`` where the whole life is known. ``spell_status`` and ``spell_authority`` are
    positions in ``legal_statuses`` and ``authorities`` (-1: an authority without a name). ``others`` holds, by
    position, the people with facts that have no column; their columns hold the rest of what is known.
    """

    born_on: Days
    first_spell: npt.NDArray[np.int64]
    spell_from: Days
    spell_to: Days
    spell_status: npt.NDArray[np.uint8]
    spell_authority: npt.NDArray[np.int16]
    spell_same_carer: npt.NDArray[np.bool_]
    special_guardianship_made_on: Days
    special_guardianship_ended_on: Days
    adopted_on: Days
    died_on: Days
    detained_from: Days
    detained_to: Days
    with_parent_from: Days
    with_parent_to: Days
    history_held_from: Days
    care_known: npt.NDArray[np.bool_]
    treated_as_care_leaver: npt.NDArray[np.bool_]
    legal_statuses: tuple[str, ...]
    authorities: tuple[str, ...]
    child: tuple[str, ...] = ()
    others: Mapping[int, Circumstances] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.born_on)

    @classmethod
    def from_circumstances(cls, people: Sequence[Circumstances], child: Sequence[str] = ()) -> Self:
        """Put people into columns. ``child`` gives their identifiers, in the same order."""
        spells = [sorted(person.spells or (), key=lambda s: (s.from_on, day_number(s.to_on))) for person in people]
        flat = [spell for of_person in spells for spell in of_person]
        legal_statuses = tuple(sorted({spell.legal_status for spell in flat}))
        authorities = tuple(sorted({spell.authority for spell in flat} - {""}))
        authority_code = {name: code for code, name in enumerate(authorities)}
        rows = [_person_row(person) for person in people]
        columns: dict[str, Any] = {
            name: np.array([row[name] for row in rows], dtype=np.int32) for name in PERSON_DAYS
        } | {name: np.array([row[name] for row in rows], dtype=bool) for name in PERSON_FLAGS}
        return cls(
            **columns,
            first_spell=np.concatenate(([0], np.cumsum([len(s) for s in spells], dtype=np.int64))),
            spell_from=np.array([day_number(s.from_on) for s in flat], dtype=np.int32),
            spell_to=np.array([day_number(s.to_on) for s in flat], dtype=np.int32),
            spell_status=np.array([legal_statuses.index(s.legal_status) for s in flat], dtype=np.uint8),
            spell_authority=np.array([authority_code.get(s.authority, NO_NAME) for s in flat], dtype=np.int16),
            spell_same_carer=np.array([s.same_carer for s in flat], dtype=bool),
            legal_statuses=legal_statuses,
            authorities=authorities,
            child=tuple(child),
            others={i: person for i, person in enumerate(people) if not _fits_columns(person)},
        )

    def circumstances_of(self, i: int) -> Circumstances:
        """The facts about one person, as the reference law takes them."""
        if i in self.others:
            return self.others[i]
        made_on = day_of(self.special_guardianship_made_on[i])
        detained_from = day_of(self.detained_from[i])
        with_parent_from = day_of(self.with_parent_from[i])
        return Circumstances(
            born_on=certain_day_of(self.born_on[i]),
            spells=self._spells_of(i) if self.care_known[i] else None,
            detained_or_in_hospital=(Detention(detained_from, day_of(self.detained_to[i])),) if detained_from else (),
            lived_with_parent=(ParentStay(with_parent_from, day_of(self.with_parent_to[i])),)
            if with_parent_from
            else (),
            special_guardianship=SpecialGuardianship(made_on, day_of(self.special_guardianship_ended_on[i]))
            if made_on
            else None,
            adopted_on=day_of(self.adopted_on[i]),
            died_on=day_of(self.died_on[i]),
            history_held_from=day_of(self.history_held_from[i]),
            treated_as_care_leaver=bool(self.treated_as_care_leaver[i]),
        )

    def _spells_of(self, i: int) -> tuple[Spell, ...]:
        spells = []
        for row in range(self.first_spell[i], self.first_spell[i + 1]):
            spells.append(
                Spell(
                    certain_day_of(self.spell_from[row]),
                    day_of(self.spell_to[row]),
                    legal_status=self.legal_statuses[self.spell_status[row]],
                    authority=self._authority_of(row),
                    same_carer=bool(self.spell_same_carer[row]),
                )
            )
        return tuple(spells)

    def _authority_of(self, row: int) -> str:
        code = self.spell_authority[row]
        return "" if code == NO_NAME else self.authorities[code]

    def person_of_spell(self) -> npt.NDArray[np.int64]:
        """Whose each spell is, as a position."""
        return np.repeat(np.arange(len(self)), np.diff(self.first_spell))

    def has_more_than_care(self) -> npt.NDArray[np.bool_]:
        """For whom anything but spells of care could matter: other facts, or care that is not known."""
        result = ~self.care_known | (self.history_held_from > ALWAYS) | self.treated_as_care_leaver
        result |= (self.special_guardianship_made_on < NEVER) | (self.detained_from < NEVER)
        result[list(self.others)] = True
        return result

    def part(self, start: int, stop: int) -> Self:
        """The people from ``start`` up to ``stop``, as views of the same columns."""
        spells = slice(int(self.first_spell[start]), int(self.first_spell[stop]))
        columns: dict[str, Any] = {name: getattr(self, name)[start:stop] for name in (*PERSON_DAYS, *PERSON_FLAGS)}
        columns |= {name: getattr(self, name)[spells] for name in SPELL_COLUMNS}
        return replace(
            self,
            **columns,
            first_spell=self.first_spell[start : stop + 1] - self.first_spell[start],
            child=self.child[start:stop],
            others={i - start: person for i, person in self.others.items() if start <= i < stop},
        )

    def of_people(self, people: npt.NDArray[np.int64]) -> Self:
        """Some of the people, in the order given."""
        held = (self.first_spell[1:] - self.first_spell[:-1])[people]
        first_spell = np.concatenate(([0], np.cumsum(held)))
        spells = np.repeat(self.first_spell[people] - first_spell[:-1], held) + np.arange(first_spell[-1])
        columns: dict[str, Any] = {name: getattr(self, name)[people] for name in (*PERSON_DAYS, *PERSON_FLAGS)}
        columns |= {name: getattr(self, name)[spells] for name in SPELL_COLUMNS}
        return replace(
            self,
            **columns,
            first_spell=first_spell,
            child=tuple(self.child[i] for i in people) if self.child else (),
            others={place: self.others[i] for place, i in enumerate(people.tolist()) if i in self.others}
            if self.others
            else {},
        )

    def to_parquet(self, folder: Path) -> None:
        """Write ``people.parquet`` and ``spells.parquet`` into a folder, packed so that reading costs little.

        Raises ValueError if someone has facts without a column: they would be lost.
        """
        if self.others:
            raise ValueError(f"{len(self.others)} people have facts that the columns cannot hold.")
        folder.mkdir(parents=True, exist_ok=True)
        people = {name: _as_dates(getattr(self, name)) for name in PERSON_DAYS}
        people |= {name: pl.Series(getattr(self, name)) for name in PERSON_FLAGS}
        people["spells"] = pl.Series(np.diff(self.first_spell).astype(np.uint16))
        if self.child:
            people["child"] = pl.Series(self.child)
        spells = {
            "from_on": _as_dates(self.spell_from),
            "to_on": _as_dates(self.spell_to),
            "legal_status": _as_words(self.spell_status, self.legal_statuses),
            "authority": _as_words(self.spell_authority, self.authorities),
            "same_carer": pl.Series(self.spell_same_carer),
        }
        for name, columns in (("people", people), ("spells", spells)):
            pl.DataFrame(columns).write_parquet(folder / f"{name}.parquet", compression="lz4", statistics=False)

    @classmethod
    def from_parquet(cls, folder: Path) -> Self:
        """Read what ``to_parquet`` wrote (identifiers, if there are any, are not read: see ``children``)."""
        people = pl.read_parquet(folder / "people.parquet", columns=[*PERSON_DAYS, *PERSON_FLAGS, "spells"])
        columns: dict[str, Any] = {
            name: _as_days(people[name], ALWAYS if name == "history_held_from" else NEVER) for name in PERSON_DAYS
        } | {name: people[name].to_numpy() for name in PERSON_FLAGS}
        counts = people["spells"].to_numpy()
        first_spell = np.zeros(len(counts) + 1, dtype=np.int64)
        np.cumsum(counts, out=first_spell[1:])
        del people, counts
        spells = pl.read_parquet(folder / "spells.parquet")
        statuses, authorities = spells["legal_status"], spells["authority"]
        return cls(
            **columns,
            first_spell=first_spell,
            spell_from=_as_days(spells["from_on"], NEVER),
            spell_to=_as_days(spells["to_on"], NEVER),
            spell_status=_as_codes(statuses).astype(np.uint8, copy=False),
            spell_authority=_as_codes(authorities).astype(np.int16, copy=False),
            spell_same_carer=spells["same_carer"].to_numpy(),
            legal_statuses=_words(statuses),
            authorities=_words(authorities),
        )


def _person_row(person: Circumstances) -> dict[str, int | bool]:
    order = person.special_guardianship
    detention = next(iter(person.detained_or_in_hospital), None)
    parent = next(iter(person.lived_with_parent), None)
    return {
        "born_on": day_number(person.born_on),
        "special_guardianship_made_on": day_number(order.made_on if order else None),
        "special_guardianship_ended_on": day_number(order.ended_on if order else None),
        "adopted_on": day_number(person.adopted_on),
        "died_on": day_number(person.died_on),
        "detained_from": day_number(detention.from_on if detention else None),
        "detained_to": day_number(detention.to_on if detention else None),
        "with_parent_from": day_number(parent.from_on if parent else None),
        "with_parent_to": day_number(parent.to_on if parent else None),
        "history_held_from": day_number(person.history_held_from, ALWAYS),
        "care_known": person.spells is not None,
        "treated_as_care_leaver": person.treated_as_care_leaver,
    }


def _fits_columns(person: Circumstances) -> bool:
    return (
        len(person.detained_or_in_hospital) <= 1
        and all(stay.kind == "detained" for stay in person.detained_or_in_hospital)
        and len(person.lived_with_parent) <= 1
        and all(spell.hours is None for spell in person.spells or ())
        and not person.accommodated_elsewhere
        and not person.with_former_foster_carer
        and not person.education
        and not person.asked_for_support
        and not person.commenced
    )


def _as_dates(days: Days) -> pl.Series:
    """Days as a Parquet date column: nobody who opens the file need know our numbers."""
    frame = pl.DataFrame({"day": days})
    known = (pl.col("day") < NEVER) & (pl.col("day") > ALWAYS)
    return frame.select(pl.when(known).then(pl.col("day")).cast(pl.Date)).to_series()


def _as_days(dates: pl.Series, missing: int) -> Days:
    days = dates.to_physical()
    return (days.fill_null(missing) if days.null_count() else days).to_numpy()


def _as_words(codes: npt.NDArray[Any], words: tuple[str, ...]) -> pl.Series:
    named = codes >= 0
    column = pl.Series(np.where(named, codes, 0).astype(np.uint16)).cat.to(pl.Enum([*words, "?"]))
    return column if named.all() else pl.select(pl.when(pl.Series(named)).then(column)).to_series()


def _as_codes(column: pl.Series) -> npt.NDArray[Any]:
    codes = column.to_physical()
    return (codes.cast(pl.Int16).fill_null(NO_NAME) if codes.null_count() else codes).to_numpy()


def _words(column: pl.Series) -> tuple[str, ...]:
    if not isinstance(column.dtype, pl.Enum):
        raise TypeError(f"The column {column.name} of the spells is not one that to_parquet wrote.")
    return tuple(column.dtype.categories[:-1])
