"""Whose words are whose: the county writes its offer, each district its own part, and neither touches the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Max
from wagtail.models import PagePermissionTester, WorkflowState

from alongside.partners import queries as partners
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.queries import actor_for
from alongside.shell.refusals import NotAllowed
from alongside.shell.roles import Reach, Record, Verb

if TYPE_CHECKING:
    from wagtail.models import Page

WRITING = (Verb.CREATE, Verb.UPDATE, Verb.APPROVE)
DISTRICT_AREAS = frozenset({"accommodation", "money", "health", "society"})
"""The areas into which housing, council tax and leisure fall: where a district adds pages of its own."""


def actor_of(user: Any) -> Actor:
    """A signed-in user of the editor with the roles of today; looked up once a request, for lists of many pages."""
    if not hasattr(user, "actor_of_this_request"):
        user.actor_of_this_request = actor_for(user.pk, on=clock.today())
    return user.actor_of_this_request  # type: ignore[no-any-return]


def can(actor: Actor, record: Record, verb: Verb, district: UUID | None) -> bool:
    """Whether the actor may do this to the part that ``district`` writes, or to the county's where it is None."""
    if actor.is_system:
        return True
    reaches = actor.reaches(record, verb)
    if district is None:
        return Reach.ANYTHING in reaches
    return Reach.PARTNER in reaches and district in partners.districts_of(actor.organisations)


def check(actor: Actor, record: Record, verb: Verb, district: UUID | None) -> None:
    """Raise NotAllowed unless ``can``."""
    if not can(actor, record, verb, district):
        raise NotAllowed(f"{verb.name.lower()} {record.value}")


def may_take_part(actor: Actor, district: UUID | None) -> bool:
    """Whether the actor may open this part in the editor: to write in it, or to approve it."""
    return any(can(actor, Record.OFFER_TEXT, verb, district) for verb in WRITING)


def own_district(actor: Actor) -> UUID | None:
    """The district for which somebody writes who writes for no more than that."""
    if can(actor, Record.OFFER_TEXT, Verb.CREATE, None):
        return None
    return min(partners.districts_of(actor.organisations), default=None)


def district_of(page: Page) -> UUID | None:
    """The district that writes a page, as it is in the database: a draft cannot change hands."""
    pages = apps.get_model("offer", "EntitlementPage").objects
    kept = pages.filter(pk=page.pk).values_list("written_by_district_id", flat=True).first() if page.pk else None
    return kept or (None if page.pk else getattr(page, "written_by_district_id", None))


def authors(page: Page) -> set[UUID]:
    """Who wrote any of what was saved since the page was last agreed, and who sent it on."""
    agreed = page.workflow_states.filter(status=WorkflowState.STATUS_APPROVED)
    since = agreed.aggregate(at=Max("task_states__finished_at"))["at"]
    saved = page.revisions.filter(created_at__gt=since) if since else page.revisions.all()
    wrote = set(saved.exclude(user=None).values_list("user_id", flat=True))
    sent = page.current_workflow_state
    return wrote | ({sent.requested_by_id} if sent and sent.requested_by_id else set())


class OfferPermissions(PagePermissionTester):
    """What Wagtail's editor lets somebody do to a page of the offer, by whichever address they come.

    Nobody publishes with a button: the last step of the workflow does. Nor is a record copied: its id is its own.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.actor = actor_of(user)
        self.district = district_of(page)

    def can_add_subpage(self) -> bool:
        """The county anywhere; a district where its own part belongs."""
        theirs = can(self.actor, Record.OFFER_TEXT, Verb.CREATE, None) or (
            own_district(self.actor) is not None and getattr(self.page.specific, "area", "") in DISTRICT_AREAS
        )
        return theirs and super().can_add_subpage()

    def can_edit(self) -> bool:
        """Those who write this part or approve it."""
        return may_take_part(self.actor, self.district) and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Those who approve this part; an area stays, or all that is in it would go unsaid."""
        return self._approves() and self._is_one_entitlement() and super().can_delete(ignore_bulk)

    def can_unpublish(self) -> bool:
        """Those who approve this part; an area stays."""
        return self._approves() and self._is_one_entitlement() and super().can_unpublish()

    def can_unschedule(self) -> bool:
        """Those who approve this part."""
        return self._approves() and super().can_publish()

    def can_reorder_children(self) -> bool:
        """Those who approve this part."""
        return self._approves() and super().can_reorder_children()

    def can_lock(self) -> bool:
        """Those who approve this part."""
        return self._approves() and super().can_lock()

    def can_unlock(self) -> bool:
        """Those who write this part or approve it, as Wagtail has it."""
        return may_take_part(self.actor, self.district) and super().can_unlock()

    def can_publish(self) -> bool:
        """Nobody: see above."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nobody: see above."""
        return False

    def can_copy(self) -> bool:
        """Nobody: see above."""
        return False

    def _is_one_entitlement(self) -> bool:
        return hasattr(self.page.specific_class, "entitlement_id")

    def _approves(self) -> bool:
        return can(self.actor, Record.OFFER_TEXT, Verb.APPROVE, self.district)
