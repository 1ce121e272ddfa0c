"""Verbs of letters: drafting, approving what tells a decision, putting them in the queue, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from alongside.casework import access, composing, going, letter_texts, letter_words, steps_letters, tasks
from alongside.casework.lettering import ASKED, Text
from alongside.casework.models import Letter, LetterBatch, Person, Source
from alongside.law import birthday
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork
from alongside.shell.roles import Reach, Record, Verb

State, Channel = Letter.State, Letter.Channel
LONGEST_ANSWER = 2000
YOUNGEST, OLDEST = 18, 25
"""The birthdays on which a letter goes out."""
MOST_AT_ONCE = 2000


@transaction.atomic
def draft_letter(
    *,
    person_id: UUID,
    key: str,
    on: date,
    by: Actor,
    asked: Mapping[str, str] | None = None,
    channel: str = Channel.POST,
    large_print: bool | None = None,
    easy_read: bool | None = None,
    language: str = "",
    to_name: str = "",
    address: str = "",
) -> Letter:
    """Write a letter from a text.

    ``asked`` holds what its writer types; ``to_name`` and ``address`` are for a letter to somebody else. In which
    language and form is what the person has chosen, unless something else is said. Raises FactRefused where it could
    not go out as things stand, and says why.
    """
    person = access.person_for(by, person_id, Record.LETTERS, Verb.CREATE, on=on)
    text = letter_texts.current(key)
    steps_letters.check_step(None, "draft")
    told = going.why_not(person, on, channel=channel, to_other=text.to_other, after_death=text.after_death)
    if told:
        raise FactRefused(told if told in (going.DIED, going.DISPUTED, going.ALIVE) else f"{told} {going.ANOTHER_WAY}")
    if text.to_other and not (to_name.strip() and address.strip()):
        raise FactRefused("Say to whom it goes, and to which address.")
    letter = write(
        person, text, on=on, by=by, once=f"one:{uuid4()}", asked=_said(text, asked or {}), channel=channel,
        large_print=large_print, easy_read=easy_read, language=language, to_name=to_name.strip(),
        address=address.strip(),
    )  # fmt: skip
    audit.record(actor=by, verb="drafted letter", subject_kind="person", subject=person.pk, detail={"text": key})
    return letter


@transaction.atomic
def decide_letter(*, letter_id: UUID, answer: str, on: date, by: Actor, comment: str = "") -> Letter:
    """Approve a letter that tells a decision, which puts it in the queue; or stop it, with the reason."""
    letter, person = _held(letter_id, Record.LETTERS, Verb.APPROVE, on, by)
    if letter.recorded_by_id is not None and letter.recorded_by_id == by.id:
        raise OwnWork("You wrote this letter, so someone else has to approve it.")
    text = letter_texts.current(letter.text_key)
    if text.by_director and Reach.SERVICE not in by.reaches(Record.LETTERS, Verb.APPROVE):
        raise NotYours("a letter that the director signs")
    if answer != "approve":
        if not comment.strip():
            raise FactRefused("Say why it should not go out.")
        return _step(letter, "stop", {"why": comment.strip()[:300]}, "sent letter back", by)
    if not letter.decides:
        raise FactRefused("This letter needs no approval.")
    letter = _step(letter, "approve", {"approved_by_id": by.id, "approved_at": clock.now()}, "approved letter", by)
    return _queue(letter, person, on, by)


@transaction.atomic
def queue_letter(*, letter_id: UUID, on: date, by: Actor, channel: str = "") -> Letter:
    """Put a letter in the queue, to be sent within a minute or so.

    ``channel``: another way, for one that was stopped.
    """
    letter, person = _held(letter_id, Record.LETTERS, Verb.CREATE, on, by)
    if channel and channel != letter.channel:
        letter = save_over(letter, version=letter.version, changes=_where(person, channel, on), what="the letter")
    return _queue(letter, person, on, by)


@transaction.atomic
def withdraw_letter(*, letter_id: UUID, why: str, on: date, by: Actor) -> Letter:
    """Take a letter back that has not left."""
    letter, _ = _held(letter_id, Record.LETTERS, Verb.CREATE, on, by)
    if not why.strip():
        raise FactRefused("Say why you take it back.")
    return _step(letter, "stop", {"why": why.strip()[:300], "lease_until": None}, "took letter back", by)


@transaction.atomic
def settle_letter(*, letter_id: UUID, what: str, on: date, by: Actor, why: str = "") -> Letter:
    """Record that a letter came back (``return``) or that somebody answered it (``acknowledge``)."""
    letter, _ = _held(letter_id, Record.LETTERS, Verb.CREATE, on, by)
    if what not in ("return", "acknowledge"):
        raise FactRefused("Say whether it came back or was answered.")
    return _step(letter, what, {"settled_at": clock.now(), "why": why.strip()[:300]}, f"letter: {what}", by)


@transaction.atomic
def acknowledge_my_letter(*, letter_id: UUID, on: date, by: Actor) -> Letter:
    """Say, as the young person, that one has read a letter. Saying so twice is no mistake."""
    letter, person = _held(letter_id, Record.LETTERS, Verb.READ, on, by)
    if person.user_id is None or person.user_id != by.id or letter.hidden or letter.to_other or not letter.sent_at:
        raise NotYours("letter")
    if letter.state != State.SENT:
        return letter
    return _step(letter, "acknowledge", {"settled_at": clock.now()}, "read own letter", by)


@transaction.atomic
def make_batch(*, text_key: str, age_from: int, age_to: int, on: date, by: Actor) -> LetterBatch:
    """Write one letter to everybody in reach of that age, and put them all in the queue. One that cannot go is stopped
    when its turn comes, with the reason.
    """
    by.check(Record.LETTERS, Verb.CREATE)
    text = letter_texts.current(text_key)
    if not text.is_standard:
        raise FactRefused("This letter is written to one person at a time: something in it is about them alone.")
    if not 14 <= age_from <= age_to:
        raise FactRefused("The first age has to be 14 or more, and not above the last.")
    people = access.visible_to(by, Record.LETTERS, Verb.CREATE, on=on).filter(died_on=None)
    people = people.filter(born_on__lte=birthday(on, -age_from), born_on__gt=birthday(on, -age_to - 1))
    found = list(people.order_by("pk")[: MOST_AT_ONCE + 1])
    if not 0 < len(found) <= MOST_AT_ONCE:
        raise FactRefused("Nobody in your reach is of that age." if not found else "Too many people: narrow the ages.")
    title = f"{text.title}: {age_from} to {age_to}"[:120]
    batch = LetterBatch.objects.create(text_key=text_key, title=title, made_at=clock.now(), made_by_id=by.id)
    for person in found:
        write_queued(person, text, on=on, by=by, once=f"batch:{batch.pk}:{person.pk}", batch=batch)
    audit.record(
        actor=by,
        verb="made letters",
        subject_kind="letters",
        subject=batch.pk,
        detail={"text": text_key, "many": len(found)},
    )
    transaction.on_commit(tasks.letters_soon)
    return batch


# ---------------------------------------------------------------------------------------------------------------------


def write(person: Person, text: Text, *, on: date, by: Actor, once: str, channel: str, **given: Any) -> Letter:
    """Write down a draft. Whoever calls it has checked, and keeps it in the audit."""
    to_name = given.get("to_name") or person.name or person.label
    form = _form(person, text, given)
    place = {} if text.to_other else _where(person, channel, on)
    if text.to_other:
        place = {"channel": Channel.POST, "address": given.get("address", ""), "address_why": going.OTHER}
    said = composing.snapshot(
        person, text, on, asked=given.get("asked") or {}, to_name=to_name, language=form["language"],
        age=given.get("age"), easy_read=form["easy_read"], late=bool(given.get("late")),
    )  # fmt: skip
    return Letter.objects.create(
        person=person,
        once=once,
        batch=given.get("batch"),
        text_key=text.key,
        text_number=text.number,
        title=text.title,
        decides=text.decides,
        to_name=to_name,
        to_other=text.to_other,
        snapshot=said,
        state=State.DRAFTED,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.TYPED,
        **form,
        **place,
    )


def write_queued(person: Person, text: Text, *, on: date, by: Actor, once: str, **given: Any) -> Letter:
    """Write a letter straight into the queue, in the language and form that this person has chosen."""
    letter = write(person, text, on=on, by=by, once=once, channel=Channel.POST, **given)
    steps_letters.check_step(letter, "queue")
    letter.state, letter.queued_at = State.QUEUED, clock.now()
    letter.save()
    return letter


def _form(person: Person, text: Text, given: Mapping[str, Any]) -> dict[str, Any]:
    """In which language and form: what was asked for, else what the person has chosen. To somebody else: English."""
    if text.to_other:
        return {"language": letter_words.ENGLISH, "large_print": bool(given.get("large_print")), "easy_read": False}
    chosen = {
        name: getattr(person, name) if given.get(name) is None else bool(given[name])
        for name in ("large_print", "easy_read")
    }
    return {"language": letter_words.offered(given.get("language") or person.letter_language), **chosen}


def _where(person: Person, channel: str, on: date) -> dict[str, Any]:
    """Where a letter to the person themself goes, and why that is safe."""
    point = going.safe_address(person, on) if channel == Channel.POST else None
    return {
        "channel": channel,
        "contact_point": point,
        "address": point.value if point else "",
        "address_why": going.SAFE if point else "",
    }


def _said(text: Text, asked: Mapping[str, str]) -> dict[str, str]:
    said = {name: str(asked.get(name, "")).strip() for name in text.asked}
    for name, words in said.items():
        if not words:
            raise FactRefused(f"Answer this: {ASKED[name]}")
        if len(words) > LONGEST_ANSWER or "{" in words or "}" in words:
            raise FactRefused(f"Write less, and no braces: {ASKED[name]}")
    return said


def _held(letter_id: UUID, record: Record, verb: Verb, on: date, by: Actor) -> tuple[Letter, Person]:
    """A letter that nobody else changes until this is through. Raises NotYours for those out of whose reach it is."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id, removed_at=None).first()
    if letter is None:
        raise NotYours("letter")
    return letter, access.person_for(by, letter.person_id, record, verb, on=on)


def _queue(letter: Letter, person: Person, on: date, by: Actor) -> Letter:
    text = letter_texts.current(letter.text_key)
    steps_letters.check_step(letter, "queue")
    if told := going.why_not_now(letter, person, on, after_death=text.after_death):
        raise FactRefused(told)
    changes = {"queued_at": clock.now(), "why": "", "error": "", "lease_until": None}
    letter = _step(letter, "queue", changes, "queued letter", by)
    transaction.on_commit(tasks.letters_soon)
    return letter


def _step(letter: Letter, step: str, changes: Mapping[str, Any], verb: str, by: Actor) -> Letter:
    """Take one step of the table, and keep it in the audit."""
    changes = {"state": steps_letters.check_step(letter, step), **changes}
    letter = save_over(letter, version=letter.version, changes=changes, what="the letter")
    detail = {"text": letter.text_key, "letter": str(letter.pk)}
    audit.record(actor=by, verb=verb, subject_kind="person", subject=letter.person_id, detail=detail)
    return letter
