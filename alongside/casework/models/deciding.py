"""How somebody's category was decided, step by step."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.base import Identified
from alongside.casework.models.people import Person
from alongside.law import Category, Certainty
from alongside.shell import guards


@guards.append_only
class Determination(Identified):
    """One step in deciding somebody's category. Steps are only ever added; the latest says where the decision stands.

    found (the law) → proposed (an adviser) → approved or sent back (a manager) → the person told, who may disagree.
    """

    class State(models.TextChoices):
        """Where the decision stands."""

        FOUND = "found", "Found by the law"
        PROPOSED = "proposed", "Proposed"
        SENT_BACK = "sent_back", "Sent back"
        APPROVED = "approved", "Approved"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="determinations")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    category = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Category])
    also = models.JSONField(default=list)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    certainty = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Certainty])
    responsible = models.CharField(max_length=80, blank=True)
    finding = models.JSONField()
    """What the law found: category, reasons with citations, ambiguities, tracks, what would change it."""
    facts = models.JSONField()
    """The facts used, in the law's own format."""
    facts_hash = models.CharField(max_length=64)
    facts_as_at = models.DateTimeField()
    law_as_at = models.DateField()
    rules_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    why = models.TextField("reasons in the worker's words", blank=True)
    comment = models.TextField("what the manager says", blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=60, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    disagreed_on = models.DateField(null=True)
    disagreement = models.TextField("what the young person says", blank=True)

    class Meta:
        ordering = ["person", "number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_determination_per_number"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_own_work",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_by__isnull=False, approved_on__isnull=False)
                | (~Q(state="approved") & Q(approved_by__isnull=True, approved_on__isnull=True)),
                name="approved_has_approver_and_day",
            ),
            models.CheckConstraint(
                condition=Q(state="found", proposed_by__isnull=True)
                | (~Q(state="found") & Q(proposed_by__isnull=False)),
                name="proposed_has_proposer",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(state="approved"), name="told_only_what_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.number}: {self.category}, {self.state}"
