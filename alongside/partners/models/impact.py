"""Equality impact assessments: whom a decision touches, for better and for worse, and what is done about it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell import guards
from alongside.shell.locking import Versioned


@guards.frozen("{row}.state = 'approved'", "about", "about_reference", "title", "aims", "stakeholders", "written_by_id")
class ImpactAssessment(Versioned):
    """One assessment, of an edition of the offer, a strategy, a protocol or something else."""

    class About(models.TextChoices):
        """What it is of."""

        OFFER = "offer", "An edition of the local offer"
        STRATEGY = "strategy", "A strategy"
        PROTOCOL = "protocol", "A protocol"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", "Being written"
        WAITING = "waiting", "Waits to be approved"
        SENT_BACK = "sent_back", "Sent back"
        APPROVED = "approved", "Approved"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about = models.CharField("what it is of", max_length=10, choices=About.choices)
    about_reference = models.CharField("which one", max_length=120)
    title = models.CharField(max_length=160)
    aims = models.TextField("what is to change, and why")
    stakeholders = models.TextField("whom it touches, and who was asked")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    why_sent_back = models.CharField(max_length=600, blank=True)
    review_on = models.DateField("looked at again by")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    of_edition = models.PositiveIntegerField("the edition of the offer that it was for", null=True, blank=True)
    """None until an edition is published that rests on it. Days cannot tell: two things happen on one day."""

    history = HistoricalRecords()

    class Meta:
        ordering = ["-review_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("written_by")),
                name="nobody_approves_an_assessment_they_wrote",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(state="approved"), name="what_is_published_was_approved"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_on__isnull=False), name="an_approved_assessment_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ImpactFinding(Versioned):
    """What the decision means for people who share a characteristic."""

    class Characteristic(models.TextChoices):
        """The nine of the Equality Act 2010, section 4, and three that matter to care leavers."""

        AGE = "age", "Age"
        DISABILITY = "disability", "Disability"
        GENDER_REASSIGNMENT = "gender_reassignment", "Gender reassignment"
        MARRIAGE = "marriage", "Marriage and civil partnership"
        PREGNANCY = "pregnancy", "Pregnancy and maternity"
        RACE = "race", "Race"
        RELIGION = "religion", "Religion or belief"
        SEX = "sex", "Sex"
        ORIENTATION = "orientation", "Sexual orientation"
        CARE = "care", "Having been in care"
        MIGRATION = "migration", "Having come here alone as a child"
        POVERTY = "poverty", "Having little money"

    assessment = models.ForeignKey(ImpactAssessment, on_delete=models.PROTECT, related_name="findings")
    characteristic = models.CharField(max_length=20, choices=Characteristic.choices)
    barriers = models.TextField("what stands in their way", blank=True)
    positive = models.TextField("what gets better", blank=True)
    negative = models.TextField("what gets worse", blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "characteristic"], name="one_finding_per_characteristic"),
            models.CheckConstraint(
                condition=~Q(barriers="", positive="", negative=""), name="a_finding_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.get_characteristic_display()}"


class ImpactAction(Versioned):
    """What is done about it, who leads, by when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(ImpactAssessment, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField("what is done", max_length=300)
    lead = models.CharField("who leads (post)", max_length=120)
    by_on = models.DateField("by when")
    done_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["by_on"]

    def __str__(self) -> str:
        return self.what
