"""Places there are: foster households, homes, fees, and what is assumed. Numbers and units, nothing about a person."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell.locking import Versioned


class FosterHousehold(Versioned):
    """A foster household of the council's own, under its number: no name, no address, no view of anybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField("number in the fostering register", max_length=20, unique=True)
    born_year = models.PositiveSmallIntegerField("year of birth of the main carer")
    places = models.PositiveSmallIntegerField("places approved")
    approved_on = models.DateField()
    ended_on = models.DateField("deregistered or retired on", null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("approved_on")),
                name="a_household_ends_after_it_was_approved",
            ),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=9), name="a_household_has_places"),
        ]

    def __str__(self) -> str:
        return self.reference


class Home(Versioned):
    """A home with beds: the council's own, or one near by that it buys from."""

    class Kind(models.TextChoices):
        """What it is registered as."""

        RESIDENTIAL = "residential", "Children's home"
        SUPPORTED = "supported", "Supported accommodation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    beds = models.PositiveSmallIntegerField()
    is_own = models.BooleanField("the council's own", default=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="a_home_closes_after_it_opened",
            ),
            models.CheckConstraint(condition=Q(beds__gte=1), name="a_home_has_beds"),
        ]

    def __str__(self) -> str:
        return self.name


class Fee(models.Model):
    """Pounds a week for a child, by kind of home and provider, from a day on. A new fee is a new row."""

    kind = models.CharField(max_length=12)
    provider = models.CharField(max_length=6)
    weekly = models.DecimalField("pounds a week", max_digits=8, decimal_places=2)
    from_on = models.DateField()

    class Meta:
        ordering = ["kind", "provider", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "provider", "from_on"], name="one_fee_a_kind_a_day"),
            models.CheckConstraint(condition=Q(weekly__gte=0), name="a_fee_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.provider}: {self.weekly}"


class Assumption(models.Model):
    """What a forecast assumes of places and money. A change is a new row; the newest holds."""

    approvals = models.DecimalField("households approved a year", max_digits=5, decimal_places=1)
    places_when_new = models.DecimalField("places of a new household", max_digits=3, decimal_places=1)
    deregistered_percent = models.DecimalField("deregistered a year, per cent", max_digits=4, decimal_places=1)
    usable_percent = models.DecimalField("places that can be used, per cent", max_digits=4, decimal_places=1)
    agency_foster_places = models.PositiveSmallIntegerField("agency foster places near home")
    staying_put_percent = models.DecimalField("stay put at 18, per cent", max_digits=4, decimal_places=1)
    fees_rise_percent = models.DecimalField("fees rise a year, per cent", max_digits=4, decimal_places=1)
    budget = models.DecimalField("budget of the first year, pounds", max_digits=12, decimal_places=2)
    why = models.TextField("where these come from")
    set_on = models.DateField()

    class Meta:
        ordering = ["-set_on", "-pk"]

    def __str__(self) -> str:
        return f"Assumptions of {self.set_on}"


class Postcode(models.Model):
    """The middle of a postcode that a return names, from the directory that the council loaded."""

    postcode = models.CharField(max_length=8, primary_key=True)
    latitude = models.FloatField()
    longitude = models.FloatField()
    is_inside = models.BooleanField("in the council's area", null=True)

    def __str__(self) -> str:
        return self.postcode
