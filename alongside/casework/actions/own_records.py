"""Verbs of requests for one's own records, of corrections, and of the privacy notice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access, bundle, photos
from alongside.casework.actions.portal import _themself
from alongside.casework.complaints import is_named_in_one
from alongside.casework.models import CorrectionRequest, How, NoticeGiven, RecordsLook, RecordsRequest, Source
from alongside.casework.steps_rights import check_request
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

State = RecordsRequest.State


@transaction.atomic
def receive_records_request(
    *, person_id: UUID, received_on: date, how: str, on: date, by: Actor, scope: str = ""
) -> RecordsRequest:
    """Write down that somebody asks for their records, as themself or for them. The month begins once we know that it
    is them."""
    person = access.person_for(by, person_id, Record.OWN_RECORDS, Verb.CREATE, on=on)
    if not person.born_on <= received_on <= on:
        raise FactRefused("This day is in the future, or before birth.")
    if RecordsRequest.objects.filter(person=person).exclude(state__in=[State.SENT, State.ENDED]).exists():
        raise FactRefused("A request for their records is open already.")
    themself = person.user_id is not None and person.user_id == by.id
    request = RecordsRequest.objects.create(
        person=person,
        state=check_request(None, "receive"),
        received_on=received_on,
        how=how,
        scope=scope.strip(),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.PORTAL if themself else Source.TYPED,
    )
    audit.record(actor=by, verb="received records request", subject_kind="person", subject=person.pk)
    return request


@transaction.atomic
def ask_for_my_records(*, on: date, by: Actor, scope: str = "") -> RecordsRequest:
    """Ask for one's records, as the young person who is signed in."""
    person = _themself(by, Record.OWN_RECORDS, Verb.CREATE, on)
    return receive_records_request(person_id=person.pk, received_on=on, how=How.PORTAL, scope=scope, on=on, by=by)


@transaction.atomic
def confirm_identity(
    *, request_id: UUID, version: int, identity_on: date, identity_how: str, on: date, by: Actor
) -> RecordsRequest:
    """Somebody made sure that it is them who asks. From this day the month runs."""
    request = request_for(by, request_id, Verb.CREATE, on=on)
    if not request.received_on <= identity_on <= on:
        raise FactRefused("Their identity was confirmed between the day of the request and today.")
    changes = {"identity_on": identity_on, "identity_how": identity_how}
    return _step(request, version, "identify", changes, by)


@transaction.atomic
def ask_what_they_mean(*, request_id: UUID, version: int, asked: str, on: date, by: Actor) -> RecordsRequest:
    """Ask the young person what they mean. The month stands still until they say."""
    request = request_for(by, request_id, Verb.CREATE, on=on)
    if not asked.strip():
        raise FactRefused("Write what you asked them.")
    pauses = [*request.pauses, {"from": on.isoformat(), "to": None, "asked": asked.strip()}]
    return _step(request, version, "pause", {"pauses": pauses}, by)


@transaction.atomic
def hear_what_they_mean(*, request_id: UUID, version: int, scope: str, on: date, by: Actor) -> RecordsRequest:
    """They said what they mean: the month runs on."""
    request = request_for(by, request_id, Verb.CREATE, on=on)
    pauses = [*request.pauses[:-1], {**request.pauses[-1], "to": on.isoformat()}] if request.pauses else []
    changes = {"pauses": pauses, "scope": scope.strip() or request.scope}
    return _step(request, version, "go_on", changes, by)


@transaction.atomic
def extend_records_request(*, request_id: UUID, version: int, why: str, on: date, by: Actor) -> RecordsRequest:
    """Take two months more, because it is complex. They have to be told within the first month, so not later."""
    request = request_for(by, request_id, Verb.UPDATE, on=on)
    due = bundle.first_month(request, on)
    if request.extended_on or (due is not None and on > due):
        raise WrongState("It can be made longer once, and only within the first month.")
    if not why.strip():
        raise FactRefused("Say why it is complex: the young person is told.")
    return _step(request, version, "extend", {"extended_on": on, "extended_why": why.strip()}, by)


@transaction.atomic
def decide_look(
    *,
    request_id: UUID,
    kind: str,
    row: str,
    field: str,
    decision: str,
    on: date,
    by: Actor,
    passages: str = "",
    ground: str = "",
    why: str = "",
) -> RecordsLook:
    """Decide about one text: give it, give it in part, or not at all, on a ground. Deciding again replaces it.

    Where the same words stand in the same field of other records, and nobody decided about those, they are decided with
    it: a postcode stands in each stretch of care.
    """
    request = request_for(by, request_id, Verb.UPDATE, on=on)
    check_request(request.state, "look")
    texts = {one.key: one for one in bundle.to_look_at(request)}
    if (kind, row, field) not in texts:
        raise NotYours("a text to look at")
    ground = "" if decision == RecordsLook.Decision.GIVE else ground
    passages = passages.strip() if decision == RecordsLook.Decision.PART else ""
    if decision != RecordsLook.Decision.GIVE and ground not in RecordsLook.Ground.values:
        raise FactRefused("Choose the ground on which it is not given.")
    if decision == RecordsLook.Decision.PART:
        _check_passages(request, (kind, row, field), passages)
    changes = {"decision": decision, "ground": ground, "passages": passages, "why": why.strip()}
    for key in _with_the_same_words(texts, (kind, row, field)):
        _keep_look(request, key, changes, by)
    return _keep_look(request, (kind, row, field), changes, by)


