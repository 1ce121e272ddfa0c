"""``python -m alongside.law print``: the law, category by category, as Markdown (``docs/generated/law.md``)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from alongside.law.by_category import Entry, Section, law_by_category
from alongside.law.open_questions import OPEN_QUESTIONS
from alongside.law.register import EVIDENCE_IN_WORDS, Provision, provision, provisions
from alongside.law.values import Basis, Value

_INTRODUCTION = """\
# The law on leaving care in England, as Alongside has it

Printed by `python -m alongside.law print` from the rules themselves: change the rules, not this page. It is no legal
advice.

Every rule names its provision. Where the text of a provision was not read for this, "to be verified" stands behind it,
with where it comes from; a council's legal officer records on its own site that a provision was checked.
"Local default" marks an interval that is ours and not the law's; a council may change it."""

_NOT_COMMENCED = "Not in force until a commencement date is set."
_SET_BY = {Basis.LAW: "law", Basis.GUIDANCE: "guidance", Basis.SCHEME: "scheme", Basis.LOCAL: "local default"}


def law_as_markdown() -> str:
    """The whole page."""
    sections = law_by_category()
    contents = [f"- [{section.title}](#{_anchor(section.title)})" for section in sections]
    parts = [
        _INTRODUCTION,
        "\n".join([*contents, "- [Open questions](#open-questions)", "- [Provisions](#provisions)"]),
    ]
    parts += [_section(section) for section in sections]
    return "\n\n".join([*parts, _open_questions(), _provisions()]) + "\n"


def main() -> None:
    """Write the page to standard output."""
    sys.stdout.write(law_as_markdown())


def _section(section: Section) -> str:
    lines = [f"## {section.title}", "", section.who, "", f"Who owes it: {section.which_council}", ""]
    lines += [f"Not owed: {section.not_owed}", ""] if section.not_owed else []
    lines += [f"Under {'; '.join(map(_cited, section.provisions))}."]
    return "\n\n".join(["\n".join(lines), *map(_entry, section.entries)])


def _entry(entry: Entry) -> str:
    return "\n".join([f"### {entry.title}", "", *(f"- {line}" for line in _lines(entry))])


def _lines(entry: Entry) -> Iterator[str]:
    yield f"`{entry.id}` · {entry.force} · {entry.owed_by}{_ages(entry)}"
    if entry.waits_for_commencement:
        yield _NOT_COMMENCED
    if entry.in_force_from:
        yield f"In force from {_day(entry.in_force_from)}{' (day to be verified)' if entry.day_wants_checking else ''}"
    if entry.condition:
        yield f"Condition: {entry.condition}"
    for interval in entry.intervals:
        note = f" {interval.note}" if interval.note else ""
        yield f"{interval.what}: {interval.by_when} ({_SET_BY[interval.basis]}).{note}"
    if entry.amounts:
        yield f"Amount: {'; '.join(map(_amount, entry.amounts))}"
    yield f"Under {'; '.join(map(_cited, entry.provisions))}"
    if entry.note:
        yield entry.note


def _ages(entry: Entry) -> str:
    words = [f"from the {entry.from_age}" if entry.from_age else "", f"until the {entry.until}" if entry.until else ""]
    return f" · {' '.join(filter(None, words))}" if any(words) else ""


def _amount(value: Value) -> str:
    words = [f"from {_day(value.from_on)}" if value.from_on else "", f"to {_day(value.until)}" if value.until else ""]
    return " ".join(filter(None, [str(value), *words]))


def _cited(provision: Provision) -> str:
    link = f"[{provision.citation}]({provision.citation.link})"
    return f"{link} ({EVIDENCE_IN_WORDS[provision.citation.evidence]})" if provision.wants_checking else link


def _open_questions() -> str:
    introduction = (
        "The law can be read in more than one way on these points. Where the other reading would put a person in "
        "another category, the finding names the point and a manager decides; until then the support is kept."
    )
    points = [
        f"### {question.id}. {question.question}\n\n{question.reading} {question.reason} "
        f"An answer that depends on it is {question.makes}. In question: {_cited(provision(question.cites))}."
        for question in OPEN_QUESTIONS
    ]
    return "\n\n".join(["## Open questions", introduction, *points])


def _provisions() -> str:
    lines = [
        "## Provisions",
        "",
        "| id | provision | about | in force from | coded | evidence |",
        "|---|---|---|---|---|---|",
    ]
    for entry in provisions():
        status = entry.status.replace("_", " ") + (f": {entry.reason}" if entry.reason else "")
        cells = (f"`{entry.id}`", _cited(entry), entry.about, _in_force(entry), status)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _in_force(entry: Provision) -> str:
    day = entry.citation.from_on
    if day is None:
        return "not set here"
    return _day(day) + (" (day to be verified)" if entry.day_wants_checking else "")


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _anchor(title: str) -> str:
    return "".join(letter for letter in title.lower().replace(" ", "-") if letter.isalnum() or letter == "-")


if __name__ == "__main__":
    main()
