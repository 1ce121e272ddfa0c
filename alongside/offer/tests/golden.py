"""The golden table of the checker: paths of answers, and what a practitioner agrees that they come to.

    DEMO=1 python manage.py shell -c "from alongside.offer.tests import golden; golden.write()"

writes it anew. Then read what has changed, with the law in hand.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.safestring import mark_safe

from alongside.offer import basis, who_for
from alongside.offer.checker.questions import NOT_SURE, question, questions_of, status_question
from alongside.offer.checker.results import Result, result
from alongside.offer.checker.sorting import Offered
from alongside.offer.queries import Contact, Entitlement, Sum
from alongside.offer.queries.entitlements import PROMISES

HERE = Path(__file__).parent
TABLE = HERE / "golden_paths.toml"
ON = date(2026, 11, 23)
DISTRICTS = ("Alderbrook", "Saltby")
LISTS = ("must", "chosen", "others", "also", "later", "maybe", "only_here")

_LIVES = (
    {"council": "ours", "age": "16_17", "left": "not_yet", "weeks": "enough"},
    {"council": "ours", "age": "16_17", "left": "before_16", "since": "custody", "weeks": "enough"},
    {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "enough"},
    {"council": "ours", "age": "18_20", "left": "at_18", "weeks": "less"},
    {"council": "ours", "age": "21_24", "left": "at_18", "weeks": "enough"},
    {"council": "other", "age": "18_20", "left": "at_18", "weeks": "enough"},
)
_NOW = (
    *({"place": place, "life": NOT_SURE} for place in (*DISTRICTS, "outside")),
    *({"life": tick.value} for tick in question("life").ticks),
    {"life": "none"},
    {"place": "Alderbrook", "life": "university renting child"},
)


@lru_cache
def small_offer(on: date = ON) -> tuple[Entitlement, ...]:
    """The small offer as on a day. What the checker does not read is left empty."""
    rows = tomllib.loads((HERE / "small_offer.toml").read_text("utf-8"))["entitlement"]
    return tuple(_entitlement(row, on) for row in rows)


def _entitlement(row: Mapping[str, Any], on: date) -> Entitlement:
    rows = tuple(_row(one) for one in row["who_for"])
    law_ids = tuple(row.get("law_ids", ()))
    another = basis.owed_by_another(law_ids) if row["kind"] == "law" else ""
    sums = basis.sums_of(row["money"]) if "money" in row else ()
    in_force = [one for one in sums if (one.from_on or on) <= on and (one.to_on is None or on < one.to_on)]
    known = {
        "id": uuid5(NAMESPACE_URL, row["title"]),
        "title": row["title"],
        "url": "/",
        "kind": row["kind"],
        "promise": PROMISES[row["kind"]],
        "rows": rows,
        "law_ids": law_ids,
        "districts": tuple(row.get("districts", ())),
        "amounts": tuple(Sum(one.pounds, False, "", "", one.from_on, one.to_on) for one in in_force),
        "is_ours": row["kind"] != "partner" and not another,
        "given_by": another,
        "grounds": basis.grounds(law_ids, ()),
        "who_for": who_for.sentences(rows),
        "contact": Contact("Somebody", "01632 960000", "", ""),
        "body": mark_safe(""),
    }
    return Entitlement(**{**dict.fromkeys((one.name for one in fields(Entitlement)), ""), **known})


def _row(row: Mapping[str, Any]) -> who_for.Row:
    given = {
        **row,
        "categories": frozenset(row.get("categories", ())),
        "lives": who_for.Lives(row.get("lives", "anywhere")),
    }
    given["circumstances"] = tuple(who_for.Circumstance(one) for one in row.get("circumstances", ()))
    return who_for.Row(**given)


def result_of(answers: Mapping[str, str], on: date = ON) -> Result:
    """The result on the small offer."""
    return result(answers, small_offer(on), on=on, council="Brightwater")


def status_paths(so_far: Mapping[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Every way through the questions that decide the status."""
    so_far = dict(so_far or {})
    asked = status_question(so_far)
    if asked is None:
        yield so_far
        return
    for choice in asked.choices:
        yield from status_paths({**so_far, asked.id: choice.value})


def paths() -> Iterator[dict[str, str]]:
    """The paths of the table: all that leave one question open at most, for ours and for those never in care; those of
    another council that leave none; nothing known at all; and lives of today on some of them."""
    for path in status_paths():
        not_known = list(path.values()).count(NOT_SURE)
        if not_known <= (path["council"] in ("ours", "never")) or not_known == len(path):
            yield path
    for path in _LIVES:
        for now in _NOW:
            yield {**path, **now}


def row_of(answers: Mapping[str, str]) -> dict[str, Any]:
    """A row of the table, as it is worked out now."""
    found = result_of(answers)
    said = [f"{one.words} I don’t know." for one in questions_of(answers) if answers[one.id] == NOT_SURE]
    return {
        "answers": dict(answers),
        "that_is": " ".join([*found.because, *said]),
        "status": [status.legal_name for status in found.statuses],
        "contested": bool(found.doubts),
        "owed_by": found.who_owes,
        **{name: [_in_words(one, name) for one in getattr(found.offered, name)] for name in LISTS},
        "owed_by_the_other_council": [_in_words(one, "also") for one in found.owed_elsewhere],
    }


def _in_words(offered: Offered, name: str) -> str:
    sums = "".join(f", {one.text}" for one in offered.entitlement.amounts)
    when = f" | {offered.when}" if name in ("also", "later") and offered.when else ""
    return f"{offered.entitlement.title}{sums}{when}"


def table() -> list[dict[str, Any]]:
    """The table as it was agreed. A list that is left out is empty."""
    return tomllib.loads(TABLE.read_text("utf-8"))["path"]


def write() -> None:
    """The table, written anew."""
    opening = TABLE.read_text("utf-8").split("[[path]]", 1)[0] if TABLE.exists() else ""
    TABLE.write_text(opening + "\n".join(_as_toml(row_of(path)) for path in paths()), "utf-8")


def _as_toml(row: Mapping[str, Any]) -> str:
    lines = ["[[path]]"]
    for name, value in row.items():
        if isinstance(value, dict):
            pairs = ", ".join(f"{key} = {json.dumps(one)}" for key, one in value.items())
            lines.append(f"{name} = {{ {pairs} }}")
        elif value:
            lines.append(f"{name} = {json.dumps(value, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"
