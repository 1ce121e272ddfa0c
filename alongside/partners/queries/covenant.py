"""Questions about the covenant: the staff's desk, one pledge, what the offer and the public see, a signatory's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from alongside.partners import links, pledge_dates
from alongside.partners.models import SIGNING_KINDS, FormsOfDay, Organisation, Pledge, Renewal, Signatory, SignUp
from alongside.shell import disclosure
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

PLEDGE_KINDS = Pledge.Kind.choices
WHO_SIGNS = SIGNING_KINDS
SHOWN_WHEN_OVER = timedelta(days=365)
STATE = Pledge.State
LAPSED, IN_THE_OFFER, TO_BEGIN = "Lapsed", "In the offer", "Approved, not begun"
PLEDGE_STATUSES = (
    *(str(words) for key, words in STATE.choices if key != STATE.APPROVED),
    LAPSED,
    IN_THE_OFFER,
    TO_BEGIN,
)
"""Every word for where a pledge stands."""


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """A pledge in a list. ``status`` says where it stands on the day it was asked."""

    id: UUID
    title: str
    organisation: str
    kind: str
    status: str
    from_on: date
    ends_on: date
    ask_by: date
    """By when the signatory is to be asked whether it goes on."""
    taken_up: int
    is_reported: bool


@dataclass(frozen=True, slots=True)
class CovenantDesk:
    """What waits, what holds, what is over."""

    to_check: tuple[PledgeRow, ...]
    to_approve: tuple[PledgeRow, ...]
    to_renew: tuple[PledgeRow, ...]
    """Renewals that wait to be agreed."""
    to_ask: tuple[PledgeRow, ...]
    """Pledges that end soon and whose signatory was not asked yet."""
    held: tuple[PledgeRow, ...]
    over: tuple[PledgeRow, ...]
    from_machines: tuple[PledgeRow, ...]
    held_off: int
    """Forms of the last seven days that were held off."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done to a pledge."""

    what: str
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Reported:
    """What was said of how a pledge was used."""

    from_on: date
    to_on: date
    number: int
    outcome: str
    by: str


@dataclass(frozen=True, slots=True)
class PledgePage:
    """Everything about one pledge, and what the person who looks may do now."""

    row: PledgeRow
    version: int
    given: tuple[tuple[str, str], ...]
    """What the organisation wrote, label by label."""
    signed_up: tuple[tuple[str, str], ...]
    """Who sent it, where it came with a sign-up that nobody has looked at yet."""
    words: dict[str, object]
    """The words of the offer, as the form has them."""
    districts: tuple[str, ...]
    steps: tuple[Step, ...]
    reports: tuple[Reported, ...]
    renewal_until: date | None
    asked_on: date | None
    """When the signatory was last asked whether it goes on."""
    may: frozenset[str]
    """The steps that are open to this person: check, decline, approve, send_back, report, ask, renew, agree, end."""
    organisation_id: UUID | None


@dataclass(frozen=True, slots=True)
class OfferedPledge:
    """An approved pledge as the offer takes it over."""

    id: UUID
    kind: str
    title: str
    answer: str
    how: str
    conditions: str
    where: str
    organisation_id: UUID
    district_ids: tuple[UUID, ...]
    age_from: int | None
    age_until: int | None
    other_councils: bool
    contact_name: str
    contact_phone: str
    contact_email: str
    ends_on: date


@dataclass(frozen=True, slots=True)
class PublicSignatory:
    """Who signed the covenant, and what of theirs holds today."""

    name: str
    signed_on: date
    pledges: tuple[PublicPledge, ...]


@dataclass(frozen=True, slots=True)
class PublicPledge:
    """A pledge as everybody sees it."""

    id: UUID
    title: str
    kind: str
    answer: str
    how: tuple[str, ...]
    """Step by step."""
    ends_on: date
    taken_up: disclosure.Count | None
    """How many used it, as far as somebody said."""


