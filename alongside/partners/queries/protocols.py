"""Questions about protocols: which there are, what each says, who signed, what is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.partners import numbers, protocol_reach
from alongside.partners.models import Duty, DutyStep, Edition, Organisation, Party, Protocol
from alongside.partners.queries.impact import AssessmentRow, assessments_of
from alongside.shell.actors import Actor
from alongside.shell.disclosure import Breakdown
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

PROTOCOL_KINDS = Protocol.Kind.choices
BODY_KINDS = Organisation.Kind.choices
COUNTED_FROM = Duty.Code.choices
STATE = Edition.State
SELDOM_PARTY = (Organisation.Kind.BUSINESS, Organisation.Kind.CHARITY, Organisation.Kind.NATIONAL)


@dataclass(frozen=True, slots=True)
class ProtocolRow:
    """A version of a protocol in the list."""

    id: UUID
    title: str
    kind: str
    number: int
    state: str
    starts_on: date
    review_on: date
    parties: int
    signed: int
    waits_for_me: bool
    """Whether an organisation of theirs has still to sign."""


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party, and how it signed."""

    id: int
    organisation_id: UUID
    organisation: str
    signed_on: date | None
    signed_by: str
    post: str
    approved_by: str
    approved_on: date | None
    reference: str
    times: Breakdown | None
    """How often it kept its duties; None where this person is not told, or there is nothing to count."""
    signs: bool
    """Whether this person may sign for it now."""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """Who does what within how many days of what."""

    id: UUID
    falls_on: str
    role: str
    what: str
    days: int
    after: str
    source: str
    counted_from: str


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that was written down by hand and is not done."""

    id: UUID
    version: int
    organisation: str
    what: str
    asked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class ProtocolPage:
    """One version of a protocol, and what the person who looks may do with it now."""

    row: ProtocolRow
    protocol_id: UUID
    version: int
    aims: str
    in_force_on: date | None
    parties: tuple[PartyRow, ...]
    duties: tuple[DutyRow, ...]
    open_steps: tuple[OpenStep, ...]
    others: tuple[tuple[UUID, int, str], ...]
    """The other versions: id, number, where it stands."""
    may: frozenset[str]
    """change, put, withdraw, force, draft, step"""
    impact: tuple[AssessmentRow, ...]
    """Equality impact assessments of this protocol, for those who may read them."""
    organisations: tuple[str, ...]
    """The ids of the parties' organisations, as the form has them."""


def protocols(actor: Actor, *, on: date) -> tuple[ProtocolRow, ...]:
    """The versions that this person may read and that are not over, what they have to sign first."""
    rows = protocol_reach.editions(actor).exclude(state__in=[STATE.REPLACED, STATE.WITHDRAWN])
    found = [_row(row, actor) for row in rows]
    return tuple(sorted(found, key=lambda one: (not one.waits_for_me, one.title, -one.number)))


def protocol_page(actor: Actor, edition_id: UUID, *, on: date) -> ProtocolPage:
    """One version. A partner sees who else is party, and only its own figures. Raises NotYours."""
    edition = protocol_reach.edition(actor, edition_id)
    own = None if protocol_reach.is_everywhere(actor) else actor.organisations
    times = numbers.protocol_times(edition.protocol_id, on=on, organisations=own)
    rows = edition.parties.select_related("organisation", "signature__signed_by")
    parties = tuple(_party(row, edition, times.get(row.organisation_id), actor) for row in rows)
    others = protocol_reach.editions(actor).filter(protocol_id=edition.protocol_id).exclude(pk=edition.pk)
    return ProtocolPage(
        row=_row(edition, actor),
        protocol_id=edition.protocol_id,
        version=edition.version,
        aims=edition.aims,
        in_force_on=edition.in_force_on,
        parties=parties,
        duties=tuple(_duty(row) for row in edition.duties.all()),
        open_steps=_open_steps(edition, actor),
        others=tuple((row.pk, row.number, row.get_state_display()) for row in others.order_by("-number")),
        may=_may(edition, parties, actor),
        impact=assessments_of("protocol", edition.protocol.title) if actor.can(Record.IMPACT, Verb.READ) else (),
        organisations=tuple(str(one.organisation_id) for one in parties),
    )


