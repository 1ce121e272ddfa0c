"""The council's secret keys: the newest encrypts and hashes, older ones still read what was made with them.

``FIELD_KEY`` holds them, the newest first, with commas between. What is encrypted is written anew with the newest by
``manage.py encrypt_anew``; a keyed hash of something that is not kept cannot be, so an older key stays as long as what
was hashed with it has to be found.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


def held() -> tuple[bytes, ...]:
    """The newest first."""
    return tuple(key.strip().encode() for key in settings.FIELD_KEY.split(",") if key.strip())


def newest() -> bytes:
    """The key that new things are made with."""
    return held()[0]


def encrypt(text: str) -> str:
    """The text, unreadable without the newest key."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """The text again, whichever of the keys it was encrypted with."""
    return _fernet().decrypt(encrypted.encode()).decode()


def encrypt_anew(encrypted: str) -> str:
    """The same text encrypted with the newest key; what is so already, and what no key opens, comes back as it is."""
    try:
        Fernet(_derived(newest())).decrypt(encrypted.encode())
    except InvalidToken:
        pass
    else:
        return encrypted
    try:
        return _fernet().rotate(encrypted.encode()).decode()
    except InvalidToken:
        return encrypted


def opens(encrypted: str) -> bool:
    """Whether one of the keys opens it."""
    try:
        _fernet().decrypt(encrypted.encode())
    except InvalidToken:
        return False
    return True


def hash_with(key: bytes, text: bytes) -> str:
    """A keyed hash of a text."""
    return hmac.new(key, text, hashlib.sha256).hexdigest()


def hashes_of(text: bytes) -> list[str]:
    """The hash of a text with each key: by one of them it is found again."""
    return [hash_with(key, text) for key in held()]


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in held()])


def _derived(key: bytes) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(key).digest())
