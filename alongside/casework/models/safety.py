"""What keeps people safe: warnings, safety plans, incidents, referrals to safeguarding."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson


class Approved(AboutPerson):
    """A record that holds at once and that a manager, never its writer, approves. ``steps_safety`` has the steps."""

    class State(models.TextChoices):
        """Where it stands."""

        WRITTEN = "written", "Waits for a manager"
        APPROVED = "approved", "Approved"
        ENDED = "ended", "Ended"

    state = models.CharField("where it stands", max_length=10, choices=State.choices, default=State.WRITTEN)
    from_on = models.DateField("from")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who wrote it as it stands: whoever changes it writes it anew."""
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField("approved on", null=True, blank=True)
    reviewed_on = models.DateField("last looked at again on", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    ended_why = models.CharField("why it ended", max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(written_by__isnull=True) | ~Q(approved_by=F("written_by")),
                name="%(class)s_is_approved_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="%(class)s_approved_has_approver",
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | (Q(ended_on__isnull=False) & ~Q(ended_why="")),
                name="%(class)s_ends_with_a_reason",
            ),
        ]


class Degree(models.TextChoices):
    """How likely or how grave."""

    LOW = "low", "Low"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class SafetyWarning(Approved):
    """What must be known before anybody visits, calls or writes."""

    class Kind(models.TextChoices):
        """What kind of danger."""

        VIOLENCE = "violence", "Violence or threats"
        OTHERS = "others", "Somebody else in the home"
        ABUSE = "abuse", "Domestic abuse"
        EXPLOITED = "exploited", "Exploitation"
        SELF_HARM = "self_harm", "Self-harm or suicide"
        ANIMAL = "animal", "A dog or another animal"
        HEALTH = "health", "A danger to health"
        OTHER = "other", "Something else"

    kind = models.CharField("kind", max_length=10, choices=Kind.choices)
    level = models.CharField("level", max_length=6, choices=Degree.choices)
    facts = models.TextField("what is known")
    must_know = models.CharField("who must know", max_length=200, blank=True)
    visiting_rule = models.CharField("rule for visits", max_length=200, blank=True)
    told = models.BooleanField("they know of this warning", default=False)
    told_why_not = models.CharField("why they do not know of it", max_length=200, blank=True)

    class Meta(Approved.Meta):
        constraints = [
            *Approved.Meta.constraints,
            models.CheckConstraint(condition=Q(told=True) | ~Q(told_why_not=""), name="told_of_a_warning_or_why_not"),
        ]
        ordering = ["-from_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Warning about {self.person}"


class SafetyPlan(Approved):
    """What is feared, how likely and how grave it is, what protects, and who does what."""

    concern = models.TextField("what is feared")
    likelihood = models.CharField("how likely", max_length=6, choices=Degree.choices)
    harm = models.CharField("how grave it would be", max_length=6, choices=Degree.choices)
    protective = models.TextField("what protects")
    steps = models.TextField("what we do, and who")
    contingency = models.TextField("what if it goes wrong")
    agreed_by = models.CharField("who agreed to it", max_length=200)
    own_words = models.TextField("what the young person says of it", blank=True)

    class Meta(Approved.Meta):
        ordering = ["-from_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Safety plan of {self.person}"


class Incident(AboutPerson):
    """A death, serious harm, or time missing; and whom we told of it."""

    class Kind(models.TextChoices):
        """What happened."""

        MISSING = "missing", "Missing"
        HARM = "harm", "Serious harm"
        DEATH = "death", "Death"
        OTHER = "other", "Another serious incident"

    kind = models.CharField("kind", max_length=8, choices=Kind.choices)
    happened_on = models.DateField("happened on, or missing since")
    aware_on = models.DateField("we learned of it on")
    told_by = models.CharField("who told us of the death", max_length=200, blank=True)
    facts = models.TextField("what is known")
    reported_to = models.CharField("reported to", max_length=200, blank=True)
    back_on = models.DateField("back on", null=True, blank=True)
    talked_on = models.DateField("talked with them about it on", null=True, blank=True)
    notified_on = models.DateField("formal notice given on", null=True, blank=True)
    notified_whom = models.CharField("to whom", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(aware_on__gte=F("happened_on")), name="learned_of_after_it_happened"),
            models.CheckConstraint(
                condition=Q(back_on__isnull=True) | Q(back_on__gte=F("happened_on")), name="back_after_missing"
            ),
            models.CheckConstraint(
                condition=Q(notified_on__isnull=True) | ~Q(notified_whom=""), name="notice_was_given_to_somebody"
            ),
        ]
        ordering = ["-happened_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Incident of {self.person}"


class SafeguardingReferral(AboutPerson):
    """Somebody was referred to safeguarding. Without consent it says why; want of consent never stops it."""

    class Consent(models.TextChoices):
        """What the young person said to it."""

        GIVEN = "given", "They agree"
        REFUSED = "refused", "They do not agree"
        NOT_ASKED = "not_asked", "They were not asked"

    to = models.CharField("to whom", max_length=160)
    referred_on = models.DateField("referred on")
    reason = models.TextField("why")
    consent = models.CharField("consent", max_length=10, choices=Consent.choices)
    why_without = models.CharField("why without consent", max_length=300, blank=True)
    result = models.TextField("what came of it", blank=True)
    result_on = models.DateField("answered on", null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(consent="given") | ~Q(why_without=""), name="referred_with_consent_or_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(result_on__isnull=True) | ~Q(result=""), name="an_answered_referral_has_a_result"
            ),
        ]
        ordering = ["-referred_on", "-recorded_at"]

    def __str__(self) -> str:
        return f"Safeguarding referral of {self.person}"
