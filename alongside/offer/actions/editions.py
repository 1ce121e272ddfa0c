"""The whole offer, frozen: consulted on, proposed, signed by three people, published."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from wagtail.models import Revision

from alongside.offer import editions, queries
from alongside.offer.models import SIGNING, Consultation, Edition, EditionProposal, EditionSignature
from alongside.shell import audit, slots
from alongside.shell.actors import Actor
from alongside.shell.refusals import AlreadyDone, FactRefused, NotAllowed, OwnWork, WrongState
from alongside.shell.roles import Record, Role, Verb


@transaction.atomic
def record_consultation(
    *,
    asked: str,
    who: str,
    how_many: int,
    from_on: date,
    to_on: date,
    said: str,
    changed: str,
    at: datetime,
    by: Actor,
) -> Consultation:
    """Keep what relevant persons were asked before the offer changes, what they said and what changed because of it."""
    by.check(Record.OFFER_CONSULTATION, Verb.CREATE)
    if to_on < from_on:
        raise FactRefused("It ended before it began.")
    consultation = Consultation.objects.create(
        asked=asked,
        who=who,
        how_many=how_many,
        from_on=from_on,
        to_on=to_on,
        said=said,
        changed=changed,
        recorded_at=at,
        recorded_by_id=by.id,
    )
    audit.record(actor=by, verb="recorded consultation", subject_kind="offer", detail={"number": consultation.pk})
    return consultation


@transaction.atomic
def propose_edition(*, on: date, by: Actor, note: str = "") -> EditionProposal:
    """Freeze the whole offer as it stands and put it before those who sign, with what changed since the last edition.

    Raises WrongState while something stands in the way (no consultation since the last edition, or what other parts
    say) and where nothing has changed. An earlier proposal that was not published falls away, its signatures with it.
    """
    by.check(Record.OFFER_EDITION, Verb.CREATE)
    last = Edition.objects.first()
    in_the_way = queries.in_the_way(on=on)
    if in_the_way:
        raise WrongState(" ".join(in_the_way))
    snapshot = editions.snapshot(queries.entitlements(on=on))
    changes = editions.changes(last.snapshot if last else {}, snapshot)
    if last and not changes:
        raise WrongState(f"Nothing has changed since edition {last.number}.")
    proposal = EditionProposal.objects.create(
        proposed_on=on,
        proposed_by_id=by.id,
        written_by=_writers(last, by),
        consultation=queries.next_consultation(on=on),
        note=note,
        changes=changes,
        snapshot=snapshot,
    )
    audit.record(actor=by, verb="proposed edition", subject_kind="offer", detail={"proposal": proposal.pk})
    return proposal


@transaction.atomic
def sign_edition(*, proposal_id: int, role: Role, on: date, by: Actor) -> EditionSignature:
    """Sign the proposal in one of the three roles. Nobody signs what they wrote, nor in two roles."""
    by.check(Record.OFFER_EDITION, Verb.APPROVE)
    if role not in SIGNING or role not in by.roles:
        raise NotAllowed(f"sign as {role.value}")
    proposal = _open_proposal(proposal_id)
    if str(by.id) in proposal.written_by:
        raise OwnWork("You wrote part of what is new in this edition, so somebody else signs it.")
    for signature in proposal.signatures.all():
        if signature.role == role:
            raise AlreadyDone(f"The {role.label.lower()} has signed already.")
        if signature.signed_by_id == by.id:
            raise OwnWork("You have signed this edition already. Nobody signs in two roles.")
    signature = EditionSignature.objects.create(
        proposal=proposal, role=role, signed_on=on, signed_by_id=by.id, signed_by_name=by.name
    )
    detail = {"proposal": proposal.pk, "role": role.value}
    audit.record(actor=by, verb="signed edition", subject_kind="offer", detail=detail)
    return signature


@transaction.atomic
def publish_edition(*, on: date, by: Actor) -> Edition:
    """Publish the proposal that all three have signed, numbered, for good; then tell who waits for it.

    It shows the offer as it was signed. What was corrected since then is in the next one. Raises WrongState while a
    signature is missing.
    """
    by.check(Record.OFFER_EDITION, Verb.UPDATE)
    proposal = EditionProposal.objects.first()
    if proposal is None or hasattr(proposal, "edition"):
        raise WrongState("No edition is proposed.")
    missing = [role.label.lower() for role in SIGNING if role not in {one.role for one in proposal.signatures.all()}]
    if missing:
        raise WrongState(f"Still to sign: {', '.join(missing)}.")
    last = Edition.objects.first()
    edition = Edition.objects.create(
        number=last.number + 1 if last else 1,
        published_on=on,
        published_by_id=by.id,
        proposal=proposal,
        note=proposal.note,
        changes=proposal.changes,
        snapshot=proposal.snapshot,
    )
    audit.record(actor=by, verb="published edition", subject_kind="offer", detail={"number": edition.number})
    for told in slots.edition_published.all():
        told(number=edition.number, on=on, by=by)
    return edition


def _open_proposal(proposal_id: int) -> EditionProposal:
    """The newest proposal, where it is this one and not published yet."""
    proposal = EditionProposal.objects.first()
    if proposal is None or proposal.pk != proposal_id or hasattr(proposal, "edition"):
        raise WrongState("This proposal is no longer open. Look at the newest one.")
    return proposal


def _writers(last: Edition | None, by: Actor) -> list[str]:
    """Who saved a page of the offer since the last edition was proposed, and who proposes."""
    saved = Revision.page_revisions.exclude(user=None)
    if last and last.proposal:
        saved = saved.filter(created_at__date__gte=last.proposal.proposed_on)
    wrote = {str(user) for user in saved.values_list("user_id", flat=True)}
    return sorted(wrote | ({str(by.id)} if by.id else set()))
