"""Verbs about pledges until they are approved: they come in, are checked by one person and approved by another."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alongside.partners import links, pledge_dates
from alongside.partners.actions import anonymous
from alongside.partners.models import District, Organisation, Pledge, PledgeStep, Signatory, SignUp
from alongside.shell import audit, clock, slots
from alongside.shell.actors import Actor
from alongside.shell.locking import once_only, save_over
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

JOIN = "join"
MOST_A_DAY = 60
"""More sign-ups than that in a day do not come from people. Those who come after are asked to ring."""
MOST_KEPT_APART = 60
"""As many of a day's forms that a machine seems to have sent are kept, for somebody to look through."""
TO_CHECK = (Pledge.State.RECEIVED, Pledge.State.SENT_BACK)


def sign_up(
    *, body: dict[str, Any], pledge: dict[str, Any], key: UUID, seems_sent_by_a_machine: bool, on: date, by: Actor
) -> SignUp | None:
    """Take in what somebody sent on the public form: who they are, and their first pledge. Nothing of it shows yet.

    What a machine seems to have sent is kept apart, up to a number a day (then None). Raises TooManyToday.
    """
    if seems_sent_by_a_machine:
        apart = SignUp.objects.filter(seems_sent_by_a_machine=True, received_at__date=on).count()
        anonymous.count(JOIN, on=on, taken=False)
        if apart >= MOST_KEPT_APART:
            return None
    elif anonymous.is_full(JOIN, most=MOST_A_DAY, on=on):
        anonymous.count(JOIN, on=on, taken=False)
        raise anonymous.TooManyToday(
            _(
                "Far too much came in today, and we think that a machine sends it. What you wrote is still here. "
                "Please ring us, or send it tomorrow."
            )
        )
    with transaction.atomic():
        once_only(key, by=by)
        row = SignUp.objects.create(**body, seems_sent_by_a_machine=seems_sent_by_a_machine, received_at=clock.now())
        _receive(pledge, on=on, by=by, said="Came in on the public form", sign_up=row)
        if not seems_sent_by_a_machine:
            anonymous.count(JOIN, on=on, taken=True)
        audit.record(actor=by, verb="signed up", subject_kind="sign-up", subject=row.pk)
    return row


@transaction.atomic
def add_pledge(*, secret: str, key: UUID, on: date, by: Actor, **pledge: Any) -> Pledge:
    """Take in a further pledge of a signatory, by its link."""
    signatory, holder = links.holder(secret, by)
    once_only(key, by=by)
    return _receive(pledge, on=on, by=holder, said="Came in by the link", organisation=signatory.organisation)


@transaction.atomic
def check_pledge(
    *,
    pledge_id: UUID,
    version: int,
    organisation: str,
    districts: Collection[str],
    on: date,
    by: Actor,
    **words: Any,
) -> Pledge:
    """Write the offer's words for a pledge and pass it on to be approved.

    ``organisation`` is the id of the one that pledges; empty: a new one, as it signed up. ``districts``: slugs.
    """
    pledge = find(pledge_id, Verb.UPDATE, by=by)
    if pledge.state not in TO_CHECK:
        raise WrongState("This pledge does not wait to be checked.")
    pledge_dates.check(pledge.from_on, pledge.ends_on, on=on)
    faults = [
        fault for gate in slots.pledge_gates.all() for fault in gate(words["title"], words["answer"], words["how"])
    ]
    if faults:
        raise FactRefused(" ".join(faults))
    body = _body_of(pledge, organisation, on=on, by=by)
    changes = words | {"organisation_id": body.pk, "state": Pledge.State.CHECKED, "checked_by_id": by.id}
    pledge = save_over(pledge, version=version, changes=changes, what="the pledge")
    pledge.districts.set(District.objects.filter(slug__in=districts))
    tell(pledge, "checked pledge", "Checked", by=by)
    return pledge


@transaction.atomic
def approve_pledge(*, pledge_id: UUID, version: int, on: date, by: Actor) -> Pledge:
    """Approve a pledge that somebody else checked. From its first day on it stands in the offer."""
    pledge = find(pledge_id, Verb.APPROVE, by=by)
    if pledge.state != Pledge.State.CHECKED:
        raise WrongState("This pledge does not wait to be approved.")
    check_not_own(pledge, pledge.checked_by_id, by=by)
    pledge_dates.check(pledge.from_on, pledge.ends_on, on=on)
    changes = {"state": Pledge.State.APPROVED, "approved_by_id": by.id, "approved_on": on}
    pledge = save_over(pledge, version=version, changes=changes, what="the pledge")
    tell(pledge, "approved pledge", "Approved", by=by)
    for one in slots.pledge_approved.all():
        one(pledge_id=pledge.pk, on=on, by=by)
    return pledge


