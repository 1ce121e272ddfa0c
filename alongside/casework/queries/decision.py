"""How somebody's category was decided: where the decision stands, and each of its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from alongside.casework import words
from alongside.casework.models import Determination, Person
from alongside.casework.standing import Standing
from alongside.law import Category
from alongside.shell.models import User


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the decision, as the history shows it."""

    number: int
    title: str
    category: str
    by: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class Decision:
    """Where the decision stands and what this reader may do next."""

    number: int
    state: str
    state_words: str
    category: str
    why: str
    comment: str
    proposed_by: str
    told_on: date | None
    told_how: str
    disagreement: str
    disagreed_on: date | None
    facts_as_at: datetime
    law_as_at: date
    rules_version: str
    made_at: datetime
    steps: tuple[Step, ...]


def decision_of(person: Person) -> Decision:
    """The decision about somebody for whom there is at least one step."""
    steps = list(Determination.objects.filter(person=person).order_by("number").defer("facts", "finding"))
    ids = {row_id for row in steps for row_id in (row.proposed_by_id, row.approved_by_id, row.sent_back_by_id)}
    ids |= {row.told_by_id for row in steps}
    names = dict(User.objects.filter(pk__in=ids - {None}).values_list("pk", "name"))
    latest = steps[-1]
    return Decision(
        number=latest.number,
        state=latest.state,
        state_words=words.STATES[Determination.State(latest.state)],
        category=words.CATEGORIES[Category(latest.category)],
        why=latest.why,
        comment=latest.comment,
        proposed_by=names.get(latest.proposed_by_id, ""),
        told_on=latest.told_on,
        told_how=latest.told_how,
        disagreement=latest.disagreement,
        disagreed_on=latest.disagreed_on,
        facts_as_at=latest.facts_as_at,
        law_as_at=latest.law_as_at,
        rules_version=latest.rules_version,
        made_at=latest.made_at,
        steps=tuple(
            _step(row, before, names)
            for row, before in zip(reversed(steps), [*reversed(steps[:-1]), None], strict=True)
        ),
    )


def _step(row: Determination, before: Determination | None, names: dict[UUID, str]) -> Step:
    category = words.CATEGORIES[Category(row.category)]
    on = timezone.localdate(row.made_at)
    if before is not None and row.disagreement != before.disagreement:
        return Step(row.number, "The young person disagrees", category, "", row.disagreed_on or on, row.disagreement)
    if before is not None and row.told_on != before.told_on:
        told_by = names.get(row.told_by_id, "")
        return Step(row.number, "The young person was told", category, told_by, row.told_on or on, row.told_how)
    return {
        Determination.State.FOUND: Step(row.number, "Found by the law", category, "", on, ""),
        Determination.State.PROPOSED: Step(
            row.number, "Proposed", category, names.get(row.proposed_by_id, ""), on, row.why
        ),
        Determination.State.SENT_BACK: Step(
            row.number, "Sent back", category, names.get(row.sent_back_by_id, ""), on, row.comment
        ),
        Determination.State.APPROVED: Step(
            row.number, "Approved", category, names.get(row.approved_by_id, ""), row.approved_on or on, row.comment
        ),
    }[Determination.State(row.state)]


def choices_of(where: Standing) -> tuple[tuple[str, str], ...]:
    """What can be proposed, the law's own finding first."""
    found = where.finding.category
    rest = [category for category in words.CATEGORIES if category not in (found, Category.UNKNOWN)]
    first = [found] if found is not Category.UNKNOWN else []
    return tuple(
        (category.value, words.CATEGORIES[category] + (" (as the law finds)" if category is found else ""))
        for category in [*first, *rest]
    )
