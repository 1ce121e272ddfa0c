"""The board's yearly reports in the content editor: written on there, published on the board's own pages."""

from __future__ import annotations

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from alongside.board.models import Report


class Reports(SnippetViewSet):
    """Drafts come from the records of a year; none is begun or thrown away here."""

    model = Report
    icon = "doc-full"
    menu_label = "Yearly reports"
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["title", "to_on", "published_on"]


register_snippet(Reports)
