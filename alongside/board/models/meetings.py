"""The board: who sits on it, the plan of its year, its meetings with their papers, what was asked and resolved."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell import guards
from alongside.shell.locking import Versioned

USER = settings.AUTH_USER_MODEL


class Board(Versioned):
    """The corporate parenting board: its terms of reference and how it meets."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    terms = models.TextField("terms of reference")
    quorum = models.PositiveSmallIntegerField("members who must be there", default=3)
    clear_days = models.PositiveSmallIntegerField("clear working days of notice", default=5)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return self.name


class Member(Versioned):
    """Somebody who sits on the board, for a term. A young person's name is never kept here: only which seat it is."""

    class Kind(models.TextChoices):
        """As what."""

        COUNCILLOR = "councillor", "Councillor"
        OFFICER = "officer", "Officer"
        YOUNG_PERSON = "young_person", "Young people's representative"
        PARTNER = "partner", "Partner"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="members")
    name = models.CharField("name, or seat of a young person", max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    is_chair = models.BooleanField(default=False)
    votes = models.BooleanField("counts for the quorum", default=True)
    substitute = models.CharField(max_length=120, blank=True)
    from_on = models.DateField("term begins")
    to_on = models.DateField("term ends", null=True, blank=True)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


@guards.append_only
class Training(models.Model):
    """What a member has learnt, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="trainings")
    what = models.CharField(max_length=120)
    on = models.DateField()
    due_again_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return self.what


class AgendaRule(Versioned):
    """What comes to the board and how often: the plan of a municipal year is made from these."""

    class Every(models.TextChoices):
        """How often."""

        MEETING = "meeting", "Every meeting"
        QUARTER = "quarter", "Every quarter"
        HALF_YEAR = "half_year", "Every six months"
        YEAR = "year", "Once a year"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="rules")
    title = models.CharField(max_length=120)
    every = models.CharField(max_length=10, choices=Every.choices)
    month = models.PositiveSmallIntegerField("month it first comes in", default=6)
    owner_post = models.CharField("who reports (post)", max_length=120)
    question = models.TextField("what the board is asked to decide", blank=True)
    place = models.PositiveSmallIntegerField("place on the agenda", default=50)
    has_ended = models.BooleanField("comes no more", default=False)

    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="a_rule_begins_in_a_month"),
        ]

    def __str__(self) -> str:
        return self.title


class Meeting(Versioned):
    """One meeting. Once its papers are published, what is public of them is for everybody."""

    class State(models.TextChoices):
        """Where it stands."""

        PLANNED = "planned", "Planned"
        PUBLISHED = "published", "Papers published"
        HELD = "held", "Held"
        MINUTED = "minuted", "Minutes approved"
        CANCELLED = "cancelled", "Cancelled"

    MAY_HAVE_MET = (State.PUBLISHED, State.HELD, State.MINUTED)
    """The states of a meeting whose day is over and that was not cancelled: minutes may still be missing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    begins = models.CharField("time", max_length=20, default="10:30")
    place = models.CharField(max_length=200)
    is_public = models.BooleanField("the public may come", default=True)
    young_people_first = models.BooleanField("young people asked for their items first", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    published_on = models.DateField(null=True, blank=True)
    late_because = models.TextField("why its papers came late", blank=True)
    changed_because = models.TextField("why it was moved or cancelled", blank=True)
    minutes = models.TextField(blank=True)
    minutes_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    minutes_approved_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["board", "on"], name="one_meeting_a_day"),
            models.CheckConstraint(
                condition=Q(minutes_approved_by__isnull=True) | ~Q(minutes_approved_by=F("minutes_by")),
                name="nobody_approves_minutes_they_wrote",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class Item(Versioned):
    """One item of an agenda, with its front sheet and its paper."""

    class Reach(models.TextChoices):
        """Who may read the paper."""

        PUBLIC = "public", "Public"
        EXEMPT = "exempt", "Not for the public"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    rule = models.ForeignKey(AgendaRule, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    place = models.PositiveSmallIntegerField(default=50)
    title = models.CharField(max_length=120)
    owner_post = models.CharField("who reports (post)", max_length=120)
    is_young_peoples = models.BooleanField("brought by young people", default=False)
    reach = models.CharField(max_length=8, choices=Reach.choices, default=Reach.PUBLIC)
    exempt_reason = models.CharField("why it is not for the public", max_length=200, blank=True)
    question = models.TextField("what the board is asked to decide", blank=True)
    key_decision = models.CharField("is it a key decision?", max_length=200, blank=True)
    forward_plan = models.CharField("is it in the forward plan?", max_length=200, blank=True)
    call_in = models.CharField("can it be called in?", max_length=200, blank=True)
    signed_off = models.CharField("which director signed it off, and when", max_length=200, blank=True)
    finance_signed = models.CharField("was it signed off for finance?", max_length=200, blank=True)
    legal_signed = models.CharField("was it signed off for law and governance?", max_length=200, blank=True)
    portfolio = models.CharField("which cabinet member's portfolio is it in?", max_length=200, blank=True)
    wards = models.CharField("which wards does it touch?", max_length=200, blank=True)
    ward_councillors = models.CharField("which ward councillors were asked?", max_length=200, blank=True)
    paper = models.TextField(blank=True)
    indicators = models.CharField("indicators it speaks of", max_length=200, blank=True)
    chased_on = models.DateField(null=True, blank=True)
    supplement_on = models.DateField("published after the other papers on", null=True, blank=True)
    late_because = models.TextField("why it came late", blank=True)
    urgent_because = models.TextField("why the chair takes it as a matter of urgency", blank=True)
    brought_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    urgency_agreed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["place", "title"]
        constraints = [
            models.CheckConstraint(condition=Q(reach="public") | ~Q(exempt_reason=""), name="an_exempt_paper_says_why"),
            models.CheckConstraint(
                condition=Q(supplement_on__isnull=True) | ~Q(late_because=""), name="a_late_paper_says_why"
            ),
            models.CheckConstraint(
                condition=Q(urgency_agreed_by__isnull=True) | ~Q(urgency_agreed_by=F("brought_by")),
                name="nobody_agrees_that_their_own_paper_is_urgent",
            ),
        ]

    @property
    def waits_for_chair(self) -> bool:
        """Whether it is there, and nobody has agreed yet that it is urgent: nobody outside knows of it."""
        return bool(self.urgent_because) and self.supplement_on is None

    def __str__(self) -> str:
        return self.title


@guards.append_only
class Question(models.Model):
    """What a member asks about an item, or somebody from outside asks the meeting."""

    class Kind(models.TextChoices):
        """From whom."""

        MEMBER = "member", "A member asks"
        PUBLIC = "public", "The public asks"
        DEPUTATION = "deputation", "A deputation"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.MEMBER)
    words = models.TextField()
    who = models.CharField("as the minutes name them", max_length=120)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return self.words[:60]


@guards.append_only
class Answer(models.Model):
    """What was answered to a question: at the meeting, or in writing after it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    words = models.TextField()
    on = models.DateField("answered on")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.words[:60]


class Attendance(models.Model):
    """Whether a member came, sent somebody, or sent word; and which interest they declared."""

    class How(models.TextChoices):
        """How."""

        PRESENT = "present", "Present"
        SUBSTITUTE = "substitute", "Sent a substitute"
        APOLOGIES = "apologies", "Apologies"

    CAME = (How.PRESENT, How.SUBSTITUTE)
    """Those who count for the quorum, if their member does."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="attendances")
    how = models.CharField(max_length=10, choices=How.choices)
    interest = models.CharField("interest declared", max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="a_member_attends_once")]

    def __str__(self) -> str:
        return f"{self.member}, {self.get_how_display()}"


@guards.append_only
class Resolution(models.Model):
    """What the board resolved. With an owner and a day it becomes an action of the board's own plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.words[:60]}"
