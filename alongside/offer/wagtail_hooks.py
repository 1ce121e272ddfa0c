"""What we add to the content editor."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from alongside.offer import actions


@hooks.register("after_publish_page")
def write_down(request: HttpRequest, page: Page) -> None:
    """Publishing with the editor's own button leaves a line in the audit too."""
    actions.note_publishing(page=page, by=request.actor)  # type: ignore[attr-defined]


@hooks.register("register_admin_menu_item")
def take_over_signposts() -> MenuItem:
    """The way from the content editor to the page that takes signposts over."""
    return MenuItem("Take over signposts", reverse("import_signposts"), icon_name="download", order=900)
