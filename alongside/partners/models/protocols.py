"""Protocols between the council and other bodies: editions, parties and signatures, duties and their steps."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.partners.models.organisations import Organisation
from alongside.shell import guards
from alongside.shell.locking import Versioned

SIGNED = "{row}.state <> 'draft'"


class Protocol(Versioned):
    """What several bodies agree to do for care leavers. What it says stands in its editions."""

    class Kind(models.TextChoices):
        """What it is about."""

        HOUSING = "housing", "Housing"
        JOBCENTRE = "jobcentre", "Jobcentre Plus"
        POLICE = "police", "Police: a restorative approach"
        ADULTS = "adults", "Adult services"
        HEALTH = "health", "Health"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("what it is about", max_length=10, choices=Kind.choices)
    title = models.CharField(max_length=120, unique=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


@guards.frozen(SIGNED, "protocol_id", "number", "aims", "starts_on", "review_on", "drafted_by_id")
class Edition(Versioned):
    """One version of a protocol. From the moment it is put to its parties its words cannot be changed."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", "Being written"
        SIGNING = "signing", "With its parties, to be signed"
        IN_FORCE = "in_force", "In force"
        REPLACED = "replaced", "Replaced by a later version"
        WITHDRAWN = "withdrawn", "Withdrawn before it held"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    protocol = models.ForeignKey(Protocol, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField("version")
    aims = models.TextField("what it is for")
    starts_on = models.DateField("holds from")
    review_on = models.DateField("looked at again by")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    in_force_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["protocol__title", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["protocol", "number"], name="one_edition_of_a_protocol_per_number"),
            models.UniqueConstraint(
                fields=["protocol"], condition=Q(state="in_force"), name="one_edition_of_a_protocol_in_force"
            ),
            models.UniqueConstraint(
                fields=["protocol"],
                condition=Q(state__in=["draft", "signing"]),
                name="one_edition_of_a_protocol_being_made",
            ),
            models.CheckConstraint(condition=Q(review_on__gt=F("starts_on")), name="a_protocol_is_reviewed_later"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(in_force_on__isnull=False), name="a_protocol_in_force_has_its_day"
            ),
            models.CheckConstraint(
                condition=Q(in_force_by__isnull=True) | ~Q(in_force_by=F("drafted_by")),
                name="nobody_brings_into_force_what_they_drafted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protocol}, version {self.number}"


class Party(models.Model):
    """An organisation that an edition is to bind. It is bound once it has signed."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "organisation"], name="an_organisation_is_party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.edition}"


@guards.append_only
class Signature(models.Model):
    """A party signed, by one of its own people, after its own body approved it."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="signature")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    post = models.CharField("signs as (post)", max_length=120)
    approved_by = models.CharField("which body of theirs approved it", max_length=120)
    approved_on = models.DateField("approved on")
    reference = models.CharField("minute or decision number", max_length=60, blank=True)
    signed_on = models.DateField()

    class Meta:
        ordering = ["signed_on"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "signed_by"], name="nobody_signs_an_edition_twice"),
            models.CheckConstraint(condition=Q(signed_on__gte=F("approved_on")), name="signed_after_its_approval"),
        ]

    def __str__(self) -> str:
        return f"{self.party}, signed"


class Duty(Versioned):
    """Who does what within how many days of what. It falls on each party of its kind."""

    class Code(models.TextChoices):
        """What casework reports of by itself. Of any other duty, steps are written down here."""

        REFERRAL = "referral", "Referral as homeless, after they agreed"
        ASSESSMENT = "assessment", "The housing authority’s answer to a referral"
        ALERT = "alert", "An answer to an alert of arrears or trouble"
        BED_AND_BREAKFAST = "bed_and_breakfast", "Days in bed and breakfast"
        COUNCIL_TAX = "council_tax", "The answer to a claim about council tax"
        OPTIONS = "options", "The talk about choices of homes, from 16"
        JOINT = "joint", "A joint assessment with adult services"
        JOINT_HOUSING = "joint_housing", "A joint assessment with the housing authority, at 16 or 17"
        EVICTION = "eviction", "A meeting after notice to leave a home"
        CONTINGENCY = "contingency", "Another home after one fell through"
        BY_HAND = "", "Nothing: steps are written down here"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="duties")
    order = models.PositiveSmallIntegerField("place in the list")
    falls_on = models.CharField("falls on", max_length=20, choices=Organisation.Kind.choices)
    role = models.CharField("who there", max_length=120)
    what = models.CharField("does what", max_length=300)
    days = models.PositiveSmallIntegerField("within how many days")
    after = models.CharField("of what", max_length=200)
    source = models.CharField("where that stands", max_length=200)
    code = models.CharField("counted from", max_length=20, choices=Code.choices, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "order"], name="one_duty_of_an_edition_per_place"),
            models.UniqueConstraint(
                fields=["edition", "code", "falls_on"], condition=~Q(code=""), name="one_duty_of_an_edition_per_code"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class DutyStep(Versioned):
    """Once that a duty was asked of a party, and when it was done. It names no young person.

    ``reference`` is empty, or a mark by which casework finds the row again; nobody can tell from it whom it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="steps")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="steps")
    asked_on = models.DateField("asked or begun on")
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=32, blank=True)
    taken_out_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "asked_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("asked_on")),
                name="a_step_is_asked_and_then_done",
            ),
            models.CheckConstraint(condition=Q(due_on__gte=F("asked_on")), name="a_step_is_due_after_it_is_asked"),
            models.UniqueConstraint(
                fields=["duty", "reference"], condition=~Q(reference=""), name="casework_reports_a_step_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty}: asked {self.asked_on}"
