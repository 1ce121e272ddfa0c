"""Health, and services that turned somebody away."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.casework.models.about_person import AboutPerson


class Health(AboutPerson):
    """The least that has to be known of somebody's health: who treats them, and that they have their passport."""

    doctor = models.CharField("doctor's practice", max_length=160, blank=True)
    dentist = models.CharField("dentist", max_length=160, blank=True)
    optician = models.CharField("optician", max_length=160, blank=True)
    assessed_on = models.DateField("health last assessed on", null=True, blank=True)
    passport_given_on = models.DateField("health passport given on", null=True, blank=True)
    mind = models.CharField("help with mental health", max_length=160, blank=True)
    substances = models.CharField("help with alcohol or drugs", max_length=160, blank=True)
    baby_due_on = models.DateField("expects a baby on", null=True, blank=True)

    class Meta:
        verbose_name_plural = "health"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(removed_at__isnull=True), name="one_health_record_each"
            ),
        ]

    def __str__(self) -> str:
        return f"Health of {self.person}"


class RefusedService(AboutPerson):
    """A health service that turned somebody away, above all because a placement is short or was not planned."""

    class Why(models.TextChoices):
        """The reason that was given."""

        SHORT = "short", "The placement is too short"
        UNPLANNED = "unplanned", "The placement was not planned"
        AREA = "area", "They come from another area"
        AGE = "age", "Too old or too young"
        THRESHOLD = "threshold", "Not ill enough"
        OTHER = "other", "Another reason"

    service = models.CharField("which service", max_length=120)
    refused_on = models.DateField("turned away on")
    reason = models.CharField("what reason was given", max_length=10, choices=Why.choices)
    words = models.CharField("what they said", max_length=200, blank=True)
    escalated_on = models.DateField("taken further on", null=True, blank=True)
    escalated_to = models.CharField("to whom", max_length=120, blank=True)
    ended_on = models.DateField("settled on", null=True, blank=True)
    result = models.CharField("what came of it", max_length=200, blank=True)

    class Meta:
        ordering = ["-refused_on"]

    def __str__(self) -> str:
        return f"Service refused to {self.person}"
