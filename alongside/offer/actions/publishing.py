"""Publishing a page, and who gets the editor's buttons."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page

from alongside.offer import tasks
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb

EDITORS, APPROVERS = "Offer editors", "Offer approvers"
EDITING_GROUPS = {EDITORS: Verb.UPDATE, APPROVERS: Verb.APPROVE}
"""The content editor's groups, and what of the offer's text one must be able to do to be in each."""
BUTTONS = {EDITORS: ("add_page", "change_page"), APPROVERS: ("change_page", "publish_page", "lock_page")}


@transaction.atomic
def publish(*, page: Page, by: Actor) -> Page:
    """Save a page of the offer as a revision and publish it, with all that hangs on it or not at all."""
    by.check(Record.OFFER_TEXT, Verb.APPROVE)
    page.full_clean()
    user = get_user_model().objects.filter(pk=by.id).first() if by.id else None
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    note_publishing(page=page, by=by)
    return page


@transaction.atomic
def note_publishing(*, page: Page, by: Actor) -> None:
    """Write into the audit that a page was published, here or with the editor's own button."""
    subject = getattr(page, "entitlement_id", None)
    detail = {"page": page.url_path}
    audit.record(actor=by, verb="published page", subject_kind="offer", subject=subject, detail=detail)
    tasks.forms_soon()


@transaction.atomic
def let_into_editor(*, user_id: UUID, by: Actor) -> None:
    """Put somebody who signs in into the content editor's groups that go with the roles they hold today.

    The gate asks for the role at every request; the groups only say which buttons there are.
    """
    user = get_user_model().objects.get(pk=user_id)
    before = set(user.groups.all())
    ours = set(Group.objects.filter(name__in=EDITING_GROUPS))
    after = (before - ours) | {group for group in ours if by.can(Record.OFFER_TEXT, EDITING_GROUPS[group.name])}
    if after != before:
        user.groups.set(after)
        names = sorted(group.name for group in after)
        audit.record(
            actor=by, verb="changed editor's groups", subject_kind="user", subject=user.pk, detail={"groups": names}
        )
