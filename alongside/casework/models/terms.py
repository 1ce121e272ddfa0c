"""The council's school terms: which days they begin and end, proposed by one person and approved by another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.base import Identified
from alongside.shell import guards


@guards.append_only
class SchoolTerms(Identified):
    """One step in the life of a school year's terms. The newest approved step holds. Steps are only ever added."""

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent_back", "Sent back"

    year = models.PositiveSmallIntegerField("in which year the school year begins")
    number = models.PositiveIntegerField("which step")
    state = models.CharField("where it stands", max_length=10, choices=State.choices)
    terms = models.JSONField("first and last day of each term")
    comment = models.CharField("what was said on it", max_length=300, blank=True)
    made_at = models.DateTimeField("when")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="proposed by"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="decided by"
    )

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="one_step_of_school_terms_per_number"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_approves_own_school_terms",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False)),
                name="school_terms_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"School terms {self.year}, {self.state}"
