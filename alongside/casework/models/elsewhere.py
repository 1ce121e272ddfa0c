"""Two registers: other councils' young people who live here, and ours who live elsewhere."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import ENDS_AFTER_START, Identified
from alongside.shell.locking import Versioned


class LivingHere(Identified, Versioned):
    """Another council's child in care or care leaver who lives in this area, as that council told us.

    They are no young person of ours and have no record here beyond this line: that council keeps its duties.
    """

    class Kind(models.TextChoices):
        """Who they are to the council that told us."""

        LOOKED_AFTER = "looked_after", "Child in care"
        CARE_LEAVER = "care_leaver", "Care leaver"

    name = models.CharField("name or initials", max_length=80)
    born_on = models.DateField("date of birth", null=True, blank=True)
    kind = models.CharField("who they are", max_length=12, choices=Kind.choices)
    council = models.CharField("whose young person they are", max_length=120)
    contact = models.CharField("who is responsible there, and how to reach them", max_length=200, blank=True)
    district = models.ForeignKey(
        "partners.District", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="district"
    )
    from_on = models.DateField("lives here from")
    to_on = models.DateField("lived here until", null=True, blank=True)
    told_on = models.DateField("notice came on")
    ended_told_on = models.DateField("notice of the end came on", null=True, blank=True)
    open_to_them = models.TextField("what is open to them here", blank=True)
    recorded_at = models.DateTimeField("written down at")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_START, name="living_here_ends_after_start")]
        ordering = ["-from_on"]
        indexes = [models.Index(fields=["to_on", "from_on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.council}"


class LivingElsewhere(AboutPerson):
    """A young person of ours who lives in another council's area, and what that council was told and gives them."""

    council = models.CharField("in which council's area", max_length=120)
    from_on = models.DateField("lives there from")
    to_on = models.DateField("lived there until", null=True, blank=True)
    told_on = models.DateField("that council was told on", null=True, blank=True)
    contact = models.CharField("who is there for them, and how to reach them", max_length=200, blank=True)
    given_there = models.TextField("what that council gives them", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="living_elsewhere_ends_after_start"),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(to_on__isnull=True, removed_at__isnull=True),
                name="one_place_elsewhere_at_a_time",
            ),
        ]
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return f"{self.person} in {self.council}"
