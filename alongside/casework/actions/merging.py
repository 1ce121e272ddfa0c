"""Verbs about two records that are one person: somebody thinks so, a manager agrees, another one merges them."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet

from alongside.casework import belongings, standing
from alongside.casework.actions.determinations import write_found
from alongside.casework.models import Determination, Document, Merge, Person
from alongside.shell import audit, clock, guards
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Reach, Record, Verb

State = Merge.State
PORTRAITS = "portraits"
"""Under this a merge notes the photos that stand on no page since."""

STEPS: dict[tuple[str | None, str], str] = {
    (None, "flag"): State.FLAGGED,
    (State.FLAGGED, "agree"): State.PROPOSED,
    (State.FLAGGED, "refuse"): State.REFUSED,
    (State.PROPOSED, "merge"): State.MERGED,
    (State.PROPOSED, "refuse"): State.REFUSED,
    (State.MERGED, "undo"): State.UNDONE,
}
"""State × step → the state after it. A pair that is not here is refused."""


@transaction.atomic
def flag_duplicate(*, keeps: str, goes: str, why: str, on: date, by: Actor) -> Merge:
    """Say that two references may be one person. ``keeps`` is the record that would live on."""
    by.check(Record.MERGING, Verb.CREATE)
    one, other = _by_reference(keeps), _by_reference(goes)
    if one.pk == other.pk:
        raise FactRefused("These are the same record already.")
    if not why.strip():
        raise FactRefused("Say why you think that they are one person.")
    open_ones = Q(keeps=one, goes=other) | Q(keeps=other, goes=one)
    if Merge.objects.filter(open_ones, state__in=[State.FLAGGED, State.PROPOSED]).exists():
        raise FactRefused("Somebody said so already.")
    if one.user_id and other.user_id:
        raise FactRefused("Both have an account of their own: end one of them first.")
    merge = Merge.objects.create(
        keeps=one, goes=other, why=why.strip(), flagged_by_id=by.id, changed_at=clock.now(), state=State.FLAGGED
    )
    _told(merge, "flagged duplicate", by)
    return merge


@transaction.atomic
def agree_duplicate(*, merge_id: UUID, on: date, by: Actor) -> Merge:
    """A team manager, or the head of service, agrees that they are one person."""
    by.check(Record.MERGING, Verb.APPROVE)
    merge = _step(merge_id, "agree")
    if merge.flagged_by_id == by.id and by.id is not None:
        raise OwnWork("You said that they are one, so somebody else has to agree.")
    return _to(merge, State.PROPOSED, "agreed duplicate", by, proposed_by_id=by.id)


@transaction.atomic
def refuse_duplicate(*, merge_id: UUID, on: date, by: Actor) -> Merge:
    """They are two people."""
    by.check(Record.MERGING, Verb.APPROVE)
    return _to(_step(merge_id, "refuse"), State.REFUSED, "refused duplicate", by)


@transaction.atomic
def merge_people(*, merge_id: UUID, on: date, by: Actor) -> Merge:
    """Move everything of the one record to the other. The head of service does; the row that goes stays.

    Of what there can be only one (an open draft, the same phone number) the one of the record that lives on holds; the
    other stays where it is. So do decisions: the law is asked anew about the one who lives on.
    """
    by.check(Record.MERGING, Verb.APPROVE)
    _check_service(by)
    merge = _step(merge_id, "merge")
    if merge.proposed_by_id == by.id and by.id is not None:
        raise OwnWork("You agreed that they are one, so somebody else has to merge them.")
    goes, keeps = merge.goes, merge.keeps
    with guards.lifted():
        moved = _move(goes, keeps)
    account = goes.user
    if account is not None:
        goes.user, keeps.user = None, account
    goes.merged_into = keeps
    goes.save()
    keeps.save()
    write_found(wheres=[standing.standing_of(keeps, on=on)], by=by)
    return _to(merge, State.MERGED, "merged people", by, decided_by_id=by.id, moved=moved)


@transaction.atomic
def undo_merge(*, merge_id: UUID, on: date, by: Actor) -> Merge:
    """Move back, row by row, what the merge moved. What was written since stays with the record that lived on."""
    by.check(Record.MERGING, Verb.APPROVE)
    _check_service(by)
    merge = _step(merge_id, "undo")
    with guards.lifted():
        _move_back(merge)
    goes = merge.goes
    goes.merged_into = None
    goes.save()
    return _to(merge, State.UNDONE, "undid merge", by)


# ---------------------------------------------------------------------------------------------------------------------


def _check_service(by: Actor) -> None:
    if not by.is_system and Reach.SERVICE not in by.reaches(Record.MERGING, Verb.APPROVE):
        raise NotYours("merge people")


def _by_reference(reference: str) -> Person:
    person = Person.objects.filter(child_id__iexact=reference.strip(), restriction="", merged_into=None).first()
    if person is None:
        raise FactRefused(f"There is no record with the reference {reference.strip()} that can be merged.")
    return person


def _step(merge_id: UUID, step: str) -> Merge:
    merge = Merge.objects.select_for_update(of=("self",)).filter(pk=merge_id).select_related("goes", "keeps").first()
    if merge is None:
        raise NotYours("merge")
    if (merge.state, step) not in STEPS:
        raise WrongState("Somebody took the next step already: look at it again.")
    return merge


def _to(merge: Merge, state: str, verb: str, by: Actor, **changes: Any) -> Merge:
    for name, value in {"state": state, "changed_at": clock.now(), **changes}.items():
        setattr(merge, name, value)
    merge.save()
    _told(merge, verb, by)
    return merge


def _told(merge: Merge, verb: str, by: Actor) -> None:
    for person in (merge.keeps_id, merge.goes_id):
        detail = {"merge": str(merge.pk)}
        audit.record(actor=by, verb=verb, subject_kind="person", subject=person, detail=detail)


def _move(goes: Person, keeps: Person) -> dict[str, dict[str, Any]]:
    moved = _taken_off(goes, keeps)
    for model, field, rows in belongings.naming(goes):
        if model is Determination:
            continue
        keys = _moved(model, field, rows, keeps)
        if keys:
            moved[model._meta.label] = {"field": field, "keys": [str(key) for key in keys]}
    return moved


def _taken_off(goes: Person, keeps: Person) -> dict[str, dict[str, Any]]:
    """The photo that stands on the page of the one that goes stands on none where the other has one: it moves too."""
    photos = Document.objects.filter(is_portrait=True, removed_at=None)
    keys = list(photos.filter(person=goes).values_list("pk", flat=True))
    if not keys or not photos.filter(person=keeps).exists():
        return {}
    Document.objects.filter(pk__in=keys).update(is_portrait=False)
    return {PORTRAITS: {"field": "is_portrait", "keys": [str(key) for key in keys]}}


def _moved(model: type[Model], field: str, rows: QuerySet[Model], keeps: Person) -> list[Any]:
    """The keys of the rows that could be moved: all at once, else one by one."""
    keys = list(rows.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            rows.update(**{field: keeps})
        return keys
    except IntegrityError:
        return [key for key in keys if _is_moved(model, field, key, keeps)]


def _is_moved(model: type[Model], field: str, key: Any, keeps: Person) -> bool:
    try:
        with transaction.atomic():
            model._base_manager.filter(pk=key).update(**{field: keeps})
    except IntegrityError:
        return False
    return True


def _move_back(merge: Merge) -> None:
    by_label = {model._meta.label: model for model in belongings.paths()}
    for label, told in merge.moved.items():
        if label == PORTRAITS:
            continue
        rows = by_label[label]._base_manager.filter(pk__in=told["keys"])
        rows.update(**{told["field"]: merge.goes})
    off = merge.moved.get(PORTRAITS, {"keys": []})["keys"]
    Document.objects.filter(pk__in=off, person=merge.goes).update(is_portrait=True)
