"""The whole offer, frozen."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.offer import editions, queries
from alongside.offer.models import Edition
from alongside.shell import audit, slots
from alongside.shell.actors import Actor
from alongside.shell.refusals import WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def publish_edition(*, on: date, by: Actor, note: str = "") -> Edition:
    """Freeze the whole offer as it stands, numbered, with what changed since the edition before.

    Raises WrongState where nothing has changed.
    """
    by.check(Record.OFFER_TEXT, Verb.APPROVE)
    last = Edition.objects.first()
    snapshot = editions.snapshot(queries.entitlements(on=on))
    changes = editions.changes(last.snapshot if last else {}, snapshot)
    if last and not changes:
        raise WrongState(f"Nothing has changed since edition {last.number}.")
    edition = Edition.objects.create(
        number=last.number + 1 if last else 1,
        published_on=on,
        published_by_id=by.id,
        note=note,
        changes=changes,
        snapshot=snapshot,
    )
    audit.record(actor=by, verb="published edition", subject_kind="offer", detail={"number": edition.number})
    for told in slots.edition_published.all():
        told(number=edition.number, on=on, by=by)
    return edition
