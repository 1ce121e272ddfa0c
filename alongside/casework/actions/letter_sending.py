"""Sending what waits: each letter once, whatever happens to the worker; and whatever has happened to the person.

A worker takes one letter with a lease, asks again whether it may go, makes its paper, and says that it was sent. A
worker that is killed leaves its letter with a lease that runs out; whoever takes it up next finds the paper where it
was put, if it was put, and does not put another.
"""

from __future__ import annotations

import time
from datetime import date, timedelta

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from alongside.casework import access, composing, going, lettering, outbox, steps_letters
from alongside.casework.models import Letter, Person
from alongside.shell import audit, clock, paper
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over

LEASE = timedelta(minutes=5)
"""How long a worker may take over one letter before it is taken for dead; a letter takes a second."""
State, Channel = Letter.State, Letter.Channel


def send_letters(*, on: date, by: Actor, within: timedelta | None = None) -> int:
    """Send what waits, one letter after another; answers how many were sent. ``within``: begin none after that long.

    A letter whose paper cannot be made says why and stays; the next run tries it again.
    """
    tried: set[object] = set()
    sent, began = 0, time.monotonic()
    while True:
        with transaction.atomic():  # the lease stands before anything is made
            letter = _take(but=tried)
        if letter is None:
            break
        tried.add(letter.pk)
        sent += _send(letter, on, by)
        if within is not None and time.monotonic() - began >= within.total_seconds():
            break
    return sent


# ---------------------------------------------------------------------------------------------------------------------


def _waiting() -> QuerySet[Letter]:
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=clock.now())
    return Letter.objects.filter(free, state=State.QUEUED, removed_at=None)


def _take(*, but: set[object]) -> Letter | None:
    """The next letter, with a lease on it."""
    skip = {"skip_locked": True} if connection.features.has_select_for_update_skip_locked else {}
    letter = _waiting().select_for_update(**skip).exclude(pk__in=but).order_by("queued_at", "pk").first()
    if letter:
        letter.lease_until = clock.now() + LEASE
        letter.save_without_historical_record(update_fields=["lease_until"])
    return letter


def _send(letter: Letter, on: date, by: Actor) -> int:
    """Send one letter that was taken. 1 where it went, else 0."""
    if _stopped(letter.pk, on, by):
        return 0
    try:
        page, pdf = _made(letter, on)
    except Exception as fault:
        _failed(letter, fault)
        return 0
    return _gone(letter, page, pdf, on, by)


def _made(letter: Letter, on: date) -> tuple[str, bytes]:
    """The page of the letter and, where it goes by post, its paper, put where the print room finds it."""
    if letter.channel == Channel.POST and not letter.address:
        letter = _addressed(letter, on)
    page = composing.page(letter, on)
    if letter.channel != Channel.POST:
        return page, b""
    return page, outbox.put(letter.pk, paper.pdf(page))


@transaction.atomic
def _addressed(letter: Letter, on: date) -> Letter:
    """A letter that was written before there was a safe address takes the one that there is now."""
    point = going.safe_address(letter.person, on)
    if point is None:
        raise LookupError(going.CHANGED)
    changes = {"contact_point": point, "address": point.value, "address_why": going.SAFE}
    held = Letter.objects.select_for_update().filter(pk=letter.pk, state=State.QUEUED).first()
    if held is None:
        raise LookupError("It was taken back.")
    return save_over(held, version=held.version, changes=changes, what="the letter")


@transaction.atomic
def _stopped(letter_id: object, on: date, by: Actor) -> bool:
    """Stop a letter that may not go any more. True too where it no longer waits."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("contact_point").filter(pk=letter_id).first()
    if letter is None or letter.state != State.QUEUED:
        return True
    access.hold(letter.person)
    person = Person.objects.filter(pk=letter.person_id).first()
    text = lettering.delivered().get(letter.text_key)
    told = going.why_not_now(letter, person, on, after_death=bool(text and text.after_death)) if person else going.DIED
    if not told:
        return False
    outbox.take_back(letter.pk)
    changes = {"state": steps_letters.check_step(letter, "stop"), "why": told, "lease_until": None}
    save_over(letter, version=letter.version, changes=changes, what="the letter")
    detail = {"text": letter.text_key, "letter": str(letter.pk)}
    audit.record(actor=by, verb="stopped letter", subject_kind="person", subject=letter.person_id, detail=detail)
    return True


@transaction.atomic
def _gone(letter: Letter, page: str, pdf: bytes, on: date, by: Actor) -> int:
    """Say that it was sent, unless something stops it at this very moment, or another worker was sooner."""
    if _stopped(letter.pk, on, by):
        if (now := Letter.objects.filter(pk=letter.pk).first()) and now.state == State.STOPPED:
            outbox.take_back(letter.pk)
        return 0
    held = Letter.objects.select_for_update().filter(pk=letter.pk, state=State.QUEUED).first()
    if held is None:
        return 0
    changes = {
        "state": steps_letters.check_step(held, "send"),
        "sent_at": clock.now(),
        "page_sha256": composing.sha256_of(page),
        "pdf_sha256": composing.sha256_of(pdf) if pdf else "",
        "lease_until": None,
        "error": "",
    }
    save_over(held, version=held.version, changes=changes, what="the letter")
    detail = {"text": held.text_key, "letter": str(held.pk), "channel": held.channel}
    audit.record(actor=by, verb="sent letter", subject_kind="person", subject=held.person_id, detail=detail)
    return 1


@transaction.atomic
def _failed(letter: Letter, fault: Exception) -> None:
    held = Letter.objects.select_for_update().filter(pk=letter.pk, state=State.QUEUED).first()
    if held:
        held.error, held.lease_until = f"{type(fault).__name__}: {fault}"[:300], None
        held.save_without_historical_record(update_fields=["error", "lease_until"])
