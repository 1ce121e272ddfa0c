"""What complaints, compliments and advocates taught us, and what was done about it. No young person stands in it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell.locking import Versioned


class Lesson(Versioned):
    """Something learnt, and the action that follows from it, with who leads it and by when."""

    class Source(models.TextChoices):
        """Where it comes from."""

        COMPLAINT = "complaint", "A complaint"
        COMPLIMENT = "compliment", "A compliment"
        ADVOCATE = "advocate", "What advocates told us"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learnt_from = models.CharField("learnt from", max_length=12, choices=Source.choices)
    what = models.TextField("what we learnt")
    action = models.CharField("what we do", max_length=300)
    lead = models.CharField("who leads (post)", max_length=120)
    by_on = models.DateField("by when")
    learnt_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    came_of_it = models.CharField("what came of it", max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["by_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | (Q(done_on__gte=F("learnt_on")) & ~Q(came_of_it="")),
                name="a_lesson_is_done_with_what_came_of_it",
            ),
        ]

    def __str__(self) -> str:
        return self.what
