"""Reports that are drafted from the records of a year and edited in Wagtail."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin

from alongside.shell.locking import check_not_saved_since

USER = settings.AUTH_USER_MODEL
TEXT = ["h3", "bold", "italic", "ol", "ul", "link"]


def figures_to_choose() -> list[tuple[str, str]]:
    """Figures that a report may speak of; ``queries`` knows."""
    from alongside.board.queries.reports import figure_choices

    return figure_choices()


class Said(blocks.StructBlock):
    """What somebody said."""

    words = blocks.TextBlock(label="What was said")
    who = blocks.CharBlock(label="By whom, never by name", required=False, max_length=120)


def body_blocks() -> list[tuple[str, Any]]:
    """What a report is made of. A figure is a kept row: it stays what it was on its day."""
    figure = {"choices": figures_to_choose, "help_text": "Each is kept as it was on its day, and says so"}
    return [
        ("heading", blocks.CharBlock(max_length=120)),
        ("text", blocks.RichTextBlock(features=TEXT)),
        ("figure", blocks.ChoiceBlock(label="A figure", **figure)),
        ("chart", blocks.ChoiceBlock(label="A chart with its table", **figure)),
        ("said", Said(label="What young people said")),
    ]


class ReportForm(WagtailAdminModelForm):
    """The editor's form of a report."""

    def clean(self) -> dict[str, Any]:
        """Nobody saves over what somebody else saved meanwhile. Raises EditConflict, with both texts."""
        from alongside.board.queries.reports import body_words

        cleaned: dict[str, Any] = super().clean()
        check_not_saved_since(
            self.instance, self.data, by=self.for_user, words=body_words, labels=lambda name: str(self[name].label),
            written={name: value for name, value in cleaned.items() if name in ("title", "body")},
        )  # fmt: skip
        return cleaned


class Report(DraftStateMixin, RevisionMixin, models.Model):
    """A yearly report: drafted from the records, edited in Wagtail, published by somebody else."""

    class Kind(models.TextChoices):
        """Which one."""

        BOARD = "board", "Annual report of the board"
        LEAVING_CARE = "leaving_care", "Yearly report on leaving care"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=14, choices=Kind.choices, editable=False)
    title = models.CharField(max_length=160)
    from_on = models.DateField(editable=False)
    to_on = models.DateField(editable=False)
    body = StreamField(body_blocks(), blank=True)
    drafted_on = models.DateField(editable=False)
    drafted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    published_on = models.DateField(null=True, editable=False)
    published_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    base_form_class = ReportForm
    panels = [FieldPanel("title"), FieldPanel("body")]

    class Meta:
        ordering = ["-to_on", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("drafted_by")),
                name="nobody_publishes_a_report_they_drafted",
            ),
        ]

    def __str__(self) -> str:
        return self.title
