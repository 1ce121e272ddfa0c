"""Bringing in a statutory return: whole or not at all; the same return again changes nothing; a corrected one corrects.

Reading and checking happen before the transaction, so that the database waits for nobody's parsing.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models, transaction
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from alongside.casework import parcel, standing
from alongside.casework import said as saying
from alongside.casework.actions.determinations import write_found
from alongside.casework.models import CareMark, ClockEvent, Episode, Person, ReturnFinding, ReturnImport, Source
from alongside.casework.said import Facts, Said
from alongside.law import Category, Finding
from alongside.returns import Finding as Fault
from alongside.returns import Return, ReturnRefused, read_return
from alongside.returns.checks import Checked, run_checks
from alongside.returns.tables import TABLES
from alongside.shell import actions as shell_actions
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FileRefused, NotAllowed
from alongside.shell.roles import Record, Verb

State = ReturnImport.State
Severity = ReturnFinding.Severity
BATCH = 500


@dataclass(frozen=True, slots=True)
class Placed:
    """One person of a return, with the category the law finds."""

    child: str
    finding: Finding

    def as_record(self) -> dict[str, Any]:
        """Plain words, ready for JSON."""
        found = self.finding
        return {
            "child": self.child,
            "category": found.category.value,
            "also": [category.value for category in found.also],
            "certainty": found.certainty.value,
            "ambiguities": list(found.ambiguities),
            "since": found.since.isoformat() if found.since else None,
            "until": found.until.isoformat() if found.until else None,
            "responsible": found.responsible,
            "looked_after": found.looked_after,
            "reasons": [reason.text for reason in found.reasons],
        }


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a return. ``changed`` is false where it said nothing new, or on a dry run."""

    intake_id: UUID | None
    changed: bool
    summary: dict[str, Any]
    people: list[Placed] = field(repr=False)
    faults: tuple[Fault, ...] = field(repr=False)
    unreadable: int = 0
    """How many of the faults, the first ones, were found in reading."""


def take_in_return(
    *,
    given: Any,
    on: date,
    by: Actor,
    year: int | None = None,
    dry_run: bool = False,
    intake: ReturnImport | None = None,
    tell: Callable[[str], None] | None = None,
) -> TakenIn:
    """Read, check and take in a return: ``given`` is a folder, a zip, files or uploads, several for several years.

    ``year`` overrules the newest collection year that the dates tell. ``dry_run`` does it all and changes nothing.
    ``intake`` is the record of an upload, ``tell`` is told each step. Raises FileRefused with one sentence.
    """
    by.check(Record.STATUTORY_RETURN, Verb.CREATE)
    tell = tell or (lambda step: None)
    try:
        tell("Reading the files")
        read = read_return(given, year=year)
        tell("Checking every row")
        checked = run_checks(read, as_at=on)
    except ReturnRefused as refused:
        raise FileRefused(str(refused)) from refused
    tell("Taking people in")
    said = saying.said_by(read, widths=_WIDTHS)
    blobs = {year: _packed(read, year) for year in read.years}
    with transaction.atomic():
        taken = _take_in(read, said, blobs, checked, on=on, by=by, dry_run=dry_run, intake=intake)
        if dry_run:
            transaction.set_rollback(True)
    return taken


@transaction.atomic
def send_return(
    *,
    this_year: Sequence[tuple[str, bytes]],
    by: Actor,
    last_year: Sequence[tuple[str, bytes]] = (),
    dry_run: bool = False,
) -> ReturnImport:
    """Keep uploaded files (names and bytes) until a background job reads them; the page shows how far it is."""
    by.check(Record.STATUTORY_RETURN, Verb.CREATE)
    from alongside.casework.tasks import read_sent_return

    intake = ReturnImport.objects.create(
        upload=parcel.pack(this_year, last_year),
        dry_run=dry_run,
        sent_by_id=by.id,
        sent_by_name=by.name[:120],
        sent_at=clock.now(),
        step="Waiting to be read",
    )
    audit.record(actor=by, verb="sent return", subject_kind="return import", subject=intake.pk)
    transaction.on_commit(lambda: read_sent_return.enqueue(str(intake.pk), str(by.id) if by.id else None))
    return intake


