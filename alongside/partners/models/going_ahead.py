"""Going ahead with something before its equality impact assessment is approved: asked with a reason, and agreed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.partners.models.impact import ImpactAssessment
from alongside.shell import guards
from alongside.shell.locking import Versioned


@guards.frozen("{row}.state <> 'waiting'", "about", "reference", "why", "asked_by_id", "asked_on")
class GoingAhead(Versioned):
    """Somebody asked to decide on something without an assessment; somebody else agreed, or did not."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waits for somebody else"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Not agreed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField("what it is", max_length=10, choices=ImpactAssessment.About.choices)
    reference = models.CharField("which one", max_length=160)
    why = models.CharField("why it cannot wait", max_length=600)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)
    of_edition = models.PositiveIntegerField("the edition of the offer that it was for", null=True, blank=True)

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="nobody_agrees_to_go_ahead_themselves",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed") | Q(decided_on__isnull=False, decided_by__isnull=False),
                name="agreed_to_go_ahead_by_somebody_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["about", "reference"], condition=Q(state="waiting"), name="asked_once_to_go_ahead"
            ),
        ]

    def __str__(self) -> str:
        return f"Going ahead with {self.reference}"
