"""The append-only audit: one line for every change and every look at a person, refusals included.

``record`` is called inside the transaction of what it tells of, so neither can be there without the other. Each line
carries the hash of the line before; ``verify`` reads the whole chain and names the first line that does not fit.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent

FIRST_HASH = "0" * 64
_CHAIN_LOCK = 4_230_891  # any number of our own: the PostgreSQL advisory lock that keeps the chain in one file


class ChainBroken(Exception):
    """The audit was changed behind the product's back. The message names the first line that does not fit."""


def record(
    *,
    actor: Actor,
    verb: str,
    subject_kind: str,
    subject: UUID | None = None,
    allowed: bool = True,
    purpose: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write one line. ``detail`` holds names of fields and codes, never free text about a person."""
    with transaction.atomic():
        _take_the_pen()
        last = AuditEvent.objects.order_by("-number").values("number", "hash").first()
        event = AuditEvent(
            number=last["number"] + 1 if last else 1,
            at=clock.now(),
            actor=actor.id,
            actor_name=actor.name[:120],
            roles=" ".join(sorted(actor.roles)),
            verb=verb,
            subject_kind=subject_kind,
            subject=subject,
            allowed=allowed,
            purpose=purpose,
            detail=detail or {},
            previous_hash=last["hash"] if last else FIRST_HASH,
        )
        event.hash = hash_of(event)
        event.save(force_insert=True)
    return event


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over everything in the line, the hash of the line before included."""
    told = [
        event.number,
        event.at.isoformat(),
        str(event.actor),
        event.actor_name,
        event.roles,
        event.verb,
        event.subject_kind,
        str(event.subject),
        event.allowed,
        event.purpose,
        event.detail,
        event.previous_hash,
    ]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def verify() -> int:
    """How many lines the audit holds. Raises ChainBroken at the first line that was changed, added or is gone."""
    previous, count = FIRST_HASH, 0
    for event in AuditEvent.objects.order_by("number").iterator(chunk_size=2000):
        count += 1
        if event.number != count:
            raise ChainBroken(f"Line {count} of the audit is missing.")
        if event.previous_hash != previous or event.hash != hash_of(event):
            raise ChainBroken(f"Line {event.number} of the audit was changed.")
        previous = event.hash
    return count


def _take_the_pen() -> None:
    """One writer at a time. SQLite transactions are IMMEDIATE, so there the writer already holds the only pen."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
