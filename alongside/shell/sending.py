"""Sending a form: once, however often the button was pressed or the line broke.

A form is drawn with a mark (``mark_of``, a hidden field named ``once``). The key that is spent is made of the mark and
of everything sent with it, files too: the same again counts once, and whoever goes back and sends something else is
heard.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.shell import drafts, locking
from alongside.shell.actors import Actor


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent: its key, its name, what it is about, and who sent it."""

    key: UUID
    form: str
    subject: UUID
    by: Actor


def sent(request: HttpRequest, *, subject: UUID | None = None, form: str = "") -> Sent:
    """The form that this request sends: named by its address and about whoever sends it, if nothing else is said."""
    by = request.actor  # type: ignore[attr-defined]
    name = form or (request.resolver_match.view_name if request.resolver_match else "")
    return Sent(key_of(request), name, subject or by.id, by)


class Making:
    """An act that remembers what it made, so that its own page can be opened."""

    def __init__(self, act: Callable[..., Any]) -> None:
        self.act = act
        self.made: Any = None

    def __call__(self, **given: Any) -> Any:
        """Do it, once."""
        self.made = self.act(**given)
        return self.made

    def opened(self, page: str, *otherwise: Any) -> HttpResponse:
        """Go to the page of what was made; to the other one where the same form had been sent before."""
        return redirect(page, self.made.pk) if self.made else redirect(*otherwise)


@transaction.atomic
def send_once(act: Callable[..., Any], sent: Sent, /, **given: Any) -> Any:
    """Do ``act`` and forget the draft, unless this very form was sent before: then raise AlreadyDone.

    ``given`` goes to ``act`` as it is, whatever its fields are called; whom it is by comes from what was sent. The key
    is spent in the same transaction, so a refused form can be put right and sent again.
    """
    locking.once_only(sent.key, by=sent.by)
    done = act(by=sent.by, **given)
    drafts.drop(by=sent.by, form=sent.form, subject=sent.subject)
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
