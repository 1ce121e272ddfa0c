"""docs/generated/record-of-processing.md: what is kept about whom and why, printed from the registry of fields."""

from __future__ import annotations

from collections.abc import Iterator

from alongside.casework import field_rules
from alongside.casework.field_rules import FieldRule

RETENTION = {
    "care_leaver_file": "until the 75th birthday, or 15 years after a death under 18; disposed of by two people only",
    "service_file": "as long as the council's own schedule says",
}
HEAD = """# Record of processing

Printed from `alongside/casework/registry` by `make fix`. A field that is not in the registry fails the build, so that
this record cannot fall behind the software. What it asks for is UK GDPR, article 30; what a council adds is in square
brackets.

| | |
| --- | --- |
"""
TOLD = {
    "controller": "the council that runs this [name, address, data protection officer]",
    "why": "to do the council's duties to children whom it looks after and to care leavers to 25 (Children Act 1989, "
    "sections 22 to 24D; Children and Social Work Act 2017, sections 1 to 3)",
    "by what right": "public task (article 6(1)(e)); social care and safeguarding for what is special (article 9(2)(g) "
    "and (h)) [conditions of Schedule 1 of the Data Protection Act 2018, to be confirmed by the council]",
    "whose facts": "children looked after, care leavers, people around them, workers",
    "who is told": "those to whom somebody is referred, the parts named in the referral, while it lasts; each telling "
    "is recorded with its right",
    "outside the United Kingdom": "the software sends nothing there [where it is hosted]",
    "how it is kept safe": "see permissions.md and pages.md; an audit of every look and change, which the database "
    "itself protects",
}


def record_of_processing() -> str:
    """One section for each kind of record, by name."""
    head = HEAD + "".join(f"| {name} | {words} |\n" for name, words in TOLD.items())
    return "\n".join([head, *(line for model in field_rules.kinds() for line in _section(model))])


def _section(model: type) -> Iterator[str]:
    rules = field_rules.rules_of(model)
    retention = field_rules.retention_of(model)
    yield f"## {str(model._meta.verbose_name).capitalize()}\n"  # type: ignore[attr-defined]
    yield " ".join((model.__doc__ or "").split("\n\n")[0].split()) + "\n"
    yield f"Kept: {RETENTION.get(retention, retention.replace('_', ' '))}. Most sensitive: {_most(rules)}.\n"
    yield "| field | what it is for | how sensitive | on request | they see it | in a copy without anybody |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name, rule in rules.items():
        yield (f"| {name} | {rule.purpose} | {rule.sensitivity} | {rule.access} | {rule.visible} | {rule.anonymiser} |")
    yield ""


def _most(rules: dict[str, FieldRule]) -> str:
    order = field_rules.SENSITIVITIES
    return max((rule.sensitivity for rule in rules.values()), key=order.index, default=order[0])
