"""While somebody is looked after: the talk after being missing, and decisions that need a senior officer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.casework.models.people import Person
from alongside.casework.models.safety import Incident
from alongside.shell import guards


class ReturnTalk(AboutPerson):
    """What came of the talk with somebody independent, offered to whoever was missing and is back."""

    class Outcome(models.TextChoices):
        """What came of it."""

        HELD = "held", "It was held"
        DECLINED = "declined", "It was offered, and they did not want it"
        NOT_HELD = "not_held", "It could not be held yet"

    incident = models.OneToOneField(Incident, on_delete=models.PROTECT, related_name="return_talk")
    outcome = models.CharField("what came of it", max_length=10, choices=Outcome.choices)
    talk_on = models.DateField("held, offered or tried on")
    talk_with = models.CharField("who talked or offered", max_length=120)
    said = models.TextField("what they said, in their words", blank=True)
    result = models.TextField("what is done about it", blank=True)

    def __str__(self) -> str:
        return f"Talk with {self.person} after being missing"


@guards.append_only
class CareDecision(Identified):
    """One step in a decision that a senior officer takes: care ends, a home outside the area or at a distance.

    Steps are only ever added. ``matter`` binds the steps of one decision together.
    """

    class Kind(models.TextChoices):
        """What is decided."""

        END_OF_CARE = "end_of_care", "Care ends"
        OUT_OF_AREA = "out_of_area", "A home outside the area, in one beside it"
        AT_DISTANCE = "at_distance", "A home at a distance"

    class State(models.TextChoices):
        """Where the decision stands."""

        PROPOSED = "proposed", "Waiting for a decision"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        TOLD = "told", "Approved, and the other council told"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    matter = models.UUIDField("which decision")
    number = models.PositiveSmallIntegerField("which step")
    kind = models.CharField("what is decided", max_length=12, choices=Kind.choices)
    state = models.CharField("where it stands", max_length=10, choices=State.choices)
    planned_on = models.DateField("on which day it is to happen")
    place = models.CharField("which home", max_length=200, blank=True)
    emergency = models.BooleanField("placed already, in an emergency", default=False)
    why = models.TextField("why")
    wishes = models.TextField("what the young person wants")
    checks = models.JSONField("what was checked", default=list)
    comment = models.TextField("what the decider says", blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("decided on", null=True)
    told_on = models.DateField("other council told on", null=True)
    recorded_at = models.DateTimeField("written down at")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["matter", "number"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "number"], name="one_care_decision_step_per_number"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_decides_own_care_decision",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["approved", "refused", "told"], decided_by__isnull=False, decided_on__isnull=False
                )
                | Q(state__in=["proposed", "withdrawn"], decided_by__isnull=True, decided_on__isnull=True),
                name="care_decision_has_decider_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="told") | Q(told_on__isnull=False), name="told_council_has_its_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.kind}, {self.state}"
