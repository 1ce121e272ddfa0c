"""How a young person gets into their own place here, and what they and their workers write to each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.casework.models.people import Person


class EnrolmentCode(Identified):
    """A code that lets one young person open their own account, once. Only its hash is kept."""

    class Handed(models.TextChoices):
        """How it reaches them."""

        IN_PERSON = "in_person", "In person"
        POST = "post", "By post, to an address where it is safe to write"
        PHONE = "phone", "By phone, on a number that we know"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField("hash of the code", max_length=64, unique=True)
    handed = models.CharField("how it reaches them", max_length=10, choices=Handed.choices)
    made_at = models.DateTimeField("made at")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField("works from")
    to_at = models.DateTimeField("works until")
    tries = models.PositiveSmallIntegerField("wrong tries with it", default=0)
    used_at = models.DateTimeField("used at", null=True, blank=True)
    ended_at = models.DateTimeField("ended before it was used", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_at__gt=F("from_at")), name="enrolment_code_ends_after_start"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, ended_at__isnull=True),
                name="one_open_enrolment_code",
            ),
        ]

    def __str__(self) -> str:
        return f"Code for {self.person}"


class Message(AboutPerson):
    """Something that a young person writes to those who work with them, or that a worker answers."""

    class Topic(models.TextChoices):
        """What it is about, as far as the writer says."""

        TALK = "talk", "Something to talk about"
        REVIEW = "review", "I want a meeting about my plan"
        ADDRESS = "address", "My new address"
        COMPLAINT = "complaint", "A complaint"
        ADVOCATE = "advocate", "I want an advocate"
        RECORDS = "records", "I want to see my records"
        VIEW = "view", "What I think"

    class Feeling(models.TextChoices):
        """How the young person says that they are, if they say it."""

        GREAT = "great", "Great"
        FINE = "fine", "Fine"
        SO_SO = "so_so", "So-so"
        LOW = "low", "Low"
        BAD = "bad", "Bad"

    from_person = models.BooleanField("written by the young person")
    topic = models.CharField("what it is about", max_length=12, choices=Topic.choices, default=Topic.TALK)
    words = models.TextField("the words")
    feeling = models.CharField("how they feel", max_length=10, choices=Feeling.choices, blank=True)
    reply_by = models.DateField("they want an answer by", null=True, blank=True)
    sent_at = models.DateTimeField("sent at")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    read_at = models.DateTimeField("first read at", null=True, blank=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField("answered or settled at", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "sent_at"])]
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return f"Message about {self.person}"


class Document(AboutPerson):
    """A paper or photo of a young person's, kept outside what the web server serves by itself."""

    class Scan(models.TextChoices):
        """What is known of its safety."""

        WAITING = "waiting", "Not looked at yet"
        CLEAN = "clean", "Looked at, nothing found"
        REFUSED = "refused", "Refused: something was found"

    name = models.CharField("what it is", max_length=120)
    kind = models.CharField("kind of file", max_length=60)
    path = models.CharField("where it is kept", max_length=120, unique=True, editable=False)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("hash of its content", max_length=64)
    scan = models.CharField("looked at", max_length=10, choices=Scan.choices, default=Scan.WAITING)
    from_person = models.BooleanField("added by the young person")
    is_portrait = models.BooleanField("a photo of the young person", default=False)
    """It stands on their page, for those who may read their papers, so that a worker knows them when they meet."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(is_portrait=True, removed_at=None), name="one_portrait_of_a_person"
            ),
        ]
        ordering = ["-recorded_at"]

    def __str__(self) -> str:
        return f"Document of {self.person}"
