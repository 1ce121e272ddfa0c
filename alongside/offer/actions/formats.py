"""Making the other forms of the offer."""

from __future__ import annotations

import hashlib
import os
import time
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from alongside.offer import access, queries, tasks
from alongside.offer.formats import files, makers, record
from alongside.offer.formats.kinds import SUFFIXES, Kind
from alongside.offer.formats.record import Document
from alongside.offer.models import MadeFile
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

LEASE = timedelta(minutes=10)
"""How long a worker may make one file before it is taken for dead; the whole offer takes seconds."""
KEPT = timedelta(days=7)
"""How long a file made while somebody waited is kept."""
State = MadeFile.State


def make_forms(*, on: date, by: Actor) -> int:
    """Make every file that is not as the offer is on the day ``on``, one by one; answers how many were made or tried.

    A file that fails says why and leaves the others alone. What another worker is making is left to it.
    """
    note_forms(on=on, by=by)
    made = _make_waiting(on)
    if made:
        with transaction.atomic():
            audit.record(actor=by, verb="made forms", subject_kind="offer", detail={"files": made})
    return made


def note_forms(*, on: date, by: Actor) -> None:
    """Queue every file that is not as the offer is on the day ``on``, and forget what is no longer offered."""
    access.check(by, Record.OFFER_TEXT, Verb.UPDATE, None)
    wanted: dict[tuple[str, str, str], Document] = {}
    for language in queries.languages_of_the_offer():
        wanted |= {(language, doc.key, kind.value): doc for doc, kind in _kept(language, on)}
    with transaction.atomic():
        _note_wanted(wanted)
        if waiting := _waiting().count():
            audit.record(actor=by, verb="queued forms", subject_kind="offer", detail={"files": waiting})
    _clear_what_was_asked_for()


def make_next_forms(*, on: date, within: timedelta, by: Actor) -> bool:
    """Make files that wait: one, and others as long as no more time than ``within`` has passed. Whether any is left."""
    access.check(by, Record.OFFER_TEXT, Verb.UPDATE, None)
    made = _make_waiting(on, within)
    if made:
        with transaction.atomic():
            audit.record(actor=by, verb="made forms", subject_kind="offer", detail={"files": made})
    return _waiting().exists()


@transaction.atomic
def make_again(*, file_id: int, by: Actor) -> None:
    """Queue a file that failed or was left lying. The file of an edition is made from the same frozen words."""
    access.check(by, Record.OFFER_TEXT, Verb.UPDATE, None)
    row = MadeFile.objects.select_for_update().filter(pk=file_id).first()
    if row is None:
        raise NotYours("a file that is not there")
    row.state, row.facts_hash, row.error, row.lease_until = State.QUEUED, "", "", None
    row.save()
    audit.record(actor=by, verb="asked for form again", subject_kind="offer", detail={"file": str(row)})
    tasks.forms_soon()


@transaction.atomic
def freeze_forms(*, number: int, on: date, by: Actor) -> None:
    """Give an edition files of its own, of the whole offer in every form, from the words as they are now.

    In English, which is what was signed: translations go on being made and read after an edition is out.
    """
    access.check(by, Record.OFFER_EDITION, Verb.UPDATE, None)
    offer = record.whole(on=on, language=settings.LANGUAGE_CODE, edition=number)
    for kind in Kind:
        row = MadeFile(edition=number, language=offer.language, scope=offer.scope, key=offer.key, kind=kind)
        row.wanted_hash = offer.facts_hash()
        row.source = _write(row, "source", makers.source(offer, kind).encode())
        row.save()
    audit.record(actor=by, verb="froze forms", subject_kind="offer", detail={"edition": number})
    tasks.forms_soon()


def _note_wanted(wanted: dict[tuple[str, str, str], Document]) -> None:
    """Queue what is missing or out of date, and what failed before; forget what is no longer offered."""
    current = {(r.language, r.key, r.kind): r for r in MadeFile.objects.select_for_update().filter(edition=0)}
    hashes: dict[int, str] = {}
    for place, document in wanted.items():
        row = current.pop(place, None) or MadeFile(
            language=document.language, scope=document.scope, key=document.key, kind=place[2]
        )
        row.wanted_hash = hashes.setdefault(id(document), document.facts_hash())
        is_true = row.facts_hash == row.wanted_hash and (Path(settings.MEDIA_ROOT) / row.path).is_file()
        if row.state != State.MAKING:
            row.state = State.MADE if is_true else State.QUEUED
        row.save()
    for row in current.values():
        _remove(row.path)
        row.delete()
    for row in MadeFile.objects.filter(edition__gt=0, state=State.FAILED):
        row.state = State.QUEUED
        row.save()


