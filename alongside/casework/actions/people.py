"""Verbs about young people themselves: adding, correcting, contact points, restriction, whole care history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q

from alongside.casework import access, disabilities, opening, standing
from alongside.casework.actions.determinations import write_found
from alongside.casework.models import Allocation, ContactPoint, Episode, NamedAccess, Person, Source
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.models import Team, User
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Reach, Record, Verb

CORRECTABLE = frozenset(
    {
        *("first_name", "surname", "preferred_name", "pronouns", "born_on", "sex", "ethnicity", "upn"),
        *("arrived_alone", "arrived_alone_until", "language", "interpreter", "disabilities", "died_on", "born_basis"),
        *("letter_language", "large_print", "easy_read"),
    }
)
"""The fields of a person that a worker may correct."""
OWN_NAME = "Nobody puts themself on an access list: ask another manager."
OLDEST = 120
"""Nobody recorded here is older: a date of birth before that is a slip of the pen."""
SAFETY = frozenset(
    {"safe_to_call", "safe_to_text", "safe_to_voicemail", "safe_to_write", "safe_to_visit_alone", "is_protected"}
)
BESIDE = frozenset({"best_time", "checked_on", "checked_how", "shared_with", "uprn"})
"""What else is kept of a way to reach somebody."""


@dataclass(frozen=True, slots=True)
class KnownSpell:
    """Time looked after, as a worker found it in the papers: ``[from_on, to_on)``, status in the return's codes."""

    from_on: date
    to_on: date | None
    legal_status: str
    reason_ended: str = ""
    authority: str = ""


@transaction.atomic
def add_person(
    *,
    child_id: str,
    born_on: date,
    on: date,
    by: Actor,
    team: Team | None = None,
    team_id: str = "",
    authority: str = "",
    is_somebody_else: bool = True,
    **known: Any,
) -> Person:
    """Add somebody whom no return has brought yet. ``known``: any of ``CORRECTABLE``.

    A team manager adds people to their own team. Raises FactRefused where the reference is taken; and, unless
    ``is_somebody_else``, where somebody of this name was born on this day.
    """
    by.check(Record.ALLOCATION, Verb.CREATE)
    child_id = child_id.strip()
    team = Team.objects.get(pk=team_id) if team_id else team
    if not is_somebody_else:
        _refuse_alike(born_on, known, on, by)
    if Reach.SERVICE not in by.reaches(Record.ALLOCATION, Verb.CREATE) and (team is None or team.pk not in by.teams):
        raise FactRefused("Choose one of your own teams for this young person.")
    _check_known(known)
    _check_life({"born_on": born_on, **known}, on)
    try:
        with transaction.atomic():
            person = Person.objects.create(
                child_id=child_id,
                authority=authority or settings.COUNCIL["authority_code"],
                born_on=born_on,
                recorded_from=on,
                **known,
            )
    except IntegrityError as error:
        raise FactRefused(f"There is already a young person with the reference {child_id}.") from error
    if team is not None:
        Allocation.objects.create(person=person, team=team, from_on=on, reason="Added")
    audit.record(actor=by, verb="added person", subject_kind="person", subject=person.pk)
    return person


