"""Organisations, the people who act for them, and districts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell.locking import Versioned


class District(models.Model):
    """A district council's area. Housing, council tax and leisure differ from one to the next."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(Versioned):
    """A body that acts with the council: a district council, the NHS, police, a college, a charity, a business."""

    class Kind(models.TextChoices):
        """What kind of body it is."""

        DEPARTMENT = "department", "Department of the council"
        DISTRICT = "district", "District council"
        HEALTH = "health", "Health body"
        POLICE = "police", "Police"
        EDUCATION = "education", "School, college or university"
        CHARITY = "charity", "Charity"
        BUSINESS = "business", "Business"
        PROVIDER = "provider", "Accommodation provider"
        ADVOCACY = "advocacy", "Advocacy service"
        PROBATION = "probation", "Probation or youth justice"
        JOBCENTRE = "jobcentre", "Jobcentre"
        NATIONAL = "national", "National body"
        ADULTS = "adults", "Adult social care"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    web = models.URLField("web address", blank=True)
    closed_on = models.DateField("works with us no longer, from this day on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="district") | Q(district__isnull=False), name="a_district_council_has_its_district"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """Somebody acts for an organisation from a day until a day."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    capacity = models.CharField(max_length=120, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gt=F("from_on")), name="membership_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(to_on__isnull=True), name="one_open_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.organisation}"


class CooperationContact(Versioned):
    """Whom to ring at a body that has to co-operate with the council, and for what (Children Act 2004, section 10)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cooperation_contacts")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120, blank=True)
    for_what = models.CharField("for what", max_length=200)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    last_checked_on = models.DateField()
    next_check_on = models.DateField("check again on")
    removed_on = models.DateField(null=True, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["organisation__name", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_check_on__gt=F("last_checked_on")), name="contact_is_checked_again_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"