def read_sent(*, intake_id: UUID, on: date, by: Actor) -> ReturnImport:
    """Read an upload that was kept, in the background. What goes wrong is kept as a sentence for whoever sent it."""
    intake = ReturnImport.objects.get(pk=intake_id)
    if intake.upload is None or intake.state not in (State.WAITING, State.READING):
        return intake

    def tell(step: str) -> None:
        ReturnImport.objects.filter(pk=intake.pk).update(state=State.READING, step=step)

    try:
        taken = take_in_return(
            given=parcel.unpack(bytes(intake.upload)), on=on, by=by, dry_run=intake.dry_run, intake=intake, tell=tell
        )
    except FileRefused as refused:
        _close(intake, state=State.REFUSED, message=str(refused))
        return intake
    except NotAllowed:
        _close(intake, state=State.REFUSED, message="Whoever sent this may no longer bring in returns.")
        return intake
    except Exception:
        _close(intake, state=State.REFUSED, message="Something went wrong on our side; nothing was changed. Try again.")
        raise
    if intake.dry_run:
        with transaction.atomic():
            _keep_faults(intake, taken.faults, taken.unreadable)
            _close(intake, state=State.CHECKED, year=taken.summary["year"], counts=taken.summary)
    return intake


# ---------------------------------------------------------------------------------------------------------------------

_WIDTHS = {
    field.name: field.max_length
    for model in (Person, Episode, CareMark)
    for field in model._meta.concrete_fields
    if isinstance(field, models.CharField)
}
_EPISODE_FIELDS = tuple(saying.EPISODE_COLUMNS.values())
_MARK_FIELDS = tuple(saying.MARK_COLUMNS.values())


@dataclass(slots=True)
class _Changes:
    """What a return changed, by person."""

    what: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    counts: Counter[str] = field(default_factory=Counter)
    missing: set[UUID] = field(default_factory=set)
    """People of an earlier return of these years who are not in this one."""

    def note(self, person: Person, what: str) -> None:
        self.what[person.pk].add(what)
        self.counts[what] += 1


def _take_in(
    read: Return,
    said: Said,
    blobs: dict[int, bytes],
    checked: Checked,
    *,
    on: date,
    by: Actor,
    dry_run: bool,
    intake: ReturnImport | None,
) -> TakenIn:
    changes = _Changes()
    list(ReturnImport.objects.order_by("pk").select_for_update().values_list("pk"))  # one import at a time
    kept = intake or ReturnImport(sent_by_id=by.id, sent_by_name=by.name[:120], sent_at=clock.now(), dry_run=dry_run)
    if intake is None:
        kept.save()
    people = _take_people(said, on, changes)
    _take_episodes(said, people, kept, changes)
    _take_marks(said, people, kept, changes)
    _take_events(said, people, changes)
    _store(kept, blobs, by)
    wheres = standing.standings([people[child] for child in sorted(said.people)], on=on).values()
    found = write_found(wheres=wheres, by=by)
    placed = [Placed(where.person.child_id, where.finding) for where in wheres]
    summary = _summary(read, said, checked, placed, wheres, changes, found)
    audit.record_many(
        (
            audit.Line("changed by return", "person", person, {"what": sorted(what)})
            for person, what in changes.what.items()
        ),
        actor=by,
    )
    changed = bool(changes.what)
    if changed or intake is not None:
        _keep_faults(kept, checked.findings, len(read.findings))
        _close(kept, state=State.TAKEN_IN, year=read.year, counts=summary)
    else:
        kept.delete()
    audit.record(
        actor=by,
        verb="took in return",
        subject_kind="return import",
        subject=kept.pk if changed or intake is not None else None,
        detail={"years": list(read.years), "people_changed": len(changes.what)},
    )
    stays = (changed or intake is not None) and not dry_run
    return TakenIn(
        kept.pk if stays else None, changed and not dry_run, summary, placed, checked.findings, len(read.findings)
    )


def _take_people(said: Said, on: date, changes: _Changes) -> dict[str, Person]:
    authority = settings.COUNCIL["authority_code"]
    known = {person.child_id: person.merged_into or person for person in _held(authority)}
    newest = _newest_years()
    added, altered = [], []
    for child, facts in said.people.items():
        person = known.get(child)
        if person is None:
            person = known[child] = Person(child_id=child, authority=authority, recorded_from=on, **facts)
            person.gap_years = sorted(said.gaps.get(child, ()))
            added.append(person)
            changes.note(person, "added")
        elif _alter(person, facts if said.told_in[child] >= newest.get(person.pk, 0) else {}, said):
            altered.append(person)
            changes.note(person, "details")
    bulk_create_with_history(added, Person, batch_size=BATCH, default_change_reason="statutory return")
    bulk_update_with_history(
        altered, Person, _PERSON_FIELDS, batch_size=BATCH, default_change_reason="statutory return"
    )
    return {child: known[child] for child in said.people}


def _held(authority: str) -> models.QuerySet[Person]:
    """Everyone, held until the import is done: who edits meanwhile waits, and is then told of the newer version."""
    held = Person.objects.filter(authority=authority).order_by("pk").select_related("merged_into")
    return held.select_for_update(of=("self",))


