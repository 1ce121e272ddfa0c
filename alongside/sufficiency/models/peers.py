"""What other councils chose to share: numbers of children in groups, with the few hidden. Nothing about a person."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class PeerFigure(models.Model):
    """One number of another council, as its file gave it; the next file of that council takes its place."""

    council = models.CharField(max_length=80)
    as_at = models.DateField("counted on")
    measure = models.CharField(max_length=12)
    group = models.CharField(max_length=60)
    children = models.PositiveIntegerField("children; empty is hidden", null=True)

    class Meta:
        ordering = ["council", "measure", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "measure", "group"], name="one_number_of_a_group_of_a_council"),
            models.CheckConstraint(
                condition=Q(children__isnull=True) | Q(children=0) | Q(children__gte=5),
                name="a_shared_number_is_not_small",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.measure}, {self.group}"
