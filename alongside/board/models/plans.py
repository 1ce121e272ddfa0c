"""Action plans: a plan, its outcomes, their actions; each action with an owner, a day and a measure."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell import guards
from alongside.shell.locking import Versioned

USER = settings.AUTH_USER_MODEL


class Plan(Versioned):
    """A plan that the board follows to its end."""

    class Comes(models.TextChoices):
        """What it comes from."""

        STRATEGY = "strategy", "A strategy"
        INSPECTION = "inspection", "An inspection"
        VOICE = "voice", "What young people were promised"
        RESOLUTION = "resolution", "What the board resolved"
        EQUALITY = "equality", "An equality assessment"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    comes_from = models.CharField(max_length=10, choices=Comes.choices)
    source = models.CharField("which one", max_length=200)
    begins_on = models.DateField()
    ends_on = models.DateField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["title"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gt=F("begins_on")), name="a_plan_ends_later")]

    def __str__(self) -> str:
        return self.title


class Action(Versioned):
    """One thing that somebody does by a day, the outcome it serves, and how it is measured."""

    class State(models.TextChoices):
        """Where it stands. Late, and the colours, are worked out from days and figures."""

        OPEN = "open", "Under way"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped by the board"

    class Origin(models.TextChoices):
        """What it comes from, if it is taken over from somewhere else."""

        COMMITMENT = "commitment", "What young people were promised"
        ASSESSMENT = "assessment", "An action of an equality assessment"
        RECOMMENDATION = "recommendation", "A recommendation of inspectors"
        RESOLUTION = "resolution", "What the board resolved"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    outcome = models.CharField("what should be better", max_length=200)
    what = models.TextField("what is done")
    owner_post = models.CharField("whose job (post)", max_length=120)
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField()
    first_due_on = models.DateField()
    indicator = models.CharField("measured by", max_length=4, blank=True)
    measure = models.CharField("or measured by, in words", max_length=200, blank=True)
    baseline = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    rationale = models.TextField("why this target", blank=True)
    origin = models.UUIDField("the commitment, assessment or resolution it comes from", null=True, blank=True)
    origin_kind = models.CharField("what kind that is", max_length=14, choices=Origin.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    ended_on = models.DateField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "outcome", "due_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(ended_on__isnull=False), name="what_is_over_has_a_day"
            ),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(evidence=""), name="what_is_done_has_evidence"),
            models.CheckConstraint(condition=Q(target__isnull=True) | ~Q(rationale=""), name="a_target_says_why"),
            models.UniqueConstraint(fields=["origin"], name="nothing_becomes_an_action_twice"),
        ]

    def __str__(self) -> str:
        return self.what[:60]


@guards.append_only
class Recommendation(models.Model):
    """What inspectors, a peer review or an audit recommend. With an action of a plan it is followed to its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.CharField("which inspection or review", max_length=200)
    on = models.DateField("day of its report")
    number = models.CharField("its number in the report", max_length=20, blank=True)
    words = models.TextField("what is recommended")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "number", "recorded_at"]

    def __str__(self) -> str:
        return self.words[:60]


@guards.append_only
class Step(models.Model):
    """What was said of an action on a day. None is changed or taken away."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="steps")
    on = models.DateField()
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.on}"


class TargetChange(Versioned):
    """Another target or another day for an action. It counts once the board has approved it."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waits for the board"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="target_changes")
    target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    due_on = models.DateField()
    was_target = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    was_due_on = models.DateField()
    why = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    asked_on = models.DateField()
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(state="waiting"), name="one_change_of_target_waits_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="nobody_approves_a_target_they_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}, {self.asked_on}"