def _make_waiting(on: date, within: timedelta | None = None) -> int:
    """Make what waits, each file once, until none is left or the time is over; answers how many."""
    documents: dict[str, dict[str, Document]] = {}
    tried: set[int] = set()
    began = time.monotonic()
    while row := _take(but=tried):
        tried.add(row.pk)
        if not row.edition and row.language not in documents:
            documents[row.language] = {document.key: document for document, _ in _kept(row.language, on)}
        _make(row, None if row.edition else documents[row.language].get(row.key))
        if within is not None and time.monotonic() - began >= within.total_seconds():
            break
    return len(tried)


def _kept(language: str, on: date) -> list[tuple[Document, Kind]]:
    """The files that this language should have."""
    offer = record.whole(on=on, language=language)
    return list(makers.kept(offer)) if offer.areas else []


def _waiting() -> QuerySet[MadeFile]:
    """The files to make, also those whose worker has died."""
    return MadeFile.objects.filter(Q(state=State.QUEUED) | Q(state=State.MAKING, lease_until__lt=clock.now()))


@transaction.atomic
def _take(*, but: set[int]) -> MadeFile | None:
    """The next file to make, with a lease on it."""
    row = _waiting().select_for_update().exclude(pk__in=but).order_by("edition", "pk").first()
    if row:
        row.state, row.lease_until = State.MAKING, clock.now() + LEASE
        row.save()
    return row


def _make(row: MadeFile, document: Document | None) -> None:
    """Make one file and write down how it went. Its words are the frozen ones of its edition, or today's."""
    before, noted, facts, error, path, made = row.path, row.wanted_hash, row.wanted_hash, "", "", b""
    try:
        if row.source:
            text = (Path(settings.MEDIA_ROOT) / row.source).read_text("utf-8")
        elif document:
            text, facts = makers.source(document, Kind(row.kind)), document.facts_hash()
        else:
            raise LookupError("This is no longer offered.")
        made = makers.finished(Kind(row.kind), text)
        path = _write(row, facts[:12], made)
    except Exception as fault:
        error = f"{type(fault).__name__}: {fault}"[:300]
    with transaction.atomic():
        still = MadeFile.objects.select_for_update().filter(pk=row.pk).first()
        if still and still.wanted_hash == noted:
            still.wanted_hash = facts  # the offer may have gone on between the noting and the making
        if still:
            _write_down(still, facts, error, path, made)
    if path and path != before:
        _remove(before if still else path)


def _write_down(row: MadeFile, facts: str, error: str, path: str, made: bytes) -> None:
    """Say of a file how its making went; one whose words have changed meanwhile waits to be made again."""
    row.lease_until, row.error = None, error
    if error:
        row.state = State.FAILED
    else:
        row.path, row.size, row.sha256 = path, len(made), hashlib.sha256(made).hexdigest()
        row.made_at, row.facts_hash = clock.now(), facts
        row.state = State.MADE if facts == row.wanted_hash else State.QUEUED
    row.save()


def _write(row: MadeFile, mark: str, content: bytes) -> str:
    """Keep a file whole or not at all; answers its place under the media folder."""
    edition = f"edition-{row.edition}" if row.edition else "now"
    name = f"{row.key.replace('/', '-')}-{row.kind}-{mark}.{SUFFIXES[Kind(row.kind)]}"
    place = Path("forms") / edition / row.language / name
    return str(files.keep(place, content))


def _remove(path: str) -> None:
    if path:
        (Path(settings.MEDIA_ROOT) / path).unlink(missing_ok=True)


def _clear_what_was_asked_for() -> None:
    oldest = clock.now().timestamp() - KEPT.total_seconds()
    for file in (Path(settings.MEDIA_ROOT) / "forms" / "asked").glob("*"):
        if file.stat().st_mtime < oldest:
            os.unlink(file)
