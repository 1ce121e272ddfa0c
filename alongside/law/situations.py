"""Situations: a name, a day, facts, and what the law makes of them. They test the rules and are their manual.

A file holds any number of ``[[situation]]`` tables, each with its ``[situation.expect]``. Of what is expected only what
is written is compared: ``category``, ``certainty`` and ``responsible`` must be equal; ``tracks`` must be the same set;
``also`` and ``ambiguities`` must be among those found (an empty list: there must be none); ``owed`` must be among
what is owed, ``not_owed`` must not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from alongside.law.categories import category_on
from alongside.law.duties import duties_on
from alongside.law.entitlements import Met, entitlements_on
from alongside.law.facts import Circumstances, FactsError
from alongside.law.findings import Category, Certainty, Finding, Track
from alongside.law.rules import all_rules

OUR_SITUATIONS = Path(__file__).parent / "tests" / "situations"

_TEXTS: dict[str, frozenset[str] | None] = {
    "category": frozenset(Category),
    "certainty": frozenset(Certainty),
    "responsible": None,
}
_LISTS: dict[str, frozenset[str] | None] = {
    "also": frozenset(Category),
    "tracks": frozenset(Track),
    "ambiguities": None,
    "owed": None,
    "not_owed": None,
}


class SituationError(ValueError):
    """A file or a situation in it cannot be read. The message is one sentence for the person who wrote it."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation: facts, the day to ask about, and what is expected."""

    name: str
    on: date
    circumstances: Circumstances
    expect: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Result:
    """How one situation went. ``problems`` is empty where everything expected was found."""

    file: Path
    name: str
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything expected was found."""
        return not self.problems


def check(paths: Iterable[Path] = (OUR_SITUATIONS,)) -> Iterator[Result]:
    """Check every situation of the files, and of all ``.toml`` files in the folders, one result each.

    What cannot be read is a result too, with its one problem.
    """
    for path in paths:
        try:
            files = files_in(path)
        except SituationError as error:
            yield Result(path, "", (str(error),))
            continue
        for file in files:
            yield from _check_file(file)


def files_in(path: Path) -> list[Path]:
    """The file itself, or all ``.toml`` files in the folder. Raises SituationError if there is nothing to read."""
    if path.is_dir():
        files = sorted(path.rglob("*.toml"))
        if not files:
            raise SituationError("There is no .toml file in this folder.")
        return files
    if not path.exists():
        raise SituationError("There is no such file or folder.")
    return [path]


def records_in(file: Path) -> list[Any]:
    """The situations of a file as they are written. Raises SituationError with one sentence."""
    try:
        content = tomllib.loads(file.read_text("utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise SituationError(f"This is not a TOML file: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SituationError("This file cannot be read as text.") from error
    unknown = sorted(set(content) - {"situation"})
    if unknown:
        raise SituationError(f"Only [[situation]] tables belong in this file, not {', '.join(unknown)}.")
    records = content.get("situation", [])
    if not isinstance(records, list) or not records:
        raise SituationError("There is no [[situation]] table in this file.")
    return records


def situation_of(record: Any) -> Situation:
    """Read one situation. Raises SituationError or FactsError with one sentence."""
    if not isinstance(record, Mapping):
        raise SituationError("A situation must be a table.")
    facts = dict(record)
    name, on, expect = facts.pop("name", None), facts.pop("on", None), facts.pop("expect", {})
    if not isinstance(name, str) or not name:
        raise SituationError("name is missing.")
    if type(on) is not date:
        raise SituationError("on must be given, as a date.")
    return Situation(name, on, Circumstances.from_record(facts), _expected(expect))


def named(paths: Iterable[Path], name: str) -> Situation:
    """The situation of that name. Raises SituationError or FactsError with one sentence."""
    for path in paths:
        for file in files_in(path):
            for record in records_in(file):
                if isinstance(record, Mapping) and record.get("name") == name:
                    return situation_of(record)
    raise SituationError(f"There is no situation named {name!r}.")


def owed_on(circumstances: Circumstances, on: date) -> frozenset[str]:
    """The ids of what is owed: every duty of the day, and of what is an entitlement only, all not known to be unmet."""
    finding = category_on(circumstances, on)
    duties = {duty.id for duty in duties_on(circumstances, on, finding)}
    entitlements = {x.id for x in entitlements_on(circumstances, on, finding) if x.met is not Met.NO}
    return frozenset(duties | (entitlements - {rule.id for rule in all_rules() if rule.duty}))


def known_ids() -> frozenset[str]:
    """Every id of a duty or an entitlement."""
    return frozenset(rule.id for rule in all_rules())


def problems_of(situation: Situation) -> tuple[str, ...]:
    """What differs from what is expected, a sentence each."""
    expect = situation.expect
    finding = category_on(situation.circumstances, situation.on)
    problems = list(_differences(expect, finding))
    if "owed" in expect or "not_owed" in expect:
        owed = owed_on(situation.circumstances, situation.on)
        problems += [f"{name} is not owed" for name in expect.get("owed", ()) if name not in owed]
        problems += [f"{name} is owed" for name in expect.get("not_owed", ()) if name in owed]
    return tuple(problems)


def _check_file(file: Path) -> Iterator[Result]:
    try:
        records = records_in(file)
    except SituationError as error:
        yield Result(file, "", (str(error),))
        return
    for number, record in enumerate(records, 1):
        try:
            situation = situation_of(record)
        except (SituationError, FactsError) as error:
            name = record.get("name") if isinstance(record, Mapping) else None
            yield Result(file, str(name or f"situation {number}"), (str(error),))
            continue
        yield Result(file, situation.name, problems_of(situation))


def _differences(expect: Mapping[str, Any], finding: Finding) -> Iterator[str]:
    for key in ("category", "certainty", "responsible"):
        found = str(getattr(finding, key))
        if key in expect and expect[key] != found:
            yield f"{key} is {found or 'not known'}, not {expect[key] or 'unknown'}"
    if "tracks" in expect and set(expect["tracks"]) != set(finding.tracks):
        yield f"tracks are {_listed(finding.tracks)}, not {_listed(expect['tracks'])}"
    for key in ("also", "ambiguities"):
        if key in expect:
            wanted, listed = set(expect[key]), set(map(str, getattr(finding, key)))
            if not wanted <= listed or (listed and not wanted):
                yield f"{key} are {_listed(listed)}, not {_listed(wanted)}"


def _expected(expect: Any) -> Mapping[str, Any]:
    """What is expected, with every key and word known. Raises SituationError with one sentence."""
    if not isinstance(expect, Mapping):
        raise SituationError("expect must be a table.")
    unknown = sorted(set(expect) - set(_TEXTS) - set(_LISTS))
    if unknown:
        raise SituationError(f"expect has a key this law does not know: {', '.join(unknown)}.")
    for key, value in expect.items():
        words = [value] if key in _TEXTS else value
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise SituationError(f"expect.{key} must be {'text' if key in _TEXTS else 'a list of texts'}.")
        allowed = known_ids() if key in ("owed", "not_owed") else {**_TEXTS, **_LISTS}[key]
        strange = [word for word in words if allowed is not None and word not in allowed]
        if strange:
            raise SituationError(f"expect.{key} cannot be {', '.join(strange)}.")
    return expect


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(map(str, words))) or "none"