_PERSON_FIELDS = [
    "born_on",
    "sex",
    "ethnicity",
    "upn",
    "arrived_alone",
    "arrived_alone_until",
    "died_on",
    "gap_years",
    "version",
]


def _newest_years() -> dict[UUID, int]:
    """Person → the newest year whose return spoke of them: an older return never overwrites it."""
    years: dict[UUID, int] = {}
    for model in (Episode, CareMark):
        rows = model.objects.filter(withdrawn_at=None, year__isnull=False).values_list("person")
        for person, year in rows.annotate(newest=models.Max("year")).order_by():
            years[person] = max(years.get(person, 0), year)
    return years


def _alter(person: Person, facts: dict[str, Any], said: Said) -> bool:
    """Take over what differs, but for what a worker corrected by hand and what the return leaves blank."""
    differs = {
        name: value
        for name, value in facts.items()
        if value not in ("", None) and getattr(person, name) != value and name not in person.corrected_by_hand
    }
    other_gaps = set(person.gap_years) - said.years_of["Episodes"]
    gap_years = sorted(other_gaps | said.gaps.get(person.child_id, set()))
    if gap_years != person.gap_years:
        differs["gap_years"] = gap_years
    for name, value in differs.items():
        setattr(person, name, value)
    person.version += bool(differs)
    return bool(differs)


def _take_episodes(said: Said, people: dict[str, Person], kept: ReturnImport, changes: _Changes) -> None:
    """Of everyone in the return, what it no longer says of its years is withdrawn and what it newly says is added.

    Whoever is not in it at all stays as they are: a return of only some of the children takes nothing from the others,
    and one without a table nothing of that table.
    """
    by_id = {person.pk: person for person in people.values()}
    wanted: dict[tuple[UUID, int], Counter[Facts]] = {
        (people[child].pk, year): Counter(rows) for (child, year), rows in said.episodes.items()
    }
    withdrawn = []
    for row in Episode.objects.filter(year__in=said.years_of["Episodes"], withdrawn_at=None).select_related("person"):
        if row.person_id not in by_id:
            changes.missing.add(row.person_id)
            continue
        facts = tuple((name, getattr(row, name)) for name in _EPISODE_FIELDS)
        still_said = wanted.get((row.person_id, row.year))
        if still_said and still_said[facts]:
            still_said[facts] -= 1
        else:
            withdrawn.append(row.pk)
            changes.note(row.person, "episodes")
    _withdraw(Episode, withdrawn, kept)
    changes.counts["episodes withdrawn"] = len(withdrawn)
    added = []
    for (person, year), rows in wanted.items():
        for facts in rows.elements():
            added.append(
                Episode(
                    person_id=person,
                    authority=by_id[person].authority,
                    **_from_return(kept, year),
                    **dict(facts),
                )
            )
            changes.what[person].add("episodes")
    changes.counts["episodes added"] = len(added)
    Episode.objects.bulk_create(added, batch_size=BATCH)


def _take_marks(said: Said, people: dict[str, Person], kept: ReturnImport, changes: _Changes) -> None:
    wanted = {(people[child].pk, year): facts for (child, year), facts in said.marks.items()}
    withdrawn = []
    ids = {person.pk for person in people.values()}
    for row in CareMark.objects.filter(year__in=said.years_of["OC3"], withdrawn_at=None):
        if row.person_id not in ids:
            changes.missing.add(row.person_id)
            continue
        facts = tuple((name, getattr(row, name)) for name in _MARK_FIELDS)
        if wanted.get((row.person_id, row.year)) == facts:
            del wanted[row.person_id, row.year]
        else:
            withdrawn.append(row.pk)
            changes.what[row.person_id].add("care leaver row")
    _withdraw(CareMark, withdrawn, kept)
    for person, _ in wanted:
        changes.what[person].add("care leaver row")
    CareMark.objects.bulk_create(
        [
            CareMark(person_id=person, **_from_return(kept, year), **dict(facts))
            for (person, year), facts in wanted.items()
        ],
        batch_size=BATCH,
    )
    changes.counts["care leaver rows added"] = len(wanted)


