"""Requests for one's own records, corrections and privacy notices: for those who answer, and for the young person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import access, bundle, steps_rights
from alongside.casework.complaints import is_named_in_one
from alongside.casework.local_clocks import rights as clocks
from alongside.casework.models import CorrectionRequest, NoticeGiven, Person, RecordsLook, RecordsRequest
from alongside.casework.queries.portal import my_record
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

VERBS = {
    "identify": Verb.CREATE, "pause": Verb.CREATE, "go_on": Verb.CREATE, "send": Verb.CREATE, "support": Verb.CREATE,
    "extend": Verb.UPDATE, "look": Verb.UPDATE, "looked": Verb.UPDATE, "end": Verb.UPDATE,
    "back": Verb.APPROVE, "review": Verb.APPROVE,
}  # fmt: skip
"""Step of a request → what somebody has to be able to do to take it."""

MY_STATES = {
    "received": "We have it. We make sure first that it is really you who asks.",
    "running": "We are putting it together.",
    "paused": "We asked you something, and wait for you.",
    "looked": "We are putting it together. Somebody checks it.",
    "reviewed": "It is ready. Your adviser will give it to you.",
    "sent": "It is here for you.",
    "ended": "This has ended.",
}


@dataclass(frozen=True, slots=True)
class RequestRow:
    """One request for one's own records."""

    id: UUID
    version: int
    person: UUID
    who: str
    state: str
    state_words: str
    received_on: date
    how: str
    scope: str
    identity_on: date | None
    identity_how: str
    due_on: date | None
    asked: str
    """What we asked them, while we wait."""
    waited: tuple[tuple[str, str, str], ...]
    extended_on: date | None
    extended_why: str
    looked_by: str
    looked_on: date | None
    reviewed_by: str
    reviewed_on: date | None
    sent_on: date | None
    support: str
    ended_why: str
    is_open: bool
    mine: str
    """Where it stands, said to the young person."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """A text to look at, with what was decided."""

    kind: str
    row: str
    field: str
    what: str
    on: date | None
    text: str
    hidden: str
    decision: str
    decision_words: str
    ground: str


@dataclass(frozen=True, slots=True)
class OneRequest:
    """One request, its texts, and what this reader may do next."""

    row: RequestRow
    looks: tuple[LookRow, ...]
    waiting: int
    may: frozenset[str]
    own_work: bool


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """Somebody says that something is wrong, and what became of it."""

    id: UUID
    version: int
    person: UUID
    who: str
    asked_on: date
    is_wrong: str
    should_say: str
    held: str
    decision: str
    decision_words: str
    why: str
    decided_on: date | None
    decided_by: str
    told_on: date | None
    answer_by: date | None


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A privacy notice as it was given."""

    notice: str
    given_on: date
    how: str


@dataclass(frozen=True, slots=True)
class OwnRecordsPage:
    """Everything about one's own records: requests, corrections, notices."""

    requests: tuple[RequestRow, ...]
    corrections: tuple[CorrectionRow, ...]
    notices: tuple[NoticeRow, ...]


def person_records(actor: Actor, person_id: UUID, *, on: date) -> OwnRecordsPage:
    """Requests and corrections of one person, for those who answer them."""
    return _page(access.person_for(actor, person_id, Record.OWN_RECORDS, on=on), on)


def my_records(actor: Actor, *, on: date) -> OwnRecordsPage:
    """The same to the young person who is signed in."""
    person = my_record(actor, Record.OWN_RECORDS, on=on)
    audit.record(actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk)
    return _page(person, on, for_person=True)


def one_records_request(actor: Actor, request_id: UUID, *, on: date) -> OneRequest:
    """One request with every text that has to be looked at."""
    request = _request(actor, request_id, on)
    held = access.reachable_records(actor, request.person, on=on)
    named = is_named_in_one(actor, request.person)
    works_on_it = (Record.OWN_RECORDS, Verb.UPDATE) in held and not named
    looks = tuple(_look(one) for one in bundle.to_look_at(request)) if works_on_it and request.identity_on else ()
    may = {
        step for step, verb in VERBS.items()
        if steps_rights.can_request(request.state, step) and (Record.OWN_RECORDS, verb) in held
    }  # fmt: skip
    if named:
        may &= {step for step, verb in VERBS.items() if verb is Verb.CREATE}
    own_work = actor.id is not None and actor.id == request.looked_by_id
    if own_work:
        may.discard("review")
    month = bundle.first_month(request, on)
    if request.extended_on or (month is not None and on > month):
        may.discard("extend")
    waits = sum(1 for one in looks if not one.decision)
    if waits:
        may.discard("looked")
    audit.record(actor=actor, verb="looked at records request", subject_kind="person", subject=request.person_id)
    return OneRequest(_row(request, on), looks, waits, frozenset(may), own_work and request.state == "looked")


