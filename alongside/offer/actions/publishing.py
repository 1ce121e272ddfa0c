"""Publishing a page: agreed, scheduled, hard to read; and who gets the editor's buttons."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Revision

from alongside.offer import access, plain_english, tasks
from alongside.offer.models import PublicPage, ReadingOverride
from alongside.offer.plain_english import TooHardToRead
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

EDITORS, APPROVERS = "Offer editors", "Offer approvers"
YOUNG_PEOPLE, LEGAL = "Offer: young people’s review", "Offer: legal and finance check"
EDITING_GROUPS = {
    EDITORS: (Record.OFFER_TEXT, Verb.UPDATE),
    APPROVERS: (Record.OFFER_TEXT, Verb.APPROVE),
    YOUNG_PEOPLE: (Record.OFFER_CONSULTATION, Verb.APPROVE),
    LEGAL: (Record.LAW_CHECK, Verb.CREATE),
}
"""The content editor's groups, and what one must be able to do to which record to be in each."""
BUTTONS = {
    EDITORS: ("add_page", "change_page"),
    APPROVERS: ("change_page", "publish_page", "lock_page"),
    YOUNG_PEOPLE: (),
    LEGAL: (),
}


@transaction.atomic
def publish(*, page: Page, by: Actor) -> Page:
    """Save a page of the offer as a revision and publish it, with all that hangs on it or not at all.

    For what is brought in or put right; a change of the text goes through the workflow (``publish_agreed``).
    """
    access.check(by, Record.OFFER_TEXT, Verb.APPROVE, access.district_of(page))
    page.full_clean()
    user = get_user_model().objects.filter(pk=by.id).first() if by.id else None
    page.save_revision(user=user, clean=False).publish(user=user, skip_permission_checks=True)
    note_publishing(page=page, by=by)
    return page


@transaction.atomic
def publish_agreed(*, page: Page, by: Actor) -> None:
    """Publish what the last step of the workflow has just agreed, or set it down for its day."""
    access.check(by, Record.OFFER_TEXT, Verb.APPROVE, access.district_of(page))
    user = get_user_model().objects.get(pk=by.id)
    revision = page.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=True)
    revision.refresh_from_db()
    if revision.approved_go_live_at:
        audit.record(actor=by, verb="scheduled page", subject_kind="offer", subject=_subject(page))
    else:
        note_publishing(page=page, by=by)


@transaction.atomic
def publish_due(*, at: datetime, by: Actor) -> tuple[int, int]:
    """Publish what was agreed for a moment that has come, and take down what was to end. How many of each.

    A text that has become too hard to read since (nobody can see how) stays as it is, and the audit says so.
    """
    published = ended = 0
    for revision in Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at"):
        page = revision.content_object.specific
        try:
            with transaction.atomic():
                revision.publish(log_action="wagtail.publish.scheduled")
        except TooHardToRead:
            audit.record(
                actor=by, verb="refused TooHardToRead", subject_kind="offer", subject=_subject(page), allowed=False
            )
            continue
        note_publishing(page=page, by=by)
        published += 1
    for page in Page.objects.filter(live=True, expire_at__lte=at).specific():
        page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
        note_taken_down(page=page, by=by)
        ended += 1
    return published, ended


@transaction.atomic
def note_taken_down(*, page: Page, by: Actor) -> None:
    """Write into the audit that a page is shown no longer, and have it taken out of the files too."""
    detail = {"page": page.url_path}
    audit.record(actor=by, verb="took down page", subject_kind="offer", subject=_subject(page), detail=detail)
    tasks.forms_soon()


@transaction.atomic
def note_step(*, page: Page, step: str, outcome: str, by: Actor) -> None:
    """Write into the audit that somebody took a step of the workflow."""
    detail = {"step": step, "outcome": outcome}
    audit.record(actor=by, verb="took step", subject_kind="offer", subject=_subject(page), detail=detail)


@transaction.atomic
def allow_hard_reading(*, page_id: int, reason: str, at: datetime, by: Actor) -> ReadingOverride:
    """Let the text of the latest draft be published although it reads above the limit, and keep the reason.

    It holds for this very text: a word changed, and somebody has to look again. Raises OwnWork for its writer.
    """
    page = Page.objects.filter(pk=page_id).first()
    if page is None or not issubclass(page.specific_class, PublicPage):
        raise NotYours("no such page")
    access.check(by, Record.OFFER_TEXT, Verb.APPROVE, access.district_of(page))
    if by.id in access.authors(page):
        raise OwnWork("You wrote part of this text, so somebody else decides whether it may stay.")
    reading = plain_english.read(page.get_latest_revision_as_object().text)
    if not reading.is_too_hard:
        raise WrongState("This text is easy enough to read. It needs nobody to allow it.")
    override = ReadingOverride.objects.create(
        page=page,
        text_sha256=reading.sha256,
        reading_age=Decimal(str(reading.age)),
        reason=reason,
        allowed_at=at,
        allowed_by_id=by.id,
        allowed_by_name=by.name,
    )
    detail = {"page": page.url_path, "text": reading.sha256}
    audit.record(actor=by, verb="allowed hard reading", subject_kind="offer", subject=_subject(page), detail=detail)
    return override


def _subject(page: Page) -> UUID | None:
    return getattr(page.specific, "entitlement_id", None)


@transaction.atomic
def note_publishing(*, page: Page, by: Actor) -> None:
    """Write into the audit that a page was published."""
    detail = {"page": page.url_path}
    audit.record(actor=by, verb="published page", subject_kind="offer", subject=_subject(page), detail=detail)
    tasks.forms_soon()


@transaction.atomic
def let_into_editor(*, user_id: UUID, by: Actor) -> None:
    """Put somebody who signs in into the content editor's groups that go with the roles they hold today.

    The gate asks for the role at every request; the groups only say which buttons there are.
    """
    user = get_user_model().objects.get(pk=user_id)
    before = set(user.groups.all())
    ours = set(Group.objects.filter(name__in=EDITING_GROUPS))
    after = (before - ours) | {group for group in ours if by.can(*EDITING_GROUPS[group.name])}
    if after != before:
        user.groups.set(after)
        names = sorted(group.name for group in after)
        audit.record(
            actor=by, verb="changed editor's groups", subject_kind="user", subject=user.pk, detail={"groups": names}
        )
