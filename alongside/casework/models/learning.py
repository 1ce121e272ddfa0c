"""Education, training and work; bursaries, vacations, education plans, skills."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import ENDS_AFTER_START
from alongside.returns.codes import CODE_SETS

ACTIVITIES = tuple((code, words or code) for code, words in CODE_SETS["ACTIV"].items() if code != "0")
"""The codes of the statutory return for what a care leaver does."""


class Activity(AboutPerson):
    """What somebody does from a day until a day: a course, training, a job, or none of these and why."""

    class Risk(models.TextChoices):
        """How likely it is to break off."""

        LOW = "low", "Going well"
        SOME = "some", "Some risk of dropping out"
        HIGH = "high", "Likely to drop out without help"

    class Without(models.TextChoices):
        """Why somebody is in neither education, work nor training."""

        LOOKING = "looking", "Looking for something"
        HEALTH = "health", "Health or disability"
        CARING = "caring", "Caring for a child or somebody else"
        STATUS = "status", "Not allowed to work yet"
        CUSTODY = "custody", "In custody"
        NOT_READY = "not_ready", "Not ready for it now"
        OTHER = "other", "Another reason"

    code = models.CharField("what they do", max_length=2, choices=ACTIVITIES)
    place = models.CharField("college, employer or provider", max_length=160, blank=True)
    course = models.CharField("course or job", max_length=160, blank=True)
    level = models.CharField("level", max_length=40, blank=True)
    hours = models.DecimalField("hours a week", max_digits=4, decimal_places=1, null=True, blank=True)
    from_on = models.DateField("first day")
    to_on = models.DateField("last day", null=True, blank=True)
    university_year = models.PositiveSmallIntegerField("year at university", null=True, blank=True)
    is_ring_fenced = models.BooleanField("an apprenticeship that the council keeps for care leavers", default=False)
    funding = models.CharField("who pays for it", max_length=160, blank=True)
    risk = models.CharField("how it is going", max_length=4, choices=Risk.choices, blank=True)
    why_without = models.CharField("if nothing: why", max_length=10, choices=Without.choices, blank=True)
    is_proposed = models.BooleanField("proposed by the young person, not looked at yet", default=False, editable=False)

    class Meta:
        indexes = [models.Index(fields=["person", "from_on"])]
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_START, name="activity_ends_after_start")]
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return f"Activity of {self.person} from {self.from_on}"


class BursaryInstalment(AboutPerson):
    """A part of a bursary, due on a day agreed with the young person."""

    bursary = models.CharField("which bursary", max_length=80)
    amount = models.DecimalField("how much", max_digits=7, decimal_places=2)
    due_on = models.DateField("to be paid on")
    paid_on = models.DateField("paid on", null=True, blank=True)

    class Meta:
        ordering = ["-due_on"]

    def __str__(self) -> str:
        return f"Bursary instalment of {self.person}"


class Vacation(AboutPerson):
    """A vacation of somebody who studies away from home, and where they stay in it."""

    name = models.CharField("which vacation", max_length=60)
    from_on = models.DateField("it starts on")
    to_on = models.DateField("it ends on", null=True, blank=True)
    needs_home = models.BooleanField("they need somewhere to stay", default=True)
    arranged_on = models.DateField("a place was arranged on", null=True, blank=True)
    where = models.CharField("where", max_length=160, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_START, name="vacation_ends_after_start")]
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return f"Vacation of {self.person}"


class EducationPlan(AboutPerson):
    """The personal education plan of one school term."""

    term_ends_on = models.DateField("last day of the term")
    reviewed_on = models.DateField("plan made or reviewed on", null=True, blank=True)
    needs = models.TextField("what they need most this term", blank=True)
    own_view = models.TextField("what they say", blank=True)

    class Meta:
        ordering = ["-term_ends_on"]

    def __str__(self) -> str:
        return f"Education plan of {self.person}"


class Skill(AboutPerson):
    """How well somebody can do one thing of daily life: as they see it, and as their adviser does."""

    class Item(models.TextChoices):
        """The things of daily life."""

        COOK = "cook", "Cook meals for a week"
        CLEAN = "clean", "Wash clothes and keep a home clean"
        BUDGET = "budget", "Live within a weekly budget"
        BILLS = "bills", "Pay bills and read letters about them"
        REPAIR = "repair", "Report a repair and read a meter"
        TRAVEL = "travel", "Travel alone to new places"
        HEALTH = "health", "See a doctor and get medicine"
        ONLINE = "online", "Stay safe online and on the phone"
        NEIGHBOURS = "neighbours", "Get on with neighbours, and say no to visitors"
        APPLY = "apply", "Apply for a job or a course"

    class Level(models.TextChoices):
        """How well."""

        ALONE = "alone", "Can do it alone"
        HELP = "help", "Can do it with help"
        NOT_YET = "not_yet", "Not yet"

    item = models.CharField("what", max_length=10, choices=Item.choices)
    own_level = models.CharField("as they see it", max_length=7, choices=Level.choices, blank=True)
    our_level = models.CharField("as the adviser sees it", max_length=7, choices=Level.choices, blank=True)
    looked_at_on = models.DateField("looked at on")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "item"], condition=Q(removed_at__isnull=True), name="one_row_for_each_skill"
            ),
        ]

    def __str__(self) -> str:
        return f"Skill of {self.person}"
