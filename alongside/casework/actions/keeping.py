"""Verbs about how long a file is kept: holding it, and disposing of it when its time is over and two people say so."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.casework import access, belongings, closing, photos, records, retention
from alongside.casework.models import DisposalProposal, DisposalRecord, Document, Hold, KeptOpen, Merge, Person
from alongside.casework.models.about_person import Hidden
from alongside.law import months_after
from alongside.shell import audit, clock, drafts, guards, keys
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotAllowed, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

State = DisposalProposal.State
KEPT_OPEN_FROM, KEPT_OPEN_LONGEST = 12, 12
"""Months: how long before the 25th birthday one may decide that a file stays open, and for how long at once."""
GROUND = "Care Planning Regulations 2010, reg. 50; Care Leavers (England) Regulations 2010, reg. 10"


@transaction.atomic
def hold_file(*, reference: str, why: str, on: date, by: Actor) -> Hold:
    """Keep a file from being disposed of, whatever its age."""
    person = _person(by, reference, on)
    if not why.strip():
        raise FactRefused("Say why the file has to be held.")
    hold = Hold.objects.create(
        person=person, why=why.strip(), from_on=on, recorded_at=clock.now(), recorded_by_id=by.id
    )
    audit.record(actor=by, verb="held file", subject_kind="person", subject=person.pk)
    return hold


@transaction.atomic
def let_go(*, hold_id: UUID, version: int, on: date, by: Actor) -> Hold:
    """End a hold."""
    by.check(Record.DISPOSAL, Verb.APPROVE)
    hold = Hold.objects.filter(pk=hold_id, ended_on=None, removed_at=None).first()
    if hold is None:
        raise NotYours("hold")
    hold = save_over(hold, version=version, changes={"ended_on": on, "ended_by_id": by.id}, what="the hold")
    audit.record(actor=by, verb="ended hold", subject_kind="person", subject=hold.person_id)
    return hold


@transaction.atomic
def keep_open(*, person_id: UUID, why: str, until_on: date, on: date, by: Actor) -> KeptOpen:
    """Let a file be written in after the 25th birthday, until a day at most a year ahead, with the reason."""
    person = access.person_for(by, person_id, Record.KEPT_OPEN, Verb.CREATE, on=on)
    if on < months_after(closing.closes_on(person), -KEPT_OPEN_FROM):
        raise FactRefused("The file is open until they are 25: decide this in the year before.")
    if not why.strip():
        raise FactRefused("Say why the file has to stay open.")
    if not max(on, closing.closes_on(person)) < until_on <= months_after(on, KEPT_OPEN_LONGEST):
        raise FactRefused("Choose a day after the 25th birthday, at most a year from now.")
    kept = KeptOpen.objects.create(
        person=person, why=why.strip(), until_on=until_on, recorded_at=clock.now(), recorded_by_id=by.id
    )
    audit.record(actor=by, verb="kept file open", subject_kind="person", subject=person.pk)
    return kept


@transaction.atomic
def close_file(*, kept_id: UUID, version: int, why: str, on: date, by: Actor) -> KeptOpen:
    """Close a file that was kept open before its day."""
    kept = KeptOpen.objects.filter(pk=kept_id, removed_at=None).first()
    if kept is None:
        raise NotYours("file kept open")
    access.person_for(by, kept.person_id, Record.KEPT_OPEN, Verb.UPDATE, on=on)
    kept = records.taken_out(kept, version=version, why=why, by=by)
    audit.record(actor=by, verb="closed file", subject_kind="person", subject=kept.person_id)
    return kept


@transaction.atomic
def propose_disposal(*, reference: str, why: str, on: date, by: Actor) -> DisposalProposal:
    """Propose to dispose of a file whose time is over. Raises FactRefused, saying until when it has to be kept."""
    person = _person(by, reference, on)
    if kept := retention.why_kept(person, on=on):
        raise FactRefused(kept)
    if DisposalProposal.objects.filter(person=person, state=State.PROPOSED).exists():
        raise FactRefused("Somebody proposed this already.")
    if not why.strip():
        raise FactRefused("Say why nobody needs the file any more.")
    proposal = DisposalProposal.objects.create(
        person=person,
        why=why.strip(),
        proposed_by_id=by.id,
        hidden=Hidden.NO,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="proposed disposal", subject_kind="person", subject=person.pk)
    return proposal


@transaction.atomic
def keep_file(*, proposal_id: UUID, version: int, on: date, by: Actor) -> DisposalProposal:
    """Answer a proposal with no: the file stays."""
    proposal = _proposal(proposal_id, by)
    changes = {"state": State.KEPT, "decided_by_id": by.id}
    proposal = save_over(proposal, version=version, changes=changes, what="the proposal")
    audit.record(actor=by, verb="kept file", subject_kind="person", subject=proposal.person_id)
    return proposal


@transaction.atomic
def dispose(*, proposal_id: UUID, version: int, on: date, by: Actor) -> DisposalRecord:
    """Dispose of a file for good: everything that belongs to the person goes, and a record that it did stays.

    The lines of the audit stay too: they name nobody but those who looked.
    """
    proposal = _proposal(proposal_id, by)
    if proposal.version != version:
        raise WrongState("Somebody changed this meanwhile: look at it again.")
    person = proposal.person
    access.hold(person)
    if kept := retention.why_kept(person, on=on):
        raise FactRefused(kept)
    papers = list(Document.objects.filter(person=person).values_list("path", flat=True))
    reference = keys.hash_with(keys.newest(), person.child_id.encode())
    audit.record(actor=by, verb="disposed of file", subject_kind="person", subject=person.pk)
    record = DisposalRecord.objects.create(
        reference_hash=reference,
        born_in=person.born_on.year,
        ground=GROUND,
        proposed_by_id=proposal.proposed_by_id,
        agreed_by_id=by.id,
        disposed_at=clock.now(),
        rows=_remove(person),
    )
    transaction.on_commit(lambda: [photos.remove(path) for path in papers])
    return record


# ---------------------------------------------------------------------------------------------------------------------


def _person(by: Actor, reference: str, on: date) -> Person:
    """By reference, for those who propose for their team and those who decide for the service."""
    verb = Verb.APPROVE if by.can(Record.DISPOSAL, Verb.APPROVE) else Verb.CREATE
    by.check(Record.DISPOSAL, verb)
    people = access.visible_to(by, Record.DISPOSAL, verb, on=on)
    person = people.filter(child_id__iexact=reference.strip()).first()
    if person is None:
        raise FactRefused("There is no file with this reference that is yours to decide about.")
    return person


def _proposal(proposal_id: UUID, by: Actor) -> DisposalProposal:
    if not by.can(Record.DISPOSAL, Verb.APPROVE):
        raise NotAllowed("decide about a disposal")
    proposal = DisposalProposal.objects.filter(pk=proposal_id, state=State.PROPOSED).select_related("person").first()
    if proposal is None:
        raise NotYours("disposal")
    if proposal.proposed_by_id == by.id and by.id is not None:
        raise OwnWork("You proposed this, so somebody else has to decide it.")
    return proposal


def _remove(person: Person) -> int:
    """Remove the person and all that is theirs, those who were merged into them too. Answers how many rows went."""
    rows = sum(_remove(other) for other in Person.objects.filter(merged_into=person))
    Merge.objects.filter(Q(keeps=person) | Q(goes=person)).delete()
    with guards.lifted():
        for _, belonging in reversed(list(belongings.rows_of(person))):  # what names another of their rows goes first
            rows += belonging._raw_delete(belonging.db)  # type: ignore[attr-defined]
    drafts.forget(subject=person.pk)
    Person.history.filter(id=person.pk).delete()
    person.skip_history_when_saving = True  # type: ignore[attr-defined]
    Person.objects.filter(pk=person.pk)._raw_delete("default")  # type: ignore[attr-defined]
    return rows + 1
