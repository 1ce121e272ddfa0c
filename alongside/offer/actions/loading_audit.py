"""Bringing in, from files, what a council says of its offer against the check-list."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from alongside.offer.actions.audit import record_audit_evidence, record_not_offered
from alongside.offer.models import AuditEvidence, NotOffered
from alongside.shell.actors import Actor


@transaction.atomic
def load_audit(*, folder: Path, on: date, by: Actor) -> None:
    """Bring in ``not_offered.toml`` and ``audit_evidence.toml`` where the folder has them.

    An item about which something is recorded already is left alone. Days are counted back from ``on``.
    """
    for entry in _entries(folder / "not_offered.toml", "not_offered"):
        if not NotOffered.objects.filter(item=entry["item"]).exists():
            record_not_offered(
                item_id=entry["item"],
                reason=entry["reason"],
                said_publicly=entry["said_publicly"],
                decided_by=entry["decided_by"],
                decided_on=on - timedelta(days=entry["decided_days_ago"]),
                next_look_on=on + timedelta(days=entry["next_look_in_days"]),
                by=by,
            )
    for entry in _entries(folder / "audit_evidence.toml", "evidence"):
        if not AuditEvidence.objects.filter(item=entry["item"]).exists():
            recorded_on = on - timedelta(days=entry["days_ago"])
            record_audit_evidence(item_id=entry["item"], words=entry["words"], on=recorded_on, by=by)


def _entries(file: Path, name: str) -> Iterator[Mapping[str, Any]]:
    if file.exists():
        yield from tomllib.loads(file.read_text("utf-8"))[name]
