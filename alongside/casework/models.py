"""Nouns of casework: young people, their care, what was decided about them, and who works with them.

Three kinds of row live here. Ordinary records are edited (``Versioned``, with a history of each edit). Facts that a
return states are kept for good: a corrected return withdraws a row, with the day and the import, and adds another.
Decisions, clock events and answers of young people are only ever added to, which the database itself holds.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from alongside.law import Category, Certainty
from alongside.shell import guards
from alongside.shell.locking import Versioned
from alongside.shell.models import StoredReturn, Team

ENDS_AFTER_START = Q(to_on__isnull=True) | Q(to_on__gt=F("from_on"))


class Source(models.TextChoices):
    """Where a fact comes from."""

    TYPED = "typed", "Recorded by a worker"
    OPENING_POSITION = "opening_position", "Opening position"
    RETURN = "return", "Statutory return"


class Identified(models.Model):
    """A row known by a UUID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class Person(Identified, Versioned):
    """A child looked after, or a young person who was. A return brings them without a name."""

    class Restriction(models.TextChoices):
        """Who may reach the record at all."""

        NONE = "", "Not restricted"
        NAMED = "named", "Only people on the access list"

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
    sex = models.CharField("sex as recorded", max_length=1, blank=True)
    ethnicity = models.CharField("ethnicity code", max_length=4, blank=True)
    upn = models.CharField("unique pupil number", max_length=13, blank=True)
    arrived_alone = models.BooleanField("unaccompanied asylum seeking", default=False)
    arrived_alone_until = models.DateField("unaccompanied until", null=True, blank=True)
    language = models.CharField("first language", max_length=60, blank=True)
    interpreter = models.BooleanField("needs an interpreter", default=False)
    died_on = models.DateField("date of death", null=True, blank=True)
    restriction = models.CharField("restriction", max_length=10, choices=Restriction.choices, blank=True)
    recorded_from = models.DateField("recorded here from")
    """The day on which the person came into our records: what was done before may not be in them."""
    history_complete = models.BooleanField("whole care history held", default=False)
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


