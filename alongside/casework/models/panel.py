"""The risk panel: who sits on it, whom it talks about, what it decides."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.casework.models.portal import Document
from alongside.shell import guards
from alongside.shell.locking import Versioned


class RiskPanel(Identified, Versioned):
    """One sitting of the risk panel. It runs from the day its agenda goes out until it is closed."""

    held_on = models.DateField("held on")
    place = models.CharField("place", max_length=160)
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agenda_on = models.DateField("agenda sent on", null=True, blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(agenda_on__isnull=False), name="panel_closes_after_its_agenda"
            ),
        ]

    def __str__(self) -> str:
        return f"Risk panel of {self.held_on}"


class PanelMember(Identified):
    """Somebody sits on one panel. They see its items while it runs, and none in which they have a conflict."""

    panel = models.ForeignKey(RiskPanel, on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField("for whom they sit", max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "user"], name="once_a_member_of_a_panel")]

    def __str__(self) -> str:
        return f"{self.user} on {self.panel}"


class PanelItem(AboutPerson):
    """Somebody is referred to the panel, listed on one, and something is decided."""

    class State(models.TextChoices):
        """Where it stands. ``steps_panel`` has the steps."""

        REFERRED = "referred", "Referred"
        LISTED = "listed", "On the agenda"
        DECIDED = "decided", "Decided"
        WITHDRAWN = "withdrawn", "Taken back"

    state = models.CharField("where it stands", max_length=10, choices=State.choices, default=State.REFERRED)
    panel = models.ForeignKey(RiskPanel, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    reason = models.TextField("why the panel is asked")
    wanted = models.TextField("what is wanted of it")
    summary = models.TextField("paper for the panel", blank=True)
    papers_on = models.DateField("papers ready on", null=True, blank=True)
    presented_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    told_on = models.DateField("told on", null=True, blank=True)
    told_how = models.CharField("told how", max_length=60, blank=True)

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["listed", "decided"]) | Q(panel__isnull=False), name="listed_on_some_panel"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} at the risk panel"


class PanelPaper(Identified):
    """A paper of the young person's that the panel reads with the item."""

    item = models.ForeignKey(PanelItem, on_delete=models.PROTECT, related_name="papers")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "document"], name="a_paper_once_an_item")]

    def __str__(self) -> str:
        return f"Paper for {self.item}"


class PanelConflict(Identified):
    """Somebody has a conflict in an item: from then on they do not see it."""

    item = models.ForeignKey(PanelItem, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    why = models.CharField("what the conflict is", max_length=200)
    declared_at = models.DateTimeField("declared at")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_conflict_a_member_and_item")]

    def __str__(self) -> str:
        return f"{self.user} has a conflict"


@guards.append_only
class PanelDecision(Identified):
    """What the panel said and decided. Not by whoever presented the item."""

    item = models.OneToOneField(PanelItem, on_delete=models.PROTECT, related_name="decision")
    discussion = models.TextField("what was said")
    decision = models.TextField("what was decided, in words for the young person")
    decided_on = models.DateField("decided on")
    decided_at = models.DateTimeField("written down at")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    presented_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(presented_by__isnull=True) | ~Q(decided_by=F("presented_by")),
                name="nobody_decides_the_item_they_presented",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision on {self.item}"


class PanelAction(AboutPerson):
    """What somebody does after the panel."""

    item = models.ForeignKey(PanelItem, on_delete=models.PROTECT, related_name="actions")
    what = models.CharField("what is done", max_length=300)
    who = models.CharField("who does it", max_length=120)
    due_on = models.DateField("by")
    done_on = models.DateField("done on", null=True, blank=True)

    class Meta:
        ordering = ["due_on"]

    def __str__(self) -> str:
        return f"Action for {self.person}"
