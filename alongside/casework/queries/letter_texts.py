"""The texts that letters are written from, and their words in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework import letter_languages, letter_texts, letter_words, lettering
from alongside.casework.letter_languages import Words
from alongside.casework.lettering import Text
from alongside.casework.models import LetterText, LetterTranslation
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Role, Verb, reaches

Changes = tuple[tuple[str, str], ...]
"""Runs of words that are the same, are gone, or are new."""


@dataclass(frozen=True, slots=True)
class TextStep:
    """One step in the life of a text."""

    number: int
    state: str
    title: str
    body: str
    why: str
    comment: str
    at: datetime
    proposed_by: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """A text in the list: where its next version stands, and in how many other languages it can be had."""

    text: Text
    waits: str
    checked: int
    drafts: int
    being_updated: int


@dataclass(frozen=True, slots=True)
class TextIn:
    """A text in another language: how far it has got, who wrote what waits, and what changed in English since."""

    code: str
    name: str
    words: Words
    waiting_by: str
    """Who wrote the words that wait to be checked; empty where none wait."""
    changes: Changes
    briefly: Changes


@dataclass(frozen=True, slots=True)
class TextPage:
    """A text as it is used, what waits to be decided, how it came to be, and its words in other languages."""

    text: Text
    group: str
    waiting: TextStep | None
    steps: tuple[TextStep, ...]
    is_own_work: bool
    known: tuple[tuple[str, str], ...]
    languages: tuple[TextIn, ...]
    checkers: tuple[str, ...]
    """Who may check a translation that they did not write."""


@dataclass(frozen=True, slots=True)
class TranslationStep:
    """One step in the life of a translation."""

    number: int
    state: str
    title: str
    body: str
    comment: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class TranslationPage:
    """A text in one other language, beside its English."""

    text: Text
    fingerprint: str
    """The hash of the English that is shown, so that nobody translates what has changed meanwhile."""
    one: TextIn
    dir: str
    blocks: list[tuple[str, list[str]]]
    waiting: TranslationStep | None
    waiting_changes: Changes
    """What changed in English since the words that wait were written."""
    steps: tuple[TranslationStep, ...]
    is_own_work: bool
    to_check: int | None
    """The version that may be checked now; None where nothing waits or the English has changed."""
    known: tuple[tuple[str, str], ...]
    checkers: tuple[str, ...]


def standard_texts(actor: Actor) -> tuple[Text, ...]:
    """The texts that can go to many people at once."""
    actor.check(Record.LETTERS, Verb.CREATE)
    return tuple(one for one in letter_texts.every() if one.is_standard)


def letter_texts_page(actor: Actor) -> tuple[tuple[str, tuple[TextRow, ...]], ...]:
    """Every text, group by group, with where its next version stands."""
    actor.check(Record.LETTER_TEXTS, Verb.READ)
    latest: dict[str, str] = {}
    for row in LetterText.objects.order_by("number"):
        latest[row.key] = "" if row.state == LetterText.State.APPROVED else row.get_state_display()
    every = letter_texts.every()
    words = letter_languages.words_in_all(every)
    return tuple(
        (heading, tuple(_row(one, latest.get(one.key, ""), words[one.key]) for one in every if one.group == key))
        for key, heading in lettering.GROUPS.items()
    )


def letter_text(actor: Actor, key: str, *, on: date) -> TextPage:
    """One text with its versions. Raises NotYours where there is no such text."""
    actor.check(Record.LETTER_TEXTS, Verb.READ)
    text, latest = letter_texts.current(key), letter_texts.latest_step(key)
    rows = LetterText.objects.filter(key=key).select_related("proposed_by", "decided_by").order_by("-number")
    waiting = latest if latest and latest.state == LetterText.State.PROPOSED else None
    return TextPage(
        text=text,
        group=lettering.GROUPS[text.group],
        waiting=_step(waiting) if waiting else None,
        steps=tuple(_step(row) for row in rows),
        is_own_work=bool(waiting and waiting.proposed_by_id == actor.id),
        known=(*lettering.KNOWN.items(), *lettering.ASKED.items()),
        languages=() if text.to_other else _in_languages(text),
        checkers=_checkers(on),
    )


def letter_translation(actor: Actor, key: str, language: str, *, on: date) -> TranslationPage:
    """One text in another language. Raises NotYours where there is no such text, or no such language."""
    actor.check(Record.LETTER_TEXTS, Verb.READ)
    text = letter_texts.current(key)
    found = {one.code: one for one in _in_languages(text)}
    if text.to_other or language not in found:
        raise NotYours("a text of a letter in a language")
    one, latest = found[language], letter_languages.latest_step(key, language)
    waiting = latest if latest and latest.state == LetterTranslation.State.WRITTEN else None
    rows = LetterTranslation.objects.filter(key=key, language=language).select_related("written_by", "checked_by")
    return TranslationPage(
        text=text,
        fingerprint=lettering.fingerprint(text.words),
        one=one,
        dir="rtl" if letter_words.is_right_to_left(language) else "ltr",
        blocks=lettering.blocks_of(one.words.body) if one.words.is_there else [],
        waiting=_translation_step(waiting) if waiting else None,
        waiting_changes=_changes(waiting.english, text.words) if waiting else (),
        steps=tuple(_translation_step(row) for row in rows.order_by("-number")),
        is_own_work=bool(waiting and waiting.written_by_id == actor.id),
        to_check=_to_check(one.words, waiting),
        known=(*lettering.KNOWN.items(), *lettering.ASKED.items()),
        checkers=_checkers(on),
    )


# ---------------------------------------------------------------------------------------------------------------------


def _row(text: Text, waits: str, words: tuple[Words, ...]) -> TextRow:
    states = [] if text.to_other else [one.state for one in words]
    checked, drafts = letter_languages.CHECKED, letter_languages.MACHINE_DRAFT
    return TextRow(
        text, waits, states.count(checked), states.count(drafts), states.count(letter_languages.BEING_UPDATED)
    )


def _in_languages(text: Text) -> tuple[TextIn, ...]:
    names = dict(letter_languages.languages())
    rows = LetterTranslation.objects.filter(key=text.key).select_related("written_by").order_by("number")
    latest = {row.language: row for row in rows}
    found = []
    for words in letter_languages.words_in_all([text])[text.key]:
        row = latest.get(words.language)
        writer = row.written_by if row and row.state == LetterTranslation.State.WRITTEN else None
        changes = _changes(words.english, text.words) if words.state == letter_languages.BEING_UPDATED else ()
        found.append(
            TextIn(
                code=words.language,
                name=names[words.language],
                words=words,
                waiting_by=writer.name if writer else "",
                changes=changes,
                briefly=letter_languages.briefly(changes),
            )
        )
    return tuple(found)


def _changes(before: str, after: str) -> Changes:
    return letter_languages.changes(before, after) if before and before != after else ()


def _to_check(words: Words, waiting: LetterTranslation | None) -> int | None:
    if waiting is not None:
        return waiting.number
    return words.number if words.state == letter_languages.MACHINE_DRAFT else None


def _checkers(on: date) -> tuple[str, ...]:
    roles = [role for role in Role if reaches(frozenset({role}), Record.LETTER_TEXTS, Verb.APPROVE)]
    return tuple(sorted({worker.name for role in roles for worker in shell.workers_with(role, on=on)}))


def _step(row: LetterText) -> TextStep:
    return TextStep(
        number=row.number,
        state=row.get_state_display(),
        title=row.title,
        body=row.body,
        why=row.why,
        comment=row.comment,
        at=row.made_at,
        proposed_by=row.proposed_by.name,
        decided_by=row.decided_by.name if row.decided_by else "",
    )


def _translation_step(row: LetterTranslation) -> TranslationStep:
    person = row.checked_by or row.written_by
    by = person.name if person else ""
    return TranslationStep(row.number, row.get_state_display(), row.title, row.body, row.comment, row.made_at, by)
