"""Which records of somebody's life a reader sees, once they reach the person: a district's own rows for a district."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.casework import access
from alongside.casework.areas.base import Kind
from alongside.casework.models import AboutPerson, Person
from alongside.partners import queries as partners
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Role, Verb


def is_partner(actor: Actor, record: Record, verb: Verb = Verb.READ) -> bool:
    """Whether the actor comes to this record through a referral alone."""
    return not actor.is_system and actor.reaches(record, verb) <= {Reach.PARTNER}


def districts_of(actor: Actor) -> frozenset[UUID] | None:
    """The districts that a housing officer acts for; None for whoever is bound to none."""
    if actor.is_system or Role.HOUSING_OFFICER not in actor.roles:
        return None
    return partners.districts_of(actor.organisations)


def rows_of(actor: Actor, kind: Kind, people: Collection[UUID]) -> QuerySet[Any]:
    """The rows of one kind about these people, as far as this reader sees them. Whoever asks has checked the people.

    A district's housing officer sees the rows of that district and what they entered themself.
    """
    rows: QuerySet[Any] = kind.model._default_manager.filter(person__in=people, removed_at=None)
    districts = districts_of(actor)
    if kind.is_for_partners and districts is not None and hasattr(kind.model, "district"):
        rows = rows.filter(Q(district__in=districts) | Q(recorded_by=actor.id))
    elif kind.is_for_partners and districts is not None:
        rows = rows.filter(recorded_by=actor.id)
    return rows


def row_for(actor: Actor, kind: Kind, record_id: UUID, verb: Verb, *, on: date) -> tuple[AboutPerson, Person]:
    """One row that this actor may do ``verb`` to, with its person. Raises NotYours, as for one that does not exist.

    A young person has pages of their own: here they reach nothing.
    """
    held = kind.model._default_manager.filter(pk=record_id, removed_at=None).values_list("person_id", flat=True).first()
    if held is None:
        raise NotYours(kind.slug)
    person = at_work(actor, access.person_for(actor, held, kind.record, verb, on=on))
    row = rows_of(actor, kind, [person.pk]).filter(pk=record_id).first()
    if row is None:
        raise NotYours(kind.slug)
    return row, person


def at_work(actor: Actor, person: Person) -> Person:
    """The person, unless it is the actor themself."""
    if person.user_id is not None and person.user_id == actor.id:
        raise NotYours("one's own record, as staff")
    return person


def sees_address(actor: Actor, row: Any, person: Person, *, on: date) -> bool:
    """Whether this reader may learn the address of a home."""
    if not getattr(row, "is_protected", False):
        return True
    themself = person.user_id is not None and person.user_id == actor.id
    return actor.is_system or themself or access.is_named(actor, person, on)
