"""What we add to the content editor. Publishing has no button here: the workflow's last step publishes."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from alongside.offer import actions


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def write_down(request: HttpRequest, page: Page) -> None:
    """Taking a page down leaves a line in the audit."""
    actions.note_taken_down(page=page, by=request.actor)  # type: ignore[attr-defined]
