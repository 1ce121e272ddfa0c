"""Identity papers, leave to stay, custody, savings and benefits, children, and what was agreed with the Jobcentres."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.shell.locking import Versioned


class IdentityPaper(AboutPerson):
    """A paper that says who somebody is: held, asked for, or on its way."""

    class Paper(models.TextChoices):
        """Which one. Those that everybody needs by 18 come first."""

        PASSPORT = "passport", "Passport"
        BIRTH = "birth", "Birth certificate"
        INSURANCE = "insurance", "National Insurance number"
        BANK = "bank", "Bank account"
        VOTE = "vote", "On the voters' register"
        LICENCE = "licence", "Driving licence, also provisional"
        EVISA = "evisa", "eVisa account"

    paper = models.CharField("which paper", max_length=10, choices=Paper.choices)
    asked_for_on = models.DateField("asked for on", null=True, blank=True)
    received_on = models.DateField("they have it since", null=True, blank=True)
    expires_on = models.DateField("runs out on", null=True, blank=True)
    kept = models.CharField("where it is kept", max_length=120, blank=True)
    cost = models.DecimalField("what the council paid for it", max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "paper"], condition=Q(removed_at__isnull=True), name="one_row_for_each_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"Paper of {self.person}"


class Particulars(AboutPerson):
    """Who somebody says they are, and the numbers by which other services know them."""

    gender = models.CharField("gender, in their own word", max_length=60, blank=True)
    religion = models.CharField("religion or belief, in their own word", max_length=60, blank=True)
    nationality = models.CharField("nationality", max_length=60, blank=True)
    talking = models.CharField("what helps when we talk or write", max_length=200, blank=True)
    nhs_number = models.CharField("NHS number", max_length=10, blank=True)
    insurance_number = models.CharField("National Insurance number", max_length=9, blank=True)
    learner_number = models.CharField("unique learner number", max_length=10, blank=True)
    core_reference = models.CharField("reference in the council's core system", max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "particulars"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(removed_at__isnull=True), name="one_row_of_particulars_each"
            ),
        ]

    def __str__(self) -> str:
        return f"Particulars of {self.person}"


class KnownName(AboutPerson):
    """A name by which somebody is or was known, and who may learn it."""

    class Kind(models.TextChoices):
        """What name it is."""

        BIRTH = "birth", "Name at birth"
        LEGAL = "legal", "Name in law"
        CHOSEN = "chosen", "Name they chose"
        FAMILY = "family", "Name in their family"
        OTHER = "other", "Other name"

    class MayKnow(models.TextChoices):
        """Who may learn it."""

        ANYBODY = "anybody", "Anybody who works with them"
        ASK_FIRST = "ask_first", "Only after asking them"
        NOBODY = "nobody", "Nobody outside this record"

    name = models.CharField("name", max_length=160)
    kind = models.CharField("what name it is", max_length=10, choices=Kind.choices)
    may_know = models.CharField("who may know it", max_length=10, choices=MayKnow.choices)
    from_on = models.DateField("used from", null=True, blank=True)
    to_on = models.DateField("used until", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=True) | Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="known_name_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"Name of {self.person}"


class LeaveToStay(AboutPerson):
    """Somebody's leave to stay in the country, and what is done before it runs out."""

    class Status(models.TextChoices):
        """What they have now."""

        CLAIM = "claim", "Asylum claim not decided"
        REFUGEE = "refugee", "Refugee"
        PROTECTION = "protection", "Humanitarian protection"
        UASC = "uasc", "Leave as an unaccompanied child"
        LIMITED = "limited", "Other limited leave"
        SETTLED = "settled", "Settled, or leave without end"
        PRE_SETTLED = "pre_settled", "Pre-settled"
        REFUSED = "refused", "Refused, no appeal left"
        NONE = "none", "No leave"
        CITIZEN = "citizen", "British"

    status = models.CharField("status", max_length=12, choices=Status.choices)
    since_on = models.DateField("since", null=True, blank=True)
    expires_on = models.DateField("leave runs out on", null=True, blank=True)
    adviser = models.CharField("solicitor or adviser", max_length=160, blank=True)
    applied_on = models.DateField("applied for more leave on", null=True, blank=True)
    appeal_on = models.DateField("appeal heard on", null=True, blank=True)
    if_refused = models.TextField("plan if it is refused", blank=True)

    def __str__(self) -> str:
        return f"Leave of {self.person}"


