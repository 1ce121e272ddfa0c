"""Handing contacts and pathway plans to the council's core system: whole or not at all, and nothing twice.

The file is written beside its place, then what is in it is marked as handed over, then it takes its place. Where the
machine stops in between, the next run finishes what was marked and throws away what was not.

A contact that changes goes again; a plan never does, for an approved version keeps its words. Plans are printed before
anything is locked: nobody waits for paper. Parts that are kept from the young person are not printed, and counted.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet

from alongside.casework import plan_paper, steps_plan
from alongside.casework.models import Contact, CoreFiling, Head, PlanVersion
from alongside.casework.queries.plan import plan_of
from alongside.shell import audit, clock, paper
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

PREFIX = "to-core-system"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
COLUMNS = (
    *("record_id", "what_to_do", "child_id", "happened_on", "outcome", "method", "with_whom", "seen", "seen_alone"),
    *("summary", "their_words", "written_down_by", "written_down_at"),
)
PLAN_COLUMNS = (
    *("record_id", "child_id", "plan_number", "approved_on", "approved_by", "content_sha256", "file", "file_sha256"),
    "parts_left_out",
)
PLANS_IN_A_FILE = 200
ADD, REPLACE, WITHDRAW = "add", "replace", "withdraw"
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One file for the core system; no file where nothing but plans waits and this machine prints none."""

    file: Path | None
    contacts: int
    plans: int
    plans_waiting: int


def hand_over(*, folder: Path, on: date, by: Actor) -> HandedOver | None:
    """Write what is new or changed since the last file, and mark it. None where nothing is."""
    by.check(Record.PERSON_EXPORT, Verb.EXPORT)
    _finish_what_was_begun(folder)
    printed = _printed_plans(on)
    batch = uuid4()
    file = folder / f"{PREFIX}-{on:%Y-%m-%d}-{batch}.zip"
    part = file.with_suffix(".part")
    with transaction.atomic():
        list(CoreFiling.objects.order_by("pk").select_for_update().values_list("pk")[:1])
        lines = _lines()
        waiting = set(_plans_to_hand_over().values_list("pk", flat=True))
        plans = [one for one in printed if one.plan.pk in waiting]
        left = len(waiting) - len(plans)
        if not lines and not plans:
            return HandedOver(None, 0, 0, left) if left else None
        _write(part, lines, plans)
        _mark(lines, plans, batch)
        told = {"contacts": len(lines), "plans": len(plans)}
        purpose = "the council's own record"
        handed = [
            audit.Line("handed over plan", "person", one.plan.person_id, {"number": one.plan.number}) for one in plans
        ]
        audit.record_many(
            [audit.Line("handed over to the core system", "core system", batch, told), *handed],
            actor=by,
            purpose=purpose,
        )
    part.replace(file)
    return HandedOver(file, len(lines), len(plans), left)


# ---------------------------------------------------------------------------------------------------------------------


def _finish_what_was_begun(folder: Path) -> None:
    """Files that an earlier run left half-way: marked ones take their place, others go."""
    for part in sorted(folder.glob(f"{PREFIX}-*.part")):
        batch = UUID(part.stem[-36:])
        if CoreFiling.objects.filter(batch=batch).exists():
            part.replace(part.with_suffix(".zip"))
        else:
            part.unlink()


@dataclass(frozen=True, slots=True)
class _Line:
    contact: Contact
    cells: tuple[str, ...]
    fingerprint: str


def _lines() -> list[_Line]:
    """Every contact of the council's own that the core system does not have as it is now."""
    had: dict[UUID, str] = {}
    for record, fingerprint in CoreFiling.objects.filter(kind=CoreFiling.Kind.CONTACT).values_list(
        "record", "fingerprint"
    ):
        had[record] = fingerprint
    found = []
    for contact in Contact.objects.select_related("person", "recorded_by").order_by("recorded_at", "pk"):
        before = had.get(contact.pk)
        if contact.removed_at is not None and before is None:
            continue
        what = WITHDRAW if contact.removed_at is not None else ADD if before is None else REPLACE
        told = _told(contact) if what != WITHDRAW else ("",) * (len(COLUMNS) - 2)
        fingerprint = hashlib.sha256("\n".join((contact.person.child_id, *told)).encode()).hexdigest()
        if fingerprint != before:
            found.append(_Line(contact, tuple(map(_defused, (str(contact.pk), what, *told))), fingerprint))
    return found


