"""The statutory returns that are held: the newest of each year, in an unbroken row up to the newest year, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from io import BytesIO
from uuid import UUID

from alongside.returns import Return, read_return
from alongside.returns.indicators import Facts
from alongside.returns.tables import year_ends_on
from alongside.shell.models import StoredReturn
from alongside.sufficiency.forecasting import History, history_of

MOST_YEARS = 5
Held = tuple[tuple[int, UUID], ...]
"""Year and id of each return, oldest first."""


def newest_returns(on: date | None = None) -> Held:
    """The newest return of each year: an unbroken row up to the newest, or to the last that was over ``on``."""
    rows = StoredReturn.objects.order_by("year", "stored_at").values_list("year", "id")
    newest = {year: id for year, id in rows if on is None or year_ends_on(year) < on}
    years = sorted(newest, reverse=True)[:MOST_YEARS]
    unbroken = [year for back, year in enumerate(years) if year == years[0] - back]
    return tuple((year, newest[year]) for year in sorted(unbroken))


class _Named(BytesIO):
    """A return as it was stored, with a name: reading asks for one."""

    name = ""


@lru_cache(maxsize=2)
def read_held(held: Held) -> Return | None:
    """The returns as one; None where there are none. What is stored under an id never changes, so it is read once."""
    if not held:
        return None
    blobs = dict(StoredReturn.objects.filter(id__in=[id for _, id in held]).values_list("id", "blob"))
    files = []
    for year, id in held:
        files.append(_Named(bytes(blobs[id])))
        files[-1].name = f"{year}.zip"
    return read_return(files, year=held[-1][0])


@lru_cache(maxsize=4)
def history_held(held: Held) -> History | None:
    """Everyone's stays in care, from the returns held."""
    given = read_held(held)
    return None if given is None else history_of(given)


def fingerprint(held: Sequence[tuple[int, UUID]]) -> str:
    """One short text for exactly these returns."""
    hashes = dict(StoredReturn.objects.filter(id__in=[id for _, id in held]).values_list("id", "sha256"))
    return hashlib.sha256("\n".join(f"{year} {hashes[id]}" for year, id in held).encode()).hexdigest()


@lru_cache(maxsize=2)
def facts_held(held: Held) -> Facts | None:
    """What the indicators read of them, made ready once for all."""
    given = read_held(held)
    return None if given is None else Facts(given)
