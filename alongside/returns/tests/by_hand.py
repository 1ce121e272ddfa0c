"""The same indicators once more, by another road: rows of text, one child after the other, no columns and no joins.

Nothing here is shared with ``alongside.returns.indicators``, so that a slip in one shows against the other.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import alongside.law

Row = dict[str, str]
Tables = dict[str, list[Row]]
HOLIDAYS = {
    row["on"]
    for row in tomllib.loads((Path(alongside.law.__file__).parent / "bank_holidays.toml").read_text())["holiday"]
}


def day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None  # noqa: DTZ007


def months_on(on: date, months: int) -> date:
    year, month = on.year + (on.month - 1 + months) // 12, (on.month - 1 + months) % 12 + 1
    for last in (on.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError


def age(born: date, on: date) -> int:
    had_it = (on.month, on.day) >= (born.month, born.day)
    return on.year - born.year - (0 if had_it else 1)


class Hand:
    """A return of several years, a dict of tables for each, read anew for one span."""

    def __init__(self, years: dict[int, Tables], from_on: date, to_on: date) -> None:
        self.years, self.a, self.z = years, from_on, to_on
        self.first = date(min(years) - 1, 4, 1)
        self.born: dict[str, date] = {}
        self.sex: dict[str, str] = {}
        for year in sorted(years):
            for row in years[year]["Header"]:
                self.born[row["CHILD"]] = day(row["DOB"])  # type: ignore[assignment]
                self.sex[row["CHILD"]] = row["SEX"]
        self.lives = self._lives()
        self.now = {c: e for c, e in ((c, self.at(c, to_on)) for c in self.lives) if e}

    def _lives(self) -> dict[str, list[dict[str, Any]]]:
        """Each child's episodes in order; the newest year is believed, and its periods of care are told apart."""
        told: dict[tuple[str, date], tuple[int, Row]] = {}
        newest: dict[str, int] = {}
        for year in sorted(self.years):
            for row in self.years[year]["Episodes"]:
                told[row["CHILD"], day(row["DECOM"])] = (year, row)  # type: ignore[index]
                newest[row["CHILD"]] = year
        lives: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for (child, start), (year, row) in sorted(told.items(), key=lambda one: one[0]):
            if row["LS"] in ("V3", "V4") or (not row["DEC"] and year < newest[child]):
                continue
            forgotten = not row["DEC"] and year < max(self.years)
            one = {**row, "start": start, "end": date(year, 4, 1) if forgotten else day(row["DEC"])}
            before = lives[child][-1] if lives[child] else None
            same = before is not None and before["end"] == start
            one["since"] = before["since"] if same and before else start
            lives[child].append(one)
        return lives

    def at(self, child: str, on: date) -> dict[str, Any] | None:
        open_ones = [e for e in self.lives[child] if e["start"] <= on and (e["end"] is None or e["end"] > on)]
        return open_ones[-1] if open_ones else None

    def rows(self, table: str) -> list[Row]:
        return [row for year in sorted(self.years) for row in self.years[year].get(table, [])]

    def within(self, text: str) -> bool:
        on = day(text)
        return on is not None and self.a <= on <= self.z

    def count(self, test: Callable[[dict[str, Any]], bool]) -> tuple[int, int]:
        return sum(1 for e in self.now.values() if test(e)), len(self.now)

    def ended(self) -> list[dict[str, Any]]:
        every = [e for life in self.lives.values() for e in life if e["end"] and self.a <= e["end"] <= self.z]
        return [e for e in every if e["REC"] not in ("", "X1")]

    def placements(self, child: str, after: date | None, since: date | None) -> int:
        """How many placements that are not temporary: open later than ``after``, of the care since ``since``."""
        stretches: list[list[dict[str, Any]]] = []
        for e in self.lives[child]:
            if e["RNE"] != "L" or e["start"] == e["since"] or not stretches:
                stretches.append([])
            stretches[-1].append(e)
        number = 0
        for stretch in stretches:
            lasting = [e for e in stretch if not e["PLACE"].startswith("T")]
            if not lasting or lasting[0]["start"] > self.z or (since and lasting[0]["since"] != since):
                continue
            end = lasting[-1]["end"]
            number += after is None or end is None or end > after
        return number

    # --- one answer for each id --------------------------------------------------------------------------------------

    def answers(self) -> dict[str, Any]:
        return {**self.care(), **self.moves(), **self.safety(), **self.adoption(), **self.by_year()}

    def care(self) -> dict[str, Any]:
        ages = [age(self.born[c], self.z) for c in self.now]
        stays = [(self.z - e["since"]).days for e in self.now.values()]
        starts = [
            age(self.born[c], e["start"])
            for c, life in self.lives.items()
            for e in life
            if e["RNE"] == "S" and self.a <= e["start"] <= self.z
        ]
        latest: dict[str, str] = {}
        for year in sorted(self.years):
            if date(year - 1, 4, 1) <= self.z:
                latest.update({row["CHILD"]: row["DUC"] for row in self.years[year].get("UASC", [])})
        alone = {c for c, ends in latest.items() if not ends or day(ends) > self.z}  # type: ignore[operator]
        is_foster = lambda e: e["PLACE"][0] == "U"  # noqa: E731
        homes = [c for c, e in self.now.items() if e["PLACE"] == "K2"]
        kinds: dict[str, int] = defaultdict(int)
        for e in self.now.values():
            place = e["PLACE"]
            group = {"U": "foster", "A": "adoption"}.get(place[0], "other")
            group = "home" if place in ("K1", "K2", "R1", "S1") else group
            group = "supported" if place in ("K3", "H5", "P2") else "parents" if place == "P1" else group
            kinds[group] += 1
        order = ("foster", "home", "supported", "parents", "adoption", "other")
        bounds = (0, 182, 365, 730, 1826, 10**6)
        return {
            "A1": len(self.now),
            "A4": [sum(lo <= a < hi for a in ages) for lo, hi in ((0, 5), (5, 10), (10, 16), (16, 99))],
            "A5": self.count(lambda e: self.sex[e["CHILD"]] == "F"),
            "A6": (sum(10 <= a <= 15 for a in starts), len(starts)),
            "A7": [sum(lo <= s < hi for s in stays) for lo, hi in pairwise(bounds)],
            "A8": self.count(lambda e: e["CHILD"] in alone),
            "A11": self.count(lambda e: e["CIN"] == "N1"),
            "A17": self.count(lambda e: e["LS"][0] == "J" or e["PLACE"] == "R5")[0],
            "B6": self.count(is_foster),
            "B7": self.count(lambda e: is_foster(e) and e["PLACE_PROVIDER"] == "PR1"),
            "B8": self.count(lambda e: e["PLACE"] in ("K1", "K2", "R1", "S1")),
            "B14": (sum(age(self.born[c], self.z) <= 12 for c in homes), len(homes)),
            "B17": [kinds[group] for group in order],
        }

    def moves(self) -> dict[str, Any]:
        year_before = months_on(self.z, -12)
        held = year_before >= self.first - timedelta(days=1)
        workers: dict[str, set[str]] = defaultdict(set)
        newest = {(row["CHILD"], row["SW_DECOM"]): row for row in self.rows("SWEpisodes")}
        for (child, _), row in newest.items():
            until = day(row["SW_DEC"])
            if day(row["SW_DECOM"]) <= self.z and (until is None or until > year_before):  # type: ignore[operator]
                workers[child].add(row["SW_ID"])
        reasons: dict[str, int] = defaultdict(int)
        for life in self.lives.values():
            for e in life:
                if e["end"] and self.a <= e["end"] <= self.z and e["REASON_PLACE_CHANGE"]:
                    reasons[e["REASON_PLACE_CHANGE"]] += 1
        left = self.ended()
        lately = self.count(lambda e: self.placements(e["CHILD"], year_before, None) >= 3)
        changed = self.count(lambda e: len(workers[e["CHILD"]]) >= 2)
        return {
            "B18": (sum(e["REC"] in ("E41", "E43", "E44", "E45", "E46", "E47", "E48") for e in left), len(left)),
            "C1": lately if held else None,
            "C2": self.count(lambda e: self.placements(e["CHILD"], None, e["since"]) >= 4),
            "C4": changed if held else None,
            "C6": sorted(number for number in reasons.values()),
        }

    def safety(self) -> dict[str, Any]:
        times = {
            (row["CHILD"], day(row["MIS_START"]))
            for row in self.rows("Missing")
            if row["MISSING"] == "M" and self.within(row["MIS_START"])
        }
        at_home = [1 for c, on in times if on and c in self.lives and (e := self.at(c, on)) and e["PLACE"] == "K2"]
        reviews = {(row["CHILD"], row["REVIEW"]): row for row in self.rows("Reviews")}
        older = [
            row
            for row in reviews.values()
            if self.within(row["REVIEW"])
            and age(day(row["DOB"]), day(row["REVIEW"])) >= 4  # type: ignore[arg-type]
            and row["REVIEW_CODE"]
        ]
        due = [c for c, e in self.now.items() if twenty_working_days(e["since"]) <= self.z]
        return {
            "D1": len({c for c, _ in times}),
            "D5": (len(at_home), len(times)),
            "G3": (sum(self.is_on_time(c) for c in due), len(due)),
            "G4": (sum(row["REVIEW_CODE"] in {f"PN{n}" for n in range(1, 7)} for row in older), len(older)),
        }

    def is_on_time(self, child: str) -> bool:
        since = self.now[child]["since"]
        held = sorted({day(row["REVIEW"]) for row in self.rows("Reviews") if row["CHILD"] == child})  # type: ignore[type-var]
        held = [on for on in held if on and since <= on <= self.z]
        old = since < self.first
        deadlines = [months_on(self.first, 6) if old else twenty_working_days(since)]
        deadlines += [months_on(on, 6 if old or n else 3) for n, on in enumerate(held)]  # type: ignore[arg-type]
        for deadline, on in zip(deadlines, [*held, None], strict=True):
            if not self.a <= deadline <= self.z:
                continue
            if (on is None and deadline < self.z) or (on is not None and on > deadline):
                return False
        return True

    def adoption(self) -> dict[str, Any]:
        orders = {
            c: min(e["start"] for e in life if e["LS"] == "E1")
            for c, life in self.lives.items()
            if any(e["LS"] == "E1" for e in life)
        }
        left = self.ended()
        adopted = [e for e in left if e["REC"] in ("E11", "E12")]
        placed = {(row["CHILD"], row["DATE_PLACED"]): row for row in self.rows("PlacedAdoption")}
        matches = {row["CHILD"]: row["DATE_MATCH"] for row in self.rows("AD1")}
        since = months_on(self.z, -36)
        done = [
            e
            for life in self.lives.values()
            for e in life
            if e["REC"] in ("E11", "E12") and e["end"] and since < e["end"] <= self.z
        ]
        moved = []
        for e in done:
            starts = [day(on) for c, on in placed if c == e["CHILD"]]
            if starts and max(starts) >= e["since"]:  # type: ignore[type-var]
                moved.append((max(starts) - e["since"]).days)  # type: ignore[type-var, operator]
        both = [e for e in done if e["CHILD"] in matches and e["CHILD"] in orders]
        waits = [(day(matches[e["CHILD"]]) - orders[e["CHILD"]]).days for e in both]  # type: ignore[operator]
        early = [e["CHILD"] for life in self.lives.values() for e in life
                 if e["PLACE"] in ("U2", "U5") and e["RNE"] in "SPTBU" and self.a <= e["start"] <= self.z]  # fmt: skip
        return {
            "H2": sum(self.a <= on <= self.z for on in orders.values()),
            "H3": sum(self.within(on) for on in matches.values()),
            "H4": len({c for c, on in placed if self.within(on)}),
            "H5": len(adopted),
            "H6": len({c for (c, _), row in placed.items() if self.within(row["DATE_PLACED_CEASED"])}),
            "H7": (sum(moved), len(moved)),
            "H8": (sum(w for w in waits if w >= 0), sum(w >= 0 for w in waits)),
            "H9": (len(adopted), len(left)),
            "H14": len(set(early)),
        }

    def by_year(self) -> dict[str, Any]:
        ids = ("E1", "E3", "E4", "E5", "E6", "J1", "I1", "I2", "I3", "I4", "I11")
        if (self.a, self.z) != (date(self.z.year - 1, 4, 1), date(self.z.year, 3, 31)):
            return dict.fromkeys(ids)
        year = self.z.year
        oc2 = [(age(day(row["DOB"]), self.z), row) for row in self.years[year].get("OC2", [])]  # type: ignore[arg-type]
        scored = [int(row["SDQ_SCORE"]) for a, row in oc2 if 4 <= a <= 16 and row["SDQ_SCORE"]]
        of_ten = [row for a, row in oc2 if a >= 10]
        leavers = []
        for row in self.years[year].get("OC3", []):
            born = day(row["DOB"])
            reached = age(born, date(year, 3, 31))  # type: ignore[arg-type]
            if 17 <= reached <= 21:
                leavers.append(row)
        of = len(leavers)
        yes = lambda column: (sum(row[column] == "1" for _, row in oc2), len(oc2))  # noqa: E731
        seen = sum(row["HEALTH_ASSESSMENT"] == "1" and (a >= 5 or row["HEALTH_CHECK"] == "1") for a, row in oc2)
        return {
            "E1": (seen, len(oc2)),
            "E3": yes("TEETH_CHECK"),
            "E4": yes("IMMUNISATIONS"),
            "E5": (sum(score > 16 for score in scored), len(scored)),
            "E6": yes("SUBSTANCE_MISUSE"),
            "J1": (sum(row["CONVICTED"] == "1" for row in of_ten), len(of_ten)),
            "I1": (sum(row["ACTIV"] in ["F1", "F2", "F4", "F5", "P1", "P2", "P4", "P5"] for row in leavers), of),
            "I2": (sum(row["ACCOM"][1:] == "1" for row in leavers), of),
            "I3": (sum(row["IN_TOUCH"] == "YES" for row in leavers), of),
            "I4": (sum(row["ACTIV"] in ("G4", "G5", "G6") for row in leavers), of),
            "I11": (sum(row["ACTIV"] in ("F1", "P1") for row in leavers), of),
        }


def twenty_working_days(start: date) -> date:
    left = 20
    while left:
        start += timedelta(days=1)
        left -= start.weekday() < 5 and start not in HOLIDAYS
    return start
