"""The pathway plan, version by version: what the young person says, what will happen, who does it and by when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified, Source
from alongside.casework.models.people import Person
from alongside.shell import guards

SETTLED = "('approved', 'shared', 'superseded')"
"""States of a plan whose words can no longer be changed, as the database's guards name them."""
OF_A_SETTLED_PLAN = (
    "EXISTS (SELECT 1 FROM casework_planversion p WHERE p.id = {row}.plan_id AND "
    "p.state IN ('approved', 'shared', 'superseded'))"
)


class Head(models.TextChoices):
    """The heads of a plan: the ten of Schedule 1 to the Care Leavers (England) Regulations 2010, in its order, and one.

    The eleventh is for who came here alone or was trafficked; it is asked of others only where it is of use.
    """

    SUPPORT = "support", "Contact and personal support"
    LEARNING = "learning", "Education and training"
    WORK = "work", "Employment and other activity"
    CONTINGENCY = "contingency", "If things go wrong"
    HOME = "home", "Accommodation"
    FAMILY = "family", "Family and social relationships"
    SKILLS = "skills", "Practical skills"
    MONEY = "money", "Money"
    HEALTH = "health", "Health, also mental health"
    IDENTITY = "identity", "Identity: religion, origin, culture, language"
    ARRIVAL = "arrival", "Needs from coming here alone or being trafficked"


@guards.frozen(
    "{row}.state IN " + SETTLED,
    *("person_id", "number", "scope", "about_me", "how_made", "content_hash", "submitted_by_id", "submitted_at"),
    *("approved_by_id", "approved_on", "is_escalated", "reviewed_id"),
)
class PlanVersion(AboutPerson):
    """One version of somebody's pathway plan. Once approved its words stay as they are; the next version follows it."""

    class State(models.TextChoices):
        """Where it stands. ``steps_plan`` has the steps."""

        DRAFT = "draft", "Being written"
        WITH_PERSON = "with_person", "With the young person"
        SUBMITTED = "submitted", "Waiting for a manager"
        APPROVED = "approved", "Approved, not given to them yet"
        SHARED = "shared", "Approved, and they have it"
        SUPERSEDED = "superseded", "An earlier plan"

    class Scope(models.TextChoices):
        """How much of a life it is about."""

        WHOLE = "whole", "Every head"
        ASKED = "asked", "What was asked for (from 21)"

    number = models.PositiveIntegerField("number")
    state = models.CharField("where it stands", max_length=12, choices=State.choices, default=State.DRAFT)
    scope = models.CharField("how much it is about", max_length=6, choices=Scope.choices, default=Scope.WHOLE)
    about_me = models.TextField("what matters to me", blank=True)
    how_made = models.TextField("how they took part in writing it", blank=True)
    reviewed = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="version it follows"
    )
    given_on = models.DateField("put before the young person on", null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField("sent to a manager at", null=True, blank=True)
    is_escalated = models.BooleanField("for the head of service to decide", default=False)
    escalated_why = models.CharField("why the head of service decides", max_length=300, blank=True)
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_back_on = models.DateField("sent back on", null=True, blank=True)
    comment = models.TextField("what the manager says", blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField("approved on", null=True, blank=True)
    content_hash = models.CharField("hash of what was approved", max_length=64, blank=True)
    shared_on = models.DateField("first given to them on", null=True, blank=True)

    class Meta:
        ordering = ["person", "-number"]
        indexes = [models.Index(fields=["state"])]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_plan_per_number"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state__in=["draft", "with_person", "submitted"], removed_at__isnull=True),
                name="one_open_plan_per_person",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("submitted_by")),
                name="nobody_approves_own_plan",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "with_person", "submitted"], approved_on__isnull=True, content_hash="")
                | (
                    Q(state__in=["approved", "shared", "superseded"], approved_on__isnull=False)
                    & Q(approved_by__isnull=False)
                    & ~Q(content_hash="")
                ),
                name="approved_plan_has_day_approver_and_hash",
            ),
            models.CheckConstraint(
                condition=~Q(state="shared") | Q(shared_on__isnull=False), name="shared_plan_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Plan {self.number} of {self.person}"


@guards.frozen(
    OF_A_SETTLED_PLAN,
    *("person_id", "plan_id", "head", "words", "need", "will_happen", "who", "by_when", "otherwise", "nothing_now"),
    closed=True,
)
class PlanHead(AboutPerson):
    """One head of a version: the young person's words first, then what is needed and what will happen."""

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="heads")
    head = models.CharField("head", max_length=12, choices=Head.choices)
    words = models.TextField("what the young person says", blank=True)
    need = models.TextField("what is needed", blank=True)
    will_happen = models.TextField("what will happen", blank=True)
    who = models.CharField("who does it", max_length=160, blank=True)
    by_when = models.DateField("by when", null=True, blank=True)
    otherwise = models.TextField("if it does not work out", blank=True)
    nothing_now = models.BooleanField("nothing is needed here now", default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "head"], name="one_head_of_a_kind_in_a_plan")]

    def __str__(self) -> str:
        return f"{self.get_head_display()} in {self.plan}"


