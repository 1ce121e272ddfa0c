"""Figures: taken from the parts, or entered and approved; figures of others; what papers state; the story behind."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell import guards
from alongside.shell.locking import Versioned

USER = settings.AUTH_USER_MODEL


class Entry(Versioned):
    """A figure that somebody enters, with evidence. It counts once somebody else has approved it."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waits for approval"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent_back", "Sent back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.CharField(max_length=4)
    from_on = models.DateField("first day")
    to_on = models.DateField("last day")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    found = models.PositiveIntegerField("how many", null=True, blank=True)
    of = models.PositiveIntegerField("of how many", null=True, blank=True)
    evidence = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-written_at"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="an_entry_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(found__isnull=False), name="an_entry_has_a_number"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("written_by")),
                name="nobody_approves_a_figure_they_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.to_on}"


@guards.append_only
class Taken(models.Model):
    """The figure of one indicator in one period as it left its part, safe to show. The newest of a period counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.CharField(max_length=4)
    from_on = models.DateField()
    to_on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    unit = models.CharField(max_length=20)
    numerator = models.CharField(max_length=20, blank=True)
    denominator = models.CharField(max_length=20, blank=True)
    suppressed = models.BooleanField()
    parts = models.JSONField(default=dict)
    definition = models.TextField()
    source = models.TextField()
    as_of = models.DateField()
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["indicator", "to_on", "from_on", "taken_at"]
        indexes = [models.Index(fields=["indicator", "to_on"], name="figures_of_an_indicator")]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.to_on}"


class BenchmarkImport(models.Model):
    """A file of other councils' figures, taken in whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-imported_at"]

    def __str__(self) -> str:
        return self.name


@guards.append_only
class Benchmark(models.Model):
    """One of its rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(BenchmarkImport, on_delete=models.PROTECT, related_name="benchmarks")
    indicator = models.CharField(max_length=4)
    who = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["indicator", "-on", "who"]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.who}"


@guards.append_only
class Neighbour(models.Model):
    """A council that is like ours, as a file says that was taken in whole. The newest file counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.UUIDField("which file")
    name = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField("how near, 1 the nearest")
    source = models.CharField(max_length=200)
    imported_at = models.DateTimeField()
    imported_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-imported_at", "rank"]
        constraints = [models.UniqueConstraint(fields=["batch", "name"], name="a_neighbour_stands_once_in_a_file")]

    def __str__(self) -> str:
        return self.name


class Stated(Versioned):
    """A figure that a paper states; beside what is computed it shows whether both can be true."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    indicator = models.CharField(max_length=4)
    where = models.CharField("which paper, and where in it", max_length=200)
    period = models.CharField("for when, as the paper says", max_length=60)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    parts = models.CharField("parts that should add up to it", max_length=200, blank=True)
    found = models.PositiveIntegerField("how many", null=True, blank=True)
    of = models.PositiveIntegerField("of how many", null=True, blank=True)
    base = models.DecimalField("projected from", max_digits=14, decimal_places=2, null=True, blank=True)
    years = models.DecimalField("years ahead", max_digits=5, decimal_places=1, null=True, blank=True)
    explained = models.TextField("why they differ", blank=True)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.where}"


class Story(Versioned):
    """Turning the curve: what is behind an indicator, who can help, what works, and which data is missing."""

    indicator = models.CharField(max_length=4, unique=True)
    story = models.TextField("the story behind it", blank=True)
    partners = models.TextField("partners who have a part in it", blank=True)
    works = models.TextField("what works to turn it", blank=True)
    data_agenda = models.TextField("data we still need", blank=True)
    written_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    written_on = models.DateField()

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.indicator
