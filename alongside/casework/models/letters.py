"""Letters that go out, the texts they are written from, and proof of care-leaver status."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.casework.models.people import ContactPoint
from alongside.shell import guards


@guards.append_only
class LetterText(Identified):
    """One step in the life of a letter's text: proposed, then approved or sent back. Steps are only ever added.

    The newest approved step is the text that is used; its number is the version that a letter names. Where there is
    none, the text as delivered is used, as version 0.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", "Proposed"
        APPROVED = "approved", "Approved"
        SENT_BACK = "sent_back", "Sent back"

    key = models.CharField("which letter", max_length=40)
    number = models.PositiveIntegerField("version")
    state = models.CharField("where it stands", max_length=10, choices=State.choices)
    title = models.CharField("title", max_length=120)
    body = models.TextField("text")
    why = models.CharField("why it was changed", max_length=300)
    comment = models.CharField("what was said on it", max_length=300, blank=True)
    made_at = models.DateTimeField("when")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="proposed by"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="decided by"
    )

    class Meta:
        ordering = ["key", "number"]
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="one_letter_text_per_number"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_approves_own_letter_text",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_by__isnull=True)
                | (~Q(state="proposed") & Q(decided_by__isnull=False)),
                name="letter_text_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.number}, {self.state}"


@guards.append_only
class LetterTranslation(Identified):
    """One step in the life of a letter's words in another language: written, then checked or sent back.

    Steps are only ever added. ``english`` is what was translated: where the text now says something else in English,
    the translation is being updated, from that very moment. A draft that came with the product is no row; whoever
    checks it adds the first, which nobody here wrote.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WRITTEN = "written", "Written, not checked"
        CHECKED = "checked", "Checked"
        SENT_BACK = "sent_back", "Sent back"

    key = models.CharField("which letter", max_length=40)
    language = models.CharField("language", max_length=10)
    number = models.PositiveIntegerField("version")
    state = models.CharField("where it stands", max_length=10, choices=State.choices)
    title = models.CharField("title", max_length=160)
    body = models.TextField("text")
    english = models.TextField("the English that it translates")
    comment = models.CharField("how it was checked, or what should be different", max_length=300, blank=True)
    made_at = models.DateTimeField("when")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="written by"
    )
    """Nobody: a machine wrote it, and it came with the product."""
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="checked by"
    )

    class Meta:
        ordering = ["key", "language", "number"]
        constraints = [
            models.UniqueConstraint(fields=["key", "language", "number"], name="one_letter_translation_per_number"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | Q(written_by__isnull=True) | ~Q(checked_by=F("written_by")),
                name="nobody_checks_own_translation",
            ),
            models.CheckConstraint(
                condition=Q(state="written", checked_by__isnull=True, written_by__isnull=False)
                | (~Q(state="written") & Q(checked_by__isnull=False)),
                name="letter_translation_checked_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} in {self.language}, {self.number}, {self.state}"


class LetterBatch(Identified):
    """Letters of one text made for many people at once. How far they are is counted from the letters themselves."""

    text_key = models.CharField("which letter", max_length=40)
    title = models.CharField("what it is called", max_length=120)
    made_at = models.DateTimeField("when")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title


class Letter(AboutPerson):
    """One letter: its words as they went out, to whom, where and why it was safe, and what became of it."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFTED = "drafted", "Drafted"
        APPROVED = "approved", "Approved"
        QUEUED = "queued", "Waiting to be sent"
        SENT = "sent", "Sent"
        RETURNED = "returned", "Came back"
        ACKNOWLEDGED = "acknowledged", "Answered"
        STOPPED = "stopped", "Stopped"

    class Channel(models.TextChoices):
        """How it gets there."""

        POST = "post", "By post"
        OWN_PLACE = "own_place", "In their own place here"
        BY_HAND = "by_hand", "By hand: you give it to them"

    once = models.CharField("what it is, once", max_length=100, unique=True, editable=False)
    """No letter is made twice: ``birthday:21:<person>``, ``batch:<batch>:<person>``, else one of its own."""
    batch = models.ForeignKey(LetterBatch, on_delete=models.PROTECT, null=True, related_name="letters")
    text_key = models.CharField("which letter", max_length=40)
    text_number = models.PositiveIntegerField("version of its text")
    title = models.CharField("title", max_length=160)
    decides = models.BooleanField("tells a decision", default=False)
    language = models.CharField("language", max_length=10)
    large_print = models.BooleanField("in large print", default=False)
    easy_read = models.BooleanField("one sentence to a line", default=False)
    channel = models.CharField("how it gets there", max_length=10, choices=Channel.choices)
    to_name = models.CharField("to whom", max_length=160)
    to_other = models.BooleanField("goes to somebody else", default=False)
    address = models.CharField("where it goes", max_length=250, blank=True)
    address_why = models.CharField("why it is safe to write there", max_length=160, blank=True)
    contact_point = models.ForeignKey(ContactPoint, on_delete=models.PROTECT, null=True, related_name="+")
    snapshot = models.JSONField("what it says")
    state = models.CharField("where it stands", max_length=14, choices=State.choices)
    why = models.CharField("why it was stopped, or what came back", max_length=300, blank=True)
    queued_at = models.DateTimeField("to be sent since", null=True, blank=True)
    lease_until = models.DateTimeField("taken by a worker until", null=True, blank=True)
    error = models.CharField("what went wrong when it was made", max_length=300, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="approved by"
    )
    approved_at = models.DateTimeField("approved at", null=True, blank=True)
    sent_at = models.DateTimeField("sent at", null=True, blank=True)
    page_sha256 = models.CharField("hash of the page", max_length=64, blank=True)
    pdf_sha256 = models.CharField("hash of the paper", max_length=64, blank=True)
    settled_at = models.DateTimeField("came back or was answered at", null=True, blank=True)

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [
            models.Index(fields=["person", "recorded_at"]),
            models.Index(fields=["state", "queued_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("recorded_by")),
                name="nobody_approves_own_letter",
            ),
            models.CheckConstraint(
                condition=Q(decides=False) | Q(approved_at__isnull=False) | Q(state__in=["drafted", "stopped"]),
                name="letter_that_decides_is_approved",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) | ~Q(state__in=["sent", "returned", "acknowledged"]),
                name="sent_letter_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} to {self.person}"


class Proof(AboutPerson):
    """A proof of care-leaver status that a young person made for themself. Only the hash of its code is kept."""

    code_hash = models.CharField("hash of the code", max_length=64, unique=True)
    made_at = models.DateTimeField("made at")
    from_on = models.DateField("counts from")
    until_on = models.DateField("last day on which it counts")
    ended_at = models.DateTimeField("ended by the young person at", null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("from_on")), name="proof_ends_after_start"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_proof_that_was_not_ended"
            ),
        ]

    def __str__(self) -> str:
        return f"Proof of {self.person}"
