"""Writing the letters of birthdays that are near, and taking up again those that could not go before."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from alongside.casework import going, letter_texts, near_birthdays
from alongside.casework.actions.letters import write_queued
from alongside.casework.models import Letter
from alongside.casework.near_birthdays import Near
from alongside.casework.steps_letters import check_step
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.roles import Record, Verb

State = Letter.State


def write_birthday_letters(*, on: date, by: Actor) -> int:
    """Put a letter in the queue for every birthday that is near and has none. Doing it twice changes nothing.

    Answers how many were queued: new ones, and those that were stopped and may go now.
    """
    by.check(Record.LETTERS, Verb.CREATE)
    found = near_birthdays.near(on)
    held = {one.once: one for one in Letter.objects.filter(once__in=[near.once for near in found])}
    queued = 0
    for near in found:
        with transaction.atomic():  # each letter stands by itself
            queued += _again(held[near.once], on, by) if near.once in held else _new(near, on, by)
    return queued


def _new(near: Near, on: date, by: Actor) -> int:
    text = letter_texts.current(f"birthday_{near.age}")
    try:
        with transaction.atomic():
            late = on >= near.day
            letter = write_queued(near.person, text, on=on, by=by, once=near.once, age=near.age, late=late)
            _note("queued birthday letter", letter, by)
    except IntegrityError:  # another run was a moment sooner
        return 0
    return 1


def _again(letter: Letter, on: date, by: Actor) -> int:
    """Queue a letter again that was stopped, where nothing stops it any more. One that somebody took back stays."""
    if letter.state != State.STOPPED or letter.why not in going.STOPS:
        return 0
    if going.why_not(letter.person, on, channel=letter.channel):
        return 0
    place = {"contact_point": None, "address": "", "address_why": ""} if letter.channel == Letter.Channel.POST else {}
    changes = {"state": check_step(letter, "queue"), "why": "", "queued_at": clock.now(), **place}
    _note("queued birthday letter", save_over(letter, version=letter.version, changes=changes, what="the letter"), by)
    return 1


def _note(verb: str, letter: Letter, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind="person", subject=letter.person_id, detail={"text": letter.text_key})
