"""You said, we did: what young people told us, what we do about it or why we cannot, and what came of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.shell import guards
from alongside.shell.locking import Versioned
from alongside.voice.models.consultations import Consultation


class Theme(Versioned):
    """Something that young people told us, in one sentence, whoever said it and wherever."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField("name in the address", max_length=60, unique=True)
    title = models.CharField(max_length=80)
    said = models.TextField("what young people told us")
    heard = models.CharField("where it was said", max_length=200)
    heard_on = models.DateField("when it was said")
    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, null=True, blank=True, related_name="themes"
    )
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["-heard_on", "title"]

    def __str__(self) -> str:
        return self.title


class Commitment(Versioned):
    """What the council does about a theme, by whom and by when; or that it cannot, and why.

    Everybody sees it once somebody other than its writer has agreed it.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WRITTEN = "written", "Waits to be agreed"
        SENT_BACK = "sent_back", "Sent back to its writer"
        PROMISED = "promised", "We are doing it"
        DONE = "done", "Done"
        CANNOT = "cannot", "We cannot do it"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="commitments")
    is_refusal = models.BooleanField("says that it cannot be done", default=False)
    what = models.TextField("what we will do, or what we cannot do")
    because = models.TextField("why we cannot", blank=True)
    owner_post = models.CharField("who does it, or decided it (post)", max_length=120)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_when = models.DateField(null=True, blank=True)
    first_by_when = models.DateField("the day that was promised first", null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    outcome = models.TextField("what came of it", blank=True)
    ended_on = models.DateField(null=True, blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["by_when", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(is_refusal=True) | Q(by_when__isnull=False), name="a_promise_has_a_day"),
            models.CheckConstraint(
                condition=(Q(is_refusal=False) & ~Q(state="cannot")) | ~Q(because=""), name="a_refusal_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["done", "cannot"]) | Q(ended_on__isnull=False), name="what_ended_has_a_day"
            ),
            models.CheckConstraint(condition=~Q(state="done") | ~Q(outcome=""), name="what_is_done_has_an_outcome"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("written_by")),
                name="nobody_agrees_to_a_promise_they_wrote",
            ),
        ]

    def __str__(self) -> str:
        return self.what[:60]


@guards.append_only
class Progress(models.Model):
    """One step on the way of a commitment. Everybody sees it; none is changed or taken away."""

    class Kind(models.TextChoices):
        """What it tells."""

        NOTE = "note", "How it is going"
        MOVED = "moved", "A later day"
        DONE = "done", "Done"
        CANNOT = "cannot", "We cannot do it after all"
        HEARD = "heard", "What young people say of it"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="progress")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    words = models.TextField()
    was_due_on = models.DateField("the day before it was moved", null=True, blank=True)
    due_on = models.DateField("the day it was moved to", null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="moved") | Q(was_due_on__isnull=False, due_on__isnull=False),
                name="a_moved_day_says_from_and_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class Changed(models.Model):
    """What a commitment changed, or is part of: a page of the offer, an action of the board's plan, a policy."""

    class Kind(models.TextChoices):
        """What it is."""

        OFFER = "offer", "A page of the local offer"
        ACTION = "action", "An action of the board's plan"
        POLICY = "policy", "A policy"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    entitlement = models.UUIDField("entitlement of the offer", null=True, blank=True)
    words = models.CharField("its name or number", max_length=200, blank=True)
    address = models.URLField("where it can be read", max_length=500, blank=True)

    class Meta:
        ordering = ["kind", "words"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="offer") & Q(entitlement__isnull=False))
                | (~Q(kind="offer") & Q(entitlement__isnull=True) & ~Q(words="")),
                name="a_change_names_what_it_changed",
            ),
            models.UniqueConstraint(
                fields=["commitment", "entitlement"],
                condition=Q(entitlement__isnull=False),
                name="a_page_of_the_offer_once_a_commitment",
            ),
        ]

    def __str__(self) -> str:
        return self.words or str(self.entitlement)