def _told(contact: Contact) -> tuple[str, ...]:
    """What is handed over of a contact. What concerns somebody else stays here."""
    return (
        contact.person.child_id,
        contact.happened_on.isoformat(),
        contact.get_outcome_display(),
        contact.get_method_display(),
        contact.get_with_whom_display(),
        _yes_no(contact.seen),
        _yes_no(contact.alone),
        contact.summary,
        contact.their_words,
        contact.recorded_by.name if contact.recorded_by else "",
        contact.recorded_at.isoformat(timespec="seconds"),
    )


def _yes_no(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _defused(cell: str) -> str:
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell


@dataclass(frozen=True, slots=True)
class _Printed:
    plan: PlanVersion
    pdf: bytes
    left_out: int

    @property
    def name(self) -> str:
        return f"plans/{self.plan.pk}.pdf"

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()

    @property
    def cells(self) -> tuple[str, ...]:
        plan = self.plan
        told = (
            *(str(plan.pk), plan.person.child_id, str(plan.number), plan.approved_on.isoformat()),  # type: ignore[union-attr]
            *(plan.approved_by.name, plan.content_hash, self.name, self.fingerprint, str(self.left_out)),  # type: ignore[union-attr]
        )
        return tuple(map(_defused, told))


def _plans_to_hand_over() -> QuerySet[PlanVersion]:
    """Approved versions that the core system does not have, the oldest first."""
    filed = CoreFiling.objects.filter(kind=CoreFiling.Kind.PLAN).values("record")
    plans = PlanVersion.objects.filter(state__in=steps_plan.SETTLED, removed_at=None).exclude(pk__in=filed)
    return plans.select_related("person", "approved_by").order_by("approved_on", "pk")


def _printed_plans(on: date) -> list[_Printed]:
    """The next plans on paper, as the young person has them; none where this machine prints none."""
    if not paper.is_possible():
        return []
    printed = []
    for plan in _plans_to_hand_over()[:PLANS_IN_A_FILE]:
        shown = plan_of(plan, heads=frozenset(Head), for_person=True)
        made = paper.pdf(plan_paper.page(shown, form="pdf", language=plan_paper.ENGLISH, on=on))
        hidden = plan.heads.filter(removed_at=None).exclude(hidden="").count()
        hidden += plan.actions.filter(removed_at=None).exclude(hidden="").count()
        printed.append(_Printed(plan, made, hidden))
    return printed


def _mark(lines: Sequence[_Line], plans: Sequence[_Printed], batch: UUID) -> None:
    told = [(CoreFiling.Kind.CONTACT, line.contact, line.fingerprint) for line in lines]
    told += [(CoreFiling.Kind.PLAN, one.plan, one.fingerprint) for one in plans]  # type: ignore[misc]
    CoreFiling.objects.bulk_create(
        CoreFiling(
            person_id=record.person_id,
            kind=kind,
            record=record.pk,
            fingerprint=fingerprint,
            batch=batch,
            filed_at=clock.now(),
        )
        for kind, record, fingerprint in told
    )


def _write(part: Path, lines: Sequence[_Line], plans: Sequence[_Printed]) -> None:
    contacts = _table([COLUMNS, *(line.cells for line in lines)])
    register = _table([PLAN_COLUMNS, *(one.cells for one in plans)])
    files = [("contacts.csv", len(lines), contacts), ("plans.csv", len(plans), register)]
    files += [(one.name, 1, one.pdf) for one in plans]
    hashes = [(name, str(rows), hashlib.sha256(content).hexdigest()) for name, rows, content in files]
    manifest = _table([("file", "rows", "sha256"), *hashes])
    block = io.BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, _, content in (*files, ("manifest.csv", len(files), manifest)):
            packed.writestr(zipfile.ZipInfo(name, date_time=LONG_AGO), content, zipfile.ZIP_DEFLATED)
    with part.open("wb") as out:
        out.write(block.getvalue())
        out.flush()
        os.fsync(out.fileno())


def _table(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()
