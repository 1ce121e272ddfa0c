"""A young person's own place: what happens next, who is helping, what was written, what is for them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from alongside.casework import access, allowances, closing, going, portal_pages, standing
from alongside.casework.allowances import Allowance
from alongside.casework.models import (
    Allocation,
    ContactPoint,
    Cover,
    EnrolmentCode,
    Message,
    Person,
)
from alongside.casework.queries.decision import Decision, decision_of
from alongside.casework.standing import Standing
from alongside.law import Category
from alongside.offer import queries as offer
from alongside.offer.queries import Entitlement
from alongside.shell import audit, clock, slots
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Role, Verb

LATEST = 1000
"""How many of the latest looks are told of."""
SAW_PHOTO = "saw photo"
LOOKING = frozenset({"looked", "read", "searched", "downloaded", "exported"})
"""First words of what the audit says of somebody who changed nothing."""
AHEAD = timedelta(days=120)
"""How far ahead "what happens next" looks."""

NEXT = {
    "keep_in_touch": "Your adviser gets in touch with you",
    "pathway_plan": "Your pathway plan is ready",
    "pathway_plan_review": "You look at your plan again, together",
    "pathway_plan_review_in_care": "You look at your plan again, together",
    "review_asked_for": "The meeting about your plan that you asked for",
    "accommodation_review": "You talk about how your new home is going",
    "visit_7_days": "Your adviser visits you in your new home",
    "visit_before_review": "Your adviser visits you again",
    "visit_2_months": "Your adviser visits you",
    "adviser_introduced": "Your adviser comes to say hello",
    "looked_after_review": "Your review meeting",
    "looked_after_visit": "Your social worker visits you",
    "health_assessment": "Your health check",
    "first_offer_after_21": "We ask what help you want after 21",
    "yearly_offer": "We ask again what help you want",
    "staying_put_planning": "You decide about staying with your foster carers",
    "vacation_accommodation": "A place to stay in the holidays is arranged",
    "bursary_instalment": "A part of your bursary is paid",
}
"""The law's clocks that a young person waits for, in their words. The others are work of the council's own."""

STANDS = {
    Category.ELIGIBLE: "You are in care, and you will get help when you leave care.",
    Category.RELEVANT: "You have left care and you are under 18. You get help, and somewhere to live.",
    Category.FORMER_RELEVANT: "You were in care. You get help until you are 25.",
    Category.QUALIFYING: "You were in care for a time. You can ask for advice and help.",
    Category.NONE: "By what we know, the law does not give you help as a care leaver now.",
    Category.UNKNOWN: "We do not know your whole story in care yet. You keep the help you have while we find out.",
}
"""What each category means, to the person themself."""


GROWN_UP = "You were in care, and had help as a care leaver until you were 25."
"""The same to whoever was one, once their file is closed."""


@dataclass(frozen=True, slots=True)
class NextThing:
    """Something that happens next."""

    what: str
    on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class MyPerson:
    """Somebody who works with the young person."""

    role: str
    name: str
    phone: str
    covered_by: str
    covered_by_phone: str


@dataclass(frozen=True, slots=True)
class MyPlace:
    """The first page: what happens next, who is helping, and the way to everything else."""

    name: str
    on: date
    next: tuple[NextThing, ...]
    people: tuple[MyPerson, ...]
    unread: int
    pages: tuple[portal_pages.PortalPage, ...]
    groups: tuple[str, ...]
    cards: tuple[slots.PortalCard, ...]
    """Cards of other parts."""
    signed_out_after: timedelta


@dataclass(frozen=True, slots=True)
class MyReason:
    """One step of why, with its source."""

    text: str
    citation: str
    link: str


@dataclass(frozen=True, slots=True)
class MyWhy:
    """Why they get help: what the law says of them, and where a decision stands."""

    stands: str
    is_settled: bool
    since: date | None
    until: date | None
    reasons: tuple[MyReason, ...]
    would_change: tuple[str, ...]
    decision: Decision | None
    may_disagree: bool


@dataclass(frozen=True, slots=True)
class ForMe:
    """One thing of the offer that is, or may be, for them, and the amounts of it that they had something of."""

    entitlement: Entitlement
    is_sure: bool
    had: tuple[Allowance, ...]


@dataclass(frozen=True, slots=True)
class MyWay:
    """A way in which we reach them."""

    id: UUID
    kind: str
    is_address: bool
    value: str
    version: int


@dataclass(frozen=True, slots=True)
class MySignIn:
    """How they get into their own place. ``asks_code``: whether a code comes by e-mail beside the password."""

    email: str
    passkeys: int
    asks_code: bool


@dataclass(frozen=True, slots=True)
class Rights:
    """What anybody may ask for."""

    advocate: Entitlement | None
    """The offer's page about advocates, where it has one."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """On one day, people in a role looked, saw the photo, wrote something, or were not let in; no names are given."""

    on: date
    who: str
    what: str
    times: int


