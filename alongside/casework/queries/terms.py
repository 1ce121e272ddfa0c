"""The school terms: those that hold, and what waits for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.casework import school_terms
from alongside.casework.models import SchoolTerms
from alongside.casework.school_terms import NAMES, Term
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class TermsStep:
    """One step of a school year's terms."""

    year: int
    number: int
    words: str
    terms: tuple[tuple[str, Term], ...]
    comment: str
    proposed_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The terms of this school year and the next."""

    holding: tuple[tuple[str, tuple[tuple[str, Term], ...]], ...]
    """School year in words, and its terms."""
    waiting: TermsStep | None
    sent_back: TermsStep | None
    may_propose: bool
    may_decide: bool
    year: int
    """The first school year of which no terms are approved, which a form offers first."""
    years: tuple[tuple[int, str], ...]
    """The school years that can be chosen, in words."""
    start: tuple[Term, ...]
    """What a form begins with: the terms that hold, else an example."""
    is_example: bool


def terms_page(actor: Actor, *, on: date) -> TermsPage:
    """The terms that hold, what waits, and what this reader may do."""
    actor.check(Record.LOCAL_SETTINGS, Verb.READ)
    this = school_terms.school_year(on)
    held = {year: terms for year, terms in school_terms.holding().items() if year >= this}
    steps = [step for year in (this, this + 1) if (step := school_terms.latest_step(year))]
    waiting = next((one for one in steps if one.state == SchoolTerms.State.PROPOSED), None)
    back = next((one for one in steps if one.state == SchoolTerms.State.SENT_BACK), None)
    year = next((one for one in (this, this + 1) if one not in held), this)
    decides = actor.can_at_work(Record.LOCAL_SETTINGS, Verb.APPROVE)
    return TermsPage(
        holding=tuple((in_words(one), _named(held[one])) for one in sorted(held)),
        waiting=_step(waiting) if waiting else None,
        sent_back=_step(back) if back else None,
        may_propose=actor.can_at_work(Record.LOCAL_SETTINGS, Verb.CREATE),
        may_decide=decides and waiting is not None and waiting.proposed_by_id != actor.id,
        year=year,
        years=tuple((one, in_words(one)) for one in (year, year + 1)),
        start=held.get(year) or school_terms.example(year),
        is_example=year not in held,
    )


def in_words(year: int) -> str:
    """A school year: 2026/27."""
    return f"{year}/{(year + 1) % 100:02}"


def _named(terms: tuple[Term, ...]) -> tuple[tuple[str, Term], ...]:
    return tuple(zip(NAMES, terms, strict=True))


def _step(row: SchoolTerms) -> TermsStep:
    return TermsStep(
        year=row.year,
        number=row.number,
        words=in_words(row.year),
        terms=_named(school_terms.read(row.terms)),
        comment=row.comment,
        proposed_by=row.proposed_by.name,
        decided_by=row.decided_by.name if row.decided_by else "",
    )