@transaction.atomic
def correct_core_details(*, person_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> Person:
    """Correct what is recorded of somebody. A return no longer overwrites a corrected field.

    Raises EditConflict where somebody else saved since ``version`` was read.
    """
    person = access.person_for(by, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    _check_known(changes)
    _check_life({"born_on": person.born_on, "died_on": person.died_on, **changes}, on)
    changed = {name: value for name, value in changes.items() if getattr(person, name) != value}
    if person.version == version and not changed:
        return person
    whose = f"the details of {person.label}"
    person = save_over(person, version=version, changes=changed or changes, what=whose)
    person.corrected_by_hand = sorted({*person.corrected_by_hand, *changed})
    person.skip_history_when_saving = True  # the correction itself has just been kept
    person.save(update_fields=["corrected_by_hand"])
    _ask_the_law_again(person, on, by)
    audit.record(
        actor=by, verb="corrected person", subject_kind="person", subject=person.pk, detail={"fields": sorted(changed)}
    )
    return person


@transaction.atomic
def give_account(*, person_id: UUID, user: User, on: date, by: Actor) -> Person:
    """Join a young person's own account to their record, so that they reach it as themself."""
    person = access.person_for(by, person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    person.user = user
    person.save(update_fields=["user"])
    audit.record(actor=by, verb="gave account", subject_kind="person", subject=person.pk)
    return person


@transaction.atomic
def add_contact_point(
    *,
    person_id: UUID,
    kind: str,
    value: str,
    on: date,
    by: Actor,
    source: str = Source.TYPED,
    **more: Any,
) -> ContactPoint:
    """Add a phone number, e-mail address or address. ``more``: any of ``SAFETY`` and ``BESIDE``."""
    record = Record.ADDRESS if kind == ContactPoint.Kind.ADDRESS else Record.CONTACT_POINTS
    # Addresses are read-only in the table of roles: they are kept by those who keep the core details.
    asked = Record.CORE_DETAILS if record is Record.ADDRESS else record
    person = access.person_for(by, person_id, asked, Verb.UPDATE, on=on)
    if set(more) - SAFETY - BESIDE:
        raise FactRefused("Say only what is safe there, when is best, how it is known and who else has it.")
    check_way(kind, value)
    _check_beside(more, on)
    try:
        with transaction.atomic():
            point = ContactPoint.objects.create(
                person=person, kind=kind, value=value, from_on=on, source=source, **more
            )
    except IntegrityError as error:
        raise FactRefused("This is already recorded.") from error
    audit.record(actor=by, verb="added contact point", subject_kind="person", subject=person.pk, detail={"kind": kind})
    return point


@transaction.atomic
def change_contact_point(
    *, contact_point_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor
) -> ContactPoint:
    """Change a number, what is safe there, or end it (``to_on``). Raises EditConflict, as correct_core_details."""
    point = ContactPoint.objects.filter(pk=contact_point_id).first()
    if point is None:
        raise NotYours("contact point")
    asked = Record.CORE_DETAILS if point.kind == ContactPoint.Kind.ADDRESS else Record.CONTACT_POINTS
    person = access.person_for(by, point.person_id, asked, Verb.UPDATE, on=on)
    if set(changes) - SAFETY - BESIDE - {"value", "to_on"}:
        raise FactRefused("Only the number, what is said of it and the last day can be changed.")
    check_way(point.kind, changes.get("value", point.value))
    _check_beside(changes, on)
    try:
        with transaction.atomic():
            point = save_over(point, version=version, changes=changes, what=f"how to reach {person.label}")
    except IntegrityError as error:
        raise FactRefused("This is already recorded.") from error
    audit.record(
        actor=by,
        verb="changed contact point",
        subject_kind="person",
        subject=person.pk,
        detail={"kind": point.kind, "fields": sorted(changes)},
    )
    return point


@transaction.atomic
def restrict(*, person_id: UUID, named: Iterable[User], reason: str, on: date, by: Actor) -> Person:
    """Let only people on an access list reach this record, from today on. ``reason`` is kept with each name."""
    person = access.person_for(by, person_id, Record.ALLOCATION, Verb.UPDATE, on=on)
    named = list(named)
    if person.is_restricted and by.id in {user.pk for user in named}:
        raise FactRefused(OWN_NAME)
    person.restriction = Person.Restriction.NAMED
    person.save(update_fields=["restriction"])
    for user in named:
        NamedAccess.objects.create(person=person, user=user, from_on=on, reason=reason)
    audit.record(actor=by, verb="restricted person", subject_kind="person", subject=person.pk)
    return person


@transaction.atomic
def lift_restriction(*, person_id: UUID, reason: str, on: date, by: Actor) -> Person:
    """Let everybody with the usual reach see this record again. Only somebody on the access list may decide that."""
    person = access.person_for(by, person_id, Record.ALLOCATION, Verb.UPDATE, on=on)
    if not by.is_system and not access.is_named(by, person, on):
        raise FactRefused("Only somebody on the access list can lift the restriction: ask one of them.")
    if not reason.strip():
        raise FactRefused("Say why the restriction is no longer needed.")
    person.restriction = Person.Restriction.NONE
    person._change_reason = reason.strip()[:100]  # type: ignore[attr-defined]  # kept by the history of the row
    person.save(update_fields=["restriction"])
    audit.record(actor=by, verb="lifted restriction", subject_kind="person", subject=person.pk)
    return person


@transaction.atomic
def name_access(*, person_id: UUID, user: User, reason: str, on: date, by: Actor, to_on: date | None = None) -> None:
    """Put somebody on the access list of a restricted person."""
    person = access.person_for(by, person_id, Record.ALLOCATION, Verb.UPDATE, on=on)
    if user.pk == by.id:
        raise FactRefused(OWN_NAME)
    NamedAccess.objects.create(person=person, user=user, from_on=on, to_on=to_on, reason=reason)
    audit.record(
        actor=by, verb="named on access list", subject_kind="person", subject=person.pk, detail={"user": str(user.pk)}
    )


@transaction.atomic
def complete_history(
    *, person_id: UUID, spells: Iterable[KnownSpell], whole: bool, on: date, by: Actor
) -> list[Episode]:
    """Add time in care that no return held. ``whole``: with this the whole care history from 14 on is known.

    Spells already recorded by a worker are not added twice.
    """
    person = access.person_for(by, person_id, Record.ELIGIBILITY, Verb.CREATE, on=on)
    added = []
    for spell in spells:
        _check_spell(person, spell, on)
        added += _add_spell(person, spell, by)
    if whole and not person.history_complete:
        person.history_complete = True
        person.save(update_fields=["history_complete"])
    _ask_the_law_again(person, on, by)
    audit.record(
        actor=by,
        verb="completed care history",
        subject_kind="person",
        subject=person.pk,
        detail={"spells": len(added), "whole": whole},
    )
    return added


@transaction.atomic
def withdraw_spell(*, episode_id: UUID, on: date, by: Actor) -> Episode:
    """Take back a spell that a worker recorded by mistake. The row stays, with the day."""
    episode = Episode.objects.filter(pk=episode_id).first()
    if episode is None:
        raise NotYours("spell")
    access.person_for(by, episode.person_id, Record.ELIGIBILITY, Verb.CREATE, on=on)
    if episode.source == Source.RETURN:
        raise FactRefused("This comes from a statutory return: correct the return and bring it in again.")
    episode.withdrawn_at = clock.now()
    episode.save(update_fields=["withdrawn_at"])
    _ask_the_law_again(episode.person, on, by)
    audit.record(actor=by, verb="withdrew spell", subject_kind="person", subject=episode.person_id)
    return episode


def _refuse_alike(born_on: date, known: Mapping[str, Any], on: date, by: Actor) -> None:
    """Raise FactRefused where somebody born that day has this name, or no name yet: a return brings none.

    Who is restricted and out of reach is passed over: as in a search, no name tells that they are here.
    """
    named = f"{known.get('first_name', '')} {known.get('surname', '')}".casefold().split()
    near = access.visible_to(by, Record.CORE_DETAILS, on=on).values("pk")
    told = Person.objects.filter(Q(restriction="") | Q(pk__in=near), born_on=born_on, merged_into=None)
    for person in told:
        theirs = f"{person.first_name} {person.surname}".casefold().split()
        if theirs in (named, []):
            raise FactRefused(
                f"Somebody born on that day is here already, with the reference {person.child_id}. Look whether it is "
                "them. If not, tick that this is somebody else."
            )


def _ask_the_law_again(person: Person, on: date, by: Actor) -> None:
    """A fact changed that may bear on the category: write down what the law finds now, if it is news."""
    write_found(wheres=[standing.standing_of(person, on=on)], by=by)


def _check_known(known: Mapping[str, Any]) -> None:
    unknown = set(known) - CORRECTABLE
    if unknown:
        raise FactRefused(f"This cannot be recorded here: {', '.join(sorted(unknown))}.")
    wrong = disabilities.why_not(known.get("disabilities", []))
    if wrong:
        raise FactRefused(wrong)
    if known.get("letter_language") and known["letter_language"] not in dict(settings.LANGUAGES):
        raise FactRefused("No letters are written in this language here.")


def check_way(kind: str, value: str) -> None:
    """Raise FactRefused where this cannot be a phone number, an e-mail address or an address."""
    if kind == ContactPoint.Kind.PHONE and not opening.PHONE.fullmatch(value):
        raise FactRefused(f"“{value}” is not a phone number.")
    if kind == ContactPoint.Kind.EMAIL:
        try:
            validate_email(value)
        except ValidationError as error:
            raise FactRefused(f"“{value}” is not an e-mail address.") from error
    if not value.strip():
        raise FactRefused("The address is missing.")


def _check_beside(facts: Mapping[str, Any], on: date) -> None:
    if facts.get("checked_on") and facts["checked_on"] > on:
        raise FactRefused("Nobody can have checked it after today.")
    if facts.get("uprn") and not str(facts["uprn"]).isdecimal():
        raise FactRefused("A unique property reference number has only digits.")


def _check_life(facts: Mapping[str, Any], on: date) -> None:
    born_on, died_on = facts["born_on"], facts.get("died_on")
    if born_on > on:
        raise FactRefused("The date of birth is in the future.")
    if born_on.year < on.year - OLDEST:
        raise FactRefused(f"The date of birth is more than {OLDEST} years ago.")
    if died_on is not None and not born_on <= died_on <= on:
        raise FactRefused("The date of death must lie between the date of birth and today.")


def _check_spell(person: Person, spell: KnownSpell, on: date) -> None:
    if spell.from_on < person.born_on:
        raise FactRefused("Time in care cannot start before birth.")
    if spell.from_on > on or (spell.to_on is not None and spell.to_on > on):
        raise FactRefused("Time in care cannot lie in the future.")
    if spell.to_on is not None and spell.to_on < spell.from_on:
        raise FactRefused("The last day in care is before the first.")


def _add_spell(person: Person, spell: KnownSpell, by: Actor) -> list[Episode]:
    facts = {
        "from_on": spell.from_on,
        "to_on": spell.to_on,
        "legal_status": spell.legal_status,
        "reason_ended": spell.reason_ended,
        "authority": spell.authority or person.authority,
    }
    if Episode.objects.filter(person=person, withdrawn_at=None, source=Source.TYPED, **facts).exists():
        return []
    return [Episode.objects.create(person=person, source=Source.TYPED, recorded_by_id=by.id, **facts)]