@guards.frozen(
    OF_A_SETTLED_PLAN,
    *("person_id", "plan_id", "head", "what", "owner", "owner_name", "due_on", "carried_from_id"),
    closed=True,
)
class PlanAction(AboutPerson):
    """Something that somebody will do by a day. What it is was agreed; how it goes is noted as it goes."""

    class Owner(models.TextChoices):
        """Who does it."""

        PERSON = "person", "The young person"
        ADVISER = "adviser", "The adviser"
        PARTNER = "partner", "Somebody else"

    class State(models.TextChoices):
        """How it goes."""

        OPEN = "open", "Not done yet"
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Given up"

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="actions")
    head = models.CharField("head", max_length=12, choices=Head.choices)
    what = models.CharField("what will be done", max_length=300)
    owner = models.CharField("who does it", max_length=8, choices=Owner.choices)
    owner_name = models.CharField("name of whoever else does it", max_length=120, blank=True)
    due_on = models.DateField("by when", null=True, blank=True)
    carried_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField("how it goes", max_length=8, choices=State.choices, default=State.OPEN)
    settled_on = models.DateField("done or given up on", null=True, blank=True)
    outcome = models.TextField("what came of it, or why not", blank=True)
    their_word = models.TextField("how the young person says it goes", blank=True)
    their_word_on = models.DateField("said on", null=True, blank=True)

    class Meta:
        ordering = ["due_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on__isnull=True) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="settled_plan_action_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_done") | ~Q(outcome=""), name="plan_action_given_up_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"Action in {self.plan}"


@guards.append_only
class PlanVoice(Identified):
    """What the young person says about a version, then or later: words, or whether they agree. Never changed."""

    class Kind(models.TextChoices):
        """What it is."""

        WORDS = "words", "Words"
        AGREES = "agrees", "Agrees"
        PARTLY = "partly", "Agrees with some of it"
        NO = "no", "Does not agree"
        NOT_TAKING_PART = "not_taking_part", "Would not take part"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="voices")
    kind = models.CharField("what it is", max_length=16, choices=Kind.choices)
    head = models.CharField("about which head", max_length=12, choices=Head.choices, blank=True)
    words = models.TextField("in their words", blank=True)
    tried = models.TextField("what was tried", blank=True)
    said_on = models.DateField("said on")
    source = models.CharField("where it comes from", max_length=20, choices=Source.choices)
    recorded_at = models.DateTimeField("written down at")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["words", "partly", "no"]) | ~Q(words=""), name="plan_voice_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(kind="not_taking_part") | ~Q(tried=""), name="not_taking_part_says_what_was_tried"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, about {self.plan}"


@guards.append_only
class PlanCopy(Identified):
    """A copy of an approved version, handed to the young person or to somebody for them."""

    class Form(models.TextChoices):
        """In which form."""

        SCREEN = "screen", "To read on a screen"
        PDF = "pdf", "PDF"
        LARGE = "large", "Large print"

    class How(models.TextChoices):
        """How it reached them."""

        IN_PERSON = "in_person", "Handed over"
        POST = "post", "By post"
        EMAIL = "email", "By e-mail"
        PORTAL = "portal", "In their own place"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="copies")
    form = models.CharField("form", max_length=8, choices=Form.choices)
    language = models.CharField("language of the headings", max_length=10)
    to = models.CharField("to whom", max_length=120)
    how = models.CharField("how it reached them", max_length=10, choices=How.choices)
    handed_on = models.DateField("handed out on")
    recorded_at = models.DateTimeField("written down at")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-handed_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Copy of {self.plan}"


class PlanReview(AboutPerson):
    """A review of somebody's plan: asked for or planned, then held."""

    class Trigger(models.TextChoices):
        """Why it is held."""

        SIX_MONTHS = "six_months", "Six months have passed"
        ASKED = "asked", "The young person asked"
        ADVISER = "adviser", "The adviser or the council thinks that it is needed"
        NEW_HOME = "new_home", "28 days in a home that the council provides"
        CUSTODY = "custody", "In custody, or about to leave it"
        MOVED = "moved", "A change of address"
        IN_CARE = "in_care", "Together with the looked-after review"

    class Part(models.TextChoices):
        """How the young person took part."""

        THERE = "there", "They were there"
        PHONE = "phone", "By phone or video"
        BEFORE = "before", "They said beforehand what they think"
        SOMEBODY = "somebody", "An advocate or somebody else spoke for them"
        NOT = "not", "They took no part"

    plan = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    trigger = models.CharField("why", max_length=10, choices=Trigger.choices)
    asked_on = models.DateField("asked for on", null=True, blank=True)
    asked_words = models.TextField("what they want to talk about", blank=True)
    planned_on = models.DateField("planned for", null=True, blank=True)
    place = models.CharField("where", max_length=160, blank=True)
    chair = models.CharField("who leads it", max_length=120, blank=True)
    invited = models.TextField("who is invited", blank=True)
    held_on = models.DateField("held on", null=True, blank=True)
    attended = models.TextField("who came, and who sent apologies", blank=True)
    took_part = models.CharField("how the young person took part", max_length=8, choices=Part.choices, blank=True)
    words = models.TextField("what the young person says", blank=True)
    is_adequate = models.BooleanField("whether the plan is still right", null=True, blank=True)
    changes = models.TextField("what changes", blank=True)
    decisions = models.TextField("what was decided", blank=True)
    notes_sent_on = models.DateField("notes given to them on", null=True, blank=True)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-held_on", "-planned_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | (Q(is_adequate__isnull=False) & ~Q(took_part="")),
                name="held_review_says_how_and_whether_right",
            ),
        ]

    def __str__(self) -> str:
        return f"Review of {self.person}"
