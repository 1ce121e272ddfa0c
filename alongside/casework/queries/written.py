"""A statutory return written out again, for the council to send on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from alongside.casework import parcel
from alongside.casework.models import BirthdayRecord, ReturnImport
from alongside.returns import (
    CareLeaver,
    Return,
    ReturnRefused,
    as_xml,
    as_zip,
    left_out_of_xml,
    read_return,
    with_care_leavers,
)
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import FileRefused, NotYours
from alongside.shell.roles import Record, Verb

WRITES = {"zip": as_zip, "xml": as_xml}


@dataclass(frozen=True, slots=True)
class WrittenReturn:
    """A return as a file."""

    name: str
    content: bytes


def written_return(actor: Actor, intake_id: UUID, *, form: str) -> WrittenReturn:
    """The newest year of a return that was taken in, as a ``zip`` of its CSV tables or as ``xml``; the audit keeps it.

    What was approved about that year's birthdays stands in it instead of what was sent in.

    Raises FileRefused in one sentence where it cannot be written.
    """
    actor.check(Record.STATUTORY_RETURN, Verb.EXPORT)
    intake = ReturnImport.objects.filter(pk=intake_id).defer("upload").first()
    if intake is None:
        raise NotYours("return")
    given = with_care_leavers(_held(intake), _decided(intake.year))
    try:
        content = WRITES[form](given)
    except ReturnRefused as refused:
        raise FileRefused(str(refused)) from refused
    audit.record(
        actor=actor,
        verb="downloaded return",
        subject_kind="return import",
        subject=intake.pk,
        detail={"year": given.year, "form": form, "left_out": left_out_of_xml(given) if form == "xml" else {}},
    )
    return WrittenReturn(f"ssda903.{form}", content)


def _held(intake: ReturnImport) -> Return:
    """The newest year of what was taken in, read again as it is kept."""
    stored = intake.stored_returns.filter(year=intake.year).order_by("-stored_at").first()
    if stored is None:
        raise FileRefused("Nothing of this return was kept: it was refused, or only checked.")
    file = parcel.Named(bytes(stored.blob))
    file.name = f"{stored.year}.zip"
    return read_return(file, year=stored.year)


def _decided(year: int | None) -> dict[str, CareLeaver]:
    """The approved birthday records of a year, by the return's reference."""
    approved = BirthdayRecord.objects.filter(year=year, state=BirthdayRecord.State.APPROVED).select_related("person")
    return {
        row.person.child_id: CareLeaver(
            child=row.person.child_id,
            in_touch=row.in_touch,
            activity=row.activity,
            accommodation=row.accommodation,
            born=row.person.born_on.strftime("%d/%m/%Y"),
            sex=row.person.sex,
            ethnicity=row.person.ethnicity,
            upn=row.person.upn,
        )
        for row in approved.order_by("person__child_id")
    }
