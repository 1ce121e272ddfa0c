"""One council's return → everyone's category on a day, a row for each, with the reason in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.law import Category, Certainty, Circumstances, category_on
from alongside.law.findings import Finding
from alongside.returns.cohort.join import people_in
from alongside.returns.cohort.lives import Lives
from alongside.returns.cohort.many import categories_on
from alongside.returns.read import Return


@dataclass(frozen=True, slots=True)
class Person:
    """Where one child of a return stands. ``circumstances`` are the facts read, ``None`` without a date of birth.

    ``since`` and ``until`` bound the unbroken time in the category; ``responsible`` is "" where nobody is known to be.
    """

    child: str
    category: Category
    certainty: Certainty
    ambiguities: tuple[str, ...]
    since: date | None
    until: date | None
    responsible: str
    reason: str
    circumstances: Circumstances | None


def cohort(given: Return, on: date, authority: str = "") -> tuple[Person, ...]:
    """Everyone in a return, in order of child id. ``authority`` is the name of the council whose return it is.

    A gap in what a return tells never takes support away: it leaves a person ``unknown``, or borderline.
    """
    people = people_in(given, authority)
    known = {child: facts for child, facts in people.items() if facts is not None}
    answers = categories_on(Lives.from_circumstances(list(known.values())), on)
    rows = [_without_birth(child) for child in people.keys() - known.keys()]
    for i, (child, facts) in enumerate(known.items()):
        category, certainty, ambiguities, responsible, since, until = answers.of(i)
        reason = _why_unknown(facts) if category is Category.UNKNOWN else _conclusion(category_on(facts, on))
        rows.append(Person(child, category, certainty, ambiguities, since, until, responsible, reason, facts))
    return tuple(sorted(rows, key=lambda row: row.child))


def _without_birth(child: str) -> Person:
    reason = "No date of birth can be read, so nothing can be worked out."
    return Person(child, Category.UNKNOWN, Certainty.UNKNOWN, (), None, None, "", reason, None)


def _why_unknown(facts: Circumstances) -> str:
    """What is missing, for whoever is to complete it."""
    parts = ["treated by this council as a care leaver"] if facts.treated_as_care_leaver else []
    if facts.spells is None:
        parts.append("no history of care held")
    elif facts.history_held_from is not None:
        day = facts.history_held_from
        parts.append(f"history before {day.day} {day:%B %Y} not held")
    else:
        parts.append("nothing in the records explains why")
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


_CONCLUSIONS = {
    Category.ELIGIBLE: "eligible child",
    Category.RELEVANT: "relevant child",
    Category.FORMER_RELEVANT: "former relevant child",
    Category.QUALIFYING: "qualify for advice",
}


def _conclusion(finding: Finding) -> str:
    """The sentence of the law's argument that draws the conclusion; where there is none, the last."""
    words = _CONCLUSIONS.get(finding.category)
    texts = [reason.text for reason in finding.reasons]
    return next((text for text in texts if words is not None and words in text), texts[-1] if texts else "")
