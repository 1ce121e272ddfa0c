"""Verbs of a worker's calendar address: made, made anew, ended."""

from __future__ import annotations

import secrets

from django.db import transaction

from alongside.casework.models import CalendarAddress
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

BYTES = 32


@transaction.atomic
def make_calendar_address(*, by: Actor) -> str:
    """Make a secret address for this worker's calendar; the one before ends. Answers the secret, kept nowhere."""
    by.check(Record.CLOCKS, Verb.READ)
    _end(by)
    secret = secrets.token_urlsafe(BYTES)
    CalendarAddress.objects.create(user_id=by.id, secret_hash=CalendarAddress.hash_of(secret), made_at=clock.now())
    audit.record(actor=by, verb="made calendar address", subject_kind="user", subject=by.id)
    return secret


@transaction.atomic
def end_calendar_address(*, by: Actor) -> None:
    """End this worker's calendar address: nothing is read under it any more."""
    by.check(Record.CLOCKS, Verb.READ)
    _end(by)
    audit.record(actor=by, verb="ended calendar address", subject_kind="user", subject=by.id)


def _end(by: Actor) -> None:
    CalendarAddress.objects.filter(user_id=by.id, ended_at=None).update(ended_at=clock.now())
