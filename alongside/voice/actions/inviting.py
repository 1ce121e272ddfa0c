"""Inviting: codes on slips, and accounts of young people who have a place of their own here."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.shell import audit, slots
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Verb
from alongside.voice import sealing
from alongside.voice.access import check_step, consultation_for
from alongside.voice.bands import band_of
from alongside.voice.models import Consultation, Group, Right

MOST_CODES = 500


@transaction.atomic
def make_codes(*, consultation_id: UUID, number: int, by: Actor, band: str = "", area: str = "") -> list[str]:
    """So many codes for people of an age and a district. They are told this once; only their hashes are kept."""
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "invite")
    if consultation.answering != Consultation.Answering.CODE:
        raise FactRefused("This consultation is not answered by code.")
    if not 1 <= number <= MOST_CODES:
        raise FactRefused(f"Make 1 to {MOST_CODES} codes at a time.")
    codes = [sealing.new_code() for _ in range(number)]
    proofs = [sealing.proofs_of_code(consultation.pk, code)[0] for code in codes]
    _invite(consultation, {(band, area): proofs})
    detail = {"number": number}
    audit.record(actor=by, verb="made codes", subject_kind="consultation", subject=consultation.pk, detail=detail)
    return codes


@transaction.atomic
def invite_accounts(
    *, consultation_id: UUID, youngest: int, oldest: int, on: date, by: Actor, districts: Sequence[str] = ()
) -> int:
    """Invite everyone of these ages (and districts) who has a place of their own; again invites only who is new.

    Whom it reaches is kept as keyed hashes that are gone once they answered. Returns how many there are now.
    """
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "invite")
    if consultation.answering != Consultation.Answering.PORTAL:
        raise FactRefused("This consultation is not answered in one's own place.")
    if Group.objects.filter(consultation=consultation, invited__gt=0).exists():
        raise FactRefused("Everyone was invited already. Whoever has answered since could else be invited twice.")
    proofs: dict[tuple[str, str], list[str]] = {}
    for known in slots.portal_accounts.all():
        for one in known(on):
            if youngest <= one.age <= oldest and (not districts or one.district in districts):
                proof = sealing.proofs_of_account(consultation.pk, one.user_id)[0]
                proofs.setdefault((band_of(one.age), one.district), []).append(proof)
    if not proofs:
        raise FactRefused("Nobody of these ages and districts has a place of their own here.")
    number = _invite(consultation, proofs)
    detail = {"number": number}
    audit.record(actor=by, verb="invited", subject_kind="consultation", subject=consultation.pk, detail=detail)
    return number


def _invite(consultation: Consultation, proofs: dict[tuple[str, str], list[str]]) -> int:
    """Write the rights down in random order, and how many each group has."""
    numbers = Counter({group: len(those) for group, those in proofs.items()})
    rights = []
    for (band, area), number in sorted(numbers.items()):
        group, _ = Group.objects.get_or_create(consultation=consultation, band=band, area=area)
        Group.objects.filter(pk=group.pk).update(invited=F("invited") + number)
        rights += [Right(proof=proof, group=group) for proof in proofs[band, area]]
    secrets.SystemRandom().shuffle(rights)
    Right.objects.bulk_create(rights)
    return len(rights)
