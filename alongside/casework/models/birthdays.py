"""What is said of a care leaver at a birthday, step by step."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.base import Identified
from alongside.casework.models.people import Person
from alongside.shell import guards


@guards.append_only
class BirthdayRecord(Identified):
    """One step in settling what the return says of somebody at one birthday: in touch, activity, home.

    proposed (a data officer) → approved, which locks it, or sent back (the head of service). Steps are only ever added;
    the latest says where it stands. ``evidence`` is which records said so when it was proposed.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Proposed"
        SENT_BACK = "sent_back", "Sent back"
        APPROVED = "approved", "Approved and locked"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="birthday_records")
    age = models.PositiveSmallIntegerField("age at the birthday")
    number = models.PositiveIntegerField("step")
    year = models.PositiveSmallIntegerField("collection year")
    state = models.CharField("where it stands", max_length=10, choices=State.choices)
    in_touch = models.CharField("in touch", max_length=4)
    activity = models.CharField("activity", max_length=4)
    accommodation = models.CharField("accommodation and whether it is suitable", max_length=4)
    evidence = models.JSONField("which records say so", default=list)
    why = models.TextField("where it comes from, if no record here says so", blank=True)
    comment = models.TextField("what was said when it was decided", blank=True)
    made_at = models.DateTimeField("when the step was taken")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["person", "age", "number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "age", "number"], name="one_birthday_record_per_step"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_decides_own_birthday_record",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False)),
                name="decided_birthday_record_has_decider",
            ),
        ]
        indexes = [models.Index(fields=["year", "state"])]

    def __str__(self) -> str:
        return f"{self.person} at {self.age}: {self.state}"
