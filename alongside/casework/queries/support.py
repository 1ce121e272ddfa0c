"""Questions about help after 21, and about the people around a young person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import access, keeping_in_touch, standing
from alongside.casework.local_clocks.support import WELFARE
from alongside.casework.models import (
    Allocation,
    NetworkMember,
    Person,
    Source,
    SupportOffer,
    SupportRequest,
    WelfareWatch,
)
from alongside.casework.queries.contact import AgreementRow, HeldContact, in_touch
from alongside.casework.queries.portal import my_record
from alongside.casework.standing import Standing
from alongside.law import DueDate, birthday
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

FROM_AGE, TO_AGE = 21, 25
OFFERS = ("first_offer_after_21", "yearly_offer")
"""The law's clocks of the offer."""
ASSESSED = "needs_assessment_on_request"


@dataclass(frozen=True, slots=True)
class RequestRow:
    """Support that was asked for."""

    id: UUID
    asked_on: date
    how: str
    wants: str
    result: str
    result_words: str
    result_on: date | None
    ended_on: date | None
    ended_how: str
    ended_words: str


@dataclass(frozen=True, slots=True)
class OfferRow:
    """Support that was offered."""

    id: UUID
    sent_on: date
    channel: str
    reached: str
    reply: str
    replied_on: date | None
    reply_words: str


@dataclass(frozen=True, slots=True)
class WatchRow:
    """Welfare that is looked after unasked."""

    id: UUID
    why: str
    told: bool
    why_not_told: str
    from_on: date
    look_by: date


