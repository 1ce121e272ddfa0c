"""Somebody wants to see what is kept about them, or says that it is wrong."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.complaints import How


class RecordsRequest(AboutPerson):
    """A request for one's own records, from the asking to the reading.

    Whoever looked through the records does not also review what is given: somebody else does.
    """

    class State(models.TextChoices):
        """How far it is."""

        RECEIVED = "received", "Received: identity to be checked"
        RUNNING = "running", "Being looked through"
        PAUSED = "paused", "Waiting for the young person to say what they mean"
        LOOKED = "looked", "Looked through: somebody else reviews it"
        REVIEWED = "reviewed", "Reviewed: ready to be given"
        SENT = "sent", "Given"
        ENDED = "ended", "Ended without records"

    state = models.CharField("how far it is", max_length=10, choices=State.choices, default=State.RECEIVED)
    received_on = models.DateField("received on")
    how = models.CharField("how it came", max_length=12, choices=How.choices)
    scope = models.TextField("what they want to see", blank=True)
    """Empty: everything."""
    identity_on = models.DateField("identity confirmed on", null=True, blank=True)
    identity_how = models.CharField("how their identity was confirmed", max_length=120, blank=True)
    pauses = models.JSONField("waits for the young person", default=list, blank=True)
    """``{"from": day, "to": day or none, "asked": words}``: the month stands still meanwhile."""
    extended_on = models.DateField("made longer on", null=True, blank=True)
    extended_why = models.CharField("why it is complex", max_length=200, blank=True)
    looked_on = models.DateField("looked through on", null=True, blank=True)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="looked through by",
    )
    reviewed_on = models.DateField("reviewed on", null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="reviewed by",
    )
    path = models.CharField("where the bundle is kept", max_length=120, blank=True, editable=False)
    sha256 = models.CharField("hash of the bundle", max_length=64, blank=True, editable=False)
    sent_on = models.DateField("given on", null=True, blank=True)
    sent_how = models.CharField("how it was given", max_length=12, choices=How.choices, blank=True)
    support = models.TextField("who was with them when they read it", blank=True)
    supported_on = models.DateField("read together on", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_why = models.CharField("why it ended without records", max_length=200, blank=True)

    class Meta:
        ordering = ["-received_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("looked_by")),
                name="nobody_reviews_their_own_redaction",
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(reviewed_on__isnull=False), name="only_what_was_reviewed_is_given"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=~Q(state__in=["sent", "ended"]), name="one_open_records_request"
            ),
        ]

    def __str__(self) -> str:
        return f"Records asked for by {self.person}"


class RecordsLook(AboutPerson):
    """What was decided about one text of the record that was asked for: given, in part, or not, and on what ground."""

    class Decision(models.TextChoices):
        """What is given of it."""

        GIVE = "give", "Give it"
        PART = "part", "Give it with parts blacked out"
        WITHHOLD = "withhold", "Do not give it"

    class Ground(models.TextChoices):
        """On what ground something is not given: these and no others."""

        THIRD_PARTY = (
            "third_party",
            "It is about somebody else (UK GDPR, article 15(4); Data Protection Act 2018, Schedule 2, paragraph 16)",
        )
        SERIOUS_HARM = (
            "serious_harm",
            "Reading it would be likely to do serious harm (Data Protection Act 2018, Schedule 3, social work data)",
        )
        INVESTIGATION = (
            "investigation",
            "It would harm an investigation of a crime (Data Protection Act 2018, Schedule 2; unverified)",
        )

    request = models.ForeignKey(RecordsRequest, on_delete=models.PROTECT, related_name="looks")
    kind = models.CharField("kind of record", max_length=60)
    row = models.CharField("which record", max_length=40)
    field = models.CharField("which field of it", max_length=60, blank=True)
    """Empty: the whole record, which is hidden from them otherwise."""
    decision = models.CharField("what is given of it", max_length=10, choices=Decision.choices)
    passages = models.TextField("what is blacked out, a line each", blank=True)
    ground = models.CharField("on what ground", max_length=20, choices=Ground.choices, blank=True)
    why = models.CharField("why", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "kind", "row", "field"], name="one_look_per_text"),
            models.CheckConstraint(
                condition=Q(decision="give", ground="") | (~Q(decision="give") & ~Q(ground="")),
                name="what_is_not_given_has_a_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.field}: {self.decision}"


class CorrectionRequest(AboutPerson):
    """They say that something in the record is wrong. What it said stays beside what was decided."""

    class Decision(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "Not decided yet"
        CORRECTED = "corrected", "Corrected"
        ADDED = "added", "Not changed: their own words stand beside it"
        REFUSED = "refused", "Not changed: it is right"

    asked_on = models.DateField("asked on")
    how = models.CharField("how it came", max_length=12, choices=How.choices)
    is_wrong = models.TextField("what is wrong")
    should_say = models.TextField("what it should say", blank=True)
    held = models.TextField("what the record says", blank=True)
    decision = models.CharField("what became of it", max_length=10, choices=Decision.choices, default=Decision.WAITING)
    decided_on = models.DateField("decided on", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="decided by",
    )
    why = models.TextField("why", blank=True)
    told_on = models.DateField("they were told on", null=True, blank=True)

    class Meta:
        ordering = ["-asked_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="waiting", decided_on__isnull=True)
                | (~Q(decision="waiting") & Q(decided_on__isnull=False) & ~Q(held="") & ~Q(why="")),
                name="a_decided_correction_keeps_what_was_said",
            ),
        ]

    def __str__(self) -> str:
        return f"Correction asked for by {self.person}"


class NoticeGiven(AboutPerson):
    """The privacy notice as it was given to somebody: which version, when and how."""

    notice = models.CharField("which version of the privacy notice", max_length=60)
    given_on = models.DateField("given on")
    how = models.CharField("how it was given", max_length=12, choices=How.choices)

    class Meta:
        ordering = ["-given_on"]
        verbose_name_plural = "notices given"

    def __str__(self) -> str:
        return f"{self.notice} to {self.person}"
