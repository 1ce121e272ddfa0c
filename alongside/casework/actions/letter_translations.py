"""Verbs of a letter's words in another language: one person writes them, another checks them."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from alongside.casework import letter_languages, letter_texts, lettering, steps_letters
from alongside.casework.lettering import DELIVERED
from alongside.casework.models import LetterTranslation
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

State = LetterTranslation.State
OLDER = "The English has changed since this was translated. Translate the change first."


@transaction.atomic
def write_letter_translation(
    *, key: str, language: str, title: str, body: str, english: str, on: date, by: Actor
) -> LetterTranslation:
    """Write a letter's words in another language. They wait for somebody else to check them.

    ``english`` is the hash of the English that was read beside them. Raises FactRefused, by its name, for what the
    English fills in and this does not, or the other way round.
    """
    by.check(Record.LETTER_TEXTS, Verb.CREATE)
    if by.id is None:
        raise NotYours("translating without being somebody")
    text, latest = letter_texts.current(key), _latest(key, language)
    if text.to_other:
        raise FactRefused("This letter goes to somebody else, and always in English.")
    state = steps_letters.check_translation_step(latest, "write")
    if english != lettering.fingerprint(text.words):
        raise WrongState("The English has changed since you read it. Read it again.")
    lettering.check_translation(title, body, english=text.words)
    now = letter_languages.words_in(text, language)
    if lettering.whole(title, body) == lettering.whole(now.title, now.body) and now.english == text.words:
        raise FactRefused("Nothing is changed in it.")
    row = LetterTranslation(
        key=key, language=language, state=state, title=title.strip(), body=lettering.plain(body), english=text.words,
        written_by_id=by.id,
    )  # fmt: skip
    return _add(row, latest, "wrote letter translation", by)


@transaction.atomic
def decide_letter_translation(
    *, key: str, language: str, number: int, answer: str, comment: str, on: date, by: Actor
) -> LetterTranslation:
    """Check a translation, or send it back. ``number`` is the version that was read; 0 is the draft as delivered.

    Raises WrongState where the English has changed since it was translated, OwnWork for whoever wrote it.
    """
    by.check(Record.LETTER_TEXTS, Verb.APPROVE)
    text, latest = letter_texts.current(key), _latest(key, language)
    read = _as_read(key, language, number, latest)
    step = "check" if answer == "check" else "send_back"
    state = steps_letters.check_translation_step(None if number == DELIVERED else latest, step)
    if by.id is None or read.written_by_id == by.id:
        raise OwnWork("You wrote this translation, so someone else has to check it.")
    if not comment.strip():
        raise FactRefused("Say how it was checked." if step == "check" else "Say what should be different.")
    if step == "check" and read.english != text.words:
        raise WrongState(OLDER)
    read.state, read.comment, read.checked_by_id = state, comment.strip()[:300], by.id
    verb = "checked letter translation" if step == "check" else "sent letter translation back"
    return _add(read, latest, verb, by)


def _latest(key: str, language: str) -> LetterTranslation | None:
    if language not in dict(letter_languages.languages()):
        raise NotYours("a language of letters")
    return letter_languages.latest_step(key, language)


def _as_read(key: str, language: str, number: int, latest: LetterTranslation | None) -> LetterTranslation:
    """A new row with the words that were read. Raises WrongState where others are there by now."""
    if number != DELIVERED:
        if latest is None or latest.number != number:
            raise WrongState("The translation has changed since you read it.")
        return LetterTranslation(
            key=key, language=language, title=latest.title, body=latest.body, english=latest.english,
            written_by_id=latest.written_by_id,
        )  # fmt: skip
    words = letter_languages.words_in(letter_texts.current(key), language)
    if words.number != DELIVERED or not words.is_there or (latest and latest.state == State.WRITTEN):
        raise WrongState("The translation has changed since you read it.")
    return LetterTranslation(key=key, language=language, title=words.title, body=words.body, english=words.english)


def _add(row: LetterTranslation, latest: LetterTranslation | None, verb: str, by: Actor) -> LetterTranslation:
    row.number, row.made_at = (latest.number if latest else 0) + 1, clock.now()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise WrongState("Somebody else was a moment sooner. Read the translation again.") from error
    detail = {"text": row.key, "language": row.language, "version": row.number}
    audit.record(actor=by, verb=verb, subject_kind="letter text", detail=detail)
    return row
