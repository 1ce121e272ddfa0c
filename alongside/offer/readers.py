"""What readers leave behind: counts, gathered in memory, and the words that they send us.

This is not done by actions: who acts is not known and must not be, and the audit's hour beside the day that is kept
here would tell more than the reader was told. Nothing is kept but the day, the page, the words.
"""

from __future__ import annotations

import atexit
import logging
import re
import threading
import time
from collections import Counter
from datetime import date

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import F

from alongside.offer.models import Count, Feedback
from alongside.shell.refusals import Refusal

log = logging.getLogger(__name__)

MOST_KEYS = 2_000
"""Different things counted between two writings; what comes on top is not counted."""
LONGEST_KEY, MOST_WORDS = 40, 5
A_LONGER_QUESTION = "(a longer question)"
MOST_FEEDBACK_A_DAY = 500

_waiting: Counter[tuple[date, str, str]] = Counter()
_lock = threading.Lock()
_written = {"at": time.monotonic(), "is_watched": 0.0}


class TooMuchFeedback(Refusal):
    """So much feedback in a day does not come from readers."""

    status = 409
    template = "offer/feedback_full.html"


def page_was_read(path: str, *, on: date) -> None:
    """Count one reading of a page."""
    _add(on, Count.Kind.PAGE, path[:200])


def was_looked_for(question: str, *, found: bool, on: date) -> None:
    """Count one search, under its words where they tell nothing about a person."""
    key = key_of(question)
    _add(on, Count.Kind.SEARCH if found else Count.Kind.MISS, key)


def key_of(question: str) -> str:
    """A question as it is counted: small letters, one space. A long one may tell a life and is counted without words.

    So is one with a number of four digits or more, or an address: it may be a person's.
    """
    words = question.casefold().split()
    key = " ".join(words)
    if len(words) > MOST_WORDS or len(key) > LONGEST_KEY or re.search(r"\d{4}|@|\d\d[/.-]\d", key):
        return A_LONGER_QUESTION
    return key


def write_counts() -> None:
    """Write what was counted to the database. Where it does not answer, the counts wait."""
    with _lock:
        batch = dict(_waiting)
        _waiting.clear()
        _written["at"] = time.monotonic()
    try:
        with transaction.atomic():
            for (day, kind, key), number in sorted(batch.items()):
                row, _ = Count.objects.get_or_create(day=day, kind=kind, key=key)
                Count.objects.filter(pk=row.pk).update(number=F("number") + number)
    except Error:
        log.warning("The counts of readers wait for the database.")
        with _lock:
            _waiting.update(batch)


def give_feedback(*, page: str, useful: bool | None, words: str, on: date) -> None:
    """Keep what somebody said of a page. Raises TooMuchFeedback beyond what readers would send in a day."""
    if Feedback.objects.filter(on=on).count() >= MOST_FEEDBACK_A_DAY:
        raise TooMuchFeedback("We have had too much feedback today.")
    Feedback.objects.create(page=page, useful=useful, words=words, on=on)


def _add(on: date, kind: str, key: str) -> None:
    with _lock:
        if (on, kind, key) in _waiting or len(_waiting) < MOST_KEYS:
            _waiting[on, kind, key] += 1
        is_due = time.monotonic() - _written["at"] > settings.COUNTS_ARE_WRITTEN_EVERY
        if is_due:
            _written["at"] = time.monotonic()
    if is_due:
        _write_aside()


def _write_aside() -> None:
    """Write in a thread of its own, so that no reader waits for it."""
    if not _written["is_watched"]:
        _written["is_watched"] = 1.0
        atexit.register(write_counts)
    threading.Thread(target=_write_and_close, daemon=True).start()


def _write_and_close() -> None:
    try:
        write_counts()
    finally:
        connection.close()
