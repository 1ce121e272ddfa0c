"""Returns of an invented council, held as if they had been sent in."""

from __future__ import annotations

import hashlib

from alongside.returns import Return, as_zip
from alongside.returns.tests.test_indicators import Council
from alongside.shell import actions
from alongside.shell.actors import Actor


def store(given: Return, *, year: int = 0) -> None:
    """Hold one year of a return."""
    year = year or given.year
    blob = as_zip(given, year=year)
    actions.store_return(year=year, sha256=hashlib.sha256(blob).hexdigest(), blob=blob, by=Actor.system("tests"))


def store_council(*, children: int = 120, newest_only: bool = False) -> None:
    """Hold two years of the invented council; or the newest alone, for a correction."""
    given = Council(seed=7, children=children).facts().given
    for year in given.years[-1:] if newest_only else given.years:
        store(given, year=year)