def step_choices(actor: Actor, edition_id: UUID) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Duties that are written down by hand, and the signed parties for which this person writes."""
    edition = protocol_reach.edition(actor, edition_id)
    parties = protocol_reach.parties(actor, edition, Verb.CREATE).filter(signature__isnull=False)
    kinds = {party.organisation.kind for party in parties}
    duties = [(str(row.pk), row.what) for row in edition.duties.filter(code="") if row.falls_on in kinds]
    return duties, [(str(party.pk), party.organisation.name) for party in parties]


def signing_party(actor: Actor, party_id: int) -> tuple[UUID, str, str]:
    """The version, its name, and the organisation for which this person may sign. Raises NotYours."""
    party = Party.objects.select_related("edition__protocol", "organisation").filter(pk=party_id).first()
    if party is None or not _signs(party, party.edition, actor):
        raise NotYours("party")
    return party.edition_id, str(party.edition), party.organisation.name


def protocol_of_step(actor: Actor, step_id: UUID) -> tuple[UUID, OpenStep]:
    """The version and the step that this person may finish. Raises NotYours."""
    step = DutyStep.objects.select_related("duty__edition").filter(pk=step_id).first()
    if step is not None:
        edition = protocol_reach.edition(actor, step.duty.edition_id)
        for one in _open_steps(edition, actor):
            if one.id == step_id:
                return edition.pk, one
    raise NotYours("step")


def bodies() -> list[tuple[str, str]]:
    """Organisations that can be party to a protocol; those that seldom are come last."""
    rows = Organisation.objects.filter(closed_on=None)
    return [(str(row.pk), row.name) for row in sorted(rows, key=lambda row: (row.kind in SELDOM_PARTY, row.name))]


# ---------------------------------------------------------------------------------------------------------------------


def _row(edition: Edition, actor: Actor) -> ProtocolRow:
    parties = list(edition.parties.select_related("signature"))
    return ProtocolRow(
        id=edition.pk,
        title=edition.protocol.title,
        kind=edition.protocol.get_kind_display(),
        number=edition.number,
        state=edition.get_state_display(),
        starts_on=edition.starts_on,
        review_on=edition.review_on,
        parties=len(parties),
        signed=sum(hasattr(party, "signature") for party in parties),
        waits_for_me=any(_signs(party, edition, actor) for party in parties),
    )


def _party(party: Party, edition: Edition, times: Breakdown | None, actor: Actor) -> PartyRow:
    signature = getattr(party, "signature", None)
    return PartyRow(
        id=party.pk,
        organisation_id=party.organisation_id,
        organisation=party.organisation.name,
        signed_on=signature.signed_on if signature else None,
        signed_by=signature.signed_by.name if signature else "",
        post=signature.post if signature else "",
        approved_by=signature.approved_by if signature else "",
        approved_on=signature.approved_on if signature else None,
        reference=signature.reference if signature else "",
        times=times,
        signs=_signs(party, edition, actor),
    )


def _signs(party: Party, edition: Edition, actor: Actor) -> bool:
    """Whether this person may sign for this party now: it is theirs, and they signed for no other."""
    return (
        edition.state in (STATE.SIGNING, STATE.IN_FORCE)
        and actor.can(Record.PROTOCOLS, Verb.APPROVE)
        and party.organisation_id in actor.organisations
        and not hasattr(party, "signature")
        and not edition.signatures.filter(signed_by_id=actor.id).exists()
    )


def _duty(row: Duty) -> DutyRow:
    return DutyRow(
        id=row.pk,
        falls_on=row.get_falls_on_display(),
        role=row.role,
        what=row.what,
        days=row.days,
        after=row.after,
        source=row.source,
        counted_from=str(row.get_code_display()) if row.code else "",
    )


def _open_steps(edition: Edition, actor: Actor) -> tuple[OpenStep, ...]:
    """Steps written down by hand and not done, of the parties for which this person writes."""
    if not actor.can(Record.PROTOCOLS, Verb.CREATE):
        return ()
    parties = protocol_reach.parties(actor, edition, Verb.CREATE)
    rows = DutyStep.objects.filter(party__in=parties, done_on=None, taken_out_on=None, reference="")
    return tuple(
        OpenStep(row.pk, row.version, row.party.organisation.name, row.duty.what, row.asked_on, row.due_on)
        for row in rows.select_related("party__organisation", "duty")
    )


def _may(edition: Edition, parties: tuple[PartyRow, ...], actor: Actor) -> frozenset[str]:
    may = set()
    writes = protocol_reach.is_everywhere(actor, Verb.UPDATE)
    if writes and edition.state == STATE.DRAFT:
        may |= {"change", "put"}
    if writes and edition.state in (STATE.DRAFT, STATE.SIGNING):
        may.add("withdraw")
    if writes and edition.state in (STATE.IN_FORCE, STATE.WITHDRAWN):
        being_made = edition.protocol.editions.filter(state__in=[STATE.DRAFT, STATE.SIGNING])
        may |= set() if being_made.exists() else {"draft"}
    decides = protocol_reach.is_everywhere(actor, Verb.APPROVE)
    if decides and edition.state == STATE.SIGNING and edition.drafted_by_id != actor.id:
        may.add("force")
    holds = edition.state == STATE.IN_FORCE and any(one.signed_on for one in parties)
    if holds and actor.can(Record.PROTOCOLS, Verb.CREATE):
        may.add("step")
    return frozenset(may)
