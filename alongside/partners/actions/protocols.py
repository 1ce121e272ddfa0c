"""Verbs about protocols: written, put to the parties, signed by each for itself, brought into force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.partners import impact_gate, protocol_reach
from alongside.partners.models import Duty, Edition, Organisation, Party, Protocol, Signature
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

STATE = Edition.State


@transaction.atomic
def draft_protocol(
    *, kind: str, title: str, aims: str, starts_on: date, review_on: date, organisations: Sequence[str], by: Actor
) -> Edition:
    """Begin a protocol with the first version of it. ``organisations``: ids of those who are to be party to it."""
    by.check(Record.PROTOCOLS, Verb.CREATE)
    _check_everywhere(by, Verb.CREATE)
    if Protocol.objects.filter(title__iexact=title.strip()).exists():
        raise FactRefused("There is a protocol of this name already.")
    protocol = Protocol.objects.create(kind=kind, title=title.strip())
    return _draft(protocol, 1, aims, starts_on, review_on, organisations, by=by)


@transaction.atomic
def draft_edition(
    *, protocol_id: UUID, aims: str, starts_on: date, review_on: date, organisations: Sequence[str], by: Actor
) -> Edition:
    """Begin the next version of a protocol, with the duties of the one before."""
    _check_everywhere(by, Verb.CREATE)
    protocol = Protocol.objects.filter(pk=protocol_id).first()
    if protocol is None:
        raise NotYours("protocol")
    if protocol.editions.filter(state__in=[STATE.DRAFT, STATE.SIGNING]).exists():
        raise WrongState("A version of it is being made already.")
    before = protocol.editions.order_by("-number").first()
    number = before.number + 1 if before else 1
    edition = _draft(protocol, number, aims, starts_on, review_on, organisations, by=by)
    for duty in before.duties.all() if before else ():
        Duty.objects.create(
            edition=edition, order=duty.order, falls_on=duty.falls_on, role=duty.role, what=duty.what, days=duty.days,
            after=duty.after, source=duty.source, code=duty.code,
        )  # fmt: skip
    return edition


@transaction.atomic
def change_edition(
    *, edition_id: UUID, version: int, aims: str, starts_on: date, review_on: date, organisations: Sequence[str],
    by: Actor,
) -> Edition:  # fmt: skip
    """Change a version that is still being written."""
    edition = _in_state(edition_id, STATE.DRAFT, Verb.UPDATE, by=by)
    _check_days(starts_on, review_on)
    changes = {"aims": aims, "starts_on": starts_on, "review_on": review_on}
    edition = save_over(edition, version=version, changes=changes, what=str(edition))
    edition.parties.exclude(organisation_id__in=organisations).delete()
    _add_parties(edition, organisations)
    _tell(edition, "changed protocol", by)
    return edition


@transaction.atomic
def add_duty(*, edition_id: UUID, by: Actor, **facts: Any) -> Duty:
    """Add a duty to a version that is still being written: who does what within how many days of what."""
    edition = _in_state(edition_id, STATE.DRAFT, Verb.UPDATE, by=by)
    code, falls_on = facts.get("code", ""), facts["falls_on"]
    if code and edition.duties.filter(code=code, falls_on=falls_on).exists():
        raise FactRefused("Another duty of theirs is counted from the same.")
    last = edition.duties.order_by("-order").first()
    duty = Duty.objects.create(edition=edition, order=last.order + 1 if last else 1, **facts)
    _tell(edition, "added duty to protocol", by)
    return duty


@transaction.atomic
def take_out_duty(*, duty_id: UUID, by: Actor) -> Edition:
    """Take a duty out of a version that is still being written."""
    by.check(Record.PROTOCOLS, Verb.UPDATE)
    duty = Duty.objects.filter(pk=duty_id).first()
    if duty is None:
        raise NotYours("duty")
    edition = _in_state(duty.edition_id, STATE.DRAFT, Verb.UPDATE, by=by)
    duty.delete()
    _tell(edition, "took duty out of protocol", by)
    return edition


@transaction.atomic
def put_to_parties(*, edition_id: UUID, version: int, by: Actor) -> Edition:
    """Put a version to its parties to be signed. From now on its words stay as they are."""
    edition = _in_state(edition_id, STATE.DRAFT, Verb.UPDATE, by=by)
    kinds = set(edition.parties.values_list("organisation__kind", flat=True))
    if Organisation.Kind.DEPARTMENT not in kinds or edition.parties.count() < 2:
        raise FactRefused("A protocol has a department of the council and at least one other party.")
    on_whom = set(edition.duties.values_list("falls_on", flat=True))
    if not on_whom:
        raise FactRefused("Write down at least one duty.")
    if on_whom - kinds:
        raise FactRefused("A duty falls on a kind of body of which none is party.")
    edition = save_over(edition, version=version, changes={"state": STATE.SIGNING}, what=str(edition))
    _tell(edition, "put protocol to its parties", by)
    return edition


@transaction.atomic
def sign_protocol(
    *, party_id: int, post: str, approved_by: str, approved_on: date, on: date, by: Actor, reference: str = ""
) -> Signature:
    """Sign for one's own organisation, after its own body approved it. Nobody signs twice, or for another.

    A party may also sign later, when the version holds already.
    """
    by.check(Record.PROTOCOLS, Verb.APPROVE)
    party = Party.objects.select_related("edition", "organisation").filter(pk=party_id).first()
    if party is None or party.organisation_id not in by.organisations or by.id is None:
        raise NotYours("party")
    edition = party.edition
    if edition.state not in (STATE.SIGNING, STATE.IN_FORCE):
        raise WrongState("This version is not with its parties.")
    if approved_on > on:
        raise FactRefused("Your own body has to approve it first.")
    if Signature.objects.filter(party=party).exists():
        raise WrongState(f"{party.organisation} has signed already.")
    if edition.signatures.filter(signed_by_id=by.id).exists():
        raise OwnWork("You have signed for another party. Somebody else signs for this one.")
    signature = Signature.objects.create(
        party=party, edition=edition, signed_by_id=by.id, post=post, approved_by=approved_by, approved_on=approved_on,
        reference=reference, signed_on=on,
    )  # fmt: skip
    audit.record(
        actor=by, verb="signed protocol", subject_kind="protocol", subject=edition.protocol_id,
        detail={"organisation": str(party.organisation_id), "number": edition.number},
    )  # fmt: skip
    return signature


@transaction.atomic
def bring_into_force(*, edition_id: UUID, version: int, on: date, by: Actor) -> Edition:
    """Let a version hold for those who signed it. Whoever drafted it does not do this. The one before ends."""
    edition = _in_state(edition_id, STATE.SIGNING, Verb.APPROVE, by=by)
    if edition.drafted_by_id == by.id:
        raise OwnWork("Somebody else brings into force what you drafted.")
    signed = list(edition.signatures.values_list("party__organisation__kind", flat=True))
    if Organisation.Kind.DEPARTMENT not in signed or len(signed) < 2:
        raise FactRefused("The council’s own department and at least one other party have to sign first.")
    if in_the_way := impact_gate.in_the_way_of_protocol(edition, on):
        raise FactRefused(in_the_way)
    if edition.starts_on > on:
        raise FactRefused(f"It holds from {edition.starts_on:%-d %B %Y} on.")
    for before in Edition.objects.filter(protocol_id=edition.protocol_id, state=STATE.IN_FORCE):
        save_over(before, version=before.version, changes={"state": STATE.REPLACED}, what=str(before))
    changes = {"state": STATE.IN_FORCE, "in_force_by_id": by.id, "in_force_on": on}
    edition = save_over(edition, version=version, changes=changes, what=str(edition))
    _tell(edition, "brought protocol into force", by)
    return edition


@transaction.atomic
def withdraw_edition(*, edition_id: UUID, version: int, by: Actor) -> Edition:
    """Take back a version that does not hold yet, to write another."""
    edition = protocol_reach.edition(by, edition_id)
    _check_everywhere(by, Verb.UPDATE)
    if edition.state not in (STATE.DRAFT, STATE.SIGNING):
        raise WrongState("This version holds, or is over.")
    edition = save_over(edition, version=version, changes={"state": STATE.WITHDRAWN}, what=str(edition))
    _tell(edition, "withdrew protocol", by)
    return edition


# ---------------------------------------------------------------------------------------------------------------------


def _check_everywhere(by: Actor, verb: Verb) -> None:
    if not protocol_reach.is_everywhere(by, verb):
        raise NotYours("protocol")


def _draft(
    protocol: Protocol, number: int, aims: str, starts_on: date, review_on: date, organisations: Sequence[str], *,
    by: Actor,
) -> Edition:  # fmt: skip
    _check_days(starts_on, review_on)
    edition = Edition.objects.create(
        protocol=protocol, number=number, aims=aims, starts_on=starts_on, review_on=review_on, drafted_by_id=by.id
    )
    _add_parties(edition, organisations)
    _tell(edition, "drafted protocol", by)
    return edition


def _add_parties(edition: Edition, organisations: Sequence[str]) -> None:
    for organisation in Organisation.objects.filter(pk__in=organisations, closed_on=None):
        Party.objects.get_or_create(edition=edition, organisation=organisation)


def _check_days(starts_on: date, review_on: date) -> None:
    if review_on <= starts_on:
        raise FactRefused("It is looked at again after it began.")


def _in_state(edition_id: UUID, state: str, verb: Verb, *, by: Actor) -> Edition:
    by.check(Record.PROTOCOLS, verb)
    _check_everywhere(by, verb)
    edition = protocol_reach.edition(by, edition_id)
    if edition.state != state:
        raise WrongState(f"This version is: {edition.get_state_display().lower()}.")
    return edition


def _tell(edition: Edition, verb: str, by: Actor) -> None:
    audit.record(
        actor=by, verb=verb, subject_kind="protocol", subject=edition.protocol_id, detail={"number": edition.number}
    )
