"""The promise: what the council and its partners commit themselves to, who signed, what each did, how it is felt."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.partners.models.organisations import Organisation
from alongside.shell.locking import Versioned


class Commitment(Versioned):
    """One commitment of the promise, in words that a child reads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    order = models.PositiveSmallIntegerField("place in the list")
    title = models.CharField(max_length=80)
    words = models.TextField("what it means")
    from_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("from_on")), name="commitment_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PromiseSignatory(models.Model):
    """An organisation that signed the promise, by which of its posts, from a day until a day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="promises")
    signed_on = models.DateField()
    signed_by = models.CharField("signed by (post)", max_length=120)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("signed_on")), name="signing_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_on__isnull=True), name="one_open_signing_of_the_promise"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Deed(Versioned):
    """What a signatory did for a commitment in a year (which begins on 1 April). Shown when somebody else agreed."""

    class State(models.TextChoices):
        """Where it stands."""

        WRITTEN = "written", "Waits to be agreed"
        AGREED = "agreed", "Shown"
        SENT_BACK = "sent_back", "Sent back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="deeds")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="deeds")
    year = models.PositiveSmallIntegerField()
    words = models.TextField("what was done")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-year", "commitment__order", "organisation__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("written_by")),
                name="nobody_agrees_to_a_deed_they_wrote",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.year}"


class Rating(models.Model):
    """How many people chose a face for a commitment in a month. Nothing is kept of who, or of one answer."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="ratings")
    month = models.DateField()
    face = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "month", "face"], name="one_count_of_a_face_a_month"),
            models.CheckConstraint(condition=Q(face__gte=1, face__lte=5), name="a_face_is_one_of_five"),
        ]

    def __str__(self) -> str:
        return f"{self.number} for {self.face}"
