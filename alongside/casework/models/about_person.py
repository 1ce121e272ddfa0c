"""What every record about a young person has in common."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from alongside.casework.models.base import Identified, Source
from alongside.casework.models.people import Person
from alongside.shell.locking import Versioned


class Hidden(models.TextChoices):
    """Why a young person does not see a record of theirs: the only reasons there are."""

    NO = "", "They see it"
    THIRD_PARTY = "third_party", "It is about somebody else"
    SERIOUS_HARM = "serious_harm", "Seeing it would do serious harm"
    INVESTIGATION = "investigation", "An investigation is going on"


class AboutPerson(Identified, Versioned):
    """A record about one young person: edited through ``save_over``, taken out with a reason, never deleted.

    When something happened is a field of each kind of record; ``recorded_at`` is when it was written down here.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    source = models.CharField("where it comes from", max_length=20, choices=Source.choices, default=Source.TYPED)
    recorded_at = models.DateTimeField("written down at")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="written down by"
    )
    hidden = models.CharField("why they do not see it", max_length=20, choices=Hidden.choices, blank=True)
    hidden_until = models.DateField("hidden until it is looked at again", null=True, blank=True)
    removed_at = models.DateTimeField("taken out at", null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="taken out by"
    )
    removed_why = models.CharField("why it was taken out", max_length=200, blank=True)

    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True
