"""What a council says of its offer against the check-list: what it leaves out, and what shows that it did as asked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.shell import guards


@guards.append_only
class NotOffered(models.Model):
    """The council decided not to offer an item of the check-list. The latest decision on an item counts."""

    item = models.PositiveSmallIntegerField(db_index=True)
    reason = models.TextField()
    said_publicly = models.BooleanField()
    decided_by = models.CharField(max_length=200)
    decided_on = models.DateField()
    next_look_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(next_look_on__gt=F("decided_on")), name="next_look_is_after_decision"),
        ]

    def __str__(self) -> str:
        return f"Item {self.item}, not offered"


@guards.append_only
class AuditEvidence(models.Model):
    """Somebody at the council wrote down what shows that an item about the whole offer is met."""

    item = models.PositiveSmallIntegerField(db_index=True)
    words = models.TextField()
    recorded_on = models.DateField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Item {self.item}: {self.words}"