@dataclass(frozen=True, slots=True)
class Support:
    """How help after 21 stands for somebody."""

    age: int
    from_on: date
    to_on: date
    is_of_age: bool
    """Of 21 to 24, so that support can be asked for."""
    state: str
    """In words: none of the states is a closure."""
    open: RequestRow | None
    before: tuple[RequestRow, ...]
    offers: tuple[OfferRow, ...]
    offer_due: DueDate | None
    assess_by: DueDate | None
    adviser: str
    watch: WatchRow | None
    agreed: AgreementRow | None
    agreed_before: tuple[AgreementRow, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in the young person's life."""

    id: UUID
    name: str
    relationship: str
    phone: str
    is_supporter: bool
    is_emergency: bool
    allowed: str
    may_meet: bool
    may_talk: bool
    talk_about: str
    said_on: date | None
    hidden: str
    by_them: bool


def support(actor: Actor, person_id: UUID, *, on: date) -> Support:
    """How help after 21 stands for somebody, for those who work with them."""
    person = access.person_for(actor, person_id, Record.SUPPORT, on=on)
    return _support(person, on, for_person=False)


def my_support(actor: Actor, *, on: date) -> Support:
    """The same for the young person who is signed in."""
    person = my_record(actor, Record.SUPPORT, on=on)
    _note(actor, person, "my support")
    return _support(person, on, for_person=True)


def one_support_request(actor: Actor, request_id: UUID, *, on: date) -> HeldContact:
    """A request that this worker may work on. Raises NotYours otherwise."""
    row = SupportRequest.objects.filter(pk=request_id, removed_at=None).first()
    if row is None:
        raise NotYours("request")
    access.person_for(actor, row.person_id, Record.SUPPORT, Verb.UPDATE, on=on)
    return HeldContact(row.person_id, row.version, {"result": row.result, "result_words": row.result_words})


def one_offer(actor: Actor, offer_id: UUID, *, on: date) -> HeldContact:
    """An offer to which this worker may note the reply. Raises NotYours otherwise."""
    row = SupportOffer.objects.filter(pk=offer_id, removed_at=None).first()
    if row is None:
        raise NotYours("offer")
    access.person_for(actor, row.person_id, Record.SUPPORT, Verb.UPDATE, on=on)
    names = ("reached", "reply", "replied_on", "reply_words")
    return HeldContact(row.person_id, row.version, {name: getattr(row, name) for name in names})


def one_watch(actor: Actor, watch_id: UUID, *, on: date) -> HeldContact:
    """A watch over somebody's welfare at which this worker may look again. Raises NotYours otherwise."""
    row = WelfareWatch.objects.filter(pk=watch_id, removed_at=None, ended_on=None).first()
    if row is None:
        raise NotYours("welfare")
    access.person_for(actor, row.person_id, Record.SUPPORT, Verb.UPDATE, on=on)
    return HeldContact(row.person_id, row.version, {"why": row.why})


def network(actor: Actor, person_id: UUID, *, on: date) -> tuple[MemberRow, ...]:
    """The people around a young person, those they count on first."""
    person = access.person_for(actor, person_id, Record.NETWORK, on=on)
    return _members(person, for_person=False)


def my_network(actor: Actor, *, on: date) -> tuple[MemberRow, ...]:
    """The people around the young person who is signed in, as far as they see them."""
    person = my_record(actor, Record.NETWORK, on=on)
    _note(actor, person, "people around me")
    return _members(person, for_person=True)


def one_member(actor: Actor, member_id: UUID, *, on: date) -> HeldContact:
    """Somebody around a young person whom this worker may change. Raises NotYours otherwise."""
    row = NetworkMember.objects.filter(pk=member_id, removed_at=None, to_on=None).first()
    if row is None:
        raise NotYours("network")
    access.person_for(actor, row.person_id, Record.NETWORK, Verb.UPDATE, on=on)
    names = (
        *("name", "relationship", "phone", "is_supporter", "is_emergency", "allowed", "may_talk", "talk_about"),
        *("said_on", "hidden", "hidden_until"),
    )
    return HeldContact(row.person_id, row.version, {name: getattr(row, name) for name in names})


# ---------------------------------------------------------------------------------------------------------------------


def _support(person: Person, on: date, *, for_person: bool) -> Support:
    where = standing.standing_of(person, on=on)
    due = {one.clock: one for _, one in where.due}
    asked = [_request(row) for row in SupportRequest.objects.filter(person=person, removed_at=None)]
    watches = WelfareWatch.objects.filter(person=person, removed_at=None, ended_on=None)
    watch = (watches.filter(hidden="") if for_person else watches).first()
    touch = in_touch(person, on=on)
    current = next((row for row in asked if row.ended_on is None), None)
    return Support(
        age=where.age,
        from_on=birthday(person.born_on, FROM_AGE),
        to_on=birthday(person.born_on, TO_AGE),
        is_of_age=FROM_AGE <= where.age < TO_AGE,
        state=_state(where, current, bool(asked), keeping_in_touch.CLOCK in due),
        open=current,
        before=tuple(row for row in asked if row.ended_on is not None),
        offers=tuple(_offer(row) for row in SupportOffer.objects.filter(person=person, removed_at=None)),
        offer_due=next((due[clock] for clock in OFFERS if clock in due), None),
        assess_by=due.get(ASSESSED),
        adviser=_adviser(person, on),
        watch=_watch(watch) if watch else None,
        agreed=touch.agreed,
        agreed_before=touch.earlier,
    )


def _state(where: Standing, current: RequestRow | None, asked_before: bool, programme: bool) -> str:
    if where.age < FROM_AGE:
        return "Under 21: help is there without asking"
    if where.age >= TO_AGE:
        return "25 or over: support can no longer be asked for"
    if current is not None:
        return "Asked for support, and it goes on"
    if programme:
        return "In a programme of the pathway plan, which goes on"
    return "Inactive since they stopped: can come back at any time" if asked_before else "Inactive: can ask at any time"


def _adviser(person: Person, on: date) -> str:
    rows = Allocation.objects.filter(
        access.live(on), person=person, worker__isnull=False, kind=Allocation.Kind.PERSONAL_ADVISER
    )
    return rows.values_list("worker__name", flat=True).first() or ""


def _request(row: SupportRequest) -> RequestRow:
    return RequestRow(
        id=row.pk,
        asked_on=row.asked_on,
        how=row.get_how_display(),
        wants=row.wants,
        result=row.get_result_display() if row.result else "",
        result_words=row.result_words,
        result_on=row.result_on,
        ended_on=row.ended_on,
        ended_how=row.get_ended_how_display(),
        ended_words=row.ended_words,
    )


def _offer(row: SupportOffer) -> OfferRow:
    return OfferRow(
        id=row.pk,
        sent_on=row.sent_on,
        channel=row.get_channel_display(),
        reached={"": "Not known", "yes": "Yes", "no": "No: it does not count"}[row.reached],
        reply=row.get_reply_display(),
        replied_on=row.replied_on,
        reply_words=row.reply_words,
    )


def _watch(row: WelfareWatch) -> WatchRow:
    return WatchRow(
        id=row.pk,
        why=row.why,
        told=row.told,
        why_not_told=row.why_not_told,
        from_on=row.from_on,
        look_by=WELFARE.period.after(row.looked_on or row.from_on),
    )


def _members(person: Person, *, for_person: bool) -> tuple[MemberRow, ...]:
    rows = NetworkMember.objects.filter(person=person, removed_at=None, to_on=None)
    rows = rows.filter(hidden="") if for_person else rows
    return tuple(
        MemberRow(
            id=row.pk,
            name=row.name,
            relationship=row.relationship,
            phone=row.phone,
            is_supporter=row.is_supporter,
            is_emergency=row.is_emergency,
            allowed=row.get_allowed_display(),
            may_meet=row.allowed == NetworkMember.Allowed.YES,
            may_talk=row.may_talk,
            talk_about=row.talk_about,
            said_on=row.said_on,
            hidden=row.get_hidden_display() if row.hidden else "",
            by_them=row.source == Source.PORTAL,
        )
        for row in rows
    )


def _note(actor: Actor, person: Person, what: str) -> None:
    detail = {"record": what}
    audit.record(actor=actor, verb="looked at own record", subject_kind="person", subject=person.pk, detail=detail)
