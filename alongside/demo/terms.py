"""The school terms of Brightwater: this school year's approved, the next year's waiting."""

from __future__ import annotations

from datetime import date

from alongside.casework import actions as casework
from alongside.casework import queries
from alongside.shell.actors import Actor

TERMS = ("autumn", "spring", "summer")


def set_school_terms(data_officer: Actor, head_of_service: Actor, *, on: date) -> None:
    """The data officer proposes them from the council's school calendar; the head of service approves the first."""
    for decided in (True, False):
        page = queries.terms_page(data_officer, on=on)
        days = {}
        for name, term in zip(TERMS, page.start, strict=True):
            days |= {f"{name}_from": term.from_on, f"{name}_to": term.to_on}
        row = casework.propose_terms(year=page.year, **days, on=on, by=data_officer)
        if decided:
            casework.decide_terms(year=row.year, number=row.number, answer="approve", on=on, by=head_of_service)
