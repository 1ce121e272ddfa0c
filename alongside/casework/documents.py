"""docs/generated/states.md: the steps of a decision on somebody's category, printed from the table that rules them."""

from __future__ import annotations

from alongside.casework.access import REFUSED_STEP, STEPS
from alongside.casework.models import Determination

IN_WORDS = {
    "propose": "propose",
    "approve": "approve",
    "send_back": "send back",
    "tell": "tell the young person",
    "disagree": "record that they disagree",
}
NOTHING_YET = "[*]"


def states() -> str:
    """The table, and the same as a diagram."""
    rows = [(before or NOTHING_YET, IN_WORDS[step], after.value) for (before, step), after in STEPS.items()]
    labels = {state.value: state.label for state in Determination.State} | {NOTHING_YET: "Nothing yet"}
    return "\n".join(
        [
            "# The steps of a decision on somebody's category",
            "",
            "Printed from `alongside/casework/access.py` by `make fix`. What is not here is refused.",
            "A new finding of the law may follow any state: a waiting proposal then lapses: its facts have changed.",
            "Nobody decides what they proposed.",
            "",
            "```mermaid",
            "stateDiagram-v2",
            f"    {NOTHING_YET} --> found: the law finds",
            *(f"    {before} --> {after}: {step}" for before, step, after in rows),
            "```",
            "",
            "| from | step | to |",
            "| --- | --- | --- |",
            *(f"| {labels[before]} | {step} | {labels[after]} |" for before, step, after in rows),
            "",
            "| step | where it is not possible |",
            "| --- | --- |",
            *(f"| {IN_WORDS[step]} | {sentence} |" for step, sentence in REFUSED_STEP.items()),
            "",
        ]
    )
