"""What starts or meets one of the law's clocks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.casework.models.base import Identified, Source
from alongside.casework.models.people import Person
from alongside.shell import guards


@guards.append_only
class ClockEvent(Identified):
    """Something that starts or meets one of the law's clocks: a plan agreed, a contact made, a visit.

    ``kind`` is one of the law's event kinds. A mistake is put right by a new row that ``corrects`` the old one;
    ``on`` is empty where the correction says that it never happened.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="clock_events")
    kind = models.CharField(max_length=40)
    on = models.DateField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    record = models.UUIDField("the record it comes from", null=True)
    """The contact, plan or review that says so; empty where somebody only said that it happened."""
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "kind", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(on__isnull=False) | Q(corrects__isnull=False), name="only_a_correction_has_no_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person} on {self.on}"
