"""Scenarios, and the forecasts that were made: each kept for ever, with all that is needed to make it again."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell import guards
from alongside.shell.locking import Versioned


@guards.frozen("{row}.state = 'published'", "name", "levers", "why", "proposed_by_id")
class Scenario(Versioned):
    """What could be done differently, by name. It is put forward by one person and published by another."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", "Being tried"
        WAITING = "waiting", "Waits to be published"
        PUBLISHED = "published", "Published to the strategy"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    why = models.TextField("what would be done, and why")
    levers = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("proposed_by")),
                name="nobody_publishes_a_scenario_they_put_forward",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_on__isnull=False), name="a_published_scenario_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@guards.frozen(
    "{row}.state = 'done'",
    "seed", "months", "draws", "inputs", "levers", "assumed", "origin_on", "method", "why", "results", "kept_draws",
)  # fmt: skip
class ForecastRun(Versioned):
    """One forecast: what was asked, of which returns, and what came of it. It is never changed once it is done.

    ``kept_draws`` holds, draw by draw, the children at each year's end, those far away and the cost (``packing``): two
    runs of the same inputs and seed can be compared draw by draw, and what happened can be scored years later.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being worked out"
        DONE = "done", "Done"
        REFUSED = "refused", "Could not be worked out"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, null=True, blank=True, related_name="runs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField("what is happening now", max_length=120, blank=True)
    message = models.TextField("why it could not be worked out", blank=True)
    seed = models.PositiveIntegerField()
    months = models.PositiveSmallIntegerField()
    draws = models.PositiveSmallIntegerField()
    inputs = models.CharField("hash of the returns", max_length=64)
    held = models.JSONField("the returns", default=list)
    levers = models.JSONField(default=dict)
    assumed = models.JSONField(default=dict)
    origin_on = models.DateField("the last day that is known", null=True)
    method = models.CharField(max_length=10, blank=True)
    why = models.TextField("why this method", blank=True)
    results = models.JSONField(default=dict)
    kept_draws = models.BinaryField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_by__isnull=True) | ~Q(published_by=F("asked_by")),
                name="nobody_publishes_a_forecast_they_asked_for",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(state="done"), name="a_published_forecast_is_done"
            ),
        ]

    def __str__(self) -> str:
        return f"Forecast from {self.origin_on or 'not known yet'}"
