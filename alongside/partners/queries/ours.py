"""What somebody who acts for an organisation sees of it: what it promised, what is due from it, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from alongside.partners import links, numbers, protocol_reach
from alongside.partners.models import Deed, DutyStep, Membership, Organisation, Party, PromiseSignatory, Signatory
from alongside.partners.promise_years import year_of
from alongside.partners.queries.cooperation import Contact, contacts_at
from alongside.partners.queries.covenant import OwnPledge, own_pledges_of
from alongside.partners.queries.promise import DeedRow, deeds_of
from alongside.partners.queries.protocols import ProtocolRow, protocols
from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.disclosure import Breakdown
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb
from alongside.shell.slots import PartnerAlert

ASK_BEFORE = timedelta(days=60)
"""So long before a pledge ends its organisation is asked whether it goes on."""


@dataclass(frozen=True, slots=True)
class DueFromUs:
    """Something that is due from an organisation: what, until when, and where it is done; empty where in casework."""

    what: str
    due_on: date
    href: str


@dataclass(frozen=True, slots=True)
class KeptProtocol:
    """A protocol that holds and that the organisation signed: how often it kept its duties in the last year."""

    title: str
    times: Breakdown


@dataclass(frozen=True, slots=True)
class OurPage:
    """The page of one organisation for its own people."""

    id: UUID
    name: str
    kind: str
    to_sign: tuple[ProtocolRow, ...]
    due: tuple[DueFromUs, ...]
    alerts: tuple[PartnerAlert, ...]
    protocols: tuple[ProtocolRow, ...]
    kept: tuple[KeptProtocol, ...]
    signed_promise_on: date | None
    deeds: tuple[DeedRow, ...]
    pledges: tuple[OwnPledge, ...]
    pledge_link: str
    """The address of its own place among the pledges; empty where it has not signed the covenant."""
    people: tuple[tuple[str, str], ...]
    contacts: tuple[Contact, ...]
    may_write: bool


def our_bodies(actor: Actor) -> list[tuple[UUID, str]]:
    """The organisations for which this person acts."""
    rows = Organisation.objects.filter(pk__in=actor.organisations, closed_on=None)
    return list(rows.values_list("pk", "name"))


def our_body(actor: Actor, organisation_id: UUID, verb: Verb = Verb.READ) -> Organisation:
    """One of them. Raises NotYours for any other, as for one that is not there."""
    actor.check(Record.OWN_BODY, verb)
    row = Organisation.objects.filter(pk=organisation_id, closed_on=None).first()
    if row is None or organisation_id not in actor.organisations:
        raise NotYours("organisation")
    return row


def our_name(actor: Actor, organisation_id: UUID) -> str:
    """The name of one for which this person writes. Raises NotYours."""
    return our_body(actor, organisation_id, Verb.CREATE).name


def our_page(actor: Actor, organisation_id: UUID, *, on: date) -> OurPage:
    """The page of one organisation. Raises NotYours."""
    body = our_body(actor, organisation_id)
    shown = _protocols_of(actor, body, on)
    signatory = Signatory.objects.filter(organisation=body, ended_on=None).first()
    signed = PromiseSignatory.objects.filter(organisation=body, ended_on=None).first()
    pledges = own_pledges_of(body.pk, on=on)
    deeds = deeds_of(actor, body.pk, on=on)
    contacts = contacts_at(body.pk, on=on)
    link = reverse("own_pledges", args=[links.secret_of(signatory)]) if signatory else ""
    due = [*_steps(body), *_pledges_to_renew(pledges, link, on), *_promise(body, signed, on)]
    return OurPage(
        id=body.pk,
        name=body.name,
        kind=body.get_kind_display(),
        to_sign=tuple(one for one in shown if one.waits_for_me),
        due=tuple(sorted(due, key=lambda one: one.due_on)),
        alerts=tuple(one for told in slots.partner_alerts.all() for one in told(actor, body.pk, on)),
        protocols=tuple(one for one in shown if not one.waits_for_me),
        kept=_kept(body, on),
        signed_promise_on=signed.signed_on if signed else None,
        deeds=deeds,
        pledges=pledges,
        pledge_link=link,
        people=_people(body, on),
        contacts=contacts,
        may_write=signed is not None and actor.can(Record.OWN_BODY, Verb.CREATE),
    )


# ---------------------------------------------------------------------------------------------------------------------


def _protocols_of(actor: Actor, body: Organisation, on: date) -> list[ProtocolRow]:
    if not actor.can(Record.PROTOCOLS, Verb.READ):
        return []
    own = set(protocol_reach.editions(actor).filter(parties__organisation=body).values_list("pk", flat=True))
    return [one for one in protocols(actor, on=on) if one.id in own]


def _steps(body: Organisation) -> list[DueFromUs]:
    """Steps of protocols that are asked of it and not done. Those that casework reports are done there."""
    rows = DutyStep.objects.filter(party__organisation=body, done_on=None, taken_out_on=None)
    return [
        DueFromUs(row.duty.what, row.due_on, "" if row.reference else reverse("finish_protocol_step", args=[row.pk]))
        for row in rows.select_related("duty")
    ]


def _pledges_to_renew(pledges: tuple[OwnPledge, ...], link: str, on: date) -> list[DueFromUs]:
    soon = [one for one in pledges if one.holds and not one.waits_for_renewal and one.row.ends_on - ASK_BEFORE <= on]
    return [DueFromUs(f"Say whether it goes on: {one.row.title}", one.row.ends_on, link) for one in soon]


def _promise(body: Organisation, signed: PromiseSignatory | None, on: date) -> list[DueFromUs]:
    """Whoever signed the promise tells once a year what it did; the year ends on 31 March."""
    if signed is None or Deed.objects.filter(organisation=body, year=year_of(on)).exists():
        return []
    last_day = date(year_of(on) + 1, 3, 31)
    return [DueFromUs("Say what you did for the promise this year", last_day, reverse("our_deed", args=[body.pk]))]


def _kept(body: Organisation, on: date) -> tuple[KeptProtocol, ...]:
    """Per protocol that it signed; small numbers are hidden."""
    rows = Party.objects.filter(organisation=body, edition__state="in_force", signature__isnull=False)
    found = []
    for row in rows.select_related("edition__protocol"):
        times = numbers.protocol_times(row.edition.protocol_id, on=on, organisations=[body.pk])
        if body.pk in times:
            found.append(KeptProtocol(row.edition.protocol.title, times[body.pk]))
    return tuple(found)


def _people(body: Organisation, on: date) -> tuple[tuple[str, str], ...]:
    """Who acts for it today: name and capacity."""
    rows = Membership.objects.filter(organisation=body, from_on__lte=on).exclude(to_on__lte=on).select_related("user")
    return tuple(sorted((row.user.name, row.capacity or row.user.job_title) for row in rows))