class Custody(AboutPerson):
    """A time in custody, and what has to be ready before release."""

    prison = models.CharField("where", max_length=160)
    from_on = models.DateField("since")
    release_on = models.DateField("expected release", null=True, blank=True)
    released_on = models.DateField("released on", null=True, blank=True)
    licence_until = models.DateField("on licence until", null=True, blank=True)
    worker = models.CharField("probation or youth justice worker", max_length=160, blank=True)
    visited_on = models.DateField("last visited on", null=True, blank=True)
    release_plan_on = models.DateField("plan for the release agreed on", null=True, blank=True)

    class Meta:
        verbose_name_plural = "custody"
        ordering = ["-from_on"]

    def __str__(self) -> str:
        return f"Custody of {self.person}"


class Benefits(AboutPerson):
    """Savings that were put by for somebody, and their benefits."""

    class Savings(models.TextChoices):
        """What kind of savings they have."""

        TRUST_FUND = "trust_fund", "Child Trust Fund"
        ISA = "isa", "Junior ISA"
        NEITHER = "neither", "Neither"

    savings = models.CharField("savings put by for them", max_length=10, choices=Savings.choices, blank=True)
    traced_on = models.DateField("savings traced on", null=True, blank=True)
    told_on = models.DateField("they were told how to get at them on", null=True, blank=True)
    claimed_on = models.DateField("Universal Credit claimed on", null=True, blank=True)
    advance = models.DecimalField("advance taken", max_digits=7, decimal_places=2, null=True, blank=True)
    first_paid_on = models.DateField("first paid on", null=True, blank=True)
    bridged = models.DecimalField(
        "paid by the council until then", max_digits=7, decimal_places=2, null=True, blank=True
    )
    jobcentre = models.ForeignKey(
        "casework.JobcentreProtocol",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="Jobcentre",
    )
    coach = models.CharField("work coach", max_length=120, blank=True)
    trouble_on = models.DateField("sanction or stopped money: told to us on", null=True, blank=True)
    trouble = models.CharField("what happened", max_length=200, blank=True)
    trouble_settled_on = models.DateField("put right on", null=True, blank=True)

    class Meta:
        verbose_name_plural = "benefits"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(removed_at__isnull=True), name="one_benefits_record_each"
            ),
        ]

    def __str__(self) -> str:
        return f"Benefits of {self.person}"


class Dependant(AboutPerson):
    """A child of a young person's, born or expected: the least that has to be known."""

    initials = models.CharField("initials", max_length=6, blank=True)
    born_on = models.DateField("born or due on")
    lives_with_them = models.BooleanField("lives with them", default=True)
    services_involved = models.BooleanField("children's services are involved", default=False)

    def __str__(self) -> str:
        return f"Child of {self.person}"


class JobcentreProtocol(Identified, Versioned):
    """What was agreed with one Jobcentre about care leavers, and whom to call there."""

    jobcentre = models.CharField("Jobcentre", max_length=120, unique=True)
    contact = models.CharField("whom to call", max_length=120)
    phone = models.CharField("phone", max_length=40, blank=True)
    email = models.EmailField("e-mail", blank=True)
    agreed = models.TextField("what was agreed")
    reviewed_on = models.DateField("last looked at on")
    ended_on = models.DateField("no longer holds since", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["jobcentre"]

    def __str__(self) -> str:
        return self.jobcentre
