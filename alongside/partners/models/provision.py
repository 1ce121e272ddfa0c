"""Homes that there are and that are planned, what is missing, and the heads of the accommodation strategy."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.partners.models.organisations import District, Organisation
from alongside.shell import guards
from alongside.shell.locking import Versioned


class Provision(Versioned):
    """Homes of one kind for care leavers: how many places, where, since or from when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    what = models.CharField("what it is", max_length=160)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="who runs it"
    )
    places = models.PositiveSmallIntegerField("how many places")
    from_on = models.DateField("open from")
    to_on = models.DateField("closes on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["district__name", "what"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="provision_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Gap(Versioned):
    """Something that young people need and that is not there. It stays open until a joint review closes it."""

    class Kind(models.TextChoices):
        """What is missing."""

        TOO_FEW = "too_few", "Too few homes"
        SIZE = "size", "Not the right kind or size"
        COST = "cost", "Too dear"
        SUPPORT = "support", "Not enough support there"
        PLACE = "place", "Not where they need to be"
        EMERGENCY = "emergency", "Nowhere to go tonight"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("what is missing", max_length=10, choices=Kind.choices)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField("in a few words")
    noticed_on = models.DateField()
    review_on = models.DateField("reviewed together by")
    closed_on = models.DateField(null=True, blank=True)
    logged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["review_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("noticed_on")), name="gap_closes_after_noticed"
            ),
            models.CheckConstraint(condition=Q(review_on__gt=F("noticed_on")), name="gap_is_reviewed_after_noticed"),
        ]

    def __str__(self) -> str:
        return self.what


@guards.append_only
class GapReview(models.Model):
    """Two bodies or more looked at a gap together: what they decided, and who does it by when."""

    gap = models.ForeignKey(Gap, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    present = models.TextField("which bodies were there")
    decided = models.TextField("what was decided")
    lead = models.CharField("who does it (post)", max_length=120, blank=True)
    by_on = models.DateField("by when", null=True, blank=True)
    closes = models.BooleanField("the gap is closed", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes=True) | (Q(by_on__isnull=False) & ~Q(lead="")),
                name="an_open_gap_has_somebody_and_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gap}, {self.on}"


class StrategyHead(Versioned):
    """What the accommodation strategy says under one of its six heads. Figures and lists are added by themselves."""

    class Head(models.TextChoices):
        """The heads, in their order."""

        NEEDS = "needs", "What homes and support are needed"
        CHOICE = "choice", "A choice of homes"
        PROVISION = "provision", "Homes that there are, and that are planned"
        GAPS = "gaps", "What is missing"
        PRIORITIES = "priorities", "What comes first"
        CONTINGENCY = "contingency", "When a plan falls through"

    head = models.CharField(max_length=12, choices=Head.choices, unique=True)
    words = models.TextField()
    written_on = models.DateField()

    history = HistoricalRecords()

    def __str__(self) -> str:
        return str(self.get_head_display())