@transaction.atomic
def send_back_pledge(*, pledge_id: UUID, version: int, why: str, by: Actor) -> Pledge:
    """Do not approve it yet: whoever checks it looks at it again, and sees why."""
    pledge = find(pledge_id, Verb.APPROVE, by=by)
    if pledge.state != Pledge.State.CHECKED:
        raise WrongState("This pledge does not wait to be approved.")
    pledge = save_over(pledge, version=version, changes={"state": Pledge.State.SENT_BACK}, what="the pledge")
    tell(pledge, "sent back pledge", "Sent back", why=why, by=by)
    return pledge


@transaction.atomic
def decline_pledge(*, pledge_id: UUID, version: int, why: str, by: Actor) -> Pledge:
    """Do not take a pledge. A sign-up that waits with it is not accepted either. What was sent is kept."""
    pledge = find(pledge_id, Verb.UPDATE, by=by)
    if pledge.state not in TO_CHECK:
        raise WrongState("Only what waits to be checked can be declined.")
    pledge = save_over(pledge, version=version, changes={"state": Pledge.State.DECLINED}, what="the pledge")
    if pledge.sign_up and pledge.sign_up.state == SignUp.State.WAITING:
        pledge.sign_up.state = SignUp.State.DECLINED
        pledge.sign_up.save()
    tell(pledge, "declined pledge", "Not taken", why=why, by=by)
    return pledge


# --- For this part's other verbs about pledges -----------------------------------------------------------------------


def find(pledge_id: UUID, verb: Verb, *, by: Actor) -> Pledge:
    """The pledge, where this actor's roles let them do that to pledges."""
    by.check(Record.COVENANT, verb)
    pledge = Pledge.objects.filter(pk=pledge_id).select_related("organisation", "sign_up").first()
    if pledge is None:
        raise NotYours("pledge")
    return pledge


def tell(pledge: Pledge, verb: str, said: str, *, by: Actor, why: str = "", who: str = "") -> None:
    """Write a step down: for those who read the pledge, and in the audit. ``who``: where ``by`` has no name."""
    PledgeStep.objects.create(pledge=pledge, what=said, why=why, at=clock.now(), by_name=who or by.name)
    audit.record(actor=by, verb=verb, subject_kind="pledge", subject=pledge.pk)


def check_not_own(pledge: Pledge, doer: UUID | None, *, by: Actor) -> None:
    """Raise OwnWork where ``by`` did the step before, or acts for the organisation that pledges."""
    if by.id is not None and by.id == doer:
        raise OwnWork("You did the step before this one, so somebody else takes this one.")
    if pledge.organisation_id in by.organisations:
        raise OwnWork("You act for the organisation that pledges this, so somebody else decides.")


# ---------------------------------------------------------------------------------------------------------------------


def _receive(
    given: dict[str, Any],
    *,
    on: date,
    by: Actor,
    said: str,
    sign_up: SignUp | None = None,
    organisation: Organisation | None = None,
) -> Pledge:
    given = given | {"from_on": given.get("from_on") or on}
    pledge_dates.check(given["from_on"], given["ends_on"], on=on)
    if given["from_on"] < on:
        raise FactRefused("The first day is past.")
    pledge = Pledge.objects.create(**given, sign_up=sign_up, organisation=organisation, received_at=clock.now())
    tell(pledge, "received pledge", said, by=by, who=sign_up.name if sign_up else "")
    return pledge


def _body_of(pledge: Pledge, chosen: str, *, on: date, by: Actor) -> Organisation:
    """The organisation that pledges. One that signs up is taken in here, by the person who checked it."""
    sign_up = pledge.sign_up
    if sign_up is None or sign_up.state == SignUp.State.ACCEPTED:
        return pledge.organisation or sign_up.organisation  # type: ignore[union-attr,return-value]
    body = _chosen(chosen) if chosen else _new_body(sign_up, by=by)
    sign_up.state, sign_up.organisation = SignUp.State.ACCEPTED, body
    sign_up.save()
    contact = {"contact_name": sign_up.contact_name, "email": sign_up.email, "phone": sign_up.phone}
    Signatory.objects.get_or_create(organisation=body, defaults={"signed_on": on, **contact})
    audit.record(actor=by, verb="accepted sign-up", subject_kind="organisation", subject=body.pk)
    return body


def _chosen(organisation_id: str) -> Organisation:
    body = Organisation.objects.filter(pk=organisation_id, closed_on=None).first()
    if body is None:
        raise FactRefused("There is no such organisation.")
    return body


def _new_body(sign_up: SignUp, *, by: Actor) -> Organisation:
    if Organisation.objects.filter(name__iexact=sign_up.name).exists():
        raise FactRefused("There is an organisation of this name already. Choose it in the list, if it is this one.")
    # Neither the e-mail nor the phone of who signs: the offer shows those of a body, and we said that we do not.
    body = Organisation.objects.create(name=sign_up.name, kind=sign_up.kind, web=sign_up.web)
    audit.record(actor=by, verb="added organisation", subject_kind="organisation", subject=body.pk)
    return body
