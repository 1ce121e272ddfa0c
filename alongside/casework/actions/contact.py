"""Verbs of contact: writing one down in under a minute, putting it right, agreeing how often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.casework import access, keeping_in_touch, records
from alongside.casework.actions.clocks import happened
from alongside.casework.actions.lost_contact import follow_up
from alongside.casework.models import Agreement, Contact, Method, Person, Source
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

FURTHER = (
    *("with_whom", "seen", "alone", "place", "started_by", "took_part", "their_words", "purpose", "statutory_visit"),
    *("what_next", "minutes", "travel_minutes", "cost", "late_reason", "about_others", "hidden", "hidden_until"),
)
"""What may be written down of a contact besides whether, how and when it was, and one line."""
LONGEST_WORDS = 4000


@transaction.atomic
def record_contact(
    *,
    person_id: UUID,
    outcome: str,
    method: str,
    happened_on: date,
    on: date,
    by: Actor,
    summary: str = "",
    source: str = "",
    **further: Any,
) -> Contact:
    """Write down a contact that was made, tried or cancelled. The law's clocks follow; see ``FURTHER`` for the rest.

    One had by a partner is kept and shown, and moves no clock: keeping in touch is the council's own duty. ``source``
    is for what is brought here from another system, which a form never says.
    """
    person = access.person_for(by, person_id, Record.CONTACT_LOG, Verb.CREATE, on=on)
    given = _checked(person, {**further, "outcome": outcome, "method": method, "happened_on": happened_on}, on)
    access.hold(person)
    partner = access.is_only_referred(by, person, Record.CONTACT_LOG, Verb.CREATE, on=on)
    written = records.written(person, by=by)
    written["source"] = Source.PARTNER if partner else source or written["source"]
    contact = Contact.objects.create(**written, by_partner=partner, summary=summary.strip(), **given)
    _tell_clocks(contact, on, by)
    detail = {"outcome": outcome, "method": method}
    audit.record(actor=by, verb="recorded contact", subject_kind="person", subject=person.pk, detail=detail)
    return contact


@transaction.atomic
def correct_contact(*, contact_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> Contact:
    """Put a contact right. What it said before stays in its history, and the clocks follow."""
    contact, person = _one(contact_id, Verb.UPDATE, on, by)
    if set(changes) - {*FURTHER, "summary", "outcome", "method", "happened_on"}:
        raise FactRefused("This cannot be changed.")
    access.hold(person)
    held = {name: getattr(contact, name) for name in CHECKED}
    _checked(person, {**held, **{name: what for name, what in changes.items() if name != "summary"}}, on)
    contact = save_over(contact, version=version, changes=changes, what="this contact")
    _tell_clocks(contact, on, by)
    detail = {"fields": sorted(changes)}
    audit.record(actor=by, verb="corrected contact", subject_kind="person", subject=person.pk, detail=detail)
    return contact


@transaction.atomic
def remove_contact(*, contact_id: UUID, version: int, why: str, on: date, by: Actor) -> Contact:
    """Take out a contact that never was, or that is about somebody else. It no longer moves a clock."""
    contact, person = _one(contact_id, Verb.UPDATE, on, by)
    access.hold(person)
    contact = records.taken_out(contact, version=version, why=why, by=by)
    _tell_clocks(contact, on, by)
    audit.record(actor=by, verb="took out contact", subject_kind="person", subject=person.pk)
    return contact


@transaction.atomic
def add_my_words(*, contact_id: UUID, words: str, on: date, by: Actor) -> Contact:
    """Add, as the young person, what one has to say to a contact about oneself. What was said before stays above it."""
    contact, person = _one(contact_id, Verb.READ, on, by)
    if not records.is_themself(person, by) or contact.hidden:
        raise NotYours("contact")
    access.check_open(by, person, on=on)
    words = "\n\n".join(text for text in (contact.person_added, words.strip()) if text)
    if words == contact.person_added:
        raise FactRefused("Write something first.")
    if len(words) > LONGEST_WORDS:
        raise FactRefused(f"That is too long: at most {LONGEST_WORDS:,} letters.")
    changes = {"person_added": words, "person_added_at": clock.now()}
    contact = save_over(contact, version=contact.version, changes=changes, what="this contact")
    audit.record(actor=by, verb="added words to contact", subject_kind="person", subject=person.pk)
    return contact


@transaction.atomic
def agree_contact(
    *, person_id: UUID, every_weeks: int, method: str, with_them: bool, words: str, from_on: date, on: date, by: Actor
) -> Agreement:
    """Agree how often and how to be in touch. What was agreed before ends on that day and stays in the history."""
    person = access.person_for(by, person_id, Record.CONTACT_LOG, Verb.CREATE, on=on)
    if access.is_only_referred(by, person, Record.CONTACT_LOG, Verb.CREATE, on=on):
        raise NotYours("agreement")
    _check_agreement(every_weeks, method, with_them, words)
    access.hold(person)
    records.check_day(person, from_on, on=on)
    before = Agreement.objects.filter(person=person, to_on=None, removed_at=None).first()
    if before is not None:
        if before.from_on > from_on:
            raise FactRefused(
                f"What holds now was agreed on {before.from_on:%-d %B %Y}: choose that day or a later one."
            )
        save_over(before, version=before.version, changes={"to_on": from_on}, what="what was agreed before")
    agreement = Agreement.objects.create(
        **records.written(person, by=by),
        every_weeks=every_weeks,
        method=method,
        with_them=with_them,
        words=words.strip(),
        from_on=from_on,
    )
    detail = {"weeks": every_weeks}
    audit.record(actor=by, verb="agreed contact", subject_kind="person", subject=person.pk, detail=detail)
    return agreement


# ---------------------------------------------------------------------------------------------------------------------

CHECKED = (
    "outcome",
    "method",
    "happened_on",
    "with_whom",
    "seen",
    "alone",
    "statutory_visit",
    "hidden",
    "hidden_until",
)


def _one(contact_id: UUID, verb: Verb, on: date, by: Actor) -> tuple[Contact, Person]:
    contact = Contact.objects.filter(pk=contact_id, removed_at=None).first()
    if contact is None:
        raise NotYours("contact")
    return contact, access.person_for(by, contact.person_id, Record.CONTACT_LOG, verb, on=on)


def _checked(person: Person, given: dict[str, Any], on: date) -> dict[str, Any]:
    """What was given, if it can be so."""
    if set(given) - {*FURTHER, "outcome", "method", "happened_on"}:
        raise FactRefused("This is not something that a contact says.")
    if given["outcome"] not in Contact.Outcome.values or given["method"] not in Method.values:
        raise FactRefused("Say whether the contact was made, and how.")
    if given.get("with_whom", Contact.With.THEMSELF) not in Contact.With.values:
        raise FactRefused("Say with whom it was.")
    records.check_day(person, given["happened_on"], on=on)
    records.check_hiding(given.get("hidden", ""), given.get("hidden_until"), on=on)
    seen = given["outcome"] == Contact.Outcome.MADE and given.get("seen") is not False
    if given.get("alone") and not seen:
        raise FactRefused("They cannot have been seen alone without being seen.")
    if given.get("statutory_visit") and not (seen and given["method"] in (Method.HOME, Method.MET)):
        raise FactRefused("A social worker’s visit is one in which the child was seen.")
    return given


def _tell_clocks(contact: Contact, on: date, by: Actor) -> None:
    """What this contact says to the law's clocks, now that it is written, put right or taken out."""
    day, stays = contact.happened_on, contact.removed_at is None
    told = {
        "contact_made": stays and contact.is_in_touch,
        "visit_made": stays and contact.is_visit,
        "looked_after_visit_made": stays and contact.is_in_touch and contact.statutory_visit,
    }
    given: dict[str, Any] = {"person": contact.person, "record": contact.pk, "on": on, "by": by}
    for kind, holds in told.items():
        happened(kind=kind, happened_on=day if holds else None, source=contact.source, **given)
    follow_up(contact=contact, on=on, by=by)


def _check_agreement(every_weeks: int, method: str, with_them: bool, words: str) -> None:
    if every_weeks not in keeping_in_touch.CHOICES or method not in Method.values:
        raise FactRefused("Choose how often and how you will be in touch.")
    if every_weeks > keeping_in_touch.USUAL_WEEKS and not with_them:
        raise FactRefused(
            f"To be in touch less often than every {keeping_in_touch.USUAL_WEEKS} weeks has to be agreed with them."
        )
    if not with_them and not words.strip():
        raise FactRefused("It was not agreed with the young person: say why it is so.")
