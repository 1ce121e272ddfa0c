"""What we add to the content editor. Publishing has no button here: the workflow's last step publishes."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from alongside.offer import access, actions
from alongside.shell.roles import Record, Verb


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def write_down(request: HttpRequest, page: Page) -> None:
    """Taking a page down leaves a line in the audit."""
    actions.note_taken_down(page=page, by=request.actor)  # type: ignore[attr-defined]


@hooks.register("register_reports_menu_item")
def feedback() -> MenuItem:
    """The way from the editor to what readers said."""
    return MenuItem("Feedback of readers", reverse("feedback_given"), icon_name="comment")


@hooks.register("register_reports_menu_item")
def looked_for() -> MenuItem:
    """The way from the editor to what people looked for."""
    return MenuItem("What people look for", reverse("looked_for"), icon_name="search")


class _ForEditors(MenuItem):
    """A line of the menu for those who may begin a page."""

    def is_shown(self, request: HttpRequest) -> bool:
        return access.can(request.actor, Record.OFFER_TEXT, Verb.CREATE, None)  # type: ignore[attr-defined]


@hooks.register("register_admin_menu_item")
def take_over_signposts() -> MenuItem:
    """The way from the content editor to the page that takes signposts over."""
    return _ForEditors("Take over signposts", reverse("import_signposts"), icon_name="download", order=900)
