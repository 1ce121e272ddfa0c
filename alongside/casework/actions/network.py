"""Verbs of the people around a young person: who they are, and about what we may talk to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access, records
from alongside.casework.models import NetworkMember, Person
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

OF_OURS = ("allowed", "hidden", "hidden_until")
"""What a young person does not say of their own people here: whether contact with them is safe is ours to decide."""
FIELDS = (
    *("name", "relationship", "phone", "is_supporter", "is_emergency", "may_talk", "talk_about", "said_on"),
    *OF_OURS,
)


@transaction.atomic
def add_network_member(
    *, person_id: UUID, name: str, relationship: str, on: date, by: Actor, **more: Any
) -> NetworkMember:
    """Write down somebody in the young person's life. We talk to them only where the young person said so."""
    person = access.person_for(by, person_id, Record.NETWORK, Verb.CREATE, on=on)
    given = _checked(person, {"name": name.strip(), "relationship": relationship.strip(), **more}, on, by)
    member = NetworkMember.objects.create(**records.written(person, by=by), **given)
    audit.record(actor=by, verb="added to network", subject_kind="person", subject=person.pk)
    return member


@transaction.atomic
def change_network_member(
    *, member_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor
) -> NetworkMember:
    """Change what is written down of somebody in their life."""
    member, person = _one(member_id, on, by)
    names = ("name", "relationship", "may_talk", "said_on", "hidden", "hidden_until")
    checked = _checked(person, {**{name: getattr(member, name) for name in names}, **changes}, on, by)
    kept = {name: checked[name] for name in (*changes, "said_on") if name in checked}
    member = save_over(member, version=version, changes=kept, what="somebody around them")
    audit.record(actor=by, verb="changed network", subject_kind="person", subject=person.pk)
    return member


@transaction.atomic
def end_network_member(*, member_id: UUID, version: int, on: date, by: Actor) -> NetworkMember:
    """Say that somebody is no longer around: from now on nobody talks to them."""
    member, person = _one(member_id, on, by)
    changes = {"to_on": on, "may_talk": False}
    member = save_over(member, version=version, changes=changes, what="somebody around them")
    audit.record(actor=by, verb="ended network", subject_kind="person", subject=person.pk)
    return member


@transaction.atomic
def add_my_person(*, name: str, relationship: str, on: date, by: Actor, **more: Any) -> NetworkMember:
    """Write down, as the young person, somebody in one's life, and about what we may talk to them."""
    person = Person.objects.filter(user_id=by.id).first() if by.id else None
    if person is None:
        raise NotYours("a place of one's own")
    return add_network_member(person_id=person.pk, name=name, relationship=relationship, **more, on=on, by=by)


@transaction.atomic
def stop_talking(*, member_id: UUID, on: date, by: Actor) -> NetworkMember:
    """Say, as the young person, that nobody may talk to this person of theirs any more. It counts at once."""
    member, person = _one(member_id, on, by)
    if member.hidden or not records.is_themself(person, by):
        raise NotYours("network")
    changes = {"may_talk": False}
    return change_network_member(member_id=member.pk, version=member.version, changes=changes, on=on, by=by)


# ---------------------------------------------------------------------------------------------------------------------


def _one(member_id: UUID, on: date, by: Actor) -> tuple[NetworkMember, Person]:
    member = NetworkMember.objects.filter(pk=member_id, removed_at=None, to_on=None).first()
    if member is None:
        raise NotYours("network")
    return member, access.person_for(by, member.person_id, Record.NETWORK, Verb.UPDATE, on=on)


def _checked(person: Person, given: dict[str, Any], on: date, by: Actor) -> dict[str, Any]:
    if set(given) - set(FIELDS):
        raise FactRefused("This is not something that is written down here.")
    if not given["name"] or not given["relationship"]:
        raise FactRefused("Say who they are, and what they are to the young person.")
    if records.is_themself(person, by):
        given = {name: what for name, what in given.items() if name not in OF_OURS}
        given["said_on"] = on if given.get("may_talk") else given.get("said_on")
    records.check_hiding(given.get("hidden", ""), given.get("hidden_until"), on=on)
    if given.get("allowed", NetworkMember.Allowed.YES) not in NetworkMember.Allowed.values:
        raise FactRefused("Say whether there may be contact.")
    if given.get("may_talk") and not given.get("said_on"):
        raise FactRefused("We talk to them only where the young person said so: give the day.")
    if given.get("said_on"):
        records.check_day(person, given["said_on"], on=on)
    return given