@dataclass(frozen=True, slots=True)
class Access:
    """Whether and how a young person gets into their own place, for a worker."""

    has_account: bool
    email: str
    last_signed_in: datetime | None
    open_until: datetime | None
    handed: str
    used_at: datetime | None
    is_addressed: bool
    """Whether there is an address to which it is safe to write, so that a code may go by post."""


def my_record(actor: Actor, record: Record, verb: Verb = Verb.READ, *, on: date) -> Person:
    """The young person who is signed in. Raises NotYours for everybody else."""
    person = Person.objects.filter(user_id=actor.id).first() if actor.id else None
    if person is None:
        raise NotYours("a place of one's own")
    return access.person_for(actor, person.pk, record, verb, on=on)


def my_place(actor: Actor, *, on: date, signed_out_after: timedelta) -> MyPlace:
    """The first page after signing in."""
    person = my_record(actor, Record.CORE_DETAILS, on=on)
    where = standing.standing_of(person, on=on)
    note_own_look(actor, person, "my place")
    return MyPlace(
        name=person.preferred_name or person.first_name or "you",
        on=on,
        next=tuple(next_things(where)),
        people=_people(person, on),
        unread=Message.objects.filter(person=person, from_person=False, read_at=None, hidden="").count(),
        pages=portal_pages.PORTAL_PAGES,
        groups=portal_pages.GROUPS,
        cards=slots.portal_cards.all(),
        signed_out_after=signed_out_after,
    )


def why_nothing_is_written(actor: Actor, *, on: date) -> str:
    """Why nothing is written any more in the file of whoever is signed in; empty while it is open."""
    person = Person.objects.filter(user_id=actor.id).first() if actor.id else None
    closed = person is not None and closing.is_closed(person, on=on)
    return closing.sentence(person, reader=actor.id) if person is not None and closed else ""


def next_things(where: Standing) -> list[NextThing]:
    """What happens next, in their words: what is late too, and what comes in the next months."""
    due = [one for _, one in where.due if one.on is not None and one.clock in NEXT and one.on <= where.on + AHEAD]
    return [NextThing(NEXT[one.clock], one.on, one.is_late(where.on)) for one in due if one.on is not None]


def my_why(actor: Actor, *, on: date) -> MyWhy:
    """What the law says of the person who is signed in."""
    person = my_record(actor, Record.ELIGIBILITY, on=on)
    where = standing.standing_of(person, on=on)
    holding = where.holding
    note_own_look(actor, person, "why")
    return MyWhy(
        stands=GROWN_UP if _has_grown_up(person, where) else STANDS[holding.category],
        is_settled=not where.needs_deciding,
        since=holding.since,
        until=holding.until,
        reasons=tuple(MyReason(one.text, str(one.citation), one.citation.link) for one in where.finding.reasons),
        would_change=tuple(one.text for one in where.finding.would_change),
        decision=decision_of(person) if where.latest else None,
        may_disagree=access.can_step(where.latest, "disagree"),
    )


def what_i_can_get(actor: Actor, *, on: date) -> tuple[ForMe, ...]:
    """What of the local offer is, or may be, for the person who is signed in, and what they had of it already."""
    person = my_record(actor, Record.ELIGIBILITY, on=on)
    where = standing.standing_of(person, on=on)
    note_own_look(actor, person, "what I can get")
    fitting = allowances.fitting(where, on=on)
    had: dict[UUID, list[Allowance]] = {}
    for one in allowances.among(person, fitting, on=on):
        if one.used:
            had.setdefault(one.entitlement, []).append(one)
    return tuple(ForMe(one.entitlement, one.is_sure, tuple(had.get(one.entitlement.id, ()))) for one in fitting)


