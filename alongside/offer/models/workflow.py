"""A step of agreeing a change: Wagtail's own approval by a group, and nobody approves their own change."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from alongside.offer import access
from alongside.shell.refusals import FactRefused, OwnWork


class OfferStep(AbstractGroupApprovalTask):
    """A step that a group takes: for a district's own page only its own people, and never who wrote the change."""

    wants_words = models.BooleanField(
        "asks for words",
        default=False,
        help_text="Whoever approves writes down what was said, for example by young people.",
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "wants_words"]

    class Meta:
        verbose_name = "step of agreeing a change"
        verbose_name_plural = "steps of agreeing a change"

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        """Who may open the page because it is at this step."""
        return self._is_theirs(obj, user)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        """While it is at this step, those whose step it is may still mend it; nobody else."""
        return not self._is_theirs(obj, user)

    def user_can_lock(self, obj: Page, user: Any) -> bool:
        """Those whose step it is."""
        return self._is_theirs(obj, user)

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str, bool]]:
        """The buttons of this step; none for who wrote the change."""
        if not self._is_theirs(obj, user) or user.pk in access.authors(obj):
            return []
        if self.wants_words:
            return [("reject", "Request changes", True), ("approve", "Record what was said, and pass on", True)]
        return [
            ("reject", "Request changes", True),
            ("approve", "Approve", False),
            ("approve", "Approve with comment", True),
        ]

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet:
        """What waits for this person at this step."""
        waiting = super().get_task_states_user_can_moderate(user, **kwargs)
        theirs = [one.pk for one in waiting if self.get_actions(_page_of(one), user)]
        return waiting.filter(pk__in=theirs)

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Take the step, whole or not at all, and write it down."""
        from alongside.offer import actions

        page = _page_of(task_state)
        if action_name == "approve":
            if user.pk in access.authors(page):
                raise OwnWork("You wrote part of this change, so somebody else approves it. Your text is saved.")
            if self.wants_words and not str(kwargs.get("comment", "")).strip():
                raise FactRefused("Write down what was said before you pass this on.")
        super().on_action(task_state, user, action_name, **kwargs)
        actions.note_step(page=page, step=self.name, outcome=action_name, by=access.actor_of(user))

    def _is_theirs(self, obj: Page, user: Any) -> bool:
        return self._user_in_groups(user) and access.may_take_part(access.actor_of(user), access.district_of(obj))


def _page_of(task_state: TaskState) -> Page:
    return task_state.workflow_state.content_object.specific
