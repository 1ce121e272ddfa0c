"""The bar over every page about one young person: who they are, what must be known at once, and the way around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.casework import access, closing, standing, tabs, words
from alongside.casework.models import Allocation, KeptOpen, Person
from alongside.casework.standing import Standing
from alongside.law import months_after
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

WARNINGS: list[Callable[[Actor, Person, date], list[str]]] = []
"""What must be known before anybody knocks or calls: asked of each part that holds warnings, for
the reader who looks. A sentence each."""


@dataclass(frozen=True, slots=True)
class TabLink:
    """A tab or one of its pages, with its address's name."""

    label: str
    url_name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class KeptRow:
    """Why a file is written in after 25, and until when."""

    id: UUID
    version: int
    person: UUID
    why: str
    until_on: date


@dataclass(frozen=True, slots=True)
class PersonHeader:
    """What stands over each page about one person, for this reader."""

    id: UUID
    version: int
    label: str
    reference: str
    pronouns: str
    born_on: date
    age: int
    died_on: date | None
    restricted: bool
    category: str
    """Empty where this reader does not learn it."""
    helper: tuple[str, str] | None
    """In what role and who: the adviser, else whoever works with them."""
    warnings: tuple[str, ...]
    closed_on: date | None
    """Since when the file is closed."""
    kept_open: KeptRow | None
    """What keeps it open after 25, or will."""
    on: date
    may: frozenset[tuple[Record, Verb]]
    """Everything that this reader may do to this person's records."""
    tabs: tuple[TabLink, ...]
    pages: tuple[TabLink, ...]
    """The pages of the tab that is open, where it has more than one."""

    def can(self, record: str, verb: str) -> bool:
        """Whether the reader may do this, by the names that templates use: ``header.can("CONTACT_LOG", "CREATE")``."""
        return (Record[record], Verb[verb]) in self.may


def person_header(
    actor: Actor, person_id: UUID, record: Record, verb: Verb = Verb.READ, *, on: date, place: str
) -> PersonHeader:
    """The bar for a page that does ``verb`` to ``record``. Raises NotYours, as for somebody unknown. The look is kept.

    ``place`` is the name of the page's address, or of the page it belongs to.
    """
    person = access.person_for(actor, person_id, record, verb, on=on)
    header = header_of(actor, person, standing.standing_of(person, on=on), place=place)
    detail = {"record": record.value}
    audit.record(actor=actor, verb="looked at person", subject_kind="person", subject=person.pk, detail=detail)
    return header


def header_of(actor: Actor, person: Person, where: Standing, *, place: str) -> PersonHeader:
    """The bar of somebody whose standing is known already. Whoever calls it has checked and keeps the look."""
    may = access.reachable_records(actor, person, on=where.on)
    reads = {record for record, verb in may if verb is Verb.READ}
    category = words.category_in_words(where.category, looked_after=where.finding.looked_after)
    shown, pages = _tabs(may, place, told=access.hears_reasons(actor, person, on=where.on))
    return PersonHeader(
        id=person.pk,
        version=person.version,
        label=person.label if access.sees_names(actor) else person.child_id,
        reference=person.child_id,
        pronouns=person.pronouns,
        born_on=person.born_on,
        age=where.age,
        died_on=person.died_on,
        restricted=person.is_restricted,
        category=category if Record.ELIGIBILITY in reads else "",
        helper=_helper(person, where.on) if Record.ALLOCATION in reads else None,
        warnings=tuple(one for ask in WARNINGS for one in ask(actor, person, where.on))
        if Record.SAFETY in reads
        else (),
        closed_on=closing.closes_on(person) if closing.is_closed(person, on=where.on) else None,
        kept_open=_kept_open(person, where.on),
        on=where.on,
        may=may,
        tabs=shown,
        pages=pages,
    )


def one_kept_open(actor: Actor, kept_id: UUID, *, on: date) -> KeptRow:
    """What keeps a file open, for whoever may end it. Raises NotYours."""
    row = KeptOpen.objects.filter(pk=kept_id, removed_at=None).first()
    if row is None:
        raise NotYours("file kept open")
    access.person_for(actor, row.person_id, Record.KEPT_OPEN, Verb.UPDATE, on=on)
    return KeptRow(row.pk, row.version, row.person_id, row.why, row.until_on)


# ---------------------------------------------------------------------------------------------------------------------


def _tabs(
    may: frozenset[tuple[Record, Verb]], place: str, *, told: bool
) -> tuple[tuple[TabLink, ...], tuple[TabLink, ...]]:
    """The tabs with a page that opens, and the pages of the one that is open. Reasons are not for a partner."""
    shown: list[TabLink] = []
    inside: tuple[TabLink, ...] = ()
    for tab in tabs.TABS:
        able = [page for page in tab.pages if (page.record, page.verb) in may]
        opens = [page for page in able if told or page.url_name != "casework:decision"]
        current = any(page.url_name == place for page in opens)
        if opens:
            shown.append(TabLink(tab.label, opens[0].url_name, current))
        if current and len(opens) > 1:
            inside = tuple(TabLink(page.label, page.url_name, page.url_name == place) for page in opens)
    return tuple(shown), inside


def _warnings(actor: Actor, person: Person, on: date) -> tuple[str, ...]:
    return tuple(one for ask in WARNINGS for one in ask(actor, person, on))


def _kept_open(person: Person, on: date) -> KeptRow | None:
    if on < months_after(closing.closes_on(person), -12):
        return None
    row = closing.kept_open(on).filter(person=person).first()
    return KeptRow(row.pk, row.version, row.person_id, row.why, row.until_on) if row else None


def _helper(person: Person, on: date) -> tuple[str, str] | None:
    rows = Allocation.objects.filter(access.live(on), person=person, worker__isnull=False).select_related("worker")
    first = min(rows, key=lambda row: (row.kind != Allocation.Kind.PERSONAL_ADVISER, row.kind), default=None)
    return (first.get_kind_display(), first.worker.name) if first and first.worker else None
