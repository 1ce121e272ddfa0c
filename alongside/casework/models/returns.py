"""Files that were sent in, and what a statutory return states of each child."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.base import Identified, Source
from alongside.casework.models.people import Person
from alongside.shell.models import StoredReturn


class Intake(Identified):
    """A file that was sent in: how far it is, and what came of it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting"
        READING = "reading", "Being read"
        TAKEN_IN = "taken_in", "Taken in"
        CHECKED = "checked", "Checked, nothing changed"
        REFUSED = "refused", "Refused"

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField("what is happening now", max_length=120, blank=True)
    message = models.TextField("why it was refused", blank=True)
    counts = models.JSONField(default=dict)
    dry_run = models.BooleanField(default=False)
    upload = models.BinaryField(null=True)
    """What was uploaded, packed, until it has been read."""
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by_name = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-sent_at"]


class ReturnImport(Intake):
    """A statutory return brought in: one year, or several together. ``year`` is the latest collection year."""

    year = models.PositiveSmallIntegerField(null=True)
    stored_returns = models.ManyToManyField(StoredReturn, related_name="imports")

    def __str__(self) -> str:
        return f"Return {self.year or '?'}"


class ReturnFinding(models.Model):
    """One thing that is wrong in a return, by table, row and column."""

    class Severity(models.TextChoices):
        """What it hinders."""

        UNREADABLE = "unreadable", "Could not be read"
        TO_CORRECT = "to_correct", "To correct"

    intake = models.ForeignKey(ReturnImport, on_delete=models.CASCADE, related_name="findings")
    check_code = models.CharField(max_length=40)
    severity = models.CharField(max_length=20, choices=Severity.choices)
    table = models.CharField(max_length=40, blank=True)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=40, blank=True)
    child = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    message = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["intake", "check_code"]), models.Index(fields=["intake", "table"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.check_code} {self.table} {self.row}"


class OpeningPositionImport(Intake):
    """The opening position brought in: names, contact details, advisers and last dates."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.file_name


class Stated(Identified):
    """A fact as a return or a worker states it. ``year`` is the return's; a worker's row has none.

    Rows are kept for good. A corrected return withdraws what it no longer says, with the day and the import.
    """

    source = models.CharField(max_length=20, choices=Source.choices)
    year = models.PositiveSmallIntegerField(null=True)
    intake = models.ForeignKey(ReturnImport, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_intake = models.ForeignKey(ReturnImport, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(source=Source.RETURN, year__isnull=False) | (~Q(source=Source.RETURN) & Q(year=None)),
                name="%(class)s_of_a_return_has_its_year",
            ),
        ]


class Episode(Stated):
    """One row of the return's Episodes table: a placement under a legal status."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason_started = models.CharField(max_length=4, blank=True)
    legal_status = models.CharField(max_length=4, blank=True)
    need = models.CharField(max_length=4, blank=True)
    place = models.CharField(max_length=4, blank=True)
    provider = models.CharField(max_length=4, blank=True)
    reason_ended = models.CharField(max_length=4, blank=True)
    reason_moved = models.CharField(max_length=10, blank=True)
    home_postcode = models.CharField(max_length=10, blank=True)
    place_postcode = models.CharField(max_length=10, blank=True)
    urn = models.CharField(max_length=10, blank=True)
    authority = models.CharField(max_length=80)

    class Meta(Stated.Meta):
        indexes = [models.Index(fields=["person", "from_on"]), models.Index(fields=["year"])]
        constraints = [
            *Stated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="episode_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} from {self.from_on}"


class CareMark(Stated):
    """What a return's OC3 table says of somebody: the council treated them as a care leaver in that year."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_marks")
    in_touch = models.CharField(max_length=4, blank=True)
    activity = models.CharField(max_length=4, blank=True)
    accommodation = models.CharField(max_length=4, blank=True)

    class Meta(Stated.Meta):
        constraints = [
            *Stated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "year"], condition=Q(withdrawn_at__isnull=True), name="one_care_mark_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.year}"
