"""Editions of the offer, what they rest on, and the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from alongside.law.ages import months_after
from alongside.offer.models import SIGNING, Consultation, Edition, EditionProposal
from alongside.shell import slots, wording
from alongside.shell.actors import Actor
from alongside.shell.roles import Role

LONGEST_BETWEEN_EDITIONS = 36
"""Months after which the offer has to be looked at again, whatever a council sets."""


@dataclass(frozen=True, slots=True)
class FrozenArea:
    """An area of an edition with the entitlements as they stood: rows of the snapshot, ``id`` among them."""

    area: str
    title: str
    entitlements: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, as what, when."""

    role: str
    name: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class FrozenEdition:
    """An edition as anybody may read it for good."""

    number: int
    published_on: date
    note: str
    changes: tuple[str, ...]
    areas: tuple[FrozenArea, ...]
    signatures: tuple[Signature, ...]
    consultation: Consultation | None


@dataclass(frozen=True, slots=True)
class NextEdition:
    """How far the next edition is: what stands in its way, what is proposed, who has signed and who has not."""

    in_the_way: tuple[str, ...]
    proposal: EditionProposal | None
    signatures: tuple[Signature, ...]
    missing: tuple[Role, ...]
    may_sign_as: tuple[Role, ...]
    """In which of the missing roles whoever asks may sign."""

    @property
    def state(self) -> str:
        """draft, proposed or signed; once published the next one is a draft again."""
        if self.proposal is None:
            return "draft"
        return "proposed" if self.missing else "signed"


@dataclass(frozen=True, slots=True)
class ReviewClock:
    """When the offer has to be looked at again: by the council's own rule, and at the very latest."""

    last_on: date
    due_on: date
    latest_on: date


def editions() -> tuple[Edition, ...]:
    """Every edition, the newest first."""
    return tuple(Edition.objects.all())


def edition(number: int) -> FrozenEdition | None:
    """One edition, frozen."""
    found = Edition.objects.select_related("proposal__consultation").filter(number=number).first()
    if found is None:
        return None
    areas: dict[str, list[dict[str, Any]]] = {}
    titles: dict[str, str] = {}
    for one_id, one in found.snapshot.items():
        areas.setdefault(one["area"], []).append({"id": one_id, **one})
        titles[one["area"]] = one.get("area_title", one["area"].capitalize())
    return FrozenEdition(
        number=found.number,
        published_on=found.published_on,
        note=found.note,
        changes=tuple(found.changes),
        areas=tuple(FrozenArea(area, titles[area], tuple(rows)) for area, rows in areas.items()),
        signatures=_signatures(found.proposal),
        consultation=found.proposal.consultation if found.proposal else None,
    )


def consultations() -> tuple[Consultation, ...]:
    """Every consultation on the offer, the newest first."""
    return tuple(Consultation.objects.all())


def next_consultation(*, on: date) -> Consultation | None:
    """The newest consultation that has ended and on which no edition rests yet: the next one may."""
    last = Edition.objects.select_related("proposal").first()
    ended = Consultation.objects.filter(to_on__lte=on)
    if last:
        ended = ended.filter(to_on__gte=last.published_on)
    if last and last.proposal:
        ended = ended.exclude(pk=last.proposal.consultation_id)
    return ended.first()


def in_the_way(*, on: date) -> list[str]:
    """What still stands in the way of proposing an edition on this day, a sentence each."""
    last = Edition.objects.first()
    since = last.published_on if last else None
    faults = []
    if next_consultation(on=on) is None:
        faults.append(_no_consultation(last, on))
    return faults + [said for gate in slots.edition_gates.all() for said in gate(since, on)]


def _no_consultation(last: Edition | None, on: date) -> str:
    """Why no consultation carries the next edition, with the days that somebody may have mistaken."""
    newest = Consultation.objects.exclude(pk=last.proposal.consultation_id if last and last.proposal else None).first()
    if newest and newest.to_on > on:
        return f"The newest consultation ends on {wording.day(newest.to_on)}. An edition can be proposed from that day."
    if newest and last and newest.to_on < last.published_on:
        return (
            f"The newest consultation ended on {wording.day(newest.to_on)}. That is before the day of edition "
            f"{last.number}, {wording.day(last.published_on)}, so the next edition cannot rest on it."
        )
    return _("Nobody has been consulted since the last edition. Record the consultation first.")


def next_edition(*, actor: Actor, on: date) -> NextEdition:
    """How far the next edition is, as this person sees it."""
    proposal = EditionProposal.objects.select_related("consultation").first()
    if proposal and hasattr(proposal, "edition"):
        proposal = None
    signatures = _signatures(proposal)
    signed = {one.role for one in signatures}
    missing = tuple(role for role in SIGNING if role.label not in signed) if proposal else SIGNING
    mine = tuple(role for role in missing if role in actor.roles)
    barred = proposal is None or str(actor.id) in proposal.written_by or _has_signed(proposal, actor)
    return NextEdition(tuple(in_the_way(on=on)), proposal, signatures, missing, () if barred else mine)


def review_clock() -> ReviewClock | None:
    """When the offer has to be looked at again; None before the first edition."""
    last = Edition.objects.first()
    if last is None:
        return None
    months = min(settings.OFFER_REVIEW_MONTHS, LONGEST_BETWEEN_EDITIONS)
    last_on = last.published_on
    return ReviewClock(last_on, months_after(last_on, months), months_after(last_on, LONGEST_BETWEEN_EDITIONS))


def _has_signed(proposal: EditionProposal, actor: Actor) -> bool:
    return proposal.signatures.filter(signed_by_id=actor.id).exists()


def _signatures(proposal: EditionProposal | None) -> tuple[Signature, ...]:
    rows = proposal.signatures.all() if proposal else ()
    return tuple(Signature(Role(row.role).label, row.signed_by_name, row.signed_on) for row in rows)
