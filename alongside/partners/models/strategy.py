"""Versions of the accommodation strategy: its words as they were put to be approved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.shell import guards
from alongside.shell.locking import Versioned


@guards.frozen("{row}.state = 'approved'", "number", "words", "proposed_by_id", "proposed_on", "approved_by_id")
class StrategyVersion(Versioned):
    """The six heads as they stood when somebody put them to be approved. Once approved they stay as they are."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Waits to be approved"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent_back", "Sent back"

    number = models.PositiveSmallIntegerField("version", unique=True)
    words = models.JSONField()
    """Head → what is written under it."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    why_sent_back = models.CharField(max_length=600, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="proposed"), name="one_version_of_the_strategy_waits"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_a_strategy_they_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_on__isnull=False), name="an_approved_strategy_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Accommodation strategy, version {self.number}"
