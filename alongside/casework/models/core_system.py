"""What was handed to the council's core system, and when."""

from __future__ import annotations

from django.db import models

from alongside.casework.models.base import Identified
from alongside.casework.models.people import Person
from alongside.shell import guards


@guards.append_only
class CoreFiling(Identified):
    """One record, as it was handed to the core system in one batch. A contact that changes goes again, a plan never."""

    class Kind(models.TextChoices):
        """What kind of record."""

        CONTACT = "contact", "Contact"
        PLAN = "plan", "Pathway plan"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("what kind of record", max_length=10, choices=Kind.choices)
    record = models.UUIDField("which record")
    fingerprint = models.CharField("hash of what was handed over", max_length=64)
    batch = models.UUIDField("in which file", db_index=True)
    filed_at = models.DateTimeField("handed over at")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "record", "batch"], name="one_filing_of_a_record_in_a_batch"),
            models.UniqueConstraint(
                fields=["record"], condition=models.Q(kind="plan"), name="a_plan_goes_to_the_core_system_once"
            ),
        ]
        indexes = [models.Index(fields=["kind", "record"])]
        ordering = ["filed_at"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person}"
