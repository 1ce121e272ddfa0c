"""Beside a core system: which of the two wins, field by field. docs/generated/core-system.md is printed from here."""

from __future__ import annotations

from dataclasses import dataclass

CORE = "the core system"
HERE = "this product"
HERE_ONCE_CORRECTED = "the core system, until a worker corrects it here"
ONLY_HERE = "this product: the core system sends nothing of it"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """Who wins where both say something."""

    record: str
    fields: tuple[str, ...]
    wins: str
    why: str


RULES = (
    FieldRule("Person", ("child_id", "authority"), CORE, "They know the person in both systems; nothing changes them."),
    FieldRule(
        "Person",
        ("born_on", "sex", "ethnicity", "upn", "arrived_alone", "arrived_alone_until", "died_on"),
        HERE_ONCE_CORRECTED,
        "A newer return corrects them; an older one, and a blank, never do. What was corrected here stays.",
    ),
    FieldRule(
        "Person",
        (
            "first_name",
            "surname",
            "preferred_name",
            "pronouns",
            "language",
            "interpreter",
            "disabilities",
            "letter_language",
            "large_print",
            "easy_read",
            "restriction",
            "user",
        ),
        ONLY_HERE,
        "A return carries no names; whoever works with the young person writes them here.",
    ),
    FieldRule("Person", ("born_basis",), ONLY_HERE, "A return does not say how sure a day of birth is."),
    FieldRule(
        "Person",
        ("id", "version", "recorded_from", "history_complete", "gap_years", "corrected_by_hand", "merged_into"),
        HERE,
        "They say what is known here, since when, and under which record.",
    ),
    FieldRule("Episode of care", ("every field",), CORE, "A corrected return withdraws its own rows and adds others."),
    FieldRule("Episode of care that a worker added", ("every field",), HERE, "No return touches a typed row."),
    FieldRule("What a return says of a care leaver", ("every field",), CORE, "It is the return's own word."),
    FieldRule(
        "Birthday record", ("every field",), HERE, "What was approved here stands in the written return instead."
    ),
    FieldRule("Looked-after review held", ("day",), CORE, "The return's table of reviews starts the law's clock."),
    FieldRule("Other events of the law's clocks", ("day",), HERE, "Recorded here; a return sends none of them."),
    FieldRule("Ways to reach somebody", ("every field",), HERE, "A return has none. What is safe is asked here."),
    FieldRule("Allocation and cover", ("every field",), HERE, "A return has social workers by number only."),
    FieldRule(
        "Category decided by a manager", ("every field",), HERE, "New facts are found, never decided, by import."
    ),
    FieldRule("Contact", ("every field",), HERE, "Typed here once, handed over daily; the core system files it."),
    FieldRule(
        "Pathway plan",
        ("every field",),
        HERE,
        "Written here; each approved version is handed over once, as a PDF with its hash, without what is kept from "
        "the young person.",
    ),
    FieldRule("Money, letters, messages", ("every field",), HERE, "Written here."),
)


def document() -> str:
    """The table."""
    rows = [
        f"| {rule.record} | {', '.join(f'`{name}`' if ' ' not in name else name for name in rule.fields)} "
        f"| {rule.wins} | {rule.why} |"
        for rule in RULES
    ]
    return "\n".join(
        [
            "# Beside a core system: which one wins",
            "",
            "Printed from `alongside/casework/core_system.py` by `make fix`; the tests hold what it says.",
            "A nightly import changes nothing that was typed here. Contacts and approved pathway plans go the other",
            "way once a day (`manage.py hand_over_to_core_system`), each marked as handed over, so that nobody types",
            "one twice.",
            "",
            "| record | fields | who wins | why |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )
