"""Which parts of a record can be opened to people outside, and what they are called."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.shell.roles import MATRIX, Reach, Record, Role, Verb

ALWAYS = frozenset({Record.FIND_PEOPLE, Record.CORE_DETAILS})
"""Who is referred somewhere is known there by name and age."""

IN_THEIR_WORDS = {
    Record.CONTACT_POINTS: "my phone and e-mail",
    Record.ADDRESS: "my address",
    Record.ELIGIBILITY: "what the law says about me",
    Record.ALLOCATION: "who works with me",
    Record.CONTACT_LOG: "when I was in touch with my adviser",
    Record.NEEDS_ASSESSMENT: "what I need",
    Record.PATHWAY_PLAN: "my plan",
    Record.REVIEWS: "my meetings about the plan",
    Record.SAFETY: "what keeps me safe",
    Record.HEALTH: "my health",
    Record.LEARNING: "school, college and work",
    Record.HOME: "where I live",
    Record.HOUSING: "my housing application",
    Record.DOCUMENTS: "my papers",
    Record.SHARING: "who may know what about me",
    Record.COMPLAINTS: "my complaints",
    Record.SERVICE_REFERRAL: "what I was referred for",
    Record.RISK_PANEL: "what the panel decided about me",
    Record.MONEY: "money that I asked for",
}
"""Parts of a record as a young person calls them."""


def as_label(record: Record) -> str:
    """A part as it stands beside a box to tick."""
    words = IN_THEIR_WORDS[record]
    return words[0].upper() + words[1:]


def open_to(roles: Iterable[Role]) -> tuple[Record, ...]:
    """The parts that people in these roles can be shown of somebody who is referred to them, in the table's order."""
    held = tuple(roles)
    return tuple(
        record
        for record in Record
        if record not in ALWAYS and record in IN_THEIR_WORDS and any(_opens(role, record) for role in held)
    )


def _opens(role: Role, record: Record) -> bool:
    return any(Verb.READ in grant.verbs and grant.reach is Reach.PARTNER for grant in MATRIX[role, record])


def open_to_partners() -> tuple[Record, ...]:
    """What can be shown to somebody outside at all."""
    return open_to(role for role in Role if role is not Role.ADVOCATE)


def open_to_advocates() -> tuple[Record, ...]:
    """What a young person can show to an advocate."""
    return open_to([Role.ADVOCATE])


def in_words(groups: Iterable[str]) -> str:
    """Parts of a record in a staff page's words."""
    return ", ".join(groups) or "name and age only"


def in_their_words(groups: Iterable[str]) -> str:
    """The same in the young person's own words."""
    named = [IN_THEIR_WORDS.get(Record(one), one) for one in groups if Record(one) not in ALWAYS]
    return ", ".join(named) or "my name and age"


def told_in_their_words(words: str) -> str:
    """What was told to somebody: parts of a record in the person's own words, anything else as it was written."""
    named = {record.value: own for record, own in IN_THEIR_WORDS.items()} | {one.value: "" for one in ALWAYS}
    parts = words.split(", ")
    if not all(part in named for part in parts):
        return words
    return ", ".join(["my name and age", *(named[part] for part in parts if named[part])])