@transaction.atomic
def finish_looking(*, request_id: UUID, version: int, on: date, by: Actor) -> RecordsRequest:
    """Say that everything was looked through. Refused while a text waits to be looked at."""
    request = request_for(by, request_id, Verb.UPDATE, on=on)
    if request.state == State.RUNNING and bundle.waiting(request):
        raise FactRefused("Some texts have not been looked at yet.")
    return _step(request, version, "looked", {"looked_on": on, "looked_by_id": by.id}, by)


@transaction.atomic
def send_records_back(*, request_id: UUID, version: int, on: date, by: Actor) -> RecordsRequest:
    """The reviewer wants something looked at again."""
    request = request_for(by, request_id, Verb.APPROVE, on=on)
    return _step(request, version, "back", {"looked_on": None, "looked_by_id": None}, by)


@transaction.atomic
def review_records(*, request_id: UUID, version: int, on: date, by: Actor) -> RecordsRequest:
    """Agree to what is given: somebody other than whoever looked it through. The bundle is made and kept as it is."""
    request = request_for(by, request_id, Verb.APPROVE, on=on)
    check_request(request.state, "review")
    if by.id is not None and by.id == request.looked_by_id:
        raise OwnWork("You looked these records through, so somebody else reviews them.")
    if bundle.waiting(request):
        raise FactRefused("Something was written since then and has not been looked at. Send it back to be looked at.")
    data = bundle.as_zip(request, on=on)
    place = photos.keep(data, ".zip")
    changes = {
        "reviewed_on": on,
        "reviewed_by_id": by.id,
        "path": place,
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    try:
        with transaction.atomic():
            return _step(request, version, "review", changes, by)
    except Exception:
        photos.remove(place)
        raise


@transaction.atomic
def give_records(*, request_id: UUID, version: int, sent_how: str, on: date, by: Actor) -> RecordsRequest:
    """Give the bundle to the young person; it is in their own place here from now on, if they have one."""
    request = request_for(by, request_id, Verb.CREATE, on=on)
    return _step(request, version, "send", {"sent_on": on, "sent_how": sent_how}, by)


@transaction.atomic
def read_together(*, request_id: UUID, version: int, support: str, on: date, by: Actor) -> RecordsRequest:
    """Write down who was with them when they read their records, and how it was."""
    request = request_for(by, request_id, Verb.CREATE, on=on)
    return _step(request, version, "support", {"support": support.strip(), "supported_on": on}, by)


@transaction.atomic
def end_records_request(*, request_id: UUID, version: int, why: str, on: date, by: Actor) -> RecordsRequest:
    """End a request without records, saying why: they took it back, or it was refused on a ground."""
    request = request_for(by, request_id, Verb.UPDATE, on=on)
    if not why.strip():
        raise FactRefused("Say why: the young person reads it.")
    return _step(request, version, "end", {"ended_on": on, "ended_why": why.strip()}, by)


@transaction.atomic
def ask_for_correction(
    *, person_id: UUID, is_wrong: str, how: str, on: date, by: Actor, should_say: str = "", asked_on: date | None = None
) -> CorrectionRequest:
    """Write down that something in the record is wrong, as the young person or for them."""
    person = access.person_for(by, person_id, Record.OWN_RECORDS, Verb.CREATE, on=on)
    asked_on = asked_on or on
    if not is_wrong.strip():
        raise FactRefused("Say what is wrong.")
    if not person.born_on <= asked_on <= on:
        raise FactRefused("This day is in the future, or before birth.")
    themself = person.user_id is not None and person.user_id == by.id
    asked = CorrectionRequest.objects.create(
        person=person,
        asked_on=asked_on,
        how=how,
        is_wrong=is_wrong.strip(),
        should_say=should_say.strip(),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.PORTAL if themself else Source.TYPED,
    )
    audit.record(actor=by, verb="asked for correction", subject_kind="person", subject=person.pk)
    return asked


@transaction.atomic
def ask_for_my_correction(*, is_wrong: str, on: date, by: Actor, should_say: str = "") -> CorrectionRequest:
    """The same as the young person who is signed in."""
    person = _themself(by, Record.OWN_RECORDS, Verb.CREATE, on)
    return ask_for_correction(
        person_id=person.pk, is_wrong=is_wrong, should_say=should_say, how=How.PORTAL, on=on, by=by
    )


@transaction.atomic
def decide_correction(
    *,
    correction_id: UUID,
    version: int,
    held: str,
    decision: str,
    why: str,
    on: date,
    by: Actor,
    told_on: date | None = None,
) -> CorrectionRequest:
    """Decide, and keep what the record said. Whoever may correct the record corrects it there."""
    asked = CorrectionRequest.objects.filter(pk=correction_id, removed_at=None).first()
    if asked is None:
        raise NotYours("correction")
    access.person_for(by, asked.person_id, Record.OWN_RECORDS, Verb.UPDATE, on=on)
    if asked.decision != CorrectionRequest.Decision.WAITING and asked.decision != decision:
        raise WrongState("It was decided before. The young person can complain about it.")
    if decision == CorrectionRequest.Decision.WAITING or not held.strip() or not why.strip():
        raise FactRefused("Say what the record said, what you decided and why.")
    if told_on is not None and not asked.asked_on <= told_on <= on:
        raise FactRefused("They were told between the day on which they asked and today.")
    changes: dict[str, Any] = {
        "held": held.strip(),
        "decision": decision,
        "why": why.strip(),
        "decided_on": asked.decided_on or on,
        "decided_by_id": asked.decided_by_id or by.id,
        "told_on": told_on,
    }
    asked = save_over(asked, version=version, changes=changes, what="what became of it")
    detail = {"decision": decision}
    audit.record(actor=by, verb="decided correction", subject_kind="person", subject=asked.person_id, detail=detail)
    return asked


@transaction.atomic
def give_notice(*, person_id: UUID, notice: str, given_on: date, how: str, on: date, by: Actor) -> NoticeGiven:
    """Write down which version of the privacy notice somebody was given."""
    person = access.person_for(by, person_id, Record.OWN_RECORDS, Verb.CREATE, on=on)
    if not notice.strip() or not person.born_on <= given_on <= on:
        raise FactRefused("Say which version it was, and on which day, not in the future.")
    given = NoticeGiven.objects.create(
        person=person,
        notice=notice.strip(),
        given_on=given_on,
        how=how,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="gave privacy notice", subject_kind="person", subject=person.pk)
    return given


@transaction.atomic
def note_download(*, request_id: UUID, on: date, by: Actor) -> tuple[str, date]:
    """Note that the bundle is opened, by those who give it or by the young person. Answers where it is and its day."""
    request = request_for(by, request_id, Verb.READ, on=on)
    themself = request.person.user_id is not None and request.person.user_id == by.id
    if not request.path or request.reviewed_on is None or (themself and request.state != State.SENT):
        raise NotYours("a bundle of records")
    audit.record(actor=by, verb="downloaded own records", subject_kind="person", subject=request.person_id)
    return request.path, request.reviewed_on


# ---------------------------------------------------------------------------------------------------------------------


def _with_the_same_words(texts: Mapping[bundle.Key, bundle.ToLookAt], key: bundle.Key) -> list[bundle.Key]:
    """Texts of the same field with the same words that nobody decided about."""
    kind, _, field = key
    one = texts[key]
    return [
        other.key
        for other in texts.values()
        if field
        and other.key != key
        and (other.key[0], other.key[2]) == (kind, field)
        and (other.text, other.hidden, other.decision) == (one.text, one.hidden, None)
    ]


def _keep_look(request: RecordsRequest, key: bundle.Key, changes: dict[str, str], by: Actor) -> RecordsLook:
    kind, row, field = key
    held = RecordsLook.objects.filter(request=request, kind=kind, row=row, field=field).first()
    if held is not None:
        look = save_over(held, version=held.version, changes=changes, what="what is given of this text")
    else:
        look = RecordsLook.objects.create(
            person=request.person,
            request=request,
            kind=kind,
            row=row,
            field=field,
            recorded_at=clock.now(),
            recorded_by_id=by.id,
            **changes,
        )
    detail = {"kind": kind, "field": field, "decision": changes["decision"]}
    audit.record(
        actor=by, verb="looked through records", subject_kind="person", subject=request.person_id, detail=detail
    )
    return look


def request_for(by: Actor, request_id: UUID, verb: Verb, *, on: date) -> RecordsRequest:
    """The request, if this actor may do ``verb`` to it."""
    found = RecordsRequest.objects.filter(pk=request_id, removed_at=None).select_related("person").first()
    if found is None:
        raise NotYours("records request")
    access.person_for(by, found.person_id, Record.OWN_RECORDS, verb, on=on)
    if verb is not Verb.CREATE and is_named_in_one(by, found.person):
        raise NotYours("records request")
    return found


def _step(request: RecordsRequest, version: int, step: str, changes: dict[str, Any], by: Actor) -> RecordsRequest:
    changes = {**changes, "state": check_request(request.state, step)}
    request = save_over(request, version=version, changes=changes, what="the request for records")
    detail = {"step": step}
    audit.record(
        actor=by, verb="took step of records request", subject_kind="person", subject=request.person_id, detail=detail
    )
    return request


def _check_passages(request: RecordsRequest, key: tuple[str, str, str], passages: str) -> None:
    """Each line to be blacked out is in the text: a typing error would give away what should not be."""
    text = next(one.text for one in bundle.to_look_at(request) if one.key == key)
    lines = [line.strip() for line in passages.splitlines() if line.strip()]
    if not lines:
        raise FactRefused("Write the words that are blacked out, each on a line of its own.")
    for line in lines:
        if line not in text:
            raise FactRefused(f"“{line[:60]}” is not in the text: write it exactly as it stands there.")
