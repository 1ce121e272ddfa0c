"""Which state of the published offer this is: a short text that changes with every publishing, on every machine alike.

What is kept from it (rendered pages, the index of the search) is kept under the stamp. The database is asked at most
once a second by each process; this process's own publishing is seen at once.
"""

from __future__ import annotations

import hashlib
import time
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error, transaction
from django.db.models import Count, Max
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from alongside.shell.clock import today

HOLDS_FOR = 1.0
"""Seconds for which the answer of the database is believed."""
SOURCE = Path(__file__).parents[1]

_asked: dict[str, Any] = {"at": float("-inf"), "answer": None}


def current() -> str | None:
    """The stamp; None while the database does not answer."""
    if time.monotonic() - _asked["at"] > HOLDS_FOR:
        if _asked["answer"] is not None:
            _asked["at"] = time.monotonic()  # meanwhile others go on with the answer before
        _asked["answer"] = _ask()
        _asked["at"] = time.monotonic()
    return _asked["answer"]


def forget(**_: Any) -> None:
    """Ask the database anew at the next question."""
    _asked["at"] = float("-inf")


def watch() -> None:
    """See this process's own publishing at once, when it is done and not before."""
    for signal in (page_published, page_unpublished):
        signal.connect(_published, dispatch_uid="offer stamp")


def _published(**_: Any) -> None:
    """For whoever asks inside the transaction, and for everybody else once it is done."""
    forget()
    transaction.on_commit(forget)


def _ask() -> str | None:
    from alongside.offer import models
    from alongside.partners import queries as partners

    growing = (models.Edition, models.ProvisionCheck, models.NotOffered, models.AuditEvidence, models.Correction)
    try:
        pages = Page.objects.live().aggregate(Max("last_published_at"), Count("pk"))
        added = [table.objects.aggregate(Max("pk")) for table in growing]
        added.append(models.MadeFile.objects.aggregate(Max("made_at")))
        added.append(models.TranslationState.objects.aggregate(Count("pk"), Max("reviewed_at")))
        bodies = partners.organisations(), partners.districts(), partners.pledge_ends(), partners.schemes_on(today())
    except Error:
        return None
    return hashlib.sha256(repr((_release(), pages, added, bodies)).encode()).hexdigest()[:16]


@cache
def _release() -> str:
    """This version of the product with these settings: a new one draws its pages anew."""
    kinds = ("*.py", "*.html", "*.toml", "*.mo", "*.css", "*.js")
    roots = (SOURCE, *map(Path, settings.STATICFILES_DIRS))
    files = sorted(file for root in roots for kind in kinds for file in root.rglob(kind))
    told = [(str(file), file.stat().st_mtime_ns) for file in files]
    made_of = (told, settings.COUNCIL, settings.LANGUAGE_CODE, settings.COMMENCED)
    return hashlib.sha256(repr(made_of).encode()).hexdigest()
