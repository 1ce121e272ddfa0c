"""The append-only audit: one line for every change and every look at a person, refusals included.

``record`` is called inside the transaction of what it tells of, so neither can be there without the other. Each line
carries the hash of the line before; ``verify`` reads the whole chain and names the first line that does not fit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent

FIRST_HASH = "0" * 64
LOOKS = ("looked at", "searched", "downloaded")
"""How the verbs of lines begin that tell of no change."""
_CHAIN_LOCK = 4_230_891  # any number of our own: the PostgreSQL advisory lock that keeps the chain in one file


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of the audit tells: what was done to what. ``detail`` as in ``record``."""

    verb: str
    subject_kind: str
    subject: UUID | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the audit: the number and the hash of a line."""

    number: int
    hash: str


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
    """Write one line. ``detail`` holds names of fields, codes and whole numbers, never free text about a person."""
    line = Line(verb, subject_kind, subject, detail or {})
    return _write([line], actor=actor, allowed=allowed, purpose=purpose)[0]


def record_many(lines: Iterable[Line], *, actor: Actor, purpose: str = "") -> int:
    """Write many lines at once, in order, in the same chain: for an import that changes a thousand people.

    Returns how many were written.
    """
    return len(_write(list(lines), actor=actor, allowed=True, purpose=purpose))


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over everything in the line, the hash of the line before included."""
    told = [
        event.number,
        event.at.astimezone(UTC).isoformat(),
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


def last_hash() -> str:
    """The hash of the newest line. Noted somewhere else, it later shows whether lines were cut off the end."""
    return AuditEvent.objects.order_by("-number").values_list("hash", flat=True).first() or FIRST_HASH


def holds(line_hash: str) -> bool:
    """Whether a line with this hash, noted down elsewhere earlier, is still there: lines cut off the end show so."""
    return AuditEvent.objects.filter(hash=line_hash).exists()


def changes_since(mark: Mark | None) -> tuple[Mark | None, list[Line] | None]:
    """The newest place in the audit, and what was changed after ``mark``: looks and refusals are left out.

    None instead of the changes where nothing is known of ``mark``: it is not given, or its line was rolled back.
    """
    told = []
    if mark is not None:
        rows = AuditEvent.objects.filter(number__gte=mark.number).order_by("number")
        told = list(rows.values_list("number", "hash", "verb", "subject_kind", "subject", "allowed"))
    if mark is None or not told or told[0][:2] != (mark.number, mark.hash):
        newest = AuditEvent.objects.order_by("-number").values_list("number", "hash").first()
        return (Mark(*newest) if newest else None), None
    return Mark(*told[-1][:2]), [
        Line(verb, kind, subject)
        for _, _, verb, kind, subject, allowed in told[1:]
        if allowed and not verb.startswith(LOOKS)
    ]


def _as_it_comes_back(detail: dict[str, Any]) -> dict[str, Any]:
    """The detail as both databases give it back. A fraction comes back differently from each, so it is refused."""

    def refuse(number: str) -> None:
        raise TypeError(f"The audit takes whole numbers only, not {number}.")

    return json.loads(json.dumps(detail), parse_float=refuse, parse_constant=refuse)


def _write(lines: list[Line], *, actor: Actor, allowed: bool, purpose: str) -> list[AuditEvent]:
    with transaction.atomic(savepoint=False):  # a line that cannot be written takes everything with it
        _take_the_pen()
        last = AuditEvent.objects.order_by("-number").values("number", "hash").first()
        first, previous = (last["number"] + 1, last["hash"]) if last else (1, FIRST_HASH)
        at, roles = clock.now(), " ".join(sorted(actor.roles))[:200]
        events = []
        for number, line in enumerate(lines, start=first):
            event = AuditEvent(
                number=number,
                at=at,
                actor=actor.id,
                actor_name=actor.name[:120],
                roles=roles,
                verb=line.verb,
                subject_kind=line.subject_kind[:60],
                subject=line.subject,
                allowed=allowed,
                purpose=purpose,
                detail=_as_it_comes_back(line.detail),
                previous_hash=previous,
            )
            previous = event.hash = hash_of(event)
            events.append(event)
        AuditEvent.objects.bulk_create(events, batch_size=1000)
    return events


def _take_the_pen() -> None:
    """One writer at a time. SQLite transactions are IMMEDIATE, so there the writer already holds the only pen."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
