"""One young person: who they are, who is helping, where they stand and why, what is owed and when, who looked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.safestring import SafeString

from alongside.casework import access, closing, events, standing, words
from alongside.casework.complaints import ids_about
from alongside.casework.models import (
    Allocation,
    ClockEvent,
    Cover,
    Document,
    Episode,
    Person,
    Source,
)
from alongside.casework.queries import life
from alongside.casework.queries.decision import Decision, choices_of, decision_of
from alongside.casework.queries.header import PersonHeader, header_of
from alongside.casework.queries.reaching import Way, ways_of
from alongside.casework.standing import Standing
from alongside.law import (
    EVIDENCE_IN_WORDS,
    Category,
    DueDate,
    Duty,
    Entitlement,
    Evidence,
    Met,
    entitlements_on,
    timeline,
)
from alongside.shell import audit
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.queries import Look
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Role, Verb

DETAILS = (
    *("first_name", "surname", "preferred_name", "pronouns", "born_on", "born_basis", "language", "interpreter"),
    *("letter_language", "large_print", "easy_read", "disabilities"),
)
"""What the page that corrects details shows."""


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who works with the young person today."""

    kind: str
    name: str
    phone: str
    email: str
    team: str
    allocation: UUID
    handed_over_on: date | None
    since: date | None
    """None where the opening position brought them: they have worked together for longer than is known here."""
    covered_by: str


@dataclass(frozen=True, slots=True)
class Cited:
    """A sentence of the law's argument with its source."""

    text: str
    citation: str
    link: str
    note: str
    """What is still to be verified about the source; empty where it was read."""


