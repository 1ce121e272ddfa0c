"""Quotes from views that everybody may read: chosen by one worker, agreed by another, with no day and no person."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.shell.locking import Versioned
from alongside.voice.models.commitments import Theme
from alongside.voice.models.views import View


class Quote(Versioned):
    """What is shown of a view, under its theme. Of when it was said nothing is kept but the month."""

    class State(models.TextChoices):
        """How far it is."""

        CHOSEN = "chosen", "Waits for a second person"
        SHOWN = "shown", "Shown to everybody"
        NOT_SHOWN = "not_shown", "Not shown"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="quotes")
    view = models.ForeignKey(View, on_delete=models.SET_NULL, null=True, related_name="quotes")
    words = models.TextField("what is shown of it")
    month = models.CharField("year and month in which it was said", max_length=7)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHOSEN)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-month", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | Q(chosen_by__isnull=True) | ~Q(agreed_by=F("chosen_by")),
                name="nobody_agrees_a_quote_they_chose",
            ),
            models.UniqueConstraint(
                fields=["view"], condition=~Q(state="not_shown"), name="a_view_is_quoted_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.words[:40]