def _take_events(said: Said, people: dict[str, Person], changes: _Changes) -> None:
    """Reviews become clock events. Those tables are only added to: what is no longer said is corrected to "never"."""
    ids = {person.pk for person in people.values()}
    wanted = {(people[child].pk, kind, day) for child, kind, day in said.events}
    now = clock.now()
    corrections = []
    first, last = date(min(said.years) - 1, 4, 1), date(max(said.years), 3, 31)
    rows = ClockEvent.objects.filter(
        source=Source.RETURN, kind=saying.REVIEWED, on__range=(first, last), corrected_by__isnull=True
    )
    for row in rows:
        if (row.person_id, row.kind, row.on) in wanted:
            wanted.discard((row.person_id, row.kind, row.on))
        elif row.person_id in ids and saying.collection_year_of(row.on) in said.years_of["Reviews"]:
            corrections.append(
                ClockEvent(
                    person_id=row.person_id, kind=row.kind, on=None, source=Source.RETURN, corrects=row, recorded_at=now
                )
            )
            changes.what[row.person_id].add("reviews")
    added = [
        ClockEvent(person_id=person, kind=kind, on=day, source=Source.RETURN, recorded_at=now)
        for person, kind, day in sorted(wanted)
    ]
    for event in added:
        changes.what[event.person_id].add("reviews")
    ClockEvent.objects.bulk_create([*corrections, *added], batch_size=BATCH)
    changes.counts["reviews added"] = len(added)


def _from_return(kept: ReturnImport, year: int) -> dict[str, Any]:
    return {"source": Source.RETURN, "year": year, "intake": kept}


def _withdraw(model: type[Episode] | type[CareMark], ids: list[UUID], kept: ReturnImport) -> None:
    now = clock.now()
    for start in range(0, len(ids), BATCH):
        model.objects.filter(pk__in=ids[start : start + BATCH]).update(withdrawn_at=now, withdrawn_by_intake=kept)


def _store(kept: ReturnImport, blobs: dict[int, bytes], by: Actor) -> None:
    """Keep the return itself; from now on these years count as held, if episodes were among it."""
    for year, blob in blobs.items():
        sha = hashlib.sha256(blob).hexdigest()
        kept.stored_returns.add(shell_actions.store_return(year=year, sha256=sha, blob=blob, by=by))


def _summary(
    read: Return,
    said: Said,
    checked: Checked,
    placed: list[Placed],
    wheres: Collection[standing.Standing],
    changes: _Changes,
    found: int,
) -> dict[str, Any]:
    newest = max(standing.years_held(), default=read.year)
    categories = Counter(one.finding.category for one in placed)
    return {
        "year": read.year,
        "years": list(read.years),
        "rows": {name: len(read.tables[name]) for name in TABLES if len(read.tables[name])},
        "rows_not_taken_in": {name: count for name, count in said.not_taken.items() if count},
        "people": len(placed),
        "people_by_category": {category.value: categories[category] for category in Category},
        "looked_after": sum(one.finding.looked_after for one in placed),
        "in_doubt": sum(one.finding.certainty != "clear" for one in placed),
        "findings": len(checked.findings),
        "findings_by_check": checked.count_by_check(),
        "checks_run": len(checked.ran),
        "checks_not_run": {one.check: one.reason for one in checked.could_not_run},
        "checks_cannot_say": {one.check: f"{one.people} people: {one.reason}" for one in checked.cannot_say},
        "notes": list(read.notes),
        "people_added": changes.counts["added"],
        "people_changed": len(changes.what) - changes.counts["added"],
        "episodes_added": changes.counts["episodes added"],
        "episodes_withdrawn": changes.counts["episodes withdrawn"],
        "people_left_as_they_were": len(changes.missing),
        "newest_year_held": newest,
        "people_of_whom_a_newer_return_is_silent": sum(where.is_left_open_before(newest) for where in wheres),
        "categories_found": found,
    }


def _packed(read: Return, year: int) -> bytes:
    """One year as a zip of CSV tables, byte for byte the same whenever the rows are."""
    block = io.BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, table in TABLES.items():
            if (year, name) in read.supplied:
                rows = read[name].filter(read[name]["year"] == year).select(table.column_names)
                entry = zipfile.ZipInfo(f"{name}.csv", date_time=(1980, 1, 1, 0, 0, 0))
                packed.writestr(entry, rows.write_csv(), zipfile.ZIP_DEFLATED)
    return block.getvalue()


def _keep_faults(intake: ReturnImport, faults: Sequence[Fault], unreadable: int) -> None:
    ReturnFinding.objects.bulk_create(
        (
            ReturnFinding(
                intake=intake,
                check_code=fault.check,
                severity=Severity.UNREADABLE if place < unreadable else Severity.TO_CORRECT,
                table=fault.table,
                row=fault.row,
                column=fault.column or "",
                child=(fault.child or "")[:40],
                year=fault.year,
                message=fault.message,
            )
            for place, fault in enumerate(faults)
        ),
        batch_size=2000,
    )


def _close(intake: ReturnImport, **changes: Any) -> None:
    """The upload is done with: its bytes go, the outcome stays."""
    for name, value in {"upload": None, "step": "", "done_at": clock.now(), **changes}.items():
        setattr(intake, name, value)
    intake.save()