@dataclass(frozen=True, slots=True)
class OwnPledge:
    """A pledge as its signatory sees it."""

    row: PledgeRow
    answer: str
    was_offered: bool
    """Whether it is in the offer or was until its end: only then does somebody use it."""
    holds: bool
    may_go_on: bool
    waits_for_renewal: date | None
    reports: tuple[Reported, ...]


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """What a signatory sees by its link."""

    organisation: str
    pledges: tuple[OwnPledge, ...]


def covenant_desk(actor: Actor, *, on: date) -> CovenantDesk:
    """The desk of the covenant."""
    rows = _pledges()
    machine = Q(sign_up__seems_sent_by_a_machine=True, state=STATE.RECEIVED)
    holds = rows.filter(state=STATE.APPROVED, ends_on__gt=on).order_by("ends_on")
    waiting = Q(renewals__state=Renewal.State.WAITING)
    over = Q(state=STATE.APPROVED, ends_on__lte=on) | Q(state__in=[STATE.WITHDRAWN, STATE.DECLINED])
    asked = Q(renewal_asked_on__isnull=False) | waiting
    soon = holds.filter(ends_on__lte=on + pledge_dates.ASKED_AHEAD)
    counts = FormsOfDay.objects.filter(form="join", on__gt=on - timedelta(days=7))
    return CovenantDesk(
        to_check=_rows(rows.filter(state__in=[STATE.RECEIVED, STATE.SENT_BACK]).exclude(machine), on),
        to_approve=_rows(rows.filter(state=STATE.CHECKED), on),
        to_renew=_rows(rows.filter(waiting, state=STATE.APPROVED), on),
        to_ask=_rows(soon.exclude(asked), on),
        held=_rows(holds, on),
        over=_rows(rows.filter(over, ends_on__gt=on - SHOWN_WHEN_OVER).order_by("-ends_on"), on),
        from_machines=_rows(rows.filter(machine), on),
        held_off=counts.aggregate(n=Sum("held_off"))["n"] or 0,
    )


def pledge_page(actor: Actor, pledge_id: UUID, *, on: date) -> PledgePage:
    """One pledge. Raises NotYours where there is none."""
    pledge = _pledges().filter(pk=pledge_id).first()
    if pledge is None:
        raise NotYours("pledge")
    renewal = pledge.renewals.filter(state=Renewal.State.WAITING).first()
    return PledgePage(
        row=_row(pledge, on),
        version=pledge.version,
        given=_given(pledge),
        signed_up=_signed_up(pledge.sign_up),
        words=_words(pledge),
        districts=tuple(pledge.districts.values_list("slug", flat=True)),
        steps=tuple(Step(one.what, one.why, one.at, one.by_name) for one in pledge.steps.all()),
        reports=_reports(pledge),
        renewal_until=renewal.ends_on if renewal else None,
        asked_on=pledge.renewal_asked_on,
        may=_may(actor, pledge, renewal, on),
        organisation_id=pledge.organisation_id,
    )


def bodies_to_choose() -> list[tuple[str, str]]:
    """Organisations that a sign-up may turn out to be: id and name."""
    return [(str(pk), name) for pk, name in Organisation.objects.filter(closed_on=None).values_list("pk", "name")]


def link_of(actor: Actor, organisation_id: UUID) -> str | None:
    """The secret of a signatory's link, for those who may give it out; None where it signed nothing."""
    if not actor.can(Record.COVENANT, Verb.UPDATE):
        return None
    signatory = Signatory.objects.filter(organisation_id=organisation_id, ended_on=None).first()
    return links.secret_of(signatory) if signatory else None


def offered_pledge(pledge_id: UUID) -> OfferedPledge:
    """An approved pledge, for the offer."""
    pledge = Pledge.objects.get(pk=pledge_id, state=STATE.APPROVED)
    return OfferedPledge(
        id=pledge.pk,
        kind=pledge.kind,
        title=pledge.title,
        answer=pledge.answer,
        how=pledge.how,
        conditions=pledge.conditions,
        where=pledge.where,
        organisation_id=pledge.organisation_id,
        district_ids=tuple(pledge.districts.values_list("pk", flat=True)),
        age_from=pledge.age_from,
        age_until=pledge.age_until,
        other_councils=pledge.other_councils,
        contact_name=pledge.contact_name,
        contact_phone=pledge.contact_phone,
        contact_email=pledge.contact_email,
        ends_on=pledge.ends_on,
    )


