"""Young people, who may reach a restricted one, and how each is reached."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.casework.models.base import ENDS_AFTER_START, Identified, Source
from alongside.shell.locking import Versioned


class Person(Identified, Versioned):
    """A child looked after, or a young person who was. A return brings them without a name."""

    class Restriction(models.TextChoices):
        """Who may reach the record at all."""

        NONE = "", "Not restricted"
        NAMED = "named", "Only people on the access list"

    class BornBasis(models.TextChoices):
        """How sure the date of birth is."""

        CONFIRMED = "", "Confirmed, or nobody doubts it"
        ASSESSED = "assessed", "Set by an age assessment"
        DISPUTED = "disputed", "Disputed"

    child_id = models.CharField("reference", max_length=20)
    authority = models.CharField("authority", max_length=10)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="person"
    )
    first_name = models.CharField("first name", max_length=80, blank=True)
    surname = models.CharField("surname", max_length=80, blank=True)
    preferred_name = models.CharField("preferred name", max_length=80, blank=True)
    pronouns = models.CharField("pronouns", max_length=40, blank=True)
    born_on = models.DateField("date of birth")
    born_basis = models.CharField("how sure it is", max_length=10, choices=BornBasis.choices, blank=True)
    sex = models.CharField("sex as recorded", max_length=1, blank=True)
    ethnicity = models.CharField("ethnicity code", max_length=4, blank=True)
    upn = models.CharField("unique pupil number", max_length=13, blank=True)
    arrived_alone = models.BooleanField("unaccompanied asylum seeking", default=False)
    arrived_alone_until = models.DateField("unaccompanied until", null=True, blank=True)
    language = models.CharField("first language", max_length=60, blank=True)
    interpreter = models.BooleanField("needs an interpreter", default=False)
    letter_language = models.CharField("language of letters", max_length=10, blank=True)
    """A code of ``LANGUAGES``; empty: nobody has said, and letters are in English."""
    large_print = models.BooleanField("letters in large print", default=False)
    easy_read = models.BooleanField("letters with one sentence to a line", default=False)
    disabilities = models.JSONField("disabilities, in the census's codes", default=list, blank=True)
    """As they, or whoever knows them well, say; empty while nobody has asked (see ``disabilities``)."""
    died_on = models.DateField("date of death", null=True, blank=True)
    restriction = models.CharField("restriction", max_length=10, choices=Restriction.choices, blank=True)
    recorded_from = models.DateField("recorded here from")
    """The day on which the person came into our records: what was done before may not be in them."""
    history_complete = models.BooleanField("whole care history held", default=False)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    """The record in which this one lives on: two records were one person."""
    gap_years = models.JSONField(default=list, blank=True, editable=False)
    """Collection years of whose returns an episode of theirs could not be read: what is missing is not known."""
    corrected_by_hand = models.JSONField(default=list, blank=True, editable=False)
    """Fields that a worker corrected: a return no longer overwrites them."""

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "child_id"], name="one_person_per_reference"),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("born_on")), name="nobody_dies_before_birth"
            ),
        ]
        ordering = ["surname", "first_name", "child_id"]

    def __str__(self) -> str:
        return self.child_id

    @property
    def name(self) -> str:
        """The name they go by and the surname; empty where only the return knows them."""
        return " ".join(word for word in (self.preferred_name or self.first_name, self.surname) if word)

    @property
    def label(self) -> str:
        """What to call them on a page: the name, else the reference."""
        return self.name or self.child_id

    @property
    def is_restricted(self) -> bool:
        """Only people on the access list reach this record."""
        return bool(self.restriction)


class NamedAccess(Identified):
    """Somebody is on the access list of a restricted person from a day until a day."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="access_list")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_START, name="named_access_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.user} may reach {self.person}"


class ContactPoint(Identified, Versioned):
    """A way to reach somebody, and what is safe there. ``None`` for safe means that nobody has asked yet."""

    class Kind(models.TextChoices):
        """What kind of way."""

        PHONE = "phone", "Phone"
        EMAIL = "email", "E-mail"
        ADDRESS = "address", "Address"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField("kind", max_length=10, choices=Kind.choices)
    value = models.CharField("number or address", max_length=250)
    safe_to_call = models.BooleanField("safe to call", null=True, blank=True)
    safe_to_text = models.BooleanField("safe to text", null=True, blank=True)
    safe_to_voicemail = models.BooleanField("safe to leave a voicemail", null=True, blank=True)
    safe_to_write = models.BooleanField("safe to write", null=True, blank=True)
    safe_to_visit_alone = models.BooleanField("safe to visit alone", null=True, blank=True)
    is_protected = models.BooleanField("protected: nobody else may learn it", default=False)
    best_time = models.CharField("best time", max_length=60, blank=True)
    checked_on = models.DateField("last known to be right on", null=True, blank=True)
    checked_how = models.CharField("how that is known", max_length=80, blank=True)
    shared_with = models.CharField("who else has it", max_length=160, blank=True)
    uprn = models.CharField("unique property reference number", max_length=12, blank=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.TYPED)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "value"], condition=Q(to_on__isnull=True), name="one_open_contact_point"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="contact_point_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}"