def my_details(actor: Actor, *, on: date) -> tuple[MyWay, ...]:
    """The ways in which we reach the person who is signed in."""
    person = my_record(actor, Record.CONTACT_POINTS, on=on)
    note_own_look(actor, person, "my details")
    rows = ContactPoint.objects.filter(access.live(on), person=person).order_by("-kind", "from_on")
    return tuple(
        MyWay(row.pk, row.get_kind_display(), row.kind == ContactPoint.Kind.ADDRESS, row.value, row.version)
        for row in rows
    )


def my_sign_in(actor: Actor, *, on: date) -> MySignIn:
    """How the person who is signed in gets in."""
    person = my_record(actor, Record.CORE_DETAILS, on=on)
    note_own_look(actor, person, "how I sign in")
    email = person.user.email if person.user else ""
    return MySignIn(email, shell.passkeys_of(person.user_id) if person.user_id else 0, settings.PORTAL_CODE)


def my_rights(actor: Actor, *, on: date) -> Rights:
    """How the person who is signed in complains, reaches an advocate, and sees what is kept."""
    person = my_record(actor, Record.CORE_DETAILS, on=on)
    note_own_look(actor, person, "my rights")
    return Rights(offer.advocate())


def who_looked_at_me(actor: Actor, *, on: date) -> tuple[LookedAt, ...]:
    """Who looked at the record of the person who is signed in: roles, not names."""
    person = my_record(actor, Record.WHO_LOOKED, on=on)
    looks = shell.looks_at(person.pk, latest=LATEST)
    counted = Counter(
        (timezone.localtime(one.at).date(), _role_words(one.roles), _what_they_did(one))
        for one in looks
        if Role.YOUNG_PERSON.value not in one.roles
    )
    return tuple(LookedAt(*key, times) for key, times in counted.items())


def access_of(actor: Actor, person_id: UUID, *, on: date) -> Access:
    """Whether a young person has an account, and whether a code is open; for those who may give one."""
    person = access.person_for(actor, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    codes = EnrolmentCode.objects.filter(person=person)
    open_code = codes.filter(used_at=None, ended_at=None, to_at__gt=clock.now()).first()
    used = codes.filter(used_at__isnull=False).order_by("-used_at").first()
    return Access(
        has_account=person.user is not None,
        email=person.user.email if person.user else "",
        last_signed_in=person.user.last_login if person.user else None,
        open_until=open_code.to_at if open_code else None,
        handed=open_code.get_handed_display() if open_code else "",
        used_at=used.used_at if used else None,
        is_addressed=going.safe_addresses(person, on).exists(),
    )


def note_own_look(actor: Actor, person: Person, what: str) -> None:
    """Keep in the audit that a young person looked at a page of their own place."""
    audit.record(
        actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk, detail={"page": what}
    )


# ---------------------------------------------------------------------------------------------------------------------


def _has_grown_up(person: Person, where: Standing) -> bool:
    return where.holding.category is Category.FORMER_RELEVANT and closing.is_closed(person, on=where.on)


def _people(person: Person, on: date) -> tuple[MyPerson, ...]:
    rows = list(Allocation.objects.filter(access.live(on), person=person).select_related("worker", "team"))
    covers = {
        row.worker_id: row.covered_by
        for row in Cover.objects.filter(access.live(on), worker__in=[row.worker_id for row in rows]).select_related(
            "covered_by"
        )
    }
    found = []
    for row in sorted(rows, key=lambda row: row.kind != Allocation.Kind.PERSONAL_ADVISER):
        cover = covers.get(row.worker_id)
        phone = row.worker.phone if row.worker else (row.team.phone if row.team else "")
        name = row.worker.name if row.worker else (row.team.name if row.team else "")
        covered = (cover.name, cover.phone) if cover else ("", "")
        found.append(MyPerson(_MY_ROLES.get(row.kind, "Works with you"), name, phone, *covered))
    return tuple(found)


_MY_ROLES = {"personal_adviser": "Your personal adviser", "social_worker": "Your social worker"}


def _what_they_did(look: shell.Look) -> str:
    if not look.allowed:
        return "tried to look, and was not let in"
    if look.verb == SAW_PHOTO:
        return "saw your photo"
    return "looked" if look.verb.split()[0] in LOOKING else "wrote something"


def _role_words(roles: str) -> str:
    """The roles of whoever looked, in words; the system where it was a job of its own."""
    return ", ".join(Role(one).label for one in roles.split()) or "The system"