@dataclass(frozen=True, slots=True)
class Why:
    """The category that holds and why."""

    category: str
    also: tuple[str, ...]
    since: date | None
    until: date | None
    certainty: str
    is_clear: bool
    responsible: str
    reasons: tuple[Cited, ...]
    would_change: tuple[tuple[str, str, date | None], ...]
    """A sentence, the category it would become, and the day where only time has to pass."""
    law_finds: str
    """What the law finds by itself, where a manager decided otherwise; else empty."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed, with every clock that runs on it."""

    id: str
    title: str
    owed_by: str
    force: str
    condition: str
    amount: str
    """The sum in force today, such as £3,000; empty where there is none."""
    citation: Cited
    until: date | None
    provisional: bool
    due: tuple[DueDate, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """Money or help that nobody may be bound to give, or that others give: schemes, rules of benefits, choices."""

    title: str
    given_by: str
    force: str
    condition: str
    amount: str
    citation: Cited
    until: date | None


@dataclass(frozen=True, slots=True)
class May:
    """What the reader may do on this page. Buttons and refusals ask the same rules."""

    propose: bool = False
    decide: bool = False
    own_work: bool = False
    tell: bool = False
    disagree: bool = False
    complete_history: bool = False
    record_event: bool = False
    correct: bool = False
    contact: bool = False
    allocate: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something recorded to have happened."""

    id: UUID
    words: str
    on: date
    source: str
    is_ours: bool
    """Recorded here, so that it can be corrected here; what a return told is corrected in the return."""


@dataclass(frozen=True)
class PersonPage:
    """Everything that this reader may see of one person. What lies outside is None or empty."""

    header: PersonHeader
    id: UUID
    version: int
    label: str
    needs_deciding: bool
    on: date
    portrait: UUID | None
    """A photo of them, among their papers."""
    helpers: tuple[Helper, ...]
    contact: tuple[Way, ...] | None
    why: Why | None
    decision: Decision | None
    hears_reasons: bool
    """False for a partner, who learns only the category."""
    choices: tuple[tuple[str, str], ...]
    owed: tuple[Owed, ...] | None
    help_besides: tuple[Help, ...]
    """What they can have besides what is owed, as far as the law knows of it."""
    due: tuple[DueDate, ...]
    stays: tuple[life.StayRow, ...] | None
    stretches: tuple[tuple[date, date | None, str, str], ...]
    drawing: SafeString
    marks: tuple[life.MarkRow, ...]
    recorded: tuple[EventRow, ...]
    kinds: tuple[tuple[str, str], ...]
    workers: tuple[tuple[str, str], ...]
    statuses: tuple[tuple[str, str], ...]
    details: dict[str, Any]
    looks: tuple[Look, ...] | None
    may: May


def person_page(actor: Actor, person_id: UUID, *, on: date, place: str = "casework:person") -> PersonPage:
    """One person as this reader may see them; ``place`` names the address of the page. The look is kept.

    Raises NotYours, as for somebody unknown.
    """
    person = access.person_for(actor, person_id, Record.CORE_DETAILS, on=on)
    where = standing.standing_of(person, on=on)
    header = header_of(actor, person, where, place=place)
    may_do = header.may
    reads = {record for record, verb in may_do if verb is Verb.READ}
    history = Record.CARE_HISTORY in reads
    eligibility = Record.ELIGIBILITY in reads
    may = _may(actor, person, where, may_do)
    told = eligibility and access.hears_reasons(actor, person, on=on)
    stretches = timeline(where.circumstances) if history else ()
    entitled = entitlements_on(where.circumstances, on, where.holding) if Record.CLOCKS in reads else ()
    page = PersonPage(
        header=header,
        id=person.pk,
        version=person.version,
        label=header.label,
        needs_deciding=eligibility and where.needs_deciding,
        on=on,
        portrait=_portrait(person) if Record.DOCUMENTS in reads else None,
        helpers=_helpers(person, on) if Record.ALLOCATION in reads else (),
        contact=ways_of(actor, person, reads, on),
        why=_why(where, told=told) if eligibility else None,
        decision=decision_of(person) if told and where.latest else None,
        hears_reasons=told,
        choices=choices_of(where) if may.propose else (),
        owed=_owed(where, entitled) if Record.CLOCKS in reads else None,
        help_besides=_help_besides(where, entitled) if Record.CLOCKS in reads else (),
        due=tuple(one for _, one in where.due) if Record.CLOCKS in reads else (),
        stays=tuple(life.stay(stay) for stay in reversed(where.stays)) if history else None,
        stretches=life.in_words(stretches),
        drawing=life.drawing(where, stretches) if history else SafeString(),
        marks=life.marks(person) if history else (),
        recorded=_recorded(person) if Record.CLOCKS in reads else (),
        kinds=tuple((kind, events.KINDS[kind]) for kind in events.EVERYDAY) if may.record_event else (),
        workers=_workers(on) if may.allocate else (),
        statuses=life.statuses() if may.complete_history else (),
        details={name: getattr(person, name) for name in DETAILS} if may.correct else {},
        looks=_looks(actor, person) if Record.WHO_LOOKED in reads else None,
        may=may,
    )
    audit.record(actor=actor, verb="looked at person", subject_kind="person", subject=person.pk)
    return page


@dataclass(frozen=True, slots=True)
class OneEvent:
    """Something recorded to have happened, about to be corrected."""

    person: UUID
    words: str
    on: date | None


def one_event(actor: Actor, event_id: UUID, *, on: date) -> OneEvent:
    """An event that this reader may correct. Raises NotYours otherwise, and where it was corrected already."""
    row = (
        ClockEvent.objects.filter(pk=event_id, corrected_by__isnull=True, record=None)
        .exclude(source=Source.RETURN)
        .first()
    )
    if row is None:
        raise NotYours("event")
    access.person_for(actor, row.person_id, Record.CORE_DETAILS, Verb.UPDATE, on=on)
    return OneEvent(row.person_id, events.KINDS.get(row.kind, row.kind), row.on)


def one_allocation(actor: Actor, allocation_id: UUID, record: Record, *, on: date) -> Allocation:
    """Who works with somebody today, for whoever may change ``record`` of that person. Raises NotYours otherwise."""
    row = Allocation.objects.filter(access.live(on), pk=allocation_id).first()
    if row is None:
        raise NotYours("allocation")
    access.person_for(actor, row.person_id, record, Verb.UPDATE, on=on)
    return row


def typed_spells(actor: Actor, person_id: UUID, *, on: date) -> tuple[tuple[str, str], ...]:
    """Time in care that workers recorded, by id and in words. What a return states is put right in the return."""
    person = access.person_for(actor, person_id, Record.ELIGIBILITY, Verb.CREATE, on=on)
    rows = Episode.objects.filter(person=person, withdrawn_at=None).exclude(source=Source.RETURN).order_by("from_on")
    return tuple((str(row.pk), _spell_in_words(row)) for row in rows)


# ---------------------------------------------------------------------------------------------------------------------


def _looks(actor: Actor, person: Person) -> tuple[Look, ...]:
    """Who looked, without what tells somebody named in a complaint of that complaint."""
    return tuple(shell.looks_at(person.pk, latest=20, but_not=map(str, ids_about(actor, person))))


def _may(actor: Actor, person: Person, where: Standing, may_do: frozenset[tuple[Record, Verb]]) -> May:
    latest = where.latest
    proposes = (Record.ELIGIBILITY, Verb.CREATE) in may_do
    approves = (Record.ELIGIBILITY, Verb.APPROVE) in may_do and access.can_step(latest, "approve")
    own = latest is not None and not access.can_decide(actor, latest)
    updates = (Record.CORE_DETAILS, Verb.UPDATE) in may_do
    themself = person.user_id is not None and person.user_id == actor.id
    return May(
        propose=proposes and where.age >= standing.LEAST_AGE and access.can_step(latest, "propose"),
        decide=approves and not own,
        own_work=approves and own,
        tell=proposes and access.can_step(latest, "tell") and latest is not None and latest.told_on is None,
        disagree=(proposes or themself) and access.can_step(latest, "disagree"),
        complete_history=proposes,
        record_event=updates and not closing.is_closed(person, on=where.on),
        correct=updates,
        contact=(Record.CONTACT_POINTS, Verb.UPDATE) in may_do,
        allocate=(Record.ALLOCATION, Verb.CREATE) in may_do,
    )


def _helpers(person: Person, on: date) -> tuple[Helper, ...]:
    rows = list(Allocation.objects.filter(access.live(on), person=person).select_related("worker", "team"))
    covers = dict(
        Cover.objects.filter(access.live(on), worker__in=[row.worker_id for row in rows]).values_list(
            "worker_id", "covered_by__name"
        )
    )
    return tuple(
        Helper(
            kind=row.get_kind_display(),
            name=row.worker.name if row.worker else "Nobody yet",
            phone=row.worker.phone if row.worker else (row.team.phone if row.team else ""),
            email=row.worker.email if row.worker else "",
            team=row.team.name if row.team else "",
            allocation=row.pk,
            handed_over_on=row.handed_over_on,
            since=None if row.source == Source.OPENING_POSITION else row.from_on,
            covered_by=covers.get(row.worker_id, ""),
        )
        for row in sorted(rows, key=lambda row: row.kind)
    )


def _portrait(person: Person) -> UUID | None:
    photos = Document.objects.filter(person=person, is_portrait=True, removed_at=None, scan=Document.Scan.CLEAN)
    return photos.values_list("pk", flat=True).first()


def _spell_in_words(row: Episode) -> str:
    until = f"to {row.to_on.day} {row.to_on:%B %Y}" if row.to_on else "and it goes on"
    return f"From {row.from_on.day} {row.from_on:%B %Y} {until}, {row.legal_status}"


def _why(where: Standing, *, told: bool) -> Why:
    finding, holding = where.finding, where.holding
    otherwise = where.decided is not None and holding.category is not finding.category
    return Why(
        category=words.CATEGORIES[holding.category]
        if holding.category is not Category.NONE
        else words.category_in_words(holding.category, looked_after=finding.looked_after),
        also=tuple(words.CATEGORIES[category] for category in holding.also),
        since=holding.since,
        until=holding.until,
        certainty=words.CERTAINTIES[holding.certainty],
        is_clear=not where.needs_deciding,
        responsible=holding.responsible,
        reasons=tuple(
            Cited(reason.text, str(reason.citation), reason.citation.link, _note(reason.citation.evidence))
            for reason in (finding.reasons if told else ())
        ),
        would_change=tuple((one.text, words.SHORT_CATEGORIES[one.to], one.on) for one in finding.would_change)
        if told
        else (),
        law_finds=words.CATEGORIES[finding.category] if otherwise else "",
    )


def _note(evidence: Evidence) -> str:
    return "" if evidence is Evidence.VERIFIED else EVIDENCE_IN_WORDS[evidence]


def _owed(where: Standing, entitled: Iterable[Entitlement]) -> tuple[Owed, ...]:
    due: dict[str, list[DueDate]] = {}
    for duty, one in where.due:
        due.setdefault(duty.id, []).append(one)
    amounts = {one.id: str(one.amount) for one in entitled if one.amount}
    rows = [_owed_row(duty, amounts.get(duty.id, ""), tuple(due.get(duty.id, ()))) for duty in where.duties]
    return tuple(sorted(rows, key=lambda row: min((one.on or date.max for one in row.due), default=date.max)))


def _help_besides(where: Standing, entitled: Iterable[Entitlement]) -> tuple[Help, ...]:
    owed = {duty.id for duty in where.duties}
    return tuple(
        Help(
            title=one.title,
            given_by=str(one.given_by),
            force=str(one.force),
            condition=one.condition,
            amount=str(one.amount) if one.amount else "",
            citation=Cited("", str(one.citation), one.citation.link, _note(one.evidence)),
            until=one.until,
        )
        for one in entitled
        if one.id not in owed and one.met is not Met.NO
    )


def _owed_row(duty: Duty, amount: str, due: tuple[DueDate, ...]) -> Owed:
    return Owed(
        id=duty.id,
        title=duty.title,
        owed_by=str(duty.owed_by),
        force=str(duty.force),
        condition=duty.condition,
        amount=amount,
        citation=Cited("", str(duty.citation), duty.citation.link, _note(duty.evidence)),
        until=duty.until,
        provisional=duty.is_provisional,
        due=due,
    )


def _recorded(person: Person) -> tuple[EventRow, ...]:
    rows = ClockEvent.objects.filter(person=person, on__isnull=False, corrected_by__isnull=True).order_by("-on", "kind")
    return tuple(
        EventRow(
            id=row.pk,
            words=events.KINDS.get(row.kind, row.kind),
            on=row.on,
            source=row.get_source_display(),
            is_ours=row.source != Source.RETURN and row.record is None,
        )
        for row in rows[:30]
        if row.on is not None
    )


def _workers(on: date) -> tuple[tuple[str, str], ...]:
    found = shell.workers_with(Role.PERSONAL_ADVISER, on=on) + shell.workers_with(Role.SOCIAL_WORKER, on=on)
    return tuple((str(worker.id), f"{worker.name}, {worker.job_title}") for worker in found)
