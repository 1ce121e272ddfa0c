"""An invented statutory return of any size: nobody in it exists, and no postcode in it is real.

`python -m benchmarks.make_return FOLDER --children 10000` writes this year's CSV set, and last year's in `prev`.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from alongside.law.ages import birthday
from alongside.returns.tables import TABLES, year_ends_on, year_starts_on

Row = dict[str, str]
_LEAVING = ("E4A", "E4B", "E5", "E41", "E13", "E8")


@dataclass(frozen=True, slots=True)
class Stay:
    """One episode of a life in care, told whole: the years see parts of it."""

    number: int
    start: date
    end: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Life:
    """One invented person."""

    child: str
    sex: str
    born_on: date
    stays: tuple[Stay, ...]


def make_return(
    folder: Path, children: int = 10_000, *, year: int = 2026, fault_every: int = 200, seed: int = 1
) -> int:
    """Write ``year`` and, in ``prev``, the year before; return how many rows there are in all.

    About seven in ten were in care in one of the years and three in ten are care leavers. Every ``fault_every``-th
    episode of this year has a legal status that is none, so that there is something to find.
    """
    chance = random.Random(seed)
    lives = [_life(chance, number, year) for number in range(children)]
    return _write(folder, lives, year, fault_every, chance) + _write(folder / "prev", lives, year - 1, 0, chance)


def _life(chance: random.Random, number: int, year: int) -> Life:
    child, sex = f"X{number:07d}", chance.choice("MF")
    if number % 10 < 3:
        born_on = year_ends_on(year) - timedelta(days=chance.randint(19 * 366, 21 * 365))
        return Life(child, sex, born_on, ())
    born_on = year_ends_on(year) - timedelta(days=chance.randint(2 * 365, 17 * 365))
    start = max(born_on, year_starts_on(year) - timedelta(days=chance.randint(-300, 500)))
    return Life(child, sex, born_on, tuple(_stays(chance, start, born_on, year_ends_on(year))))


def _stays(chance: random.Random, start: date, born_on: date, until: date) -> Iterator[Stay]:
    adult_on = birthday(born_on, 18)
    for number in range(20):
        end = min(start + timedelta(days=chance.randint(15, 120)), adult_on)
        if end > until:
            yield Stay(number, start, None, "")
            return
        if end == adult_on or chance.random() < 0.1 or number == 19:
            yield Stay(number, start, end, "E17" if end == adult_on else chance.choice(_LEAVING[:2]))
            return
        yield Stay(number, start, end, "X1")
        start = end


def _write(folder: Path, lives: list[Life], year: int, fault_every: int, chance: random.Random) -> int:
    rows: dict[str, list[Row]] = {name: [] for name, table in TABLES.items() if table.existed_in(year)}
    for life in lives:
        _add(rows, life, year, chance)
    for row in rows["Episodes"][fault_every - 1 :: fault_every] if fault_every else []:
        row["LS"] = "C9"
    folder.mkdir(parents=True, exist_ok=True)
    for name, table_rows in rows.items():
        with (folder / f"{name.lower()}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, TABLES[name].column_names, restval="")
            writer.writeheader()
            writer.writerows(table_rows)
    return sum(map(len, rows.values()))


def _add(rows: dict[str, list[Row]], life: Life, year: int, chance: random.Random) -> None:
    first, last = year_starts_on(year), year_ends_on(year)
    stays = [stay for stay in life.stays if stay.start <= last and (stay.end is None or stay.end >= first)]
    if life.stays and not stays:
        return
    key = {"CHILD": life.child, "DOB": _day(life.born_on)}
    mother = {"MOTHER": "0"} if life.sex == "F" and stays else {}
    rows["Header"].append({**key, **mother, "SEX": life.sex, "ETHNIC": "WBRI", "UPN": f"A{life.child[1:]:0>12}"})
    if not stays:
        rows["OC3"].append({**key, "IN_TOUCH": "YES", "ACTIV": chance.choice(("F2", "F5", "G5")), "ACCOM": "U1"})
        return
    rows["Episodes"] += [_episode(life, stay, last) for stay in stays]
    began, ended = max(stays[0].start, first), min(stays[-1].end or last, last)
    for days in range(20, (ended - began).days, 180):
        review = {"REVIEW": _day(began + timedelta(days=days)), "REVIEW_CODE": "PN1"}
        rows["Reviews"].append(key | review)
    if stays[0].start <= first and ended == last and stays[-1].end is None:
        rows["OC2"].append({**key, "SDQ_SCORE": str(chance.randint(0, 40)), "CONVICTED": "0", "HEALTH_CHECK": "1"})
    if stays[0].number == 0 and stays[0].start >= first:
        rows["PrevPerm"].append({**key, "PREV_PERM": "Z1"})
    if chance.random() < 0.2:
        rows["Missing"].append({**key, "MISSING": "M", "MIS_START": _day(began), "MIS_END": _day(ended)})
    worker = {"SW_ID": f"SW{chance.randint(100000, 999999)}", "SW_DECOM": _day(began), "SW_REASON": "FCONTA"}
    rows["SWEpisodes"].append(key | worker)


def _episode(life: Life, stay: Stay, last: date) -> Row:
    ended = stay.end is not None and stay.end <= last
    return {
        "CHILD": life.child,
        "DECOM": _day(stay.start),
        "RNE": "P" if stay.number else "S",
        "LS": "C2",
        "CIN": "N1",
        "PLACE": "U6" if stay.number % 2 else "K2",
        "PLACE_PROVIDER": "PR1" if stay.number % 2 else "PR4",
        "DEC": _day(stay.end) if ended and stay.end else "",
        "REC": stay.why if ended else "",
        "REASON_PLACE_CHANGE": "CARPL" if ended and stay.why == "X1" else "",
        "HOME_POST": "ZZ1 1ZZ",
        "PL_POST": f"ZZ{stay.number + 2} 2ZZ",
        "URN": f"SC{100000 + stay.number}",
    }


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--children", type=int, default=10_000)
    options = parser.parse_args()
    print(f"{make_return(options.folder, options.children)} rows in {options.folder}")


if __name__ == "__main__":
    main()
