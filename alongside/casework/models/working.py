"""Who works with whom: allocations, cover while somebody is away, referrals to partners."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.casework.models.base import Identified, Source
from alongside.casework.models.people import Person
from alongside.shell.locking import Versioned
from alongside.shell.models import Team


class Allocation(Identified, Versioned):
    """A worker, or only a team yet, works with somebody from a day until a day."""

    class Kind(models.TextChoices):
        """In what role."""

        PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
        SOCIAL_WORKER = "social_worker", "Social worker"
        CO_WORKER = "co_worker", "Co-worker"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PERSONAL_ADVISER)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.TYPED)
    reason = models.CharField(max_length=200, blank=True)
    told_on = models.DateField("the young person was told on", null=True, blank=True)
    handed_over_on = models.DateField("handed over by whoever worked with them before on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="allocation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(team__isnull=False), name="allocation_is_to_somebody"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(to_on__isnull=True) & ~Q(kind="co_worker"),
                name="one_open_allocation_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["worker", "from_on"]), models.Index(fields=["team", "from_on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}"


class Cover(Identified):
    """Somebody covers for an absent worker, with all of that worker's reach, from a day until a day."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    covered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    told_on = models.DateField("those concerned were told on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="cover_ends_after_start"),
            models.CheckConstraint(condition=~Q(worker=F("covered_by")), name="nobody_covers_themself"),
        ]

    def __str__(self) -> str:
        return f"{self.covered_by} for {self.worker}"


class Referral(Identified):
    """Somebody was referred to an organisation: its people reach the groups of fields named, while it lasts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    field_groups = models.JSONField()
    """Values of ``shell.roles.Record``."""
    only_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Of the organisation's people only this one; where empty, all of them."""
    reason = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="referral_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "from_on"])]

    def __str__(self) -> str:
        return f"{self.person} to {self.organisation}"


class Absence(Identified):
    """A worker is away from a day until a day. Why is nobody's business here; who covers is a ``Cover``."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField("first day away")
    to_on = models.DateField("back on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="absence_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.worker} away from {self.from_on}"
