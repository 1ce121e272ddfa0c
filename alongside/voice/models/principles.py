"""How a council lives by the seven principles: its own answer, and beside it that of its young people."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell.locking import Versioned
from alongside.voice.models.commitments import Commitment

SCALE = Q(rating__gte=1, rating__lte=4)


class Assessment(Versioned):
    """One principle in one area of one council: how far it is, what shows it, what young people say, what is next."""

    class State(models.TextChoices):
        """Where it stands."""

        WRITTEN = "written", "Waits to be agreed"
        SENT_BACK = "sent_back", "Sent back to its writer"
        AGREED = "agreed", "Everybody can read it"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council = models.CharField("which council", max_length=80)
    authority = models.CharField("kind of council", max_length=12)
    area = models.CharField("area of work", max_length=24)
    principle = models.CharField(max_length=16)
    rating = models.PositiveSmallIntegerField("how far the council says it is, of 4")
    answer = models.TextField("what the council says")
    evidence = models.JSONField("what shows it: words and an address each", default=list, blank=True)
    young_rating = models.PositiveSmallIntegerField("how far young people say it is, of 4", null=True, blank=True)
    young_view = models.TextField("what young people say", blank=True)
    heard = models.CharField("where they said it", max_length=200, blank=True)
    action = models.TextField("what is done next")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    review_on = models.DateField("looked at again on")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["council", "area", "principle"]
        constraints = [
            models.UniqueConstraint(fields=["council", "area", "principle"], name="one_answer_to_a_principle"),
            models.CheckConstraint(condition=SCALE, name="a_council_rates_itself_of_four"),
            models.CheckConstraint(
                condition=Q(young_rating__isnull=True) | (Q(young_rating__gte=1, young_rating__lte=4) & ~Q(heard="")),
                name="young_people_rate_of_four_and_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("written_by")),
                name="nobody_agrees_to_an_answer_they_wrote",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.council}, {self.area}, {self.principle}"
