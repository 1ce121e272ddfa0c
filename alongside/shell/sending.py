"""Sending a form: once, however often the button was pressed or the line broke.

A form is drawn with a mark (``mark_of``, a hidden field named ``once``). The key that is spent is made of the mark and
of everything sent with it, files too: the same again counts once, and whoever goes back and sends something else is
heard.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.http import HttpRequest

from alongside.shell import drafts, locking
from alongside.shell.actors import Actor


@transaction.atomic
def send_once(act: Callable[..., Any], *, key: UUID, form: str, subject: UUID, by: Actor, **given: Any) -> Any:
    """Do ``act`` and forget the draft, unless this very form was sent before: then raise AlreadyDone.

    The key is spent in the same transaction, so a refused form can be put right and sent again.
    """
    locking.once_only(key, by=by)
    done = act(by=by, **given)
    drafts.drop(by=by, form=form, subject=subject)
    return done


def mark_of(request: HttpRequest) -> UUID:
    """The mark that the form was drawn with; a new one for a new form, or where what came back is no mark."""
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return uuid4()


def key_of(request: HttpRequest) -> UUID:
    """The key of a sent form."""
    files = {name: [_hash_of(file) for file in request.FILES.getlist(name)] for name in request.FILES}
    return uuid5(mark_of(request), json.dumps([drafts.answers_of(request), files], sort_keys=True))


def _hash_of(file: Any) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
