"""The box: answers are sealed while a consultation is open, and rights to answer are kept as keyed hashes.

AES-GCM of the ``cryptography`` library, with a key of its own for each consultation. That key lies in the database,
sealed with the council's ``FIELD_KEY``, which lies elsewhere; it is thrown away when the answers are counted. Nothing
here carries a time: Fernet would, in clear. After a change of ``FIELD_KEY`` the older key has to be held until what was
open then is counted.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from contextlib import suppress
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alongside.shell import keys

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What cannot be taken for something else, on paper or over the phone."""
GROUPS, GROUP = 2, 5
"""Ten letters of thirty: 49 bits. Of a thousand codes one guess in 500,000,000,000 hits."""
NONCE = 12
EVEN = 4096
"""Answers are filled up to a multiple of so many bytes: how long an answer is tells who writes much."""


def new_key() -> bytes:
    """A key for a new box, as it is kept."""
    return _seal(_councils_keys()[0], AESGCM.generate_key(bit_length=256), b"key")


def seal(kept_key: bytes, answer: dict[str, Any]) -> bytes:
    """An answer as it lies in the box."""
    plain = json.dumps(answer, ensure_ascii=False).encode()
    filled = plain + b" " * (-len(plain) % EVEN)
    return _seal(_box_key(kept_key), filled, b"answer")


def unseal(kept_key: bytes, content: bytes) -> dict[str, Any]:
    """The answer again."""
    answer: dict[str, Any] = json.loads(_unseal(_box_key(kept_key), content, b"answer"))
    return answer


def new_code() -> str:
    """A code like K7MPD-2QRX9."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def proofs_of_code(consultation: UUID, code: str) -> list[str]:
    """What may be kept of a code, however it is typed: with the newest key first, and with those before it."""
    return _proofs(consultation, "code", "".join(letter for letter in code.upper() if letter.isalnum()))


def proofs_of_account(consultation: UUID, account: UUID) -> list[str]:
    """What may be kept of an invited account: with the newest key first, and with those before it."""
    return _proofs(consultation, "account", str(account))


def mark_of(consultation: UUID, form: UUID) -> str:
    """What is kept of the mark that a form was drawn with."""
    return _proofs(consultation, "form", str(form))[0]


def _proofs(consultation: UUID, kind: str, told: str) -> list[str]:
    return [keys.hash_with(key, f"{kind} {consultation} {told}".encode()) for key in _councils_keys()]


def _councils_keys() -> list[bytes]:
    return [hashlib.sha256(b"voice " + key).digest() for key in keys.held()]


def _box_key(kept_key: bytes) -> bytes:
    """The key of a box, whichever of the council's keys it was sealed with. Raises InvalidTag where none opens it."""
    newest, *older = _councils_keys()
    for key in older:
        with suppress(InvalidTag):
            return _unseal(key, kept_key, b"key")
    return _unseal(newest, kept_key, b"key")


def _seal(key: bytes, plain: bytes, what: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, what)


def _unseal(key: bytes, content: bytes, what: bytes) -> bytes:
    content = bytes(content)
    return AESGCM(key).decrypt(content[:NONCE], content[NONCE:], what)
