"""Papers that are kept of somebody, and the photo on their page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.casework import access
from alongside.casework.models import Document
from alongside.casework.queries.portal import SAW_PHOTO, my_record, note_own_look
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A paper that is kept."""

    id: UUID
    name: str
    kind: str
    size: int
    added_on: datetime
    by: str
    can_open: bool
    is_portrait: bool
    """It is a photo of the young person and stands on their page."""


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A paper to be handed out."""

    name: str
    kind: str
    path: str


def my_papers(actor: Actor, *, on: date) -> tuple[DocumentRow, ...]:
    """The papers of the person who is signed in, those that are hidden left out."""
    person = my_record(actor, Record.DOCUMENTS, on=on)
    note_own_look(actor, person, "papers")
    return _documents(Document.objects.filter(person=person, hidden=""))


def papers_of(actor: Actor, person_id: UUID, *, on: date) -> tuple[DocumentRow, ...]:
    """The papers of somebody, for those who may read them."""
    person = access.person_for(actor, person_id, Record.DOCUMENTS, on=on)
    return _documents(Document.objects.filter(person=person))


def one_document(actor: Actor, document_id: UUID, *, on: date) -> OpenDocument:
    """A paper to hand out. Raises NotYours for whoever may not read it, and for one that is not safe to open."""
    row = _readable(actor, Document.objects.filter(pk=document_id), on)
    audit.record(actor=actor, verb="downloaded document", subject_kind="person", subject=row.person_id)
    return OpenDocument(row.name, row.kind, row.path)


def portrait(actor: Actor, document_id: UUID, *, on: date) -> OpenDocument:
    """The photo on somebody's page. A look at it is noted apart from the look at the page. Raises NotYours."""
    row = _readable(actor, Document.objects.filter(pk=document_id, is_portrait=True), on)
    audit.record(actor=actor, verb=SAW_PHOTO, subject_kind="person", subject=row.person_id)
    return OpenDocument(row.name, row.kind, row.path)


# ---------------------------------------------------------------------------------------------------------------------


def _readable(actor: Actor, rows: QuerySet[Document], on: date) -> Document:
    row = rows.filter(removed_at=None, scan=Document.Scan.CLEAN).first()
    if row is None:
        raise NotYours("document")
    person = access.person_for(actor, row.person_id, Record.DOCUMENTS, on=on)
    if row.hidden and person.user_id == actor.id:
        raise NotYours("document")
    return row


def _documents(rows: QuerySet[Document]) -> tuple[DocumentRow, ...]:
    rows = rows.filter(removed_at=None).select_related("recorded_by").order_by("-recorded_at", "pk")
    return tuple(
        DocumentRow(
            id=row.pk,
            name=row.name,
            kind=row.kind,
            size=row.size,
            added_on=row.recorded_at,
            by="You" if row.from_person else (row.recorded_by.name if row.recorded_by else ""),
            can_open=row.scan == Document.Scan.CLEAN,
            is_portrait=row.is_portrait,
        )
        for row in rows
    )
