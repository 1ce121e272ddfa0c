"""Money that a young person may have: asked for, decided on, paid."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.casework.models.about_person import AboutPerson
from alongside.casework.models.base import Identified
from alongside.casework.models.portal import Document
from alongside.shell import guards


def _money(name: str, **more: object) -> models.DecimalField:
    return models.DecimalField(name, max_digits=9, decimal_places=2, **more)


class MoneyRequest(AboutPerson):
    """Money asked for, by the young person or for them. What was decided and paid stands in rows of its own."""

    class State(models.TextChoices):
        """Where it stands. ``steps_money`` has the steps."""

        WAITING = "waiting", "Waiting for a decision"
        PAID_FIRST = "paid_first", "Paid at once, to be countersigned"
        DECIDED = "decided", "Decided"
        ASKED_AGAIN = "asked_again", "Asked again, waiting for somebody else"
        DECIDED_AGAIN = "decided_again", "Decided again"
        WITHDRAWN = "withdrawn", "Taken back"

    state = models.CharField("where it stands", max_length=14, choices=State.choices, default=State.WAITING)
    entitlement = models.UUIDField("entitlement of the offer", null=True, blank=True)
    """Empty where it is something else than the offer promises."""
    what = models.CharField("what it is for", max_length=160)
    what_for = models.CharField("which amount of the entitlement", max_length=80, blank=True)
    amount = _money("amount asked for")
    reason = models.TextField("why")
    is_urgent = models.BooleanField("cannot wait until tomorrow", default=False)
    asked_on = models.DateField("asked on")
    evidence = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    receipt = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    again_on = models.DateField("asked again on", null=True, blank=True)
    again_words = models.TextField("why the decision is wrong", blank=True)
    again_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    told_on = models.DateField("told on", null=True, blank=True)
    told_how = models.CharField("told how", max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "asked_on"]), models.Index(fields=["state"])]
        ordering = ["-asked_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_asked_for_is_more_than_none"),
            models.CheckConstraint(
                condition=~Q(state__in=["asked_again", "decided_again"])
                | (Q(again_on__isnull=False) & ~Q(again_words="")),
                name="asked_again_has_a_day_and_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Money for {self.person}"


@guards.append_only
class MoneyDecision(Identified):
    """What somebody with the right to decided on money asked for; the second where it was asked for again.

    Who asked stands here again, so that the database itself can refuse a decision on one's own request.
    """

    class Answer(models.TextChoices):
        """What was decided."""

        YES = "yes", "Yes"
        PART = "part", "Part of it"
        NO = "no", "No"

    request = models.ForeignKey(MoneyRequest, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField("which decision")
    answer = models.CharField("answer", max_length=4, choices=Answer.choices)
    amount = _money("amount agreed")
    limit = _money("limit of who decided", null=True, blank=True)
    reason = models.TextField("reason, to the young person", blank=True)
    is_countersigning = models.BooleanField("it was paid at once before", default=False)
    decided_on = models.DateField("decided on")
    decided_at = models.DateTimeField("decided at")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    again_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    earlier_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who decided the first time."""

    class Meta:
        ordering = ["request", "number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="one_money_decision_per_number"),
            models.CheckConstraint(
                condition=(Q(asked_by__isnull=True) | ~Q(decided_by=F("asked_by")))
                & (Q(again_by__isnull=True) | ~Q(decided_by=F("again_by"))),
                name="nobody_decides_money_they_asked_for",
            ),
            models.CheckConstraint(
                condition=Q(number=1, earlier_by__isnull=True)
                | (Q(number=2, earlier_by__isnull=False) & ~Q(decided_by=F("earlier_by"))),
                name="money_is_decided_again_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(answer="no", amount=0) | (~Q(answer="no") & Q(amount__gt=0)),
                name="money_agreed_is_more_than_none",
            ),
            models.CheckConstraint(condition=Q(answer="yes") | ~Q(reason=""), name="less_money_has_a_reason"),
            models.CheckConstraint(
                condition=Q(limit__isnull=True) | Q(amount__lte=F("limit")), name="money_agreed_is_within_the_limit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.answer}"


@guards.append_only
class MoneyPayment(Identified):
    """Money that was paid: by a finance officer after a decision, or at once, at night, in an emergency."""

    class Method(models.TextChoices):
        """How it reached them."""

        BANK = "bank", "Into their bank account"
        CASH = "cash", "Cash"
        VOUCHER = "voucher", "A voucher or a card"
        SHOP = "shop", "Straight to a shop, landlord or college"

    request = models.ForeignKey(MoneyRequest, on_delete=models.PROTECT, related_name="payments")
    number = models.PositiveSmallIntegerField("which payment")
    amount = _money("amount paid")
    method = models.CharField("how", max_length=10, choices=Method.choices)
    paid_on = models.DateField("paid on")
    recorded_at = models.DateTimeField("written down at")
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    """Who decided; empty for what was paid at once."""
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["request", "number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="one_money_payment_per_number"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_paid_is_more_than_none"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True)
                | (~Q(paid_by=F("agreed_by")) & (Q(asked_by__isnull=True) | ~Q(paid_by=F("asked_by")))),
                name="nobody_pays_what_they_agreed_or_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: paid on {self.paid_on}"
