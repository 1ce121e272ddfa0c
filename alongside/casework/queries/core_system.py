"""What was handed to the council's core system: file by file, and record by record."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Q

from alongside.casework.models import CoreFiling
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

MOST = 60
"""How many of the newest files are shown."""


@dataclass(frozen=True, slots=True)
class HandedFile:
    """One file that was handed over."""

    batch: UUID
    at: datetime
    contacts: int
    plans: int


def handed_files(actor: Actor) -> tuple[HandedFile, ...]:
    """The files that were handed over, newest first, for those who may take lists out."""
    actor.check(Record.PERSON_EXPORT, Verb.EXPORT)
    counts = {f"{kind}s": Count("pk", filter=Q(kind=kind)) for kind in (CoreFiling.Kind.CONTACT, CoreFiling.Kind.PLAN)}
    rows = CoreFiling.objects.order_by().values("batch").annotate(at=Max("filed_at"), **counts).order_by("-at")[:MOST]
    return tuple(HandedFile(**row) for row in rows)


def handed_at(records: Collection[UUID]) -> dict[UUID, datetime]:
    """When each of these records was last handed over; those that never were are left out. Whoever asks has checked."""
    rows = CoreFiling.objects.order_by().filter(record__in=records).values("record").annotate(at=Max("filed_at"))
    return {row["record"]: row["at"] for row in rows}
