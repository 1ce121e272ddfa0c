"""What readers leave behind: words that they send us, and counts. Nothing of either says who.

Neither is guarded against change: a reader may write down their own name, and then it has to go.
"""

from __future__ import annotations

from django.db import models


class Feedback(models.Model):
    """What somebody said of a page: of which, what, and on which day. No name, no address, no hour."""

    page = models.CharField(max_length=200, blank=True)
    useful = models.BooleanField(null=True)
    words = models.TextField(blank=True)
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-id"]

    def __str__(self) -> str:
        return f"{self.page or 'the site'}, {self.on}"


class Count(models.Model):
    """How often something happened on a day: a page was read, something was looked for, or looked for and not found."""

    class Kind(models.TextChoices):
        """What is counted."""

        PAGE = "page", "Page read"
        SEARCH = "search", "Looked for"
        MISS = "miss", "Looked for and not found"

    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=200)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "kind", "key"], name="one_count_per_day_kind_and_key")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.key}: {self.number}"
