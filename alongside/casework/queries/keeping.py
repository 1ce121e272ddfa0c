"""Questions about records that may be one person, and about files whose time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.functions import Lower

from alongside.casework import access, retention
from alongside.casework.actions.merging import STEPS
from alongside.casework.models import DisposalProposal, DisposalRecord, Hold, Merge, Person
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb


@dataclass(frozen=True, slots=True)
class MergeRow:
    """Two references that may be one person."""

    id: UUID
    keeps: str
    goes: str
    born: tuple[date, date]
    why: str
    state: str
    flagged_by: str
    steps: tuple[str, ...]
    """What this reader may do next."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two references that share what one person alone has."""

    one: str
    other: str
    share: str


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Records that may be one person: said by somebody, and found here."""

    rows: tuple[MergeRow, ...]
    alike: tuple[Likeness, ...]
    flags: bool


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A file that is held."""

    id: UUID
    version: int
    reference: str
    why: str
    from_on: date


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A disposal that waits for a second person."""

    id: UUID
    version: int
    reference: str
    kept_until: date
    why: str
    by: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Disposals:
    """Files whose time is over, what is proposed, what is held, and what went."""

    over: tuple[tuple[str, date], ...]
    proposals: tuple[ProposalRow, ...]
    holds: tuple[HoldRow, ...]
    gone: int
    decides: bool


MOST = 200
_LABELS = {"agree": Verb.APPROVE, "refuse": Verb.APPROVE, "merge": Verb.APPROVE, "undo": Verb.APPROVE}


def duplicates(actor: Actor, *, on: date) -> Duplicates:
    """Records that may be one person. A restricted record is never among them."""
    if not (actor.can(Record.MERGING, Verb.READ) or actor.can(Record.MERGING, Verb.CREATE)):
        actor.check(Record.MERGING, Verb.READ)
    reads = actor.can(Record.MERGING, Verb.READ)
    rows = Merge.objects.select_related("keeps", "goes", "flagged_by")[:MOST] if reads else []
    audit.record(actor=actor, verb="looked at duplicates", subject_kind="list")
    return Duplicates(
        rows=tuple(_merge(row, actor) for row in rows),
        alike=_alike() if Reach.SERVICE in actor.reaches(Record.MERGING, Verb.READ) or actor.is_system else (),
        flags=actor.can(Record.MERGING, Verb.CREATE),
    )


def one_merge(actor: Actor, merge_id: UUID) -> MergeRow:
    """One pair."""
    actor.check(Record.MERGING, Verb.READ)
    row = Merge.objects.filter(pk=merge_id).select_related("keeps", "goes", "flagged_by").first()
    if row is None:
        raise NotYours("merge")
    return _merge(row, actor)


def disposals(actor: Actor, *, on: date) -> Disposals:
    """What the law lets go, and what waits for a second person."""
    decides = actor.can(Record.DISPOSAL, Verb.APPROVE)
    verb = Verb.APPROVE if decides else Verb.CREATE
    actor.check(Record.DISPOSAL, verb)
    people = access.visible_to(actor, Record.DISPOSAL, verb, on=on)
    proposals = DisposalProposal.objects.filter(state="proposed", person__in=people)
    holds = Hold.objects.filter(ended_on=None, removed_at=None, person__in=people).select_related("person")
    audit.record(actor=actor, verb="looked at disposals", subject_kind="list")
    return Disposals(
        over=_over(people, on),
        proposals=tuple(_proposal(row, actor) for row in proposals.select_related("person", "proposed_by")),
        holds=tuple(HoldRow(row.pk, row.version, row.person.child_id, row.why, row.from_on) for row in holds),
        gone=DisposalRecord.objects.count(),
        decides=decides,
    )


def one_disposal(actor: Actor, proposal_id: UUID, *, on: date) -> ProposalRow:
    """A disposal that this reader may decide."""
    actor.check(Record.DISPOSAL, Verb.APPROVE)
    found = [row for row in disposals(actor, on=on).proposals if row.id == proposal_id and not row.is_own]
    if not found:
        raise NotYours("disposal")
    return found[0]


# ---------------------------------------------------------------------------------------------------------------------


def _merge(row: Merge, actor: Actor) -> MergeRow:
    may = {step for (state, step) in STEPS if state == row.state and actor.can(Record.MERGING, _LABELS[step])}
    if row.flagged_by_id == actor.id:
        may -= {"agree"}
    if row.proposed_by_id == actor.id:
        may -= {"merge"}
    if Reach.SERVICE not in actor.reaches(Record.MERGING, Verb.APPROVE):
        may -= {"merge", "undo"}
    return MergeRow(
        id=row.pk,
        keeps=row.keeps.child_id,
        goes=row.goes.child_id,
        born=(row.keeps.born_on, row.goes.born_on),
        why=row.why,
        state=row.get_state_display(),
        flagged_by=row.flagged_by.name if row.flagged_by else "",
        steps=tuple(sorted(may)),
    )


def _alike() -> tuple[Likeness, ...]:
    """Pairs that share a unique pupil number, or the whole name and the day of birth."""
    people = Person.objects.filter(restriction="", merged_into=None).order_by()
    named = people.exclude(surname="").annotate(first=Lower("first_name"), last=Lower("surname"))
    shared = [
        (people.exclude(upn="").exclude(upn__startswith="UN"), ("upn",), "the same pupil number"),
        (named, ("first", "last", "born_on"), "the same name and day of birth"),
    ]
    found: dict[tuple[str, str], str] = {}
    for rows, by, words in shared:
        for group in rows.values(*by).annotate(many=Count("pk")).filter(many__gt=1)[:MOST]:
            same = rows.filter(**{name: group[name] for name in by})
            references = sorted(same.values_list("child_id", flat=True))
            found.setdefault((references[0], references[1]), words)
    known = {frozenset(pair) for pair in Merge.objects.values_list("keeps__child_id", "goes__child_id")}
    return tuple(Likeness(*pair, words) for pair, words in found.items() if frozenset(pair) not in known)


def _over(people: QuerySet[Person], on: date) -> tuple[tuple[str, date], ...]:
    """Files whose time is over: the oldest first."""
    last = on.replace(year=on.year - retention.LAST_BIRTHDAY, day=min(on.day, 28))
    old = people.filter(born_on__lte=last) | people.filter(died_on__isnull=False)
    found = [(person.child_id, retention.kept_until(person)) for person in old.order_by("born_on")[:MOST]]
    return tuple(row for row in found if row[1] <= on)


def _proposal(row: DisposalProposal, actor: Actor) -> ProposalRow:
    return ProposalRow(
        id=row.pk,
        version=row.version,
        reference=row.person.child_id,
        kept_until=retention.kept_until(row.person),
        why=row.why,
        by=row.proposed_by.name if row.proposed_by else "",
        is_own=row.proposed_by_id == actor.id,
    )
