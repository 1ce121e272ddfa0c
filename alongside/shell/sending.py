"""Sending a form: once, however often the button was pressed or the line broke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction

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
