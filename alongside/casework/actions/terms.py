"""Verbs of the school terms: one person proposes, another approves."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from alongside.casework import school_terms
from alongside.casework.models import SchoolTerms
from alongside.casework.school_terms import Term
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

State = SchoolTerms.State


@transaction.atomic
def propose_terms(
    *,
    year: int,
    autumn_from: date,
    autumn_to: date,
    spring_from: date,
    spring_to: date,
    summer_from: date,
    summer_to: date,
    on: date,
    by: Actor,
) -> SchoolTerms:
    """Propose the terms of a school year. They hold once somebody else approved them."""
    by.check(Record.LOCAL_SETTINGS, Verb.CREATE)
    if by.id is None:
        raise NotYours("proposing without being somebody")
    terms = (Term(autumn_from, autumn_to), Term(spring_from, spring_to), Term(summer_from, summer_to))
    school_terms.check(year, terms)
    latest = school_terms.latest_step(year)
    if latest is not None and latest.state == State.PROPOSED:
        raise WrongState("A proposal for this school year waits already.")
    if latest is not None and latest.state == State.APPROVED and school_terms.read(latest.terms) == terms:
        raise FactRefused("Nothing is changed in it.")
    stored = [[term.from_on.isoformat(), term.to_on.isoformat()] for term in terms]
    row = SchoolTerms(year=year, state=State.PROPOSED, terms=stored, proposed_by_id=by.id)
    return _add(row, latest, "proposed school terms", by)


@transaction.atomic
def decide_terms(*, year: int, number: int, answer: str, on: date, by: Actor, comment: str = "") -> SchoolTerms:
    """Approve what was proposed, or send it back with a word on why. ``number`` is the proposal that was read."""
    by.check(Record.LOCAL_SETTINGS, Verb.APPROVE)
    latest = school_terms.latest_step(year)
    if latest is None or latest.state != State.PROPOSED or latest.number != number:
        raise WrongState("The proposal has changed since you read it.")
    if by.id is None or latest.proposed_by_id == by.id:
        raise OwnWork("You proposed these, so someone else has to decide on them.")
    approves = answer == "approve"
    if not approves and not comment.strip():
        raise FactRefused("Say what should be different.")
    row = SchoolTerms(
        year=year, state=State.APPROVED if approves else State.SENT_BACK, terms=latest.terms,
        comment=comment.strip()[:300], proposed_by_id=latest.proposed_by_id, decided_by_id=by.id,
    )  # fmt: skip
    return _add(row, latest, "approved school terms" if approves else "sent school terms back", by)


def _add(row: SchoolTerms, latest: SchoolTerms | None, verb: str, by: Actor) -> SchoolTerms:
    row.number, row.made_at = (latest.number if latest else 0) + 1, clock.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState("Somebody else was a moment sooner. Read it again.") from error
    audit.record(actor=by, verb=verb, subject_kind="school terms", detail={"year": row.year, "step": row.number})
    return row
