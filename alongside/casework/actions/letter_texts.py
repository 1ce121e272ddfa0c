"""Verbs of the texts of letters: one person proposes, another approves."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from alongside.casework import letter_texts, lettering, steps_letters
from alongside.casework.models import LetterText
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def propose_letter_text(*, key: str, title: str, body: str, why: str, on: date, by: Actor) -> LetterText:
    """Propose other words for a letter. Raises FactRefused, by its name, for what could not be filled in."""
    by.check(Record.LETTER_TEXTS, Verb.CREATE)
    if by.id is None:
        raise NotYours("proposing without being somebody")
    latest = letter_texts.latest_step(key)
    state = steps_letters.check_text_step(latest, "propose")
    lettering.check_text(title, body)
    now = letter_texts.current(key)
    if not why.strip():
        raise FactRefused("Say why it should change.")
    if (title.strip(), lettering.plain(body)) == (now.title, lettering.plain(now.body)):
        raise FactRefused("Nothing is changed in it.")
    row = LetterText(
        key=key, state=state, title=title.strip(), body=lettering.plain(body), why=why.strip(), proposed_by_id=by.id
    )
    return _add(row, latest, "proposed letter text", by)


@transaction.atomic
def decide_letter_text(*, key: str, number: int, answer: str, on: date, by: Actor, comment: str = "") -> LetterText:
    """Approve a proposal, or send it back with a word on why. ``number`` is the proposal that was read."""
    by.check(Record.LETTER_TEXTS, Verb.APPROVE)
    latest = letter_texts.latest_step(key)
    step = "approve" if answer == "approve" else "send_back"
    state = steps_letters.check_text_step(latest, step)
    if latest is None or latest.number != number:
        raise WrongState("The proposal has changed since you read it.")
    if by.id is None or latest.proposed_by_id == by.id:
        raise OwnWork("You proposed this text, so someone else has to decide on it.")
    if step == "send_back" and not comment.strip():
        raise FactRefused("Say what should be different.")
    row = LetterText(
        key=key, state=state, title=latest.title, body=latest.body, why=latest.why, comment=comment.strip()[:300],
        proposed_by_id=latest.proposed_by_id, decided_by_id=by.id,
    )  # fmt: skip
    return _add(row, latest, "approved letter text" if step == "approve" else "sent letter text back", by)


def _add(row: LetterText, latest: LetterText | None, verb: str, by: Actor) -> LetterText:
    row.number, row.made_at = (latest.number if latest else 0) + 1, clock.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState("Somebody else was a moment sooner. Read the text again.") from error
    audit.record(actor=by, verb=verb, subject_kind="letter text", detail={"text": row.key, "version": row.number})
    return row
