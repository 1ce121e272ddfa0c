"""Too many answers at once: counted in the memory of this process, and nowhere else.

An address is counted under a hash whose key this process made for itself and never writes down. When the process ends,
all of it is gone.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections import defaultdict, deque
from uuid import UUID

WINDOW = 10 * 60.0
"""Seconds."""
MOST_FROM_ONE_PLACE = 30
"""Answers from one address within the window: a whole college may share one."""
MOST_TRIES = 30
"""Codes that do not count, from one address within the window."""
USUAL = 60
"""Answers to one consultation within the window; what comes on top lies apart, for a person to judge."""
MOST_PLACES = 50_000
"""Addresses remembered; a crowd that hides behind more is met by ``USUAL``."""

_secret = secrets.token_bytes(32)
_seen: dict[bytes, deque[float]] = defaultdict(deque)
_lock = threading.Lock()


def comes_too_often(address: str) -> bool:
    """Whether this address has sent too many answers; counts this one."""
    return _count(f"from {address}", MOST_FROM_ONE_PLACE)


def guesses_too_often(address: str) -> bool:
    """Whether this address has tried too many codes; counts this try."""
    return _count(f"code {address}", MOST_TRIES)


def is_unusual(consultation: UUID) -> bool:
    """Whether unusually many answers to this consultation come just now; counts this one."""
    return _count(f"all {consultation}", USUAL)


def forget() -> None:
    """Forget all that was counted."""
    with _lock:
        _seen.clear()


def _count(what: str, most: int) -> bool:
    now, key = time.monotonic(), hashlib.blake2b(what.encode(), key=_secret, digest_size=16).digest()
    with _lock:
        if key not in _seen and len(_seen) >= MOST_PLACES:
            _seen.clear()
        times = _seen[key]
        while times and now - times[0] > WINDOW:
            times.popleft()
        if len(times) >= most:
            return True
        times.append(now)
        return False