def one_look(actor: Actor, request_id: UUID, kind: str, row: str, field: str, *, on: date) -> LookRow:
    """One text to look at."""
    request = _request(actor, request_id, on, Verb.UPDATE)
    if is_named_in_one(actor, request.person):
        raise NotYours("a text to look at")
    found = next((one for one in bundle.to_look_at(request) if one.key == (kind, row, field)), None)
    if found is None:
        raise NotYours("a text to look at")
    return _look(found)


def one_correction(actor: Actor, correction_id: UUID, *, on: date) -> CorrectionRow:
    """One correction that was asked for, to be decided."""
    row = CorrectionRequest.objects.filter(pk=correction_id, removed_at=None).select_related("person").first()
    if row is None:
        raise NotYours("correction")
    access.person_for(actor, row.person_id, Record.OWN_RECORDS, Verb.UPDATE, on=on)
    return _correction(row)


def records_desk(actor: Actor, *, on: date) -> tuple[tuple[RequestRow, ...], tuple[CorrectionRow, ...]]:
    """Open requests and corrections among the people in reach, the most pressing first."""
    people = access.visible_to(actor, Record.OWN_RECORDS, Verb.UPDATE, on=on)
    requests = RecordsRequest.objects.filter(person__in=people, removed_at=None).exclude(state__in=["sent", "ended"])
    asked = CorrectionRequest.objects.filter(person__in=people, removed_at=None, told_on=None)
    rows = [_row(one, on) for one in requests.select_related("person", "looked_by", "reviewed_by")]
    wrong = [_correction(one) for one in asked.select_related("person", "decided_by")]
    return (
        tuple(sorted(rows, key=lambda one: (one.due_on or date.max, one.received_on))),
        tuple(sorted(wrong, key=lambda one: one.asked_on)),
    )


# ---------------------------------------------------------------------------------------------------------------------


def _request(actor: Actor, request_id: UUID, on: date, verb: Verb = Verb.READ) -> RecordsRequest:
    rows = RecordsRequest.objects.filter(removed_at=None).select_related("person", "looked_by", "reviewed_by")
    request = rows.filter(pk=request_id).first()
    if request is None:
        raise NotYours("records request")
    access.person_for(actor, request.person_id, Record.OWN_RECORDS, verb, on=on)
    return request


def _page(person: Person, on: date, *, for_person: bool = False) -> OwnRecordsPage:
    seen = {"person": person, "removed_at": None} | ({"hidden": ""} if for_person else {})
    requests = RecordsRequest.objects.filter(**seen).select_related("person", "looked_by", "reviewed_by")
    corrections = CorrectionRequest.objects.filter(**seen).select_related("person", "decided_by")
    notices = NoticeGiven.objects.filter(**seen)
    return OwnRecordsPage(
        tuple(_row(one, on) for one in requests),
        tuple(_correction(one) for one in corrections),
        tuple(NoticeRow(one.notice, one.given_on, one.get_how_display()) for one in notices),
    )


def _row(one: RecordsRequest, on: date) -> RequestRow:
    paused = one.pauses[-1]["asked"] if one.state == RecordsRequest.State.PAUSED and one.pauses else ""
    return RequestRow(
        id=one.pk,
        version=one.version,
        person=one.person_id,
        who=one.person.label,
        state=one.state,
        state_words=one.get_state_display(),
        received_on=one.received_on,
        how=one.get_how_display(),
        scope=one.scope,
        identity_on=one.identity_on,
        identity_how=one.identity_how,
        due_on=clocks.records_due(one, on),
        asked=paused,
        waited=tuple((wait["asked"], wait["from"], wait["to"] or "") for wait in one.pauses),
        extended_on=one.extended_on,
        extended_why=one.extended_why,
        looked_by=one.looked_by.name if one.looked_by else "",
        looked_on=one.looked_on,
        reviewed_by=one.reviewed_by.name if one.reviewed_by else "",
        reviewed_on=one.reviewed_on,
        sent_on=one.sent_on,
        support=one.support,
        ended_why=one.ended_why,
        is_open=one.state not in ("sent", "ended"),
        mine=MY_STATES[one.state],
    )


def _look(one: bundle.ToLookAt) -> LookRow:
    kind, row, field = one.key
    decided = one.decision
    return LookRow(
        kind=kind,
        row=row,
        field=field,
        what=f"{one.kind}: {one.field}" if one.field else one.kind,
        on=one.on,
        text=one.text,
        hidden=one.hidden,
        decision=decided.decision if decided else "",
        decision_words=RecordsLook.Decision(decided.decision).label if decided else "",
        ground=decided.get_ground_display() if decided else "",
    )


def _correction(row: CorrectionRequest) -> CorrectionRow:
    return CorrectionRow(
        id=row.pk,
        version=row.version,
        person=row.person_id,
        who=row.person.label,
        asked_on=row.asked_on,
        is_wrong=row.is_wrong,
        should_say=row.should_say,
        held=row.held,
        decision=row.decision,
        decision_words=row.get_decision_display(),
        why=row.why,
        decided_on=row.decided_on,
        decided_by=row.decided_by.name if row.decided_by else "",
        told_on=row.told_on,
        answer_by=clocks.CORRECTION.period.after(row.asked_on) if row.told_on is None else None,
    )
