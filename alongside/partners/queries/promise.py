"""Questions about the promise: what everybody sees, and the staff's desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from alongside.partners.models import Commitment, Deed, Organisation, PromiseSignatory, Rating
from alongside.partners.promise_years import label, year_of
from alongside.shell import disclosure
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

FACES = ((5, _("Very good")), (4, _("Good")), (3, _("So-so")), (2, _("Bad")), (1, _("Very bad")))


@dataclass(frozen=True, slots=True)
class DeedShown:
    """What a signatory did."""

    organisation: str
    words: str


@dataclass(frozen=True, slots=True)
class CommitmentShown:
    """One commitment, what was done for it, and how it is felt. ``felt`` is in the order of ``FACES``."""

    id: UUID
    order: int
    title: str
    words: str
    ended_on: date | None
    version: int
    done: tuple[DeedShown, ...]
    felt: tuple[disclosure.Count, ...]
    felt_by: disclosure.Count


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, when, by which post."""

    id: int
    organisation: str
    signed_on: date
    signed_by: str


@dataclass(frozen=True, slots=True)
class Promise:
    """The promise as everybody sees it: of the newest year of which something is told."""

    year: str
    commitments: tuple[CommitmentShown, ...]
    signatories: tuple[Signed, ...]

    @property
    def is_rated(self) -> bool:
        """Whether anybody has said how it is kept."""
        return any(one.felt_by.value != 0 for one in self.commitments)


@dataclass(frozen=True, slots=True)
class DeedRow:
    """A deed on the desk."""

    id: UUID
    organisation: str
    commitment: str
    year: str
    words: str
    status: str
    waits: bool
    version: int
    may_agree: bool


@dataclass(frozen=True, slots=True)
class PromiseDesk:
    """The promise as staff keep it."""

    promise: Promise
    ended: tuple[tuple[UUID, str], ...]
    deeds: tuple[DeedRow, ...]
    silent: tuple[str, ...]
    """Signatories of which nothing is told for this year."""


def promise(*, on: date) -> Promise:
    """What is promised on the day ``on``, who signed, what was done in the newest year told of, how it is felt."""
    agreed = Deed.objects.filter(state=Deed.State.AGREED, year__lte=year_of(on)).select_related("organisation")
    year = max(agreed.values_list("year", flat=True), default=year_of(on))
    done: dict[UUID, list[DeedShown]] = {}
    for deed in agreed.filter(year=year).order_by("organisation__name"):
        done.setdefault(deed.commitment_id, []).append(DeedShown(deed.organisation.name, deed.words))
    felt = _felt(on)
    return Promise(
        year=label(year),
        commitments=tuple(_shown(row, tuple(done.get(row.pk, ())), felt.get(row.pk, {})) for row in _commitments(on)),
        signatories=tuple(_signed(on)),
    )


def promise_desk(actor: Actor, *, on: date) -> PromiseDesk:
    """The desk of the promise: deeds that wait come first."""
    deeds = Deed.objects.select_related("organisation", "commitment").filter(year__gte=year_of(on) - 1)
    rows = sorted((_deed(actor, row) for row in deeds), key=lambda row: not row.waits)
    told = set(deeds.filter(year=year_of(on)).values_list("organisation__name", flat=True))
    now = promise(on=on)
    shown = {one.id for one in now.commitments}
    others = Commitment.objects.exclude(pk__in=shown)
    return PromiseDesk(
        promise=now,
        ended=tuple(others.values_list("pk", "title")),
        deeds=tuple(rows),
        silent=tuple(one.organisation for one in now.signatories if one.organisation not in told),
    )


def one_commitment(commitment_id: UUID) -> CommitmentShown:
    """One commitment. Raises NotYours."""
    row = Commitment.objects.filter(pk=commitment_id).first()
    if row is None:
        raise NotYours("commitment")
    return _shown(row, (), {})


def one_deed(actor: Actor, deed_id: UUID) -> DeedRow:
    """One deed. Raises NotYours."""
    row = Deed.objects.select_related("organisation", "commitment").filter(pk=deed_id).first()
    if row is None:
        raise NotYours("deed")
    return _deed(actor, row)


def deeds_of(actor: Actor, organisation_id: UUID, *, on: date) -> tuple[DeedRow, ...]:
    """What an organisation did for the promise in this year and the one before."""
    rows = Deed.objects.select_related("organisation", "commitment")
    found = rows.filter(organisation_id=organisation_id, year__gte=year_of(on) - 1)
    return tuple(_deed(actor, row) for row in found)


def signing_name(signing_id: int) -> str:
    """Who signed, for the page on which it is ended. Raises NotYours."""
    row = PromiseSignatory.objects.filter(pk=signing_id, ended_on=None).select_related("organisation").first()
    if row is None:
        raise NotYours("signing")
    return row.organisation.name


def may_sign() -> list[tuple[str, str]]:
    """Organisations that have not signed: id and name."""
    rows = Organisation.objects.filter(closed_on=None)
    signed = PromiseSignatory.objects.filter(ended_on=None).values_list("organisation_id", flat=True)
    return [(str(pk), name) for pk, name in rows.exclude(pk__in=list(signed)).values_list("pk", "name")]


def have_signed() -> list[tuple[str, str]]:
    """Organisations that signed: id and name."""
    rows = PromiseSignatory.objects.filter(ended_on=None).values_list("organisation_id", "organisation__name")
    return [(str(pk), name) for pk, name in rows]


# ---------------------------------------------------------------------------------------------------------------------


def _commitments(on: date) -> list[Commitment]:
    return list(Commitment.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), from_on__lte=on))


def _signed(on: date) -> list[Signed]:
    rows = PromiseSignatory.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), signed_on__lte=on)
    return [
        Signed(row.pk, row.organisation.name, row.signed_on, row.signed_by)
        for row in rows.select_related("organisation")
    ]


def _felt(on: date) -> dict[UUID, dict[int, int]]:
    """Commitment → face → how many, in the twelve months before this one: a month shows when it is over."""
    this_month = on.replace(day=1)
    first = this_month.replace(year=this_month.year - 1)
    rows = Rating.objects.filter(month__gte=first, month__lt=this_month).values("commitment", "face")
    found: dict[UUID, dict[int, int]] = {}
    for row in rows.annotate(times=Sum("number")).order_by():
        found.setdefault(row["commitment"], {})[row["face"]] = row["times"]
    return found


def _shown(row: Commitment, done: tuple[DeedShown, ...], faces: dict[int, int]) -> CommitmentShown:
    safe = disclosure.breakdown({str(face): faces.get(face, 0) for face, _words in FACES})
    return CommitmentShown(
        id=row.pk,
        order=row.order,
        title=row.title,
        words=row.words,
        ended_on=row.ended_on,
        version=row.version,
        done=done,
        felt=tuple(safe.parts[str(face)] for face, _words in FACES),
        felt_by=safe.total,
    )


def _deed(actor: Actor, row: Deed) -> DeedRow:
    waits = row.state == Deed.State.WRITTEN
    own = (actor.id is not None and actor.id == row.written_by_id) or row.organisation_id in actor.organisations
    return DeedRow(
        id=row.pk,
        organisation=row.organisation.name,
        commitment=row.commitment.title,
        year=label(row.year),
        words=row.words,
        status=row.get_state_display(),
        waits=waits,
        version=row.version,
        may_agree=waits and not own and actor.can(Record.PROMISE, Verb.APPROVE),
    )
