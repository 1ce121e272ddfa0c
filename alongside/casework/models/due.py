"""What was said about a clock that is late."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models

from alongside.casework.models.base import Identified
from alongside.casework.models.people import Person
from alongside.shell import guards


@guards.append_only
class LatenessReason(Identified):
    """Why something is late, in a worker's words. It is shown beside the clock and never stops or pauses it.

    It belongs to one clock with one due day (and one record, where the clock is about one): when the clock runs anew,
    the old reason stays with the old day.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    clock = models.CharField("clock", max_length=60)
    due_on = models.DateField("was due on")
    about = models.UUIDField("the record the clock is about", null=True)
    words = models.TextField("reason", max_length=500)
    given_at = models.DateTimeField("given at")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "clock", "due_on"])]

    def __str__(self) -> str:
        return f"Why {self.clock} of {self.person} is late"


class CalendarAddress(Identified):
    """A secret address under which a worker's calendar is read by another program. Only its hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField("hash of the secret", max_length=64, unique=True)
    made_at = models.DateTimeField("made at")
    ended_at = models.DateTimeField("ended at", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at__isnull=True), name="one_open_calendar_address"
            )
        ]

    def __str__(self) -> str:
        return f"Calendar of {self.user}"

    @staticmethod
    def hash_of(secret: str) -> str:
        """What is kept of a secret. It is long and random, so a plain hash is enough."""
        return hashlib.sha256(secret.encode()).hexdigest()
