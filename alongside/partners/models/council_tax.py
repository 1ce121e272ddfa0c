"""What each billing authority takes off council tax for care leavers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.partners.models.organisations import District
from alongside.shell.locking import Versioned


class CouncilTaxScheme(Versioned):
    """One district's scheme from a day until a day. It counts once somebody else approved it."""

    class Joint(models.TextChoices):
        """What happens where others owe the same bill."""

        WHOLE = "whole", "The whole bill is cut"
        SHARE = "share", "Only the care leaver’s share is cut"
        NOTHING = "nothing", "Nothing is cut where others owe the bill too"

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Waits to be approved"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Not approved"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="council_tax_schemes")
    percent = models.PositiveSmallIntegerField("how much is cut, per cent", validators=[MaxValueValidator(100)])
    age_from = models.PositiveSmallIntegerField("from this birthday")
    age_until = models.PositiveSmallIntegerField("until this birthday")
    other_councils = models.BooleanField("also for care leavers of other councils", default=False)
    lives_elsewhere = models.BooleanField("also where they are liable and live elsewhere", default=False)
    joint = models.CharField("where others owe the bill too", max_length=8, choices=Joint.choices)
    how = models.CharField("how to ask for it", max_length=300)
    source = models.CharField("where that was decided", max_length=200)
    usual_bill = models.DecimalField(
        "a usual bill there a year, in pounds", max_digits=7, decimal_places=2, null=True, blank=True
    )
    """Before the cut, for a small flat (band A). What a claim saves is reckoned from it where nobody wrote it down."""
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["district__name", "-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100), name="a_scheme_cuts_1_to_100_per_cent"
            ),
            models.CheckConstraint(condition=Q(age_until__gt=F("age_from")), name="a_scheme_ends_after_its_first_age"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="a_scheme_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_a_scheme_they_proposed",
            ),
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(state="approved", to_on__isnull=True),
                name="one_open_scheme_of_a_district",
            ),
            models.UniqueConstraint(
                fields=["district"], condition=Q(state="proposed"), name="one_proposed_scheme_of_a_district"
            ),
        ]

    def __str__(self) -> str:
        return f"Council tax in {self.district} from {self.from_on}"
