"""The offer in other forms: the lines of easy read, and the files that were made."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from alongside.offer.formats.kinds import Kind, Scope
from alongside.offer.formats.pictures import PICTURES

MOST_WORDS = 15
"""In a sentence of easy read."""


class EasyReadLine(Orderable):
    """One idea of an entitlement in easy read: a picture and a short sentence, without amounts or dates."""

    page = ParentalKey("offer.EntitlementPage", on_delete=models.CASCADE, related_name="easy_read")
    picture = models.CharField(max_length=20, choices=[(one.name, one.label) for one in PICTURES.values()])
    sentence = models.CharField(max_length=120, help_text=f"One idea, at most {MOST_WORDS} words.")

    panels = [FieldRowPanel([FieldPanel("picture"), FieldPanel("sentence")])]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "pk"]  # rows without a place of their own keep the order in which they were written
        constraints = [models.CheckConstraint(condition=~Q(sentence=""), name="easy_read_line_says_something")]

    def clean(self) -> None:
        """A sentence of easy read is short."""
        super().clean()
        words = len(self.sentence.split())
        if words > MOST_WORDS:
            raise ValidationError({"sentence": f"The sentence has {words} words; {MOST_WORDS} at most."})


class MadeFile(models.Model):
    """A form of the offer that is kept as a file, and how far the making of it is.

    ``edition`` is 0 for the offer as it stands. The file of an edition is made once, from the text frozen in
    ``source``, and never again.
    """

    class State(models.TextChoices):
        """How far it is."""

        QUEUED = "queued", "Waiting"
        MAKING = "making", "Being made"
        MADE = "made", "Made"
        FAILED = "failed", "Failed"

    edition = models.PositiveIntegerField(default=0)
    language = models.CharField(max_length=10)
    scope = models.CharField(max_length=12, choices=[(one.value, one.value) for one in Scope])
    key = models.CharField(max_length=200, help_text="local-offer, or the area.")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Kind])
    facts_hash = models.CharField(max_length=64, blank=True, help_text="Of what the file was made from.")
    wanted_hash = models.CharField(max_length=64, help_text="Of what it should be made from.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    lease_until = models.DateTimeField(null=True, blank=True, help_text="Then its worker is taken for dead.")
    made_at = models.DateTimeField(null=True, blank=True)
    path = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-edition", "language", "scope", "key", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "key", "kind"], name="one_file_of_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.kind}, {self.language}"
