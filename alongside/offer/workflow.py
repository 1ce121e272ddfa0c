"""What Wagtail does when a change is agreed. It loads this while it starts itself, so nothing is imported here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_agreed(workflow_state: WorkflowState, user: Any) -> None:
    """What happens when the last step of a workflow is taken (``WAGTAIL_FINISH_WORKFLOW_ACTION``)."""
    from alongside.offer import access, actions

    actions.publish_agreed(page=workflow_state.content_object.specific, by=access.actor_of(user))
