"""Verbs about pledges that were approved: what came of them, whether they go on, and their end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.partners import links, pledge_dates
from alongside.partners.actions.pledges import check_not_own, find, tell
from alongside.partners.models import Pledge, Renewal, Signatory, TakeUp
from alongside.shell import audit, clock, slots
from alongside.shell.actors import Actor
from alongside.shell.locking import once_only, save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

MOST_PEOPLE = 5_000


@transaction.atomic
def report_take_up(
    *, pledge_id: UUID, from_on: date, to_on: date, number: int, outcome: str, on: date, by: Actor
) -> TakeUp:
    """Write down how many young people used a pledge in a while, and what came of it."""
    return _report(find(pledge_id, Verb.UPDATE, by=by), from_on, to_on, number, outcome, on=on, by=by)


@transaction.atomic
def report_take_up_by_link(
    *, secret: str, pledge_id: UUID, key: UUID, from_on: date, to_on: date, number: int, outcome: str, on: date,
    by: Actor,
) -> TakeUp:  # fmt: skip
    """The same, told by the signatory itself."""
    pledge, holder = _by_link(secret, pledge_id, by=by)
    once_only(key, by=by)
    return _report(pledge, from_on, to_on, number, outcome, on=on, by=holder)


@transaction.atomic
def note_renewal_asked(*, pledge_id: UUID, on: date, by: Actor) -> Pledge:
    """Write down that the signatory was asked whether the pledge goes on."""
    pledge = find(pledge_id, Verb.UPDATE, by=by)
    _check_holds(pledge)
    pledge = save_over(pledge, version=pledge.version, changes={"renewal_asked_on": on}, what="the pledge")
    tell(pledge, "asked for renewal", "Asked whether it goes on", by=by)
    return pledge


@transaction.atomic
def ask_renewal(*, pledge_id: UUID, ends_on: date, on: date, by: Actor) -> Renewal:
    """Ask that a pledge hold until a later day, as the signatory said. Somebody else agrees."""
    return _ask(find(pledge_id, Verb.UPDATE, by=by), ends_on, on=on, by=by)


@transaction.atomic
def ask_renewal_by_link(*, secret: str, pledge_id: UUID, key: UUID, ends_on: date, on: date, by: Actor) -> Renewal:
    """The same, asked by the signatory itself."""
    pledge, holder = _by_link(secret, pledge_id, by=by)
    once_only(key, by=by)
    return _ask(pledge, ends_on, on=on, by=holder)


@transaction.atomic
def agree_renewal(*, pledge_id: UUID, on: date, by: Actor) -> Pledge:
    """Agree that a pledge holds longer. One that has lapsed meanwhile is in the offer again."""
    pledge, renewal = _waiting(pledge_id, by=by)
    pledge_dates.check(pledge.from_on, renewal.ends_on, on=on)
    _decide(renewal, Renewal.State.AGREED, by=by)
    changes = {"ends_on": renewal.ends_on, "renewal_asked_on": None}
    pledge = save_over(pledge, version=pledge.version, changes=changes, what="the pledge")
    tell(pledge, "renewed pledge", f"Renewed until {renewal.ends_on:%-d %B %Y}", by=by)
    for one in slots.pledge_approved.all():
        one(pledge_id=pledge.pk, on=on, by=by)
    return pledge


@transaction.atomic
def refuse_renewal(*, pledge_id: UUID, why: str, on: date, by: Actor) -> Pledge:
    """Do not agree. The pledge ends on the day that it had."""
    pledge, renewal = _waiting(pledge_id, by=by)
    _decide(renewal, Renewal.State.REFUSED, by=by)
    tell(pledge, "refused renewal", "Not renewed", why=why, by=by)
    return pledge


@transaction.atomic
def end_pledge(*, pledge_id: UUID, why: str, on: date, by: Actor) -> Pledge:
    """End a pledge before its day. It leaves the offer at once."""
    return _end(find(pledge_id, Verb.UPDATE, by=by), why, on=on, by=by)


@transaction.atomic
def end_pledge_by_link(*, secret: str, pledge_id: UUID, key: UUID, why: str, on: date, by: Actor) -> Pledge:
    """The same, by the signatory itself."""
    pledge, holder = _by_link(secret, pledge_id, by=by)
    once_only(key, by=by)
    return _end(pledge, why, on=on, by=holder)


@transaction.atomic
def make_new_link(*, organisation_id: UUID, by: Actor) -> Signatory:
    """Give a signatory a new link; the one before opens nothing from now on."""
    by.check(Record.COVENANT, Verb.UPDATE)
    signatory = Signatory.objects.filter(organisation_id=organisation_id).select_related("organisation").first()
    if signatory is None:
        raise NotYours("signatory")
    changes = {"link_number": signatory.link_number + 1}
    signatory = save_over(signatory, version=signatory.version, changes=changes, what="the link")
    audit.record(actor=by, verb="made new link", subject_kind="organisation", subject=organisation_id)
    return signatory


# ---------------------------------------------------------------------------------------------------------------------


def _by_link(secret: str, pledge_id: UUID, *, by: Actor) -> tuple[Pledge, Actor]:
    signatory, holder = links.holder(secret, by)
    pledge = Pledge.objects.filter(pk=pledge_id, organisation_id=signatory.organisation_id).first()
    if pledge is None:
        raise NotYours("pledge")
    return pledge, holder


def _check_holds(pledge: Pledge) -> None:
    if pledge.state != Pledge.State.APPROVED:
        raise WrongState(_("This can be done to an approved pledge only."))


def _report(pledge: Pledge, from_on: date, to_on: date, number: int, outcome: str, *, on: date, by: Actor) -> TakeUp:
    if pledge.state not in (Pledge.State.APPROVED, Pledge.State.WITHDRAWN):
        raise WrongState(_("This pledge was never in the offer."))
    if to_on < from_on or to_on > on:
        raise FactRefused(_("The days run from the first to the last, and the last is today or before."))
    if from_on < pledge.from_on:
        raise FactRefused(_("The pledge began later than that."))
    if number > MOST_PEOPLE:
        raise FactRefused(_("So many young people cannot be. Look at the number again."))
    row = TakeUp.objects.create(
        pledge=pledge, from_on=from_on, to_on=to_on, number=number, outcome=outcome, reported_at=clock.now(),
        by_name=by.name,
    )  # fmt: skip
    tell(pledge, "reported take-up", "Said how many used it", by=by)
    return row


def _ask(pledge: Pledge, ends_on: date, *, on: date, by: Actor) -> Renewal:
    _check_holds(pledge)
    if ends_on <= pledge.ends_on:
        raise FactRefused(_("The new end has to be later than the one before."))
    pledge_dates.check(pledge.from_on, ends_on, on=on)
    if pledge.renewals.filter(state=Renewal.State.WAITING).exists():
        raise FactRefused(_("A renewal is asked for already. Somebody will decide on it."))
    row = Renewal.objects.create(pledge=pledge, ends_on=ends_on, asked_at=clock.now(), asked_by_id=by.id)
    tell(pledge, "asked to renew", f"Is to go on until {ends_on:%-d %B %Y}", by=by)
    return row


def _waiting(pledge_id: UUID, *, by: Actor) -> tuple[Pledge, Renewal]:
    pledge = find(pledge_id, Verb.APPROVE, by=by)
    renewal = pledge.renewals.filter(state=Renewal.State.WAITING).first()
    if renewal is None:
        raise WrongState("No renewal waits here.")
    _check_holds(pledge)
    check_not_own(pledge, renewal.asked_by_id, by=by)
    return pledge, renewal


def _decide(renewal: Renewal, state: str, *, by: Actor) -> None:
    renewal.state, renewal.decided_by_id = state, by.id
    renewal.save()


def _end(pledge: Pledge, why: str, *, on: date, by: Actor) -> Pledge:
    _check_holds(pledge)
    if pledge.ends_on <= on:
        raise WrongState(_("This pledge has ended already."))
    changes = {"state": Pledge.State.WITHDRAWN}
    pledge = save_over(pledge, version=pledge.version, changes=changes, what="the pledge")
    pledge.renewals.filter(state=Renewal.State.WAITING).update(state=Renewal.State.REFUSED)
    tell(pledge, "ended pledge", "Ended before its day", why=why, by=by)
    for one in slots.pledge_ended.all():
        one(pledge_id=pledge.pk, on=on, by=by)
    return pledge
