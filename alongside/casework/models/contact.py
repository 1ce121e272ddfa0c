"""Contact with young people: what happened, what was noted, how often it was agreed, and what if it is lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.shell.locking import Versioned


class Method(models.TextChoices):
    """How people are in contact."""

    PHONE = "phone", "Phone call"
    TEXT = "text", "Text or message"
    HOME = "home", "Visit at home"
    MET = "met", "Met somewhere else"
    VIDEO = "video", "Video call"
    EMAIL = "email", "E-mail"
    LETTER = "letter", "Letter"
    GROUP = "group", "Group or drop-in"


class Contact(AboutPerson):
    """One contact with, or about, a young person: made, tried, or cancelled.

    Only one that was made with the young person themself tells the law's clocks that they were in touch.
    """

    class Outcome(models.TextChoices):
        """What came of it."""

        MADE = "made", "Made: we spoke, met or heard from them"
        ATTEMPTED = "attempted", "Tried: we did not reach them"
        CANCELLED_BY_US = "cancelled_by_us", "Cancelled by us"
        CANCELLED_BY_THEM = "cancelled_by_them", "Cancelled by them, or they did not come"

    class With(models.TextChoices):
        """With whom."""

        THEMSELF = "themself", "The young person"
        FAMILY = "family", "A carer, or somebody in their life"
        PROFESSIONAL = "professional", "A professional"

    class StartedBy(models.TextChoices):
        """Who got in touch with whom."""

        US = "us", "We did"
        THEM = "them", "They did"
        OTHER = "other", "Somebody else did"

    happened_on = models.DateField("when")
    outcome = models.CharField("what came of it", max_length=20, choices=Outcome.choices)
    method = models.CharField("how", max_length=10, choices=Method.choices)
    with_whom = models.CharField("with whom", max_length=12, choices=With.choices, default=With.THEMSELF)
    summary = models.CharField("in one line", max_length=1000, blank=True)
    seen = models.BooleanField("seen", null=True, blank=True)
    alone = models.BooleanField("seen alone", null=True, blank=True)
    place = models.CharField("where", max_length=120, blank=True)
    started_by = models.CharField("who got in touch", max_length=10, choices=StartedBy.choices, blank=True)
    took_part = models.CharField("who else took part", max_length=200, blank=True)
    their_words = models.TextField("in the young person's words", blank=True)
    purpose = models.CharField("what for", max_length=200, blank=True)
    statutory_visit = models.BooleanField("a social worker's visit to a looked-after child", default=False)
    what_next = models.CharField("what happens next", max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField("minutes", null=True, blank=True)
    travel_minutes = models.PositiveSmallIntegerField("minutes of travel", null=True, blank=True)
    cost = models.DecimalField("what it cost", max_digits=7, decimal_places=2, null=True, blank=True)
    late_reason = models.CharField("why it is written down late", max_length=200, blank=True)
    about_others = models.TextField("what concerns somebody else", blank=True)
    """Shown only to those who may read what concerns third parties; never to the young person."""
    by_partner = models.BooleanField("had by a partner, not by the council", default=False)
    person_added = models.TextField("what the young person adds", blank=True)
    person_added_at = models.DateTimeField("when they added it", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "happened_on"])]
        ordering = ["-happened_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Contact of {self.happened_on} about {self.person}"

    @property
    def is_in_touch(self) -> bool:
        """Whether the council was in touch with the young person by it."""
        return self.outcome == self.Outcome.MADE and self.with_whom == self.With.THEMSELF and not self.by_partner

    @property
    def is_visit(self) -> bool:
        """Whether it is a visit at home in which they were seen."""
        return self.is_in_touch and self.method == Method.HOME and self.seen is not False


class CaseNote(AboutPerson):
    """Something noted about a young person that is no contact. What is significant makes up the chronology."""

    class Kind(models.TextChoices):
        """What kind of note."""

        EVENT = "event", "Something happened"
        INFORMATION = "information", "Something we learned"
        DISCUSSION = "discussion", "We talked about them"
        DECISION = "decision", "Something was decided"

    kind = models.CharField("kind of note", max_length=12, choices=Kind.choices, default=Kind.EVENT)
    happened_on = models.DateField("when")
    text = models.TextField("the note")
    is_significant = models.BooleanField("significant: in the chronology", default=False)
    about_others = models.TextField("what concerns somebody else", blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "happened_on"])]
        ordering = ["-happened_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Note of {self.happened_on} about {self.person}"


class Agreement(AboutPerson):
    """How often, and how, a young person and their adviser keep in touch, from a day until a day."""

    every_weeks = models.PositiveSmallIntegerField("every so many weeks")
    method = models.CharField("mostly how", max_length=10, choices=Method.choices)
    with_them = models.BooleanField("agreed with the young person")
    words = models.CharField("what was agreed, or why", max_length=300, blank=True)
    from_on = models.DateField("from")
    to_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ["-from_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="agreement_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(to_on__isnull=True, removed_at__isnull=True), name="one_open_agreement"
            ),
        ]

    def __str__(self) -> str:
        return f"Keeping in touch with {self.person} every {self.every_weeks} weeks"


class LostContact(AboutPerson):
    """Contact was due and failed: from then until it is made again, steps are taken to find the young person."""

    started_on = models.DateField("since")
    last_made_on = models.DateField("last contact that was made", null=True, blank=True)
    started_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The contact that failed; empty where a worker said so without one."""
    why = models.CharField("what is known", max_length=300, blank=True)
    ended_on = models.DateField("found again on", null=True, blank=True)
    ended_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The contact by which they were found."""

    class Meta:
        ordering = ["-started_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True, removed_at__isnull=True), name="one_open_loss"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_by__isnull=False), name="lost_until_contact_is_made"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="loss_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"Contact with {self.person} lost on {self.started_on}"


class LostContactStep(AboutPerson):
    """A step taken to find somebody, or a manager's look at the steps taken so far."""

    class Kind(models.TextChoices):
        """What was done."""

        CALL = "call", "Called"
        TEXT = "text", "Wrote a message"
        LETTER = "letter", "Wrote a letter"
        VISIT = "visit", "Went to their home"
        NETWORK = "network", "Asked somebody in their life"
        PROFESSIONAL = "professional", "Asked a professional or another council"
        POLICE = "police", "Told the police that they are missing"
        OTHER = "other", "Something else"
        REVIEW = "review", "A manager reviewed"

    episode = models.ForeignKey(LostContact, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("what was done", max_length=12, choices=Kind.choices)
    taken_on = models.DateField("when")
    result = models.CharField("what came of it", max_length=500)
    work_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Whose work a review looks at: nobody reviews their own."""

    class Meta:
        ordering = ["taken_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(work_of__isnull=True) | ~Q(work_of=F("recorded_by")), name="nobody_reviews_own_search"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} about {self.person} on {self.taken_on}"


class GroupSession(Identified, Versioned):
    """A drop-in, a group or an activity, on one day."""

    class Kind(models.TextChoices):
        """What it is."""

        DROP_IN = "drop_in", "Drop-in"
        GROUP = "group", "Group"
        ACTIVITY = "activity", "Activity"

    name = models.CharField("what it is called", max_length=120)
    kind = models.CharField("kind", max_length=10, choices=Kind.choices, default=Kind.DROP_IN)
    held_on = models.DateField("when")
    place = models.CharField("where", max_length=120, blank=True)
    note = models.CharField("what was done", max_length=500, blank=True)
    others = models.PositiveSmallIntegerField("how many more came, without names", default=0)
    recorded_at = models.DateTimeField("written down at")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-held_on", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.held_on}"


class Attendance(AboutPerson):
    """Somebody came to a session. It is a contact only where a worker says that they spoke: then there is one."""

    session = models.ForeignKey(GroupSession, on_delete=models.PROTECT, related_name="attendances")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person"], condition=Q(removed_at__isnull=True), name="one_attendance_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.session}"
