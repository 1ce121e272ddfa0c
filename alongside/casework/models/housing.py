"""Applications to housing authorities, signs of trouble with a home, council tax."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.casework.models.about_person import AboutPerson


class HousingApplication(AboutPerson):
    """An application to a district for a home, or its help because somebody is, or may soon be, homeless."""

    class Decision(models.TextChoices):
        """What the district decided."""

        PREVENTED = "prevented", "Homelessness was prevented"
        RELIEVED = "relieved", "A home was found"
        MAIN_DUTY = "main_duty", "Owed the main duty: a home"
        NOT_OWED = "not_owed", "Not owed the main duty"
        OFFERED = "offered", "A home from the register was offered and taken"
        CLOSED = "closed", "Closed for another reason"

    district = models.ForeignKey("partners.District", on_delete=models.PROTECT, related_name="+")
    registered_on = models.DateField("on the housing register since", null=True, blank=True)
    band = models.CharField("band", max_length=30, blank=True)
    bids = models.PositiveSmallIntegerField("bids so far", null=True, blank=True)
    consented_on = models.DateField("agreed to be referred as homeless on", null=True, blank=True)
    referred_on = models.DateField("duty to refer: referred on", null=True, blank=True)
    prevention_on = models.DateField("prevention duty since", null=True, blank=True)
    relief_on = models.DateField("relief duty since", null=True, blank=True)
    decision = models.CharField("decision", max_length=10, choices=Decision.choices, blank=True)
    decided_on = models.DateField("decided on", null=True, blank=True)
    review_asked_on = models.DateField("review of the decision asked for on", null=True, blank=True)
    ended_on = models.DateField("closed on", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["district", "person"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(referred_on__isnull=True) | Q(consented_on__isnull=False),
                name="nobody_is_referred_without_agreeing",
            ),
        ]

    def __str__(self) -> str:
        return f"Housing application of {self.person}"


class JointHousing(AboutPerson):
    """A young person of 16 or 17 without a home, or about to be: we and the housing authority find out together."""

    class Agreed(models.TextChoices):
        """What both agreed."""

        ACCOMMODATED = "accommodated", "We look after them: they need somewhere to live"
        HOUSED = "housed", "They chose not to be looked after: the housing authority finds a home"
        AT_HOME = "at_home", "They go home, with help"
        NOT_HOMELESS = "not_homeless", "They have a home"

    district = models.ForeignKey("partners.District", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField("the housing authority was asked to come on")
    met_on = models.DateField("assessed together on", null=True, blank=True)
    wishes = models.CharField("what the young person wants", max_length=300, blank=True)
    is_told_rights = models.BooleanField(
        "they were told what each council owes them, and of an advocate", default=False
    )
    agreed = models.CharField("what was agreed", max_length=14, choices=Agreed.choices, blank=True)
    why = models.CharField("why", max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "joint housing assessments"
        indexes = [models.Index(fields=["district", "person"], name="joint_housing_by_district")]
        constraints = [
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(met_on__gte=models.F("asked_on")),
                name="nobody_meets_before_being_asked",
            ),
            models.CheckConstraint(
                condition=Q(agreed="") | Q(met_on__isnull=False), name="nothing_is_agreed_before_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"Joint housing assessment of {self.person}"


class HousingSignal(AboutPerson):
    """A sign that somebody may lose a home or fall into debt, told early enough to help."""

    class Sign(models.TextChoices):
        """What was noticed."""

        RENT = "rent", "Rent arrears"
        COUNCIL_TAX = "council_tax", "Council tax arrears"
        COURT = "court", "Court or bailiffs"
        NEIGHBOURS = "neighbours", "Complaints by neighbours"
        REPAIR = "repair", "Something there is broken or unsafe"
        AWAY = "away", "Seems not to live there"

    district = models.ForeignKey("partners.District", on_delete=models.PROTECT, related_name="+")
    sign = models.CharField("what was noticed", max_length=12, choices=Sign.choices)
    amount = models.DecimalField("how much is owed", max_digits=8, decimal_places=2, null=True, blank=True)
    told_on = models.DateField("noticed on")
    note = models.CharField("in a few words", max_length=200, blank=True)
    action = models.CharField("what was done about it", max_length=200, blank=True)
    acted_on = models.DateField("done on", null=True, blank=True)
    settled_on = models.DateField("over since", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["district", "person"])]

    def __str__(self) -> str:
        return f"Signal about {self.person}"


class CouncilTaxClaim(AboutPerson):
    """A claim to one billing authority that a care leaver pays less council tax, or none."""

    class Outcome(models.TextChoices):
        """What came of it."""

        GRANTED = "granted", "Granted"
        PART = "part", "Granted in part"
        REFUSED = "refused", "Refused"
        NOT_LIABLE = "not_liable", "Nothing to pay there anyway"

    district = models.ForeignKey("partners.District", on_delete=models.PROTECT, related_name="+")
    claimed_on = models.DateField("claimed on")
    for_from = models.DateField("claimed from", null=True, blank=True)
    outcome = models.CharField("what came of it", max_length=10, choices=Outcome.choices, blank=True)
    told_on = models.DateField("told on", null=True, blank=True)
    saved = models.DecimalField("worth a year", max_digits=7, decimal_places=2, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["district", "person"])]

    def __str__(self) -> str:
        return f"Council tax claim of {self.person}"
