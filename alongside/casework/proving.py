"""Proof of care-leaver status: how long it counts, and its code.

The code is worked out from the proof's id with the council's secret key, so that its owner can look at it again though
it is kept nowhere; the database holds its hash. Without the key neither gives the other away.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from alongside.casework import standing
from alongside.casework.models import Person, Proof
from alongside.law import Category, birthday, months_after
from alongside.shell import keys

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What cannot be taken for something else, on paper or over the phone."""
GROUPS, GROUP = 3, 4
"""Twelve letters of thirty: 58 bits."""
MONTHS = 12
CARE_LEAVERS = frozenset({Category.RELEVANT, Category.FORMER_RELEVANT, Category.QUALIFYING})
ENDS_AT = 25
STILL_IN_CARE = "You are still in care. You can make a proof when you have left."
NOT_KNOWN = "We do not know your whole story in care yet. Ask your adviser: they can write a letter for you."
NONE = "By what we know, you are not a care leaver in the law. Ask your adviser if you think that is wrong."
TOO_OLD = "Proofs can be made until you are 25. Ask us for a letter if you need to show that you were in care."


def lasts_until(person: Person, on: date) -> tuple[date | None, str]:
    """The last day on which a proof made today counts; or None and why none can be made."""
    end = birthday(person.born_on, ENDS_AT)
    if on >= end:
        return None, TOO_OLD
    holding = standing.standing_of(person, on=on).holding
    if person.died_on or holding.category not in CARE_LEAVERS:
        said = {Category.ELIGIBLE: STILL_IN_CARE, Category.UNKNOWN: NOT_KNOWN}
        return None, said.get(holding.category, NONE)
    days = [months_after(on, MONTHS), end - timedelta(days=1)]
    if holding.until is not None:
        days.append(holding.until - timedelta(days=1))
    return max(on, min(days)), ""


def holds(proof: Proof, on: date) -> bool:
    """Whether it counts on this day: not ended, in its time, and its owner still a care leaver."""
    if proof.ended_at is not None or not proof.from_on <= on <= proof.until_on or proof.person.died_on:
        return False
    return standing.standing_of(proof.person, on=on).holding.category in CARE_LEAVERS


def code_of(proof_id: UUID, key: bytes | None = None) -> str:
    """The code of a proof, like K7MP-2QRX-9WDT, by the newest key unless another is given."""
    number = int(keys.hash_with(key or keys.newest(), proof_id.bytes), 16)
    letters = []
    for _ in range(GROUPS * GROUP):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, GROUPS * GROUP, GROUP))


def code_shown(proof: Proof) -> str:
    """The code to show to its owner; empty where the key that it was made with is held no more."""
    codes = [code_of(proof.pk, key) for key in keys.held()]
    return next((code for code in codes if proof.code_hash in hashes_of(code)), "")


def hash_of(code: str) -> str:
    """The hash under which the code of a new proof is kept."""
    return hashes_of(code)[0]


def hashes_of(code: str) -> list[str]:
    """The hashes, one a key, under which a code as somebody types it is found."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return keys.hashes_of(b"proof " + plain.encode())


def address() -> str:
    """Where a stranger checks a code."""
    return f"{settings.SITE_URL}/verify/"
