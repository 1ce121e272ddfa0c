"""Figures of others, figures stated in papers, and the story behind an indicator."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from alongside.board.access import indicator_named, row_for
from alongside.board.contradictions import read_parts
from alongside.board.models import Benchmark, BenchmarkImport, Neighbour, Stated, Story
from alongside.board.register import register
from alongside.shell import audit, clock, csv_files
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, FileRefused
from alongside.shell.roles import Record, Verb

COLUMNS = ("indicator", "who", "value", "on", "source")
NEIGHBOUR_COLUMNS = ("council", "rank", "source")
MOST_ROWS = 5000
MOST_NEIGHBOURS = 50
LONGEST = {"indicator": 20, "rank": 10, "who": 120, "council": 120, "value": 40, "on": 20, "source": 200}
"""Letters of a cell that can be kept, or need be told back."""


@transaction.atomic
def import_benchmarks(*, name: str, content: bytes, by: Actor) -> BenchmarkImport:
    """Take in a CSV file of figures of others: all of it, or none of it with the rows at fault named.

    Columns: indicator (its id), who, value, on (as 2025-03-31), source. The same file again changes nothing.
    """
    by.check(Record.INDICATORS, Verb.CREATE)
    sha256 = hashlib.sha256(content).hexdigest()
    before = BenchmarkImport.objects.filter(sha256=sha256).first()
    if before is not None:
        return before
    rows = _benchmarks(content)
    batch = BenchmarkImport.objects.create(
        sha256=sha256, name=name[:200], rows=len(rows), imported_at=clock.now(), imported_by_id=by.id
    )
    Benchmark.objects.bulk_create([Benchmark(batch=batch, **row) for row in rows])
    audit.record(
        actor=by, verb="imported benchmarks", subject_kind="benchmarks", subject=batch.pk, detail={"rows": len(rows)}
    )
    return batch


@transaction.atomic
def import_neighbours(*, content: bytes, by: Actor) -> int:
    """Take in a CSV file of councils like ours: all of it, or none. It takes the place of the one before.

    Columns: council, rank (1 the nearest), source. Their figures come with the benchmarks, under the same names.
    """
    by.check(Record.INDICATORS, Verb.CREATE)
    rows = _neighbours(content)
    batch, now = uuid4(), clock.now()
    Neighbour.objects.bulk_create(
        [Neighbour(batch=batch, imported_at=now, imported_by_id=by.id, **row) for row in rows]
    )
    audit.record(
        actor=by, verb="imported neighbours", subject_kind="neighbours", subject=batch, detail={"rows": len(rows)}
    )
    return len(rows)


@transaction.atomic
def state_figure(
    *,
    indicator: str,
    where: str,
    period: str,
    value: Decimal,
    by: Actor,
    parts: str = "",
    found: int | None = None,
    of: int | None = None,
    base: Decimal | None = None,
    years: Decimal | None = None,
) -> Stated:
    """Write down a figure that a paper states, so that it is held against the others."""
    by.check(Record.INDICATORS, Verb.CREATE)
    indicator_named(indicator)
    try:
        read_parts(parts)
    except InvalidOperation as error:
        raise FactRefused("Write the parts as numbers with commas between: 12, 13, 5, 21.") from error
    stated = Stated.objects.create(
        indicator=indicator, where=where.strip(), period=as_on_pages(period), value=value, parts=parts.strip(),
        found=found, of=of, base=base, years=years, written_by_id=by.id, written_at=clock.now(),
    )  # fmt: skip
    audit.record(actor=by, verb="wrote down a stated figure", subject_kind="stated figure", subject=stated.pk)
    return stated


def as_on_pages(period: str) -> str:
    """A time as our pages write it, whichever dash somebody typed: ``Apr–Jun 2026``."""
    return re.sub(r"\s*[-–—]\s*", "–", " ".join(period.split()))


@transaction.atomic
def explain_contradiction(*, stated_id: UUID, version: int, explained: str, by: Actor) -> Stated:
    """Say why a stated figure differs from the others, or which of them holds."""
    stated = row_for(by, Stated, stated_id, Record.INDICATORS, Verb.UPDATE)
    stated = save_over(stated, version=version, changes={"explained": explained.strip()}, what="the stated figure")
    audit.record(actor=by, verb="explained a contradiction", subject_kind="stated figure", subject=stated.pk)
    return stated


@transaction.atomic
def tell_story(
    *, indicator: str, version: int, story: str, partners: str, works: str, data_agenda: str, on: date, by: Actor
) -> Story:
    """Write what is behind an indicator, who can help, what works, and which data is missing."""
    by.check(Record.INDICATORS, Verb.UPDATE)
    indicator_named(indicator)
    told, made = Story.objects.get_or_create(indicator=indicator, defaults={"written_on": on})
    changes: dict[str, Any] = {"story": story, "partners": partners, "works": works, "data_agenda": data_agenda}
    changes = {name: words.strip() for name, words in changes.items()} | {"written_by_id": by.id, "written_on": on}
    told = save_over(told, version=told.version if made else version, changes=changes, what="the story")
    audit.record(actor=by, verb="told the story", subject_kind="story", detail={"indicator": indicator})
    return told


def _neighbours(content: bytes) -> list[dict[str, Any]]:
    known: set[str] = set()

    def read(told: dict[str, str]) -> dict[str, Any]:
        if not told["council"] or not told["source"]:
            raise ValueError("says not which council, or from where.")
        if not told["rank"].isdecimal() or not 0 < int(told["rank"]) <= MOST_NEIGHBOURS:
            raise ValueError(f"the rank {told['rank'] or '(nothing)'} is none.")
        if told["council"] in known:
            raise ValueError(f"{told['council']} stands in it twice.")
        known.add(told["council"])
        return {"name": told["council"], "rank": int(told["rank"]), "source": told["source"]}

    return _rows(content, NEIGHBOUR_COLUMNS, read)


def _rows(
    content: bytes, columns: tuple[str, ...], read: Callable[[dict[str, str]], dict[str, Any]]
) -> list[dict[str, Any]]:
    """What ``read`` makes of each row; every row at fault is named."""
    table = csv_files.read(content)
    missing = [column for column in columns if column not in table.headings]
    if missing:
        raise FileRefused(f"The heading {missing[0]} is missing. The headings are: {', '.join(columns)}.")
    rows, faults = [], []
    for number, told in table.named:
        try:
            rows.append(read(_short_enough(told)))
        except ValueError as fault:
            faults.append(f"Row {number}: {fault}")
    if faults:
        raise FileRefused(f"{faults[0]} Nothing was taken in.", details=tuple(faults))
    if not 0 < len(rows) <= MOST_ROWS:
        raise FileRefused(f"The file has {len(rows):,} rows below its headings; it may have 1 to {MOST_ROWS:,}.")
    return rows


def _short_enough(told: dict[str, str]) -> dict[str, str]:
    for column, most in LONGEST.items():
        if len(told.get(column, "")) > most:
            raise ValueError(f"{column} has more than {most} letters.")
    return told


def _benchmarks(content: bytes) -> list[dict[str, Any]]:
    known: set[tuple[str, str, date]] = set()

    def read(told: dict[str, str]) -> dict[str, Any]:
        row = _benchmark(told)
        of = (row["indicator"], row["who"].casefold(), row["on"])
        if of in known:
            raise ValueError(f"{row['who']}’s {row['indicator']} on that day stands in it twice.")
        known.add(of)
        return row

    return _rows(content, COLUMNS, read)


def _benchmark(told: dict[str, str]) -> dict[str, Any]:
    if told["indicator"] not in register():
        raise ValueError(f"there is no indicator {told['indicator'] or 'without a name'}.")
    if not told["who"] or not told["source"]:
        raise ValueError("says not whose figure it is, or from where.")
    try:
        value = Decimal(told["value"].replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(f"the value {told['value'] or '(nothing)'} is no number.") from error
    if not value.is_finite() or abs(value) >= Decimal(10) ** 12:
        raise ValueError(f"the value {told['value']} is no number that can be kept.")
    try:
        on = date.fromisoformat(told["on"])
    except ValueError as error:
        raise ValueError(f"the day {told['on'] or '(nothing)'} is not written as 2025-03-31.") from error
    return {column: told[column] for column in COLUMNS} | {"value": value, "on": on}
