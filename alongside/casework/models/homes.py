"""Where a young person lives, whether it is suitable, and staying on with former foster carers."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import ENDS_AFTER_START, Identified
from alongside.casework.models.people import Person
from alongside.returns.codes import CODE_SETS
from alongside.shell import guards

_ACCOMMODATION = CODE_SETS["ACCOM"]
PLACES = tuple(
    (code[0], (words or code).rsplit(":", 1)[0]) for code, words in _ACCOMMODATION.items() if code.endswith("2")
)
"""The letters of the statutory return for where a care leaver lives."""


class Home(AboutPerson):
    """A home from a day until a day: the day of a move is the last of one and the first of the next."""

    class Tenancy(models.TextChoices):
        """By what right they live there."""

        LICENCE = "licence", "Licence to occupy"
        LODGING = "lodging", "Lodging agreement"
        ASSURED = "assured", "Private tenancy"
        SOCIAL = "social", "Council or housing association tenancy"
        FAMILY = "family", "With family, nothing in writing"
        CARER = "carer", "With former foster carers"
        TEMPORARY = "temporary", "Temporary, arranged by a housing authority"
        NONE = "none", "Nothing that lets them stay"
        OTHER = "other", "Something else"

    class Left(models.TextChoices):
        """Why a home ended."""

        PLANNED = "planned", "A planned move"
        CHOSE = "chose", "They chose to leave"
        EVICTED = "evicted", "Evicted, or notice ran out"
        BROKE_DOWN = "broke_down", "It broke down"
        UNSAFE = "unsafe", "It was not safe"
        CUSTODY = "custody", "Custody"
        OTHER = "other", "Another reason"

    place = models.CharField("what kind of place", max_length=1, choices=PLACES)
    provider = models.CharField("provider or landlord", max_length=160, blank=True)
    from_on = models.DateField("first day")
    to_on = models.DateField("last day", null=True, blank=True)
    provided = models.BooleanField("the council provides it", default=False)
    """Under section 23B or 24B of the Children Act 1989: what the visits of the first weeks hang on."""
    district = models.ForeignKey(
        "partners.District",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="in which district",
    )
    address = models.CharField("address", max_length=250, blank=True)
    is_protected = models.BooleanField("nobody else may learn the address", default=False)
    tenancy = models.CharField("by what right they live there", max_length=10, choices=Tenancy.choices, blank=True)
    rent = models.DecimalField("rent a week", max_digits=7, decimal_places=2, null=True, blank=True)
    support_hours = models.DecimalField(
        "hours of support a week", max_digits=5, decimal_places=1, null=True, blank=True
    )
    is_visited_before = models.BooleanField("they saw it before moving in", null=True, blank=True)
    registration = models.CharField("the provider's Ofsted registration number", max_length=40, blank=True)
    provider_checked_on = models.DateField("registration checked on", null=True, blank=True)
    notice_on = models.DateField("notice to leave was given on", null=True, blank=True)
    leave_by = models.DateField("they have to leave by", null=True, blank=True)
    met_on = models.DateField("met with them and the landlord about the notice on", null=True, blank=True)
    why_left = models.CharField("why it ended", max_length=12, choices=Left.choices, blank=True)
    rating = models.PositiveSmallIntegerField(
        "their own rating, 1 to 5", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    own_view = models.TextField("what they say of it", blank=True)
    rated_on = models.DateField("they said so on", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "from_on"]), models.Index(fields=["district", "from_on"])]
        constraints = [models.CheckConstraint(condition=ENDS_AFTER_START, name="home_ends_after_start")]
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return f"Home of {self.person} from {self.from_on}"


class Judged(models.TextChoices):
    """What was found of one factor."""

    GOOD = "good", "Good"
    MEND = "mend", "Has to get better"
    BAD = "bad", "Not acceptable"


class Suitability(Identified):
    """Whether a home is suitable, by the seven factors of the regulations and what the young person thinks of it.

    Care Leavers (England) Regulations 2010, regulation 9 and Schedule 2. Only added to: another look is another row.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="assessments")
    assessed_on = models.DateField("looked at on")
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField("written down at")
    facilities = models.CharField("facilities and services", max_length=4, choices=Judged.choices)
    repair = models.CharField("state of repair", max_length=4, choices=Judged.choices)
    safety = models.CharField("safety", max_length=4, choices=Judged.choices)
    location = models.CharField("where it is", max_length=4, choices=Judged.choices)
    support = models.CharField("support there", max_length=4, choices=Judged.choices)
    tenancy = models.CharField("the tenancy", max_length=4, choices=Judged.choices)
    cost = models.CharField("what it costs them", max_length=4, choices=Judged.choices)
    own_view = models.TextField("what the young person thinks of it")
    knows_rights = models.BooleanField("they know their rights and duties there", default=False)
    knows_costs = models.BooleanField("they know who pays for what", default=False)
    is_suitable = models.BooleanField("suitable")
    why = models.TextField("why")

    class Meta:
        ordering = ["-assessed_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Suitability of a home of {self.person}, {self.assessed_on}"


class SuitabilityDecision(Identified):
    """What a manager decided on an assessment. Nobody decides on their own."""

    assessment = models.OneToOneField(Suitability, on_delete=models.PROTECT, related_name="decision")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_approved = models.BooleanField("approved")
    comment = models.TextField("what the manager says", blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("decided at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(approved_by=F("submitted_by")),
                name="nobody_approves_own_suitability",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision on {self.assessment}"


guards.append_only(Suitability)
guards.append_only(SuitabilityDecision)


class StayingPut(AboutPerson):
    """Whether somebody stays on with their foster carers after 18: planned from 16, agreed by 17 and a half, to 21."""

    class Decided(models.TextChoices):
        """What was decided."""

        STAYS = "stays", "They stay on"
        NOT_WANTED = "not_wanted", "The young person does not want to"
        CARER_CANNOT = "carer_cannot", "The carer cannot"
        NOT_RIGHT = "not_right", "It would not be right for their welfare"

    carer = models.CharField("former foster carer", max_length=120, blank=True)
    talked_on = models.DateField("first talked about on", null=True, blank=True)
    decided = models.CharField("what was decided", max_length=12, choices=Decided.choices, blank=True)
    decided_on = models.DateField("decided on", null=True, blank=True)
    from_on = models.DateField("first day of the arrangement", null=True, blank=True)
    agreement_on = models.DateField("agreement signed on", null=True, blank=True)
    to_carer = models.DecimalField("paid to the carer a week", max_digits=7, decimal_places=2, null=True, blank=True)
    from_them = models.DecimalField(
        "paid by the young person a week", max_digits=7, decimal_places=2, null=True, blank=True
    )
    reviewed_on = models.DateField("last looked at with the plan on", null=True, blank=True)
    ends_on = models.DateField("agreed end", null=True, blank=True)
    what_next = models.TextField("what comes after it", blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    why_ended = models.CharField("why it ended", max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "staying put"

    def __str__(self) -> str:
        return f"Staying Put of {self.person}"
