"""Who must not look although their role would let them, who had to look although it would not, and what is kept."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.shell import guards


class Conflict(AboutPerson):
    """A worker knows the young person in their own life: while it is open, the record does not exist for them."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField("how they know each other", max_length=200)
    from_on = models.DateField("since")
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_why = models.CharField("why it ended", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "worker"], condition=Q(ended_on__isnull=True), name="one_open_conflict"
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | ~Q(ended_by=F("worker")), name="nobody_ends_their_own_conflict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker} knows {self.person}"


class BrokenGlass(AboutPerson):
    """A worker opened a record beyond their reach, for reading only and for some hours, and said why."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("why it could not wait", max_length=400)
    from_at = models.DateTimeField("from")
    to_at = models.DateTimeField("until")
    reviewed_at = models.DateTimeField("looked at by a manager at", null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    was_right = models.BooleanField("it was right to look", null=True, blank=True)
    review = models.CharField("what the manager says", max_length=400, blank=True)
    told_person = models.BooleanField("the young person may know", default=True)

    class Meta:
        indexes = [models.Index(fields=["worker", "to_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("worker")),
                name="nobody_reviews_their_own_broken_glass",
            ),
            models.CheckConstraint(condition=Q(to_at__gt=F("from_at")), name="broken_glass_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="glass_is_broken_for_a_reason"),
        ]
        ordering = ["-from_at"]

    def __str__(self) -> str:
        return f"{self.worker} opened {self.person}"


class RestrictionCheck(AboutPerson):
    """Somebody looked again at whether a record has to stay restricted, and at who is on its list."""

    checked_on = models.DateField("looked at on")
    words = models.CharField("what was found", max_length=400)

    class Meta:
        ordering = ["-checked_on"]

    def __str__(self) -> str:
        return f"Restriction of {self.person} on {self.checked_on}"


class Hold(AboutPerson):
    """A file must not be disposed of: an inquiry, a claim, a request of the person's own."""

    why = models.CharField("why it is held", max_length=400)
    from_on = models.DateField("held from")
    ended_on = models.DateField("let go on", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"Hold on {self.person}"


class KeptOpen(AboutPerson):
    """A file is written in after the 25th birthday, for a while: a course of the plan goes on, or something is left."""

    why = models.CharField("why it stays open", max_length=400)
    until_on = models.DateField("until")

    class Meta:
        ordering = ["-until_on"]
        constraints = [models.CheckConstraint(condition=~Q(why=""), name="a_file_is_kept_open_for_a_reason")]

    def __str__(self) -> str:
        return f"File of {self.person}, open until {self.until_on}"


class DisposalProposal(AboutPerson):
    """Somebody proposes to dispose of a file whose time is over. A second person agrees, or it stays."""

    class State(models.TextChoices):
        """How far it is."""

        PROPOSED = "proposed", "Proposed"
        KEPT = "kept", "Kept"

    state = models.CharField("how far it is", max_length=10, choices=State.choices, default=State.PROPOSED)
    why = models.CharField("why it is proposed", max_length=400)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state="proposed"), name="one_open_disposal"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="nobody_disposes_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"Disposal of {self.person}"


@guards.append_only
class DisposalRecord(Identified):
    """What stays of a file that was disposed of: that there was one, on what ground, and by whose decision."""

    reference_hash = models.CharField("hash of the reference", max_length=64)
    born_in = models.PositiveSmallIntegerField("year of birth")
    ground = models.CharField("on what ground", max_length=200)
    rows = models.PositiveIntegerField("how many rows went")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    disposed_at = models.DateTimeField("disposed of at")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(agreed_by=F("proposed_by")), name="a_disposal_has_two_deciders"),
        ]

    def __str__(self) -> str:
        return f"File of somebody born in {self.born_in}"


class Merge(Identified):
    """Two records were found to be one person. What moved is noted row by row, so that it can be moved back."""

    class State(models.TextChoices):
        """How far it is."""

        FLAGGED = "flagged", "Somebody thinks so"
        PROPOSED = "proposed", "A manager agrees"
        MERGED = "merged", "Merged"
        REFUSED = "refused", "They are two people"
        UNDONE = "undone", "Undone"

    keeps = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="merges")
    goes = models.ForeignKey("casework.Person", on_delete=models.PROTECT, related_name="merged_away")
    state = models.CharField("how far it is", max_length=10, choices=State.choices, default=State.FLAGGED)
    why = models.CharField("why they may be one", max_length=400)
    flagged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField("last step at")
    moved = models.JSONField("what moved", default=dict, editable=False)
    """Table → the keys of the rows that moved; and which photos came off a page with it."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(keeps=F("goes")), name="nobody_merges_with_themself"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")), name="a_merge_has_two_deciders"
            ),
            models.UniqueConstraint(
                fields=["keeps", "goes"], condition=Q(state__in=["flagged", "proposed"]), name="one_open_merge"
            ),
        ]
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{self.goes} is {self.keeps}"
