"""What we add to the content editor."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from alongside.offer import actions


@hooks.register("after_publish_page")
def write_down(request: HttpRequest, page: Page) -> None:
    """Publishing with the editor's own button leaves a line in the audit too."""
    actions.note_publishing(page=page, by=request.actor)  # type: ignore[attr-defined]
