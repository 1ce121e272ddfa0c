"""What is known about many people, in columns: the facts of ``law.Circumstances``, one array each.

A statutory return gives few facts about a life besides its spells of care, and each of those at most once. People
with more facts than the columns hold are kept whole in ``Lives.others``; they are few, and the reference law itself
decides about them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import polars as pl

from alongside.law.facts import Circumstances, Detention, ParentStay, SpecialGuardianship, Spell
from alongside.returns.cohort.days import ALWAYS, NEVER, Days, day_number, day_of

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


@dataclass(frozen=True, slots=True)
class Lives:
    """Facts about many people. Days are numbers (see ``days``); ``NEVER`` where a fact is absent or still going on.

    The spells of person ``i`` are rows ``first_spell[i]`` to ``first_spell[i + 1]``, in order of start, then end.
    ``history_held_from`` is ``ALWAYS`` where the whole life is known. ``spell_status`` and ``spell_authority`` are
    positions in ``legal_statuses`` and ``authorities``. ``others`` holds, by position, the people with facts that
    have no column; their columns hold the rest of what is known.
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
        authorities = tuple(sorted({spell.authority for spell in flat}))
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
            spell_authority=np.array([authorities.index(s.authority) for s in flat], dtype=np.int16),
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
        born_on = day_of(self.born_on[i])
        assert born_on is not None  # a person without a day of birth cannot be put into columns
        return Circumstances(
            born_on=born_on,
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
            from_on = day_of(self.spell_from[row])
            assert from_on is not None  # every spell has a start
            spells.append(
                Spell(
                    from_on,
                    day_of(self.spell_to[row]),
                    legal_status=self.legal_statuses[self.spell_status[row]],
                    authority=self.authorities[self.spell_authority[row]],
                    same_carer=bool(self.spell_same_carer[row]),
                )
            )
        return tuple(spells)

    def part(self, start: int, stop: int) -> Self:
        """The people from ``start`` up to ``stop``, as views of the same columns."""
        spells = slice(int(self.first_spell[start]), int(self.first_spell[stop]))
        columns: dict[str, Any] = {}
        for column in fields(self):
            value = getattr(self, column.name)
            if column.name == "first_spell":
                columns[column.name] = value[start : stop + 1] - value[start]
            elif column.name.startswith("spell_"):
                columns[column.name] = value[spells]
            elif isinstance(value, np.ndarray) or column.name == "child":
                columns[column.name] = value[start:stop]
        columns["others"] = {i - start: person for i, person in self.others.items() if start <= i < stop}
        return replace(self, **columns)

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
            spell_status=statuses.to_physical().to_numpy().astype(np.uint8, copy=False),
            spell_authority=authorities.to_physical().to_numpy().astype(np.int16, copy=False),
            spell_same_carer=spells["same_carer"].to_numpy(),
            legal_statuses=tuple(statuses.dtype.categories),
            authorities=tuple(authorities.dtype.categories),
        )


def _person_row(person: Circumstances) -> dict[str, int | bool]:
    order = person.special_guardianship
    detention = next(iter(person.detained_or_in_hospital), None)
    parent = next(iter(person.lived_with_parent), None)
    return {
        "born_on": day_number(person.born_on),
        "special_guardianship_made_on": day_number(order and order.made_on),
        "special_guardianship_ended_on": day_number(order and order.ended_on),
        "adopted_on": day_number(person.adopted_on),
        "died_on": day_number(person.died_on),
        "detained_from": day_number(detention and detention.from_on),
        "detained_to": day_number(detention and detention.to_on),
        "with_parent_from": day_number(parent and parent.from_on),
        "with_parent_to": day_number(parent and parent.to_on),
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
    return pl.Series(codes).cat.to(pl.Enum(list(words)))
