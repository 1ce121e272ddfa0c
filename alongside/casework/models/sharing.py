"""Who may know what about somebody, what was told to whom and by what right, and what got out by mistake."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.casework.models.complaints import How
from alongside.casework.models.working import Referral
from alongside.shell.locking import Versioned


class Basis(models.TextChoices):
    """By what right something is told to somebody. The young person's wishes are recorded apart from it."""

    PUBLIC_TASK = "public_task", "Our task by law as their corporate parent (UK GDPR, article 6(1)(e))"
    LEGAL_DUTY = "legal_duty", "A law tells us to (UK GDPR, article 6(1)(c))"
    VITAL = "vital", "Somebody's life is in danger (UK GDPR, article 6(1)(d))"
    CONSENT = "consent", "Only because they agreed (UK GDPR, article 6(1)(a))"


HAS_A_BASIS = Q(basis__in=[Basis.PUBLIC_TASK, Basis.LEGAL_DUTY, Basis.VITAL]) | Q(
    basis=Basis.CONSENT, consent__isnull=False
)
NAMES_SOMEBODY = Q(organisation__isnull=False) | ~Q(who="")


class ConsentChoice(AboutPerson):
    """The young person says who may know what, for what. Yes, no, and a yes that was taken back."""

    class Answer(models.TextChoices):
        """What they say."""

        GIVEN = "given", "Yes"
        REFUSED = "refused", "No"
        WITHDRAWN = "withdrawn", "Taken back"

    class Capacity(models.TextChoices):
        """Who could decide it."""

        THEMSELF = "themself", "They understand it and decide themselves"
        PARENT = "parent", "Under 16 and not able to decide: somebody with parental responsibility"
        BEST_INTERESTS = "best_interests", "Not able to decide this: decided in their best interests"

    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="which organisation",
    )
    who = models.CharField("who else", max_length=120, blank=True)
    what = models.JSONField("what they may know", default=list)
    """Values of ``shell.roles.Record``."""
    what_for = models.CharField("what for", max_length=200)
    answer = models.CharField("their answer", max_length=10, choices=Answer.choices)
    capacity = models.CharField("who could decide", max_length=15, choices=Capacity.choices, default=Capacity.THEMSELF)
    how = models.CharField("how they said it", max_length=12, choices=How.choices)
    decided_on = models.DateField("said on")
    checked_on = models.DateField("asked again on", null=True, blank=True)
    ends_on = models.DateField("holds until", null=True, blank=True)
    withdrawn_on = models.DateField("taken back on", null=True, blank=True)

    class Meta:
        ordering = ["-decided_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=NAMES_SOMEBODY, name="consent_names_somebody"),
            models.CheckConstraint(
                condition=Q(answer="withdrawn", withdrawn_on__isnull=False)
                | (~Q(answer="withdrawn") & Q(withdrawn_on__isnull=True)),
                name="consent_taken_back_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.organisation or self.who}"


class ServiceReferral(AboutPerson):
    """Somebody was referred to a service: what it was shown, what it answered, what came of it.

    The slice of the record that the service's people reach is the ``Referral`` behind it, and ends with it.
    """

    class Reply(models.TextChoices):
        """What the service answers."""

        WAITING = "waiting", "No reply yet"
        YES = "yes", "They take it on"
        NO = "no", "They do not take it on"

    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="to whom"
    )
    service = models.CharField("for what", max_length=120)
    why = models.CharField("why", max_length=200)
    groups = models.JSONField("what they see", default=list)
    """Values of ``shell.roles.Record``."""
    basis = models.CharField("by what right", max_length=12, choices=Basis.choices)
    consent = models.ForeignKey(
        ConsentChoice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="which consent"
    )
    sent_on = models.DateField("sent on")
    reply = models.CharField("their reply", max_length=10, choices=Reply.choices, default=Reply.WAITING)
    reply_words = models.TextField("what they say", blank=True)
    replied_on = models.DateField("replied on", null=True, blank=True)
    started_on = models.DateField("started on", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    result = models.TextField("what came of it", blank=True)
    rating = models.PositiveSmallIntegerField("what the young person gives it, of five", null=True, blank=True)
    slice = models.OneToOneField(
        Referral, on_delete=models.PROTECT, null=True, related_name="service", verbose_name="what opens it to them"
    )

    class Meta:
        ordering = ["-sent_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=HAS_A_BASIS, name="a_service_referral_has_a_basis"),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5), name="a_rating_is_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} to {self.organisation}"


class SharingEvent(AboutPerson):
    """Something about somebody was told to somebody else: what, why, and by what right."""

    class Wishes(models.TextChoices):
        """What the young person wants, which is asked apart from the right to tell."""

        AGREE = "agree", "They agree"
        AGAINST = "against", "They do not want it"
        NOT_ASKED = "not_asked", "They were not asked"

    shared_on = models.DateField("told on")
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="which organisation",
    )
    who = models.CharField("to whom", max_length=120, blank=True)
    what = models.CharField("what was told", max_length=400)
    why = models.CharField("what for", max_length=200)
    basis = models.CharField("by what right", max_length=12, choices=Basis.choices)
    consent = models.ForeignKey(
        ConsentChoice, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name="which consent"
    )
    wishes = models.CharField("what the young person wants", max_length=10, choices=Wishes.choices)
    wishes_why = models.CharField("why all the same, or why not asked", max_length=200, blank=True)
    no_more_than = models.CharField("why this much and no more", max_length=200, blank=True)
    referral = models.ForeignKey(
        ServiceReferral,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="which referral",
    )

    class Meta:
        ordering = ["-shared_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=HAS_A_BASIS, name="a_sharing_has_a_basis"),
            models.CheckConstraint(condition=NAMES_SOMEBODY, name="a_sharing_names_somebody"),
            models.CheckConstraint(
                condition=Q(wishes="agree") | ~Q(wishes_why=""), name="sharing_against_wishes_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.what}"


class DataBreach(Identified, Versioned):
    """Facts about people got out, got lost or were changed by mistake. The regulator is told within 72 hours."""

    class Risk(models.TextChoices):
        """What it may do to the people whose facts they are."""

        NOT_KNOWN = "not_known", "Not known yet"
        UNLIKELY = "unlikely", "A risk to them is unlikely"
        RISK = "risk", "There is a risk to them: the regulator is told"
        HIGH = "high", "There is a high risk to them: they are told too"

    what = models.TextField("what happened, without names")
    happened_on = models.DateField("happened on", null=True, blank=True)
    aware_at = models.DateTimeField("we knew of it at")
    how_many = models.PositiveIntegerField("how many people it is about", default=1)
    risk = models.CharField("what it may do to them", max_length=10, choices=Risk.choices, default=Risk.NOT_KNOWN)
    told_regulator_at = models.DateTimeField("the regulator was told at", null=True, blank=True)
    why_not_told = models.TextField("why the regulator is not told", blank=True)
    told_people_on = models.DateField("the people were told on", null=True, blank=True)
    done = models.TextField("what was done about it", blank=True)
    closed_on = models.DateField("closed on", null=True, blank=True)
    recorded_at = models.DateTimeField("written down at")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="written down by"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["-aware_at"]
        verbose_name_plural = "data breaches"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(told_regulator_at__isnull=False) | ~Q(why_not_told=""),
                name="a_closed_breach_was_told_or_says_why_not",
            ),
            models.CheckConstraint(
                condition=Q(told_regulator_at__isnull=True) | Q(told_regulator_at__gte=F("aware_at")),
                name="a_breach_is_known_before_it_is_told",
            ),
        ]

    def __str__(self) -> str:
        return f"Breach known at {self.aware_at:%d/%m/%Y %H:%M}"
