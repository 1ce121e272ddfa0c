"""The offer's desk: what is due, what waits for whom, and what was put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth import get_user_model
from wagtail.models import Page, TaskState

from alongside.offer import access, plain_english
from alongside.offer.models import (
    Correction,
    Edition,
    EntitlementPage,
    OfferIndexPage,
    OfferStep,
    PublicPage,
    ReadingOverride,
    in_english,
)
from alongside.offer.plain_english import Reading
from alongside.offer.queries.editions import NextEdition, ReviewClock, next_edition, review_clock
from alongside.offer.queries.pledges import holding
from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

SOON = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class ToCheck:
    """An entitlement that is to be looked at again by a day."""

    page_id: int
    title: str
    owner: str
    due_on: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits at a step."""

    page_id: int
    title: str
    step: str
    since: datetime
    is_mine: bool
    """Whether whoever asks may take the step."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was put right the same day."""

    title: str
    field: str
    before: str
    after: str
    why: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Correctable:
    """An entitlement whose contact or legal amount this person may put right."""

    page_id: int
    title: str
    url: str
    contact: Mapping[str, str]
    """Field → what it says."""
    has_legal_amount: bool


@dataclass(frozen=True, slots=True)
class Override:
    """Somebody let a hard text be published, and said why."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftReading:
    """How the latest draft of a page reads."""

    page_id: int
    title: str
    reading: Reading
    override: Override | None


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole desk as one person sees it."""

    is_begun: bool
    """Whether there is a first page to write under."""
    to_check: tuple[ToCheck, ...]
    waiting: tuple[Waiting, ...]
    corrections: tuple[Corrected, ...]
    clock: ReviewClock | None
    last: Edition | None
    next: NextEdition
    others: tuple[slots.MenuItem, ...]
    """Further desks that this person may open."""


def desk(*, actor: Actor, on: date) -> Desk:
    """What is due on the offer, as this person sees it: a district's people see their own part."""
    return Desk(
        is_begun=OfferIndexPage.objects.exists(),
        to_check=tuple(_to_check(actor, on)),
        waiting=tuple(_waiting(actor)),
        corrections=corrections()[:5],
        clock=review_clock(),
        last=Edition.objects.first(),
        next=next_edition(actor=actor, on=on),
        others=tuple(item for item in slots.offer_desks.all() if access.can(actor, item.record, item.verb, None)),
    )


def corrections() -> tuple[Corrected, ...]:
    """Everything that was put right the same day, the newest first."""
    return tuple(
        Corrected(
            row.title, row.get_field_display(), row.before, row.after, row.why, row.corrected_at, row.corrected_by_name
        )
        for row in Correction.objects.all()
    )


def correctables(*, actor: Actor) -> tuple[Correctable, ...]:
    """What this person may put right, by title."""
    pages = in_english(EntitlementPage.objects.live()).order_by("title").prefetch_related("amounts")
    return tuple(
        _correctable(page)
        for page in pages
        if access.can(actor, Record.OFFER_CORRECTION, Verb.CREATE, page.written_by_district_id)
    )


def correctable(page_id: int, *, actor: Actor) -> Correctable | None:
    """One entitlement that this person may put right."""
    return next((one for one in correctables(actor=actor) if one.page_id == page_id), None)


def override_of(sha256: str) -> Override | None:
    """Whether somebody let exactly this text be published although it is hard to read."""
    row = ReadingOverride.objects.filter(text_sha256=sha256).first()
    return Override(row.allowed_by_name, row.reason, row.allowed_at) if row else None


def draft_reading(page_id: int, *, actor: Actor) -> DraftReading | None:
    """How the latest draft of a page reads; None for a page that is not this person's to approve."""
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not issubclass(page.specific_class, PublicPage):
        return None
    if not access.can(actor, Record.OFFER_TEXT, Verb.APPROVE, access.district_of(page)):
        return None
    draft = page.get_latest_revision_as_object()
    reading = plain_english.read(draft.text)
    return DraftReading(page.pk, draft.title, reading, override_of(reading.sha256))


def _correctable(page: EntitlementPage) -> Correctable:
    contact = {name: getattr(page, name) for name in ("contact_phone", "contact_email", "contact_web")}
    typed = page.kind == page.Kind.LAW and any(row.pounds for row in page.amounts.all())
    return Correctable(page.pk, page.title, page.url or "", contact, typed)


def _to_check(actor: Actor, on: date) -> list[ToCheck]:
    pages = (
        holding(in_english(EntitlementPage.objects.live()), on)
        .filter(next_check_on__lte=on + SOON)
        .order_by("next_check_on", "title")
    )
    return [
        ToCheck(page.pk, page.title, page.owned_by, page.next_check_on)
        for page in pages
        if access.may_take_part(actor, page.written_by_district_id) or access.own_district(actor) is None
    ]


def _waiting(actor: Actor) -> list[Waiting]:
    steps = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("workflow_state", "task")
    user = get_user_model().objects.filter(pk=actor.id).first()
    return [_wait(one, user) for one in steps.order_by("started_at") if _sees(one, actor)]


def _wait(state: TaskState, user: object) -> Waiting:
    page = state.workflow_state.content_object.specific
    step = state.task.specific
    mine = bool(user) and isinstance(step, OfferStep) and bool(step.get_actions(page, user))
    return Waiting(page.pk, page.get_latest_revision_as_object().title, step.name, state.started_at, mine)


def _sees(state: TaskState, actor: Actor) -> bool:
    """The county's people see all that waits; a district's only their own."""
    own: UUID | None = access.own_district(actor)
    return own is None or access.district_of(state.workflow_state.content_object) == own
