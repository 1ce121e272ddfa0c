"""The covenant: who signed it, what each pledged, and what came of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.partners.models.organisations import District, Organisation
from alongside.shell.locking import Versioned

SIGNING_KINDS = (
    (Organisation.Kind.BUSINESS, "A business"),
    (Organisation.Kind.CHARITY, "A charity or club"),
    (Organisation.Kind.EDUCATION, "A school, college or university"),
    (Organisation.Kind.HEALTH, "Part of the NHS"),
    (Organisation.Kind.PROVIDER, "Someone who lets homes"),
)
"""What somebody may be who signs on the public form, in the words of that form."""


class SignUp(models.Model):
    """What somebody sent on the public form. It stays as it came; a person decides what becomes of it."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waits for a person"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Not accepted"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("organisation", max_length=160)
    kind = models.CharField(max_length=20, choices=SIGNING_KINDS)
    contact_name = models.CharField("who we talk to", max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    web = models.URLField("web address", blank=True)
    received_at = models.DateTimeField()
    seems_sent_by_a_machine = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="sign_ups"
    )

    class Meta:
        ordering = ["received_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(organisation__isnull=False), name="an_accepted_sign_up_has_its_body"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Signatory(Versioned):
    """An organisation that signed the covenant, and whom there we ask. ``link_number`` counts the links given out."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="covenant")
    signed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    contact_name = models.CharField(max_length=120)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    link_number = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["organisation__name"]

    def __str__(self) -> str:
        return str(self.organisation)


class Pledge(Versioned):
    """What an organisation promises to care leavers, from a day until a day.

    ``what`` and its neighbours are as the organisation wrote them. ``title``, ``answer`` and ``how`` are the words of
    the offer, which whoever checks it writes. From the day ``ends_on`` it no longer holds.
    """

    class Kind(models.TextChoices):
        """The five kinds of pledge."""

        WORK = "work", "Work"
        SUPPORT = "support", "Support"
        HORIZONS = "horizons", "New horizons"
        ACTIVITIES = "activities", "Activities"
        LEARNING = "learning", "Learning"

    class State(models.TextChoices):
        """Where it stands. Whether an approved pledge holds today is worked out from its dates."""

        RECEIVED = "received", "Waits to be checked"
        CHECKED = "checked", "Waits to be approved"
        SENT_BACK = "sent_back", "Sent back to be checked again"
        APPROVED = "approved", "Approved"
        DECLINED = "declined", "Not taken"
        WITHDRAWN = "withdrawn", "Ended before its day"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sign_up = models.ForeignKey(SignUp, on_delete=models.PROTECT, null=True, blank=True, related_name="pledges")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="pledges"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    received_at = models.DateTimeField()

    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.TextField("what you promise")
    conditions = models.TextField(blank=True)
    how_to_get_it = models.TextField("how to get it")
    where = models.CharField(max_length=200, blank=True)
    places = models.PositiveIntegerField("how many people", null=True, blank=True)
    from_on = models.DateField("from")
    ends_on = models.DateField("ends on")
    contact_name = models.CharField("whom to ask", max_length=120, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)

    title = models.CharField(max_length=80, blank=True)
    answer = models.TextField(blank=True)
    how = models.TextField("how to get it, in the offer's words", blank=True)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_until = models.PositiveSmallIntegerField("until this birthday", null=True, blank=True)
    other_councils = models.BooleanField("open to other councils' care leavers", default=False)
    districts = models.ManyToManyField(District, blank=True, related_name="+")
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_on = models.DateField(null=True, blank=True)
    renewal_asked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["received_at"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gt=F("from_on")), name="pledge_ends_after_start"),
            models.CheckConstraint(
                condition=Q(sign_up__isnull=False) | Q(organisation__isnull=False), name="pledge_is_somebodys"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["checked", "approved"]) | (Q(organisation__isnull=False) & ~Q(title="")),
                name="a_checked_pledge_has_its_body_and_words",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("checked_by")),
                name="nobody_approves_a_pledge_they_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.what[:60]


class PledgeStep(models.Model):
    """Something that was done to a pledge: what, by whom, when, and why where that was said."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="steps")
    what = models.CharField(max_length=120)
    why = models.TextField(blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.what}, {self.by_name}"


class TakeUp(models.Model):
    """How many young people used a pledge in a while, and what came of it."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="take_up")
    from_on = models.DateField()
    to_on = models.DateField()
    number = models.PositiveIntegerField("how many young people")
    outcome = models.TextField("what came of it", blank=True)
    reported_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["-to_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="take_up_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.number} until {self.to_on}"


class Renewal(models.Model):
    """A pledge that is to hold longer: asked for, then agreed or not by somebody else."""

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = "waiting", "Waits to be agreed"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Not agreed"

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="renewals")
    ends_on = models.DateField("new end")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["pledge"], condition=Q(state="waiting"), name="one_renewal_waits_for_a_pledge"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="nobody_agrees_to_a_renewal_they_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"until {self.ends_on}"
