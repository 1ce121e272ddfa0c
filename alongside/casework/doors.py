"""Whether a page about somebody opens for a reader: asked before a link to it is drawn, so that none leads nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from uuid import UUID

from django.urls import resolve, reverse

from alongside.casework import access
from alongside.shell.actors import Actor
from alongside.shell.gate import Permission
from alongside.shell.roles import Reach, Record, Verb

ANYBODY = UUID(int=0)


@cache
def asked_by(url_name: str) -> Permission:
    """What a page about one person asks of whoever opens it: what is written over its view."""
    asked: Permission = resolve(reverse(url_name, args=[ANYBODY])).func.permission  # type: ignore[attr-defined]
    return asked


class Doors:
    """Which pages open for one reader. Each record is asked about once, however many links there are.

    ``through``: the record by which the people were found. Where a page's own is reached as widely, nothing is asked.
    """

    def __init__(self, actor: Actor, people: Iterable[UUID], *, on: date, through: Record) -> None:
        self._actor = actor
        self._people = set(people)
        self._on = on
        self._found_by = actor.reaches(through, Verb.READ)
        self._known: dict[tuple[Record, Verb], set[UUID]] = {}

    def opens(self, url_name: str, person: UUID) -> bool:
        """Whether this page about this person opens."""
        asked = asked_by(url_name)
        if asked.record is None or asked.verb is None or self._actor.is_system:
            return True
        reaches = self._actor.reaches(asked.record, asked.verb)
        if not reaches & asked.within:
            return False
        key = (asked.record, asked.verb)
        if key not in self._known:
            self._known[key] = self._reached(reaches, *key)
        return person in self._known[key]

    def _reached(self, reaches: frozenset[Reach], record: Record, verb: Verb) -> set[UUID]:
        if self._found_by <= reaches:
            return self._people
        people = access.visible_to(self._actor, record, verb, on=self._on)
        return set(people.filter(pk__in=self._people).values_list("pk", flat=True))
