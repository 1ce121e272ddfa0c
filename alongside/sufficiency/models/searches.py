"""Searches for a home: which kind was wanted and which was found. A request's number, nothing about a person."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell.locking import Versioned


class HomeSearch(Versioned):
    """One search for a home, from the day it began to the day a home was found or none was needed any more."""

    class Kind(models.TextChoices):
        """Of which kind."""

        FOSTERING = "fostering", "Foster home"
        RESIDENTIAL = "residential", "Children's home"
        SUPPORTED = "supported", "Supported accommodation"
        OTHER = "other", "Somewhere else"
        NONE = "none", "None was needed any more"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField("number of the request", max_length=20, unique=True)
    begun_on = models.DateField()
    wanted = models.CharField(max_length=12, choices=Kind.choices[:3])
    ended_on = models.DateField(null=True, blank=True)
    found = models.CharField(max_length=12, choices=Kind.choices, blank=True)
    why_other = models.CharField("why another kind was taken", max_length=300, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-begun_on", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, found="") | (Q(ended_on__gte=F("begun_on")) & ~Q(found="")),
                name="a_search_ends_with_what_was_found",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