def pledges_not_held(*, on: date) -> frozenset[UUID]:
    """Pledges that do not hold on the day ``on``: not begun, over, ended, or never approved."""
    rows = Pledge.objects.exclude(state=STATE.APPROVED, from_on__lte=on, ends_on__gt=on)
    return frozenset(rows.values_list("pk", flat=True))


def pledge_ends() -> dict[UUID, date]:
    """Each approved pledge → the day from which it no longer holds."""
    return dict(Pledge.objects.filter(state=STATE.APPROVED).order_by("pk").values_list("pk", "ends_on"))


def covenant(*, on: date) -> tuple[PublicSignatory, ...]:
    """Everybody who signed, by name, with the pledges that hold on the day ``on``."""
    rows = Signatory.objects.filter(ended_on=None, organisation__closed_on=None).select_related("organisation")
    held = _pledges().filter(state=STATE.APPROVED, from_on__lte=on, ends_on__gt=on).order_by("title")
    by_body: dict[UUID, list[PublicPledge]] = {}
    for pledge in held:
        by_body.setdefault(pledge.organisation_id, []).append(_public(pledge))
    return tuple(
        PublicSignatory(row.organisation.name, row.signed_on, tuple(by_body.get(row.organisation_id, ())))
        for row in rows
    )


def own_place(secret: str, *, on: date) -> OwnPlace:
    """What a signatory sees by its link. Raises NotYours for a link that opens nothing."""
    signatory, _ = links.holder(secret, Actor.anonymous())
    return OwnPlace(signatory.organisation.name, own_pledges_of(signatory.organisation_id, on=on))


def own_pledges_of(organisation_id: UUID, *, on: date) -> tuple[OwnPledge, ...]:
    """The pledges of an organisation as itself sees them. Whoever asks has made sure that it is theirs."""
    pledges = _pledges().filter(organisation_id=organisation_id).order_by("-ends_on")
    return tuple(_own(one, on) for one in pledges)


def own_pledge(secret: str, pledge_id: UUID, *, on: date) -> OwnPledge:
    """One of a signatory's pledges. Raises NotYours."""
    found = next((one for one in own_place(secret, on=on).pledges if one.row.id == pledge_id), None)
    if found is None:
        raise NotYours("pledge")
    return found


# ---------------------------------------------------------------------------------------------------------------------


def _pledges() -> QuerySet[Pledge]:
    return Pledge.objects.select_related("organisation", "sign_up").prefetch_related("take_up").distinct()


def _rows(pledges: QuerySet[Pledge], on: date) -> tuple[PledgeRow, ...]:
    return tuple(_row(one, on) for one in pledges)


def _row(pledge: Pledge, on: date) -> PledgeRow:
    body = pledge.organisation or pledge.sign_up
    reports = pledge.take_up.all()
    return PledgeRow(
        id=pledge.pk,
        title=str(pledge),
        organisation=body.name,
        kind=pledge.get_kind_display(),
        status=_status(pledge, on),
        from_on=pledge.from_on,
        ends_on=pledge.ends_on,
        ask_by=pledge.ends_on - pledge_dates.ASKED_AHEAD,
        taken_up=sum(one.number for one in reports),
        is_reported=bool(reports),
    )


def _status(pledge: Pledge, on: date) -> str:
    if pledge.state != STATE.APPROVED:
        return pledge.get_state_display()
    if pledge.ends_on <= on:
        return LAPSED
    return IN_THE_OFFER if pledge.from_on <= on else TO_BEGIN


