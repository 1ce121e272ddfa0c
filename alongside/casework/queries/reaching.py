"""How to reach somebody: phones, e-mail and addresses, what is safe there, and what is in doubt."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from alongside.casework import access, going
from alongside.casework.models import ContactPoint, Person
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

PROTECTED = "Protected. Ask somebody on the access list"
NOTHING_BY_POST = "Protected: nothing goes there by post"
SAFE = {
    "safe_to_call": "call",
    "safe_to_text": "text",
    "safe_to_voicemail": "leave a voicemail",
    "safe_to_write": "write",
    "safe_to_visit_alone": "visit alone",
}
BESIDE = ("is_protected", "best_time", "checked_on", "checked_how", "shared_with", "uprn")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to reach them. ``safe`` and ``unsafe`` in words; neither: nobody has asked yet."""

    id: UUID
    kind: str
    value: str
    safe: tuple[str, ...]
    unsafe: tuple[str, ...]
    no_post: str
    """Why nothing goes there by post, whatever was said of writing; empty where something may."""
    came_back_on: date | None
    """When a letter came back from there; None where none did, or the address was known to be right since."""
    best_time: str
    checked_on: date | None
    is_told: bool
    """Whether this reader learns what it is, and so may change it."""


@dataclass(frozen=True, slots=True)
class OneContactPoint:
    """A way to reach somebody, about to be changed."""

    person: UUID
    kind: str
    version: int
    value: str
    came_back_on: date | None
    said: dict[str, Any]
    """What is safe there and what else is kept of it, as the form asks."""


def ways_of(actor: Actor, person: Person, reads: Collection[Record], on: date) -> tuple[Way, ...] | None:
    """The ways to reach somebody that a reader of these records learns; None where they learn none."""
    kinds = []
    if Record.CONTACT_POINTS in reads:
        kinds += [ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL]
    if Record.ADDRESS in reads:
        kinds += [ContactPoint.Kind.ADDRESS]
    if not kinds:
        return None
    rows = ContactPoint.objects.filter(access.live(on), person=person, kind__in=kinds).order_by("-kind", "from_on")
    came_back = _came_back(person, on)
    return tuple(_way(actor, row, came_back.get(row.pk), on) for row in rows)


def may_learn(actor: Actor, point: ContactPoint, on: date) -> bool:
    """Whether this reader may learn where somebody is: a protected address is for the access list alone."""
    if not point.is_protected or actor.is_system or access.is_named(actor, point.person, on):
        return True
    return point.person.user_id is not None and point.person.user_id == actor.id


def one_contact_point(actor: Actor, contact_point_id: UUID, *, on: date) -> OneContactPoint:
    """A way to reach somebody that this reader may change. Raises NotYours otherwise, and where it has ended."""
    row = ContactPoint.objects.filter(access.live(on), pk=contact_point_id).first()
    if row is None:
        raise NotYours("contact point")
    asked = Record.CORE_DETAILS if row.kind == ContactPoint.Kind.ADDRESS else Record.CONTACT_POINTS
    person = access.person_for(actor, row.person_id, asked, Verb.UPDATE, on=on)
    if not may_learn(actor, row, on):
        raise NotYours("a protected address")
    said = {name: getattr(row, name) for name in (*SAFE, *BESIDE)}
    return OneContactPoint(row.person_id, row.kind, row.version, row.value, _came_back(person, on).get(row.pk), said)


# ---------------------------------------------------------------------------------------------------------------------


def _came_back(person: Person, on: date) -> dict[UUID, date]:
    """When a letter came back, by the address that is in doubt since."""
    rows = going.in_doubt(on).filter(person=person).values_list("pk", "came_back_at")
    return {pk: timezone.localdate(at) for pk, at in rows}


def _way(actor: Actor, row: ContactPoint, came_back_on: date | None, on: date) -> Way:
    is_hidden = row.kind == ContactPoint.Kind.ADDRESS and row.is_protected
    takes_no_post = is_hidden or came_back_on is not None
    safe = [name for name in SAFE if getattr(row, name) is True and not (takes_no_post and name == "safe_to_write")]
    is_told = may_learn(actor, row, on)
    return Way(
        id=row.pk,
        kind=row.get_kind_display(),
        value=row.value if is_told else PROTECTED,
        safe=tuple(SAFE[name] for name in safe),
        unsafe=tuple(word for name, word in SAFE.items() if getattr(row, name) is False),
        no_post=NOTHING_BY_POST if is_hidden else "",
        came_back_on=came_back_on,
        best_time=row.best_time,
        checked_on=row.checked_on,
        is_told=is_told,
    )
