"""What the editor shows about how a text reads. Drawn when the page is opened and after each save; no script."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from alongside.offer import plain_english


class ReadingPanel(Panel):
    """The reading age of the text as it was last saved, and what makes it hard to read."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(heading=kwargs.pop("heading", _("How it reads")), **kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page."""

        template_name = "offer/reading_panel.html"

        def is_shown(self) -> bool:
            """Where there is a saved text."""
            return bool(self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """How the text reads, and whether somebody let it be published all the same."""
            from alongside.offer import queries

            context = super().get_context_data(parent_context)
            reading = plain_english.read(self.instance.text)
            return context | {
                "reading": reading,
                "override": queries.override_of(reading.sha256),
                "limit": plain_english.HIGHEST_AGE,
                "aim": plain_english.AIM,
                "longest": plain_english.LONGEST_SENTENCE,
            }