def _given(pledge: Pledge) -> tuple[tuple[str, str], ...]:
    contact = ", ".join(filter(None, (pledge.contact_name, pledge.contact_phone, pledge.contact_email)))
    told = (
        ("Promise", pledge.what),
        ("Conditions", pledge.conditions),
        ("How to get it", pledge.how_to_get_it),
        ("Where", pledge.where),
        ("For how many", str(pledge.places) if pledge.places else "as many as come"),
        ("Whom to ask", contact),
    )
    return tuple((label, text) for label, text in told if text)


def _signed_up(row: SignUp | None) -> tuple[tuple[str, str], ...]:
    if row is None or row.state != SignUp.State.WAITING:
        return ()
    told = (
        ("Organisation", row.name),
        ("What it is", row.get_kind_display()),
        ("Who wrote", row.contact_name),
        ("E-mail", row.email),
        ("Phone", row.phone),
        ("Web", row.web),
    )
    return tuple((label, text) for label, text in told if text)


def _words(pledge: Pledge) -> dict[str, object]:
    names = ("title", "answer", "how", "age_from", "age_until", "other_councils")
    words: dict[str, object] = {name: getattr(pledge, name) for name in names}
    words["answer"] = pledge.answer or f"You can get {pledge.what[:1].lower()}{pledge.what[1:]}"
    words["how"] = pledge.how or pledge.how_to_get_it
    return words


def _reports(pledge: Pledge) -> tuple[Reported, ...]:
    return tuple(Reported(one.from_on, one.to_on, one.number, one.outcome, one.by_name) for one in pledge.take_up.all())


def _may(actor: Actor, pledge: Pledge, renewal: Renewal | None, on: date) -> frozenset[str]:
    """The steps that are open now: by the state, by the role, and never one's own work."""
    updates, approves = (actor.can(Record.COVENANT, verb) for verb in (Verb.UPDATE, Verb.APPROVE))
    own_body = pledge.organisation_id in actor.organisations
    may: set[str] = set()
    if updates and pledge.state in (STATE.RECEIVED, STATE.SENT_BACK):
        may |= {"check", "decline"}
    if approves and pledge.state == STATE.CHECKED:
        may |= {"send_back"} if own_body or _is(actor, pledge.checked_by_id) else {"approve", "send_back"}
    if updates and pledge.state in (STATE.APPROVED, STATE.WITHDRAWN):
        may.add("report")
    if updates and pledge.state == STATE.APPROVED:
        may |= {"renew"} if renewal is None else set()
        may |= {"end"} if pledge.ends_on > on else set()
        may |= {"ask"} if pledge.renewal_asked_on is None and renewal is None else set()
    if approves and renewal and pledge.state == STATE.APPROVED and not own_body and not _is(actor, renewal.asked_by_id):
        may.add("agree")
    return frozenset(may)


def _is(actor: Actor, user_id: UUID | None) -> bool:
    return actor.id is not None and actor.id == user_id


def _public(pledge: Pledge) -> PublicPledge:
    reports = pledge.take_up.all()
    return PublicPledge(
        id=pledge.pk,
        title=pledge.title,
        kind=pledge.get_kind_display(),
        answer=pledge.answer,
        how=tuple(line.removeprefix("- ") for line in pledge.how.splitlines() if line.strip()),
        ends_on=pledge.ends_on,
        taken_up=disclosure.count(sum(one.number for one in reports)) if reports else None,
    )


def _own(pledge: Pledge, on: date) -> OwnPledge:
    renewal = pledge.renewals.filter(state=Renewal.State.WAITING).first()
    approved = pledge.state == STATE.APPROVED
    return OwnPledge(
        row=_row(pledge, on),
        answer=pledge.answer or pledge.what,
        was_offered=approved and pledge.from_on <= on,
        holds=approved and pledge.from_on <= on < pledge.ends_on,
        may_go_on=approved and renewal is None and pledge.ends_on - pledge_dates.LONGEST <= on,
        waits_for_renewal=renewal.ends_on if renewal else None,
        reports=_reports(pledge),
    )
