"""Who asks for a page, what they may do there, and which version of a record they had before them."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class May:
    """What may be done to one kind of record. No dict: a template's ``may.update`` would be the method of that name."""

    create: bool
    update: bool
    approve: bool


def may(actor: Actor, record: Record) -> May:
    """What this actor may do to such records."""
    return May(*(actor.can_at_work(record, verb) for verb in (Verb.CREATE, Verb.UPDATE, Verb.APPROVE)))


def actor_of(request: HttpRequest) -> Actor:
    """Whoever asks."""
    return request.actor  # type: ignore[attr-defined,no-any-return]


def version_of(request: HttpRequest, now: int) -> int:
    """The version that the form was drawn with; ``now`` where it says none."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() else now
