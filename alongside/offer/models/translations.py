"""How far a translation of a page can be trusted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from wagtail.models import Page


class TranslationState(models.Model):
    """The state of a page in another language: of which English words it is a translation, and who has read it.

    ``source_hash`` is of the English that was translated. Where the page now says something else in English the
    translation is being updated, from that very moment, whatever ``state`` was last written down.
    """

    class State(models.TextChoices):
        """How far it can be trusted."""

        MACHINE_DRAFT = "machine_draft", "Machine draft, not reviewed"
        REVIEWED = "reviewed", "Reviewed"
        BEING_UPDATED = "being_updated", "Being updated"

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices, default=State.MACHINE_DRAFT)
    source_hash = models.CharField(max_length=64, blank=True)
    words_hash = models.CharField(max_length=64)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_by_name = models.CharField(max_length=120, blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="reviewed") | models.Q(reviewed_at__isnull=False),
                name="reviewed_by_somebody_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.state}"


def words_of(page: Page) -> dict[str, str]:
    """The words of a page that are translated, by field. Everything else about it is a fact and the same in all."""
    return {name: getattr(page, name) for name in page.words}


def fingerprint(words: Mapping[str, str]) -> str:
    """A hash of words that readers see: the same words, the same hash."""
    seen = {name: text for name, text in words.items() if name != "search_words"}
    return hashlib.sha256(json.dumps(seen, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