class Intake(Identified):
    """A file that was sent in: how far it is, and what came of it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", "Waiting"
        READING = "reading", "Being read"
        TAKEN_IN = "taken_in", "Taken in"
        CHECKED = "checked", "Checked, nothing changed"
        REFUSED = "refused", "Refused"

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField("what is happening now", max_length=120, blank=True)
    message = models.TextField("why it was refused", blank=True)
    counts = models.JSONField(default=dict)
    dry_run = models.BooleanField(default=False)
    upload = models.BinaryField(null=True)
    """What was uploaded, packed, until it has been read."""
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_by_name = models.CharField(max_length=120)
    done_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering = ["-sent_at"]


class ReturnImport(Intake):
    """A statutory return brought in: one year, or several together. ``year`` is the latest collection year."""

    year = models.PositiveSmallIntegerField(null=True)
    stored_returns = models.ManyToManyField(StoredReturn, related_name="imports")

    def __str__(self) -> str:
        return f"Return {self.year or '?'}"


class ReturnFinding(models.Model):
    """One thing that is wrong in a return, by table, row and column."""

    class Severity(models.TextChoices):
        """What it hinders."""

        UNREADABLE = "unreadable", "Could not be read"
        TO_CORRECT = "to_correct", "To correct"

    intake = models.ForeignKey(ReturnImport, on_delete=models.CASCADE, related_name="findings")
    check_code = models.CharField(max_length=40)
    severity = models.CharField(max_length=20, choices=Severity.choices)
    table = models.CharField(max_length=40, blank=True)
    row = models.PositiveIntegerField(null=True)
    column = models.CharField(max_length=40, blank=True)
    child = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    message = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["intake", "check_code"]), models.Index(fields=["intake", "table"])]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.check_code} {self.table} {self.row}"


class OpeningPositionImport(Intake):
    """The opening position brought in: names, contact details, advisers and last dates."""

    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.file_name


class Stated(Identified):
    """A fact as a return or a worker states it. ``year`` is the return's; a worker's row has none.

    Rows are kept for good. A corrected return withdraws what it no longer says, with the day and the import.
    """

    source = models.CharField(max_length=20, choices=Source.choices)
    year = models.PositiveSmallIntegerField(null=True)
    intake = models.ForeignKey(ReturnImport, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_intake = models.ForeignKey(ReturnImport, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(source=Source.RETURN, year__isnull=False) | (~Q(source=Source.RETURN) & Q(year=None)),
                name="%(class)s_of_a_return_has_its_year",
            ),
        ]


class Episode(Stated):
    """One row of the return's Episodes table: a placement under a legal status."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="episodes")
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    reason_started = models.CharField(max_length=4, blank=True)
    legal_status = models.CharField(max_length=4, blank=True)
    need = models.CharField(max_length=4, blank=True)
    place = models.CharField(max_length=4, blank=True)
    provider = models.CharField(max_length=4, blank=True)
    reason_ended = models.CharField(max_length=4, blank=True)
    reason_moved = models.CharField(max_length=10, blank=True)
    home_postcode = models.CharField(max_length=10, blank=True)
    place_postcode = models.CharField(max_length=10, blank=True)
    urn = models.CharField(max_length=10, blank=True)
    authority = models.CharField(max_length=80)

    class Meta(Stated.Meta):
        indexes = [models.Index(fields=["person", "from_on"]), models.Index(fields=["year"])]
        constraints = [
            *Stated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="episode_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} from {self.from_on}"


class CareMark(Stated):
    """What a return's OC3 table says of somebody: the council treated them as a care leaver in that year."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_marks")
    in_touch = models.CharField(max_length=4, blank=True)
    activity = models.CharField(max_length=4, blank=True)
    accommodation = models.CharField(max_length=4, blank=True)

    class Meta(Stated.Meta):
        constraints = [
            *Stated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "year"], condition=Q(withdrawn_at__isnull=True), name="one_care_mark_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.year}"


@guards.append_only
class Determination(Identified):
    """One step in deciding somebody's category. Steps are only ever added; the latest says where the decision stands.

    found (the law) → proposed (an adviser) → approved or sent back (a manager) → the person told, who may disagree.
    """

    class State(models.TextChoices):
        """Where the decision stands."""

        FOUND = "found", "Found by the law"
        PROPOSED = "proposed", "Proposed"
        SENT_BACK = "sent_back", "Sent back"
        APPROVED = "approved", "Approved"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="determinations")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    category = models.CharField(max_length=20, choices=[(c.value, c.value) for c in Category])
    also = models.JSONField(default=list)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    certainty = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Certainty])
    responsible = models.CharField(max_length=80, blank=True)
    finding = models.JSONField()
    """What the law found: category, reasons with citations, ambiguities, tracks, what would change it."""
    facts = models.JSONField()
    """The facts used, in the law's own format."""
    facts_hash = models.CharField(max_length=64)
    facts_as_at = models.DateTimeField()
    law_as_at = models.DateField()
    rules_version = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    why = models.TextField("reasons in the worker's words", blank=True)
    comment = models.TextField("what the manager says", blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    sent_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    told_on = models.DateField(null=True)
    told_how = models.CharField(max_length=60, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    disagreed_on = models.DateField(null=True)
    disagreement = models.TextField("what the young person says", blank=True)

    class Meta:
        ordering = ["person", "number"]
        constraints = [
            models.UniqueConstraint(fields=["person", "number"], name="one_determination_per_number"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_own_work",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_by__isnull=False, approved_on__isnull=False)
                | (~Q(state="approved") & Q(approved_by__isnull=True, approved_on__isnull=True)),
                name="approved_has_approver_and_day",
            ),
            models.CheckConstraint(
                condition=Q(state="found", proposed_by__isnull=True)
                | (~Q(state="found") & Q(proposed_by__isnull=False)),
                name="proposed_has_proposer",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(state="approved"), name="told_only_what_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.number}: {self.category}, {self.state}"


class Allocation(Identified):
    """A worker, or only a team yet, works with somebody from a day until a day."""

    class Kind(models.TextChoices):
        """In what role."""

        PERSONAL_ADVISER = "personal_adviser", "Personal adviser"
        SOCIAL_WORKER = "social_worker", "Social worker"
        CO_WORKER = "co_worker", "Co-worker"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="allocations")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.PERSONAL_ADVISER)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source.choices, default=Source.TYPED)
    reason = models.CharField(max_length=200, blank=True)
    told_on = models.DateField("the young person was told on", null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="allocation_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(worker__isnull=False) | Q(team__isnull=False), name="allocation_is_to_somebody"
            ),
            models.UniqueConstraint(
                fields=["person", "kind"],
                condition=Q(to_on__isnull=True) & ~Q(kind="co_worker"),
                name="one_open_allocation_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=["worker", "from_on"]), models.Index(fields=["team", "from_on"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.person}"


class Cover(Identified):
    """Somebody covers for an absent worker, with all of that worker's reach, from a day until a day."""

    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    covered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    to_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="cover_ends_after_start"),
            models.CheckConstraint(condition=~Q(worker=F("covered_by")), name="nobody_covers_themself"),
        ]

    def __str__(self) -> str:
        return f"{self.covered_by} for {self.worker}"


class Referral(Identified):
    """Somebody was referred to an organisation: its people reach the groups of fields named, while it lasts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="referrals")
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    field_groups = models.JSONField()
    """Values of ``shell.roles.Record``."""
    reason = models.CharField(max_length=200)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True)
    referred_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="referral_ends_after_start"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "from_on"])]

    def __str__(self) -> str:
        return f"{self.person} to {self.organisation}"


@guards.append_only
class ClockEvent(Identified):
    """Something that starts or meets one of the law's clocks: a plan agreed, a contact made, a visit.

    ``kind`` is one of the law's event kinds. A mistake is put right by a new row that ``corrects`` the old one;
    ``on`` is empty where the correction says that it never happened.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="clock_events")
    kind = models.CharField(max_length=40)
    on = models.DateField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "kind", "on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(on__isnull=False) | Q(corrects__isnull=False), name="only_a_correction_has_no_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person} on {self.on}"
