"""What other councils chose to share: numbers in groups, with the few hidden; and what everybody may read of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.sufficiency.sharing import RATES


class PeerFigure(models.Model):
    """One number of another council, as its file gave it; the next file of that council takes its place.

    It counts children, or is a rate where its group is one of ``RATES``.
    """

    council = models.CharField(max_length=80)
    as_at = models.DateField("counted on")
    measure = models.CharField(max_length=12)
    group = models.CharField(max_length=60)
    number = models.PositiveIntegerField("number; empty is hidden", null=True)
    is_for_everybody = models.BooleanField("that council agreed that everybody may read it", default=False)

    class Meta:
        ordering = ["council", "measure", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "measure", "group"], name="one_number_of_a_group_of_a_council"),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(number=0) | Q(number__gte=5) | Q(group__in=RATES),
                name="a_shared_number_of_children_is_not_small",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.measure}, {self.group}"


class OpenComparison(models.Model):
    """A comparison with other councils that everybody may read, and who decided that."""

    name = models.CharField(max_length=20, unique=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_on = models.DateField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
