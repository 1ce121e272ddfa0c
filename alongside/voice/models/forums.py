"""Forums and what young people do in them: meetings, visits to homes, their part in choosing and teaching others."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_noop

from alongside.shell.locking import Versioned
from alongside.voice.models.commitments import Theme


class Forum(Versioned):
    """A group of young people that meets and says what has to change. No member is named anywhere."""

    class Kind(models.TextChoices):
        """Whose it is."""

        IN_CARE = "in_care", gettext_noop("Children in care council")
        LEAVERS = "leavers", gettext_noop("Care leavers forum")
        INSPECTORS = "inspectors", gettext_noop("Young inspectors")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField("name in the address", max_length=60, unique=True)
    kind = models.CharField("whose it is", max_length=12, choices=Kind.choices)
    name = models.CharField("the name that they gave it", max_length=80)
    about = models.TextField("what it does")
    meets = models.CharField("when and where it meets", max_length=200)
    joining = models.CharField("how to join", max_length=200)
    is_running = models.BooleanField("meets at present", default=True)

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Meeting(Versioned):
    """A meeting or a takeover day: how many came, what was talked about, notes that those who came have agreed."""

    class Kind(models.TextChoices):
        """What kind of day it was."""

        MEETING = "meeting", gettext_noop("Meeting")
        TAKEOVER = "takeover", gettext_noop("Takeover day")

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", "Planned"
        HELD = "held", "Held, its notes wait to be agreed"
        AGREED = "agreed", "Notes agreed by young people"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MEETING)
    on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    young_people = models.PositiveSmallIntegerField("how many young people came", null=True, blank=True)
    workers = models.PositiveSmallIntegerField("how many others came", null=True, blank=True)
    notes = models.TextField("what was said, without names", blank=True)
    agreed_on = models.DateField("young people agreed the notes on", null=True, blank=True)
    agreed_by_number = models.PositiveSmallIntegerField("how many of them agreed the notes", null=True, blank=True)

    class Meta:
        ordering = ["-on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned") | (Q(young_people__isnull=False) & ~Q(notes="")),
                name="a_meeting_that_was_held_has_notes",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | Q(agreed_on__gte=F("on"), agreed_by_number__gte=1, agreed_by_number__isnull=False),
                name="notes_are_agreed_by_young_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum}, {self.on}"


class AgendaItem(models.Model):
    """A point of a meeting, and who put it there."""

    class PutBy(models.TextChoices):
        """Who put it there."""

        YOUNG_PEOPLE = "young_people", "Young people"
        WORKERS = "workers", "The council"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    number = models.PositiveSmallIntegerField("place in the order")
    words = models.CharField("what it is about", max_length=200)
    put_by = models.CharField("who put it there", max_length=12, choices=PutBy.choices)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_point_a_place")]

    def __str__(self) -> str:
        return self.words


class Visit(Versioned):
    """Young inspectors looked at a home with their ten points; the home answers by a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    forum = models.ForeignKey(Forum, on_delete=models.PROTECT, related_name="visits")
    home = models.CharField("the home, as its people know it", max_length=120)
    on = models.DateField()
    inspectors = models.PositiveSmallIntegerField("how many inspectors")
    points = models.JSONField("the ten points, each with what was found", default=list)
    said = models.TextField("what they say of it")
    answer_by = models.DateField("the home answers by")
    answer = models.TextField("what the home changes", blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on", "home"]
        constraints = [
            models.CheckConstraint(condition=Q(inspectors__gte=1), name="somebody_inspected"),
            models.CheckConstraint(condition=Q(answer_by__gte=F("on")), name="a_home_answers_after_the_visit"),
            models.CheckConstraint(condition=Q(answered_on__isnull=True) | ~Q(answer=""), name="an_answer_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.home}, {self.on}"


class Part(Versioned):
    """Young people took part in choosing or teaching those who work for them: in what, how many, what changed by it."""

    class Kind(models.TextChoices):
        """What they did."""

        RECRUITING = "recruiting", "Choosing"
        TRAINING = "training", "Teaching"

    class Whom(models.TextChoices):
        """Whom."""

        STAFF = "staff", "Staff"
        CARERS = "carers", "Foster carers"
        HOMES = "homes", "Homes and those who run them"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("what they did", max_length=12, choices=Kind.choices)
    whom = models.CharField("whom they chose or taught", max_length=10, choices=Whom.choices)
    what = models.CharField("which panel or course", max_length=200)
    on = models.DateField()
    young_people = models.PositiveSmallIntegerField("how many young people")
    changed = models.TextField("what changed by it")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on"]
        constraints = [models.CheckConstraint(condition=Q(young_people__gte=1), name="somebody_took_part")]

    def __str__(self) -> str:
        return f"{self.what}, {self.on}"


class PanelsOfQuarter(Versioned):
    """How many recruitment panels there were in a quarter in all, so that it shows on how many young people sat."""

    from_on = models.DateField("first day of the quarter", unique=True)
    held = models.PositiveSmallIntegerField("recruitment panels in all")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return f"{self.held} panels from {self.from_on}"
