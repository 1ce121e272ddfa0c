"""What the editor shows about how a text reads. Drawn when the page is opened and after each save; no script."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import FieldComparison, TextDiff
from wagtail.admin.panels import FieldPanel, Panel

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


class ManyChoicesComparison(FieldComparison):
    """What was ticked and unticked between two versions of a page."""

    def htmldiff(self) -> str:
        """The choices of both, in words: gone, kept, new."""
        before, after = self.val_a or [], self.val_b or []
        words = dict(self.field.flatchoices)
        told = [("deletion" if one not in after else "equal", one) for one in before]
        told += [("addition", one) for one in after if one not in before]
        return str(TextDiff([(kind, str(words.get(one, one))) for kind, one in told], separator=", ").to_html())


class ManyChoicesPanel(FieldPanel):
    """Tick boxes, which Wagtail alone could not compare: it takes whatever has choices for one choice."""

    def get_comparison_class(self) -> type[FieldComparison]:
        """How two versions are compared."""
        return ManyChoicesComparison
