"""What is found out before a plan is written: needs, a joint assessment with adult services, the list before 18."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.plan import Head
from alongside.shell import guards

OF_AN_APPROVED_ASSESSMENT = (
    "EXISTS (SELECT 1 FROM casework_needsassessment a WHERE a.id = {row}.assessment_id AND a.state = 'approved')"
)


@guards.frozen(
    "{row}.state = 'approved'",
    *("person_id", "number", "trigger", "form", "asked_for", "started_on", "consulted", "consulted_words", "meetings"),
    *("words", "result", "submitted_by_id", "approved_by_id", "approved_on"),
)
class NeedsAssessment(AboutPerson):
    """An assessment of needs: what was looked at, who was asked, what the young person says, what came of it."""

    class Trigger(models.TextChoices):
        """Why it is made."""

        ELIGIBLE = "eligible", "Became an eligible child"
        RELEVANT = "relevant", "Became a relevant child without a plan"
        EDUCATION = "education", "Goes back to education or training (21 to 24)"
        ASKED = "asked", "Asked for support (21 to 24)"
        CHANGED = "changed", "Much has changed"

    class Form(models.TextChoices):
        """How much is looked at."""

        WHOLE = "whole", "Every head"
        ASKED = "asked", "Only what was asked for"

    class State(models.TextChoices):
        """Where it stands. ``steps_assessment`` has the steps."""

        DRAFT = "draft", "Being written"
        SUBMITTED = "submitted", "Waiting for a manager"
        APPROVED = "approved", "Finished"

    class Asked(models.TextChoices):
        """Who is asked."""

        PARENT = "parent", "A parent or whoever has parental responsibility"
        CARER = "carer", "Whoever cares for them day to day"
        SCHOOL = "school", "School or college"
        HEALTH = "health", "Somebody who looks after their health"
        REVIEWING = "reviewing", "The independent reviewing officer"
        ADVISER = "adviser", "The personal adviser"
        ADVOCATE = "advocate", "An advocate"
        OTHER = "other", "Somebody else whom they named"

    number = models.PositiveIntegerField("number")
    trigger = models.CharField("why", max_length=10, choices=Trigger.choices)
    form = models.CharField("how much is looked at", max_length=6, choices=Form.choices, default=Form.WHOLE)
    asked_for = models.TextField("what they asked for", blank=True)
    started_on = models.DateField("begun on")
    state = models.CharField("where it stands", max_length=10, choices=State.choices, default=State.DRAFT)
    consulted = models.JSONField("who was asked", default=list, blank=True)
    consulted_words = models.TextField("what they said", blank=True)
    meetings = models.TextField("meetings", blank=True)
    words = models.TextField("what the young person says and wants", blank=True)
    result = models.TextField("what came of it", blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField("sent to a manager at", null=True, blank=True)
    comment = models.TextField("what the manager says", blank=True)
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField("finished on", null=True, blank=True)

    class Meta:
        ordering = ["person", "-number"]
        indexes = [models.Index(fields=["state"])]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_assessment_per_number"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["draft", "submitted"], removed_at__isnull=True),
                name="one_open_assessment_per_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="nobody_approves_own_assessment",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_on__isnull=False, approved_by__isnull=False)
                | (~Q(state="approved") & Q(approved_on__isnull=True, approved_by__isnull=True)),
                name="finished_assessment_has_day_and_approver",
            ),
            models.CheckConstraint(
                condition=~Q(form="asked") | ~Q(asked_for=""), name="assessment_of_what_was_asked_says_what"
            ),
        ]

    def __str__(self) -> str:
        return f"Assessment {self.number} of {self.person}"


@guards.frozen(
    OF_AN_APPROVED_ASSESSMENT,
    *("person_id", "assessment_id", "head", "words", "strengths", "needs", "evidence", "conclusion"),
    closed=True,
)
class AssessmentHead(AboutPerson):
    """One head of an assessment."""

    assessment = models.ForeignKey(NeedsAssessment, on_delete=models.PROTECT, related_name="heads")
    head = models.CharField("head", max_length=12, choices=Head.choices)
    words = models.TextField("what the young person says", blank=True)
    strengths = models.TextField("what goes well", blank=True)
    needs = models.TextField("what is needed", blank=True)
    evidence = models.TextField("how we know", blank=True)
    conclusion = models.TextField("what follows", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "head"], name="one_head_of_a_kind_in_an_assessment")
        ]

    def __str__(self) -> str:
        return f"{self.get_head_display()} in {self.assessment}"


class JointAssessment(AboutPerson):
    """A joint assessment with adult services from 16 on: asked for, answered, decided."""

    class Decision(models.TextChoices):
        """What adult services decided."""

        SUPPORT = "support", "They will give care and support from 18"
        SOME = "some", "Advice or prevention, no care and support"
        NOT = "not", "No needs that they meet"
        REFUSED = "refused", "They will not assess"

    why = models.TextField("why it is asked for")
    asked_on = models.DateField("asked for on")
    agreed = models.BooleanField("the young person agrees to it", null=True, blank=True)
    worker = models.CharField("who deals with it at adult services", max_length=120, blank=True)
    met_on = models.DateField("assessed together on", null=True, blank=True)
    decided_on = models.DateField("decided on", null=True, blank=True)
    decision = models.CharField("what was decided", max_length=8, choices=Decision.choices, blank=True)
    decision_words = models.TextField("in words", blank=True)
    told_on = models.DateField("the young person was told on", null=True, blank=True)

    class Meta:
        ordering = ["-asked_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, decision="") | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="joint_assessment_decided_with_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Joint assessment of {self.person}"


class TurningEighteen(AboutPerson):
    """What has to be settled before an 18th birthday; each with the day on which it was."""

    choices_on = models.DateField("choices of homes were gone through with them on", null=True, blank=True)
    home_on = models.DateField("where they will live is settled since", null=True, blank=True)
    money_on = models.DateField("money from 18 is settled since", null=True, blank=True)
    papers_on = models.DateField("identity documents are held since", null=True, blank=True)
    doctor_on = models.DateField("a doctor is settled since", null=True, blank=True)
    handover_on = models.DateField("the worker after 18 is known and met since", null=True, blank=True)
    notes = models.TextField("what is missing, and what is done about it", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person"], name="one_list_before_eighteen")]

    def __str__(self) -> str:
        return f"Before 18, {self.person}"
