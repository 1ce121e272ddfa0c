"""What the board does beyond its meetings: visits, reports to others, and what those it relies on have learnt."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from alongside.board.models.meetings import Board, Member
from alongside.shell import guards
from alongside.shell.locking import Versioned

USER = settings.AUTH_USER_MODEL


@guards.append_only
class WorkerSkill(models.Model):
    """What somebody who works with young people has learnt, and when they should again."""

    class Role(models.TextChoices):
        """As what they work."""

        ADVISER = "adviser", "Personal adviser"
        SOCIAL_WORKER = "social_worker", "Social worker"
        MANAGER = "manager", "Manager"
        OTHER = "other", "Other staff"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    role = models.CharField("as what they work", max_length=14, choices=Role.choices)
    what = models.CharField("skill or training", max_length=120)
    on = models.DateField("since")
    due_again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["what", "-on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_again_on__isnull=True) | Q(due_again_on__gt=models.F("on")),
                name="a_skill_is_due_again_later",
            ),
        ]

    def __str__(self) -> str:
        return self.what


@guards.append_only
class Visit(models.Model):
    """A member went to see for themself. No child is named, and no address of a foster home."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="visits")
    on = models.DateField()
    where = models.CharField(max_length=160)
    saw = models.TextField("what they saw and heard")
    asks = models.TextField("what they ask the service", blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"{self.where}, {self.on}"


class OutsideReport(Versioned):
    """A report that the board owes to somebody else, on a day of theirs."""

    class To(models.TextChoices):
        """To whom."""

        COUNCIL = "council", "Full Council"
        HEALTH = "health", "Health and Wellbeing Board"
        CABINET = "cabinet", "Cabinet"
        SCRUTINY = "scrutiny", "Scrutiny committee"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="reports_out")
    to = models.CharField("to whom", max_length=10, choices=To.choices)
    title = models.CharField(max_length=120)
    owner_post = models.CharField("who writes it (post)", max_length=120)
    meets_on = models.DateField("the day on which they meet")
    papers_by = models.DateField("the day by which they need it")
    sent_on = models.DateField(null=True, blank=True)
    came_of_it = models.TextField("what came of it", blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["meets_on"]
        constraints = [
            models.CheckConstraint(condition=Q(papers_by__lte=models.F("meets_on")), name="papers_come_before"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.meets_on}"
