"""What young people say is wrong or good, who answers it, and who stands beside them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.casework.models.working import Referral
from alongside.shell import guards


class How(models.TextChoices):
    """How something reached us, or was done."""

    PORTAL = "portal", "In their own place here"
    IN_PERSON = "in_person", "In person"
    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By e-mail"
    ADVOCATE = "advocate", "Through an advocate"


class Complaint(AboutPerson):
    """A complaint or a compliment. Where it stands is said by its steps, which are only ever added to."""

    class Kind(models.TextChoices):
        """By what way it is answered."""

        COMPLAINT = "complaint", "A complaint"
        DATA = "data", "A complaint about how we keep or share facts"
        COMPLIMENT = "compliment", "A compliment"

    kind = models.CharField("what it is", max_length=12, choices=Kind.choices, default=Kind.COMPLAINT)
    received_on = models.DateField("received on")
    how = models.CharField("how it came", max_length=12, choices=How.choices)
    words = models.TextField("what they say")
    wants = models.TextField("what would put it right", blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who deals with it",
    )

    class Meta:
        indexes = [models.Index(fields=["person", "received_on"])]
        ordering = ["-received_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}"


@guards.append_only
class ComplaintAbout(Identified):
    """A worker whom a complaint is about: they neither see it nor deal with it, whatever their role."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="about")
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="who it is about"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "worker"], name="a_worker_is_named_once_in_a_complaint"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: about a worker"


@guards.append_only
class ComplaintStep(Identified):
    """One step of a complaint: received, answered, gone on with, taken back. The latest says where it stands."""

    class State(models.TextChoices):
        """Where it stands."""

        STAGE_1 = "stage_1", "Stage 1: being looked into"
        ANSWERED_1 = "answered_1", "Stage 1: answered"
        STAGE_2 = "stage_2", "Stage 2: an investigation"
        ANSWERED_2 = "answered_2", "Stage 2: answered"
        STAGE_3 = "stage_3", "Stage 3: a review panel"
        ANSWERED_3 = "answered_3", "Stage 3: answered"
        TAKEN_BACK = "taken_back", "Taken back"
        THANKED = "thanked", "A compliment, passed on"

    class Outcome(models.TextChoices):
        """What was found."""

        UPHELD = "upheld", "Upheld: they are right"
        PARTLY = "partly", "Upheld in part"
        NOT_UPHELD = "not_upheld", "Not upheld"

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    number = models.PositiveSmallIntegerField("the order of the steps")
    step = models.CharField("what was done", max_length=12)
    state = models.CharField("where it stands then", max_length=10, choices=State.choices)
    on = models.DateField("on which day")
    outcome = models.CharField("what was found", max_length=10, choices=Outcome.choices, blank=True)
    words = models.TextField("what was said", blank=True)
    made_at = models.DateTimeField("written down at")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="by whom"
    )

    class Meta:
        ordering = ["complaint", "number"]
        constraints = [
            models.UniqueConstraint(fields=["complaint", "number"], name="one_complaint_step_per_number"),
            models.CheckConstraint(
                condition=~Q(step="answer") | (~Q(outcome="") & ~Q(words="")), name="an_answer_says_what_was_found"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint}: {self.step}"


class Advocacy(AboutPerson):
    """An advocate was offered or asked for; who it is, from when to when, and what the young person lets them see."""

    class Answer(models.TextChoices):
        """What the young person says to the offer."""

        WAITING = "waiting", "Not answered yet"
        YES = "yes", "Yes"
        NO = "no", "No"

    offered_on = models.DateField("offered or asked for on")
    asked = models.BooleanField("they asked themselves", default=False)
    about = models.CharField("what it is about", max_length=200, blank=True)
    answer = models.CharField("their answer", max_length=10, choices=Answer.choices, default=Answer.WAITING)
    answered_on = models.DateField("answered on", null=True, blank=True)
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="the advocacy service",
    )
    advocate = models.CharField("who the advocate is", max_length=120, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="the advocate's account here",
    )
    """What the young person shows opens to this account and to nobody else of the service."""
    phone = models.CharField("their phone number", max_length=40, blank=True)
    from_on = models.DateField("from", null=True, blank=True)
    to_on = models.DateField("until", null=True, blank=True)
    shares = models.JSONField("what the young person lets them see", default=list, blank=True)
    """Values of ``shell.roles.Record``, chosen by the young person and by nobody else."""
    referral = models.OneToOneField(
        Referral,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="what opens it",
    )

    class Meta:
        ordering = ["-offered_on", "-recorded_at"]
        verbose_name_plural = "advocacy"
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(organisation__isnull=False),
                name="an_advocate_has_a_service",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=False, to_on__gte=F("from_on")),
                name="advocacy_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"Advocate for {self.person}"
