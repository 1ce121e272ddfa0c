"""How the law works, for readers: a page for each category with what is owed, where it stands, and who checked it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from alongside.law import (
    OPEN_QUESTIONS,
    Certainty,
    Entry,
    Evidence,
    Force,
    OpenQuestion,
    Provision,
    Section,
    law_by_category,
    provisions,
)
from alongside.law.values import Basis
from alongside.offer import basis, queries
from alongside.offer.certainty import may_say_must
from alongside.offer.queries import Check
from alongside.shell import clock


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the law: its address, and the category in everyday words beside the law's own."""

    slug: str
    title: str
    who: str
    section: Section


_EVERYDAY = {
    "looked_after": (
        "in-care",
        "You are in care",
        "A council looks after you. You live with a foster carer, in a home, or in a place it found.",
    ),
    "eligible": (
        "in-care-at-16",
        "You are 16 or 17 and in care",
        "You are in care now. In all you have been in care for 13 weeks or more since you turned 14. "
        "You get all that a child in care gets, and this too.",
    ),
    "relevant": (
        "left-care-at-16",
        "You are 16 or 17 and have left care",
        "You had 13 weeks or more in care since you turned 14, some of it at 16 or 17. Now you have left.",
    ),
    "former_relevant": (
        "18-to-20",
        "You are 18, 19 or 20",
        "You had 13 weeks or more in care since you turned 14, some of it at 16 or 17.",
    ),
    "former_relevant_from_21": (
        "21-to-24",
        "You are 21 to 24",
        "You had 13 weeks or more in care since you turned 14, some of it at 16 or 17.",
    ),
    "qualifying": (
        "short-time-in-care",
        "You were in care for a short time",
        "You were in care at 16 or 17, but for less than 13 weeks. Or you went from care to a special guardian.",
    ),
    "qualifying_to_25": (
        "short-time-in-care-from-21",
        "You were in care for a short time and are 21 to 24",
        "You were in care at 16 or 17, but for less than 13 weeks. Or you went from care to a special guardian.",
    ),
    "anyone": ("any-age", "You were a care leaver, at any age", "You are or once were in one of these groups."),
}
"""The law's category → address, title and who it is for, in everyday words."""

FORCE_WORDS = {
    Force.DUTY: "Must",
    Force.QUALIFIED_DUTY: "Must, as far as you need it",
    Force.RULE: "Rules to know",
    Force.GUIDANCE: "Should: the government’s guidance says so",
    Force.POWER: "May: they can choose",
    Force.SCHEME: "National schemes",
    Force.LOCAL: "Each council chooses",
}
"""How strongly the law binds, in the order in which a reader wants it."""


DUTIES = (FORCE_WORDS[Force.DUTY], FORCE_WORDS[Force.QUALIFIED_DUTY])
STILL_CHECKED = "Must, as we read it: somebody still has to check the words"
"""The heading of a duty whose words nobody has yet compared with the law as published."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A provision with what is known of its wording here. ``state``: read, checked, differs or unchecked."""

    provision: Provision
    state: str
    check: Check | None = None


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed. ``by_when`` holds only intervals that the law itself sets; ``amount`` is today's, if any."""

    entry: Entry
    amount: str
    from_another: str
    """Who owes it, where it is not the council of the page."""
    by_when: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A point that the law leaves open. ``a_person_decides`` where somebody's group hangs on it."""

    question: OpenQuestion
    a_person_decides: bool
    mark: Mark


@dataclass(frozen=True, slots=True)
class Page:
    """A chapter with all it holds: heading → what is owed. ``not_yet`` is passed by Parliament and not yet in force."""

    chapter: Chapter
    parts: tuple[tuple[str, tuple[Owed, ...]], ...]
    not_yet: tuple[Owed, ...]
    marks: tuple[Mark, ...]
    before: Chapter | None
    after: Chapter | None


def chapters() -> tuple[Chapter, ...]:
    """Every category, in the order of a life."""
    return tuple(Chapter(*_EVERYDAY[section.id], section) for section in law_by_category())


def page(slug: str) -> Page | None:
    """The page of that address, or None."""
    all_chapters = chapters()
    place = next((number for number, chapter in enumerate(all_chapters) if chapter.slug == slug), None)
    if place is None:
        return None
    chapter = all_chapters[place]
    checks = queries.latest_checks()
    owed = {entry: _owed(entry, checks) for entry in chapter.section.entries}
    parts: dict[str, list[Owed]] = {words: [] for words in (*DUTIES, STILL_CHECKED, *FORCE_WORDS.values())}
    for entry in owed:
        if _is_in_force(entry):
            parts[_heading(owed[entry], checks)].append(owed[entry])
    return Page(
        chapter=chapter,
        parts=tuple((words, tuple(things)) for words, things in parts.items() if things),
        not_yet=tuple(owed[entry] for entry in owed if not _is_in_force(entry)),
        marks=tuple(_mark(one, checks) for one in chapter.section.provisions),
        before=all_chapters[place - 1] if place else None,
        after=all_chapters[place + 1] if place + 1 < len(all_chapters) else None,
    )


def _heading(owed: Owed, checks: Mapping[str, Check]) -> str:
    words = FORCE_WORDS[owed.entry.force]
    if words in DUTIES and not may_say_must((mark.provision for mark in owed.marks), checks):
        return STILL_CHECKED
    return words


def open_questions() -> tuple[Question, ...]:
    """Every point on which the law can be read in more than one way, and how it is read here."""
    checks = queries.latest_checks()
    return tuple(
        Question(one, one.makes is not Certainty.CLEAR, _mark(basis.provision_or_refusal(one.cites), checks))
        for one in OPEN_QUESTIONS
    )


def marks() -> tuple[Mark, ...]:
    """Every provision of the register with its mark, for the legal officer."""
    checks = queries.latest_checks()
    return tuple(_mark(one, checks) for one in provisions())


def mark(provision_id: str) -> Mark:
    """One provision with its mark. Raises NotYours for an id that the register does not hold."""
    return _mark(basis.provision_or_refusal(provision_id), queries.latest_checks())


def _is_in_force(entry: Entry) -> bool:
    return not entry.waits_for_commencement or any(one.id in settings.COMMENCED for one in entry.provisions)


def _owed(entry: Entry, checks: Mapping[str, Check]) -> Owed:
    return Owed(
        entry=entry,
        amount=next((str(value) for value in entry.amounts if value.holds_on(clock.today())), ""),
        from_another="" if entry.owed_by in basis.THE_COUNCIL else entry.owed_by.value,
        by_when=tuple(one.by_when for one in entry.intervals if one.basis is Basis.LAW),
        marks=tuple(_mark(one, checks) for one in entry.provisions),
    )


def _mark(provision: Provision, checks: Mapping[str, Check]) -> Mark:
    check = checks.get(provision.id)
    if check:
        return Mark(provision, "checked" if check.agrees else "differs", check)
    return Mark(provision, "read" if provision.citation.evidence is Evidence.VERIFIED else "unchecked")
