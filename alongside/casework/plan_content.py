"""What a plan or an assessment says: the hash of a plan, and where either says nothing yet."""

from __future__ import annotations

import hashlib
import json

from alongside.casework import plan_words
from alongside.casework.models import Head, NeedsAssessment, PlanVersion

WORDS = ("words", "need", "will_happen", "who", "by_when", "otherwise", "nothing_now")
"""What a head says, all of it part of what is approved."""


def missing_heads(plan: PlanVersion) -> list[str]:
    """The heads under which nothing is said yet. From 21, where only what was asked for is planned, one is enough."""
    heads = list(plan.heads.filter(removed_at=None))
    empty = [head for head in heads if not (head.need or head.will_happen or head.nothing_now)]
    if plan.scope == PlanVersion.Scope.ASKED:
        return [] if len(empty) < len(heads) else ["the heads that they asked about"]
    must = set(Head) if plan.person.arrived_alone else set(Head) - {Head.ARRIVAL}
    order = list(Head)
    return [
        head.get_head_display()
        for head in sorted(empty, key=lambda one: order.index(Head(one.head)))
        if head.head in must
    ]


def hash_of_plan(plan: PlanVersion) -> str:
    """SHA-256 of everything that an approved version says."""
    heads = plan.heads.filter(removed_at=None).order_by("head").values_list("head", *WORDS)
    actions = (
        plan.actions.filter(removed_at=None)
        .order_by("pk")
        .values_list("pk", "head", "what", "owner", "owner_name", "due_on")
    )
    told = [str(plan.person_id), plan.number, plan.scope, plan.about_me, plan.how_made]
    told += [[list(row) for row in heads], [list(row) for row in actions]]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


def missing_from(assessment: NeedsAssessment) -> list[str]:
    """What an assessment needs before a manager answers it, as far as it is not there."""
    heads = sorted(assessment.heads.filter(removed_at=None), key=lambda one: Head.values.index(one.head))
    empty = [one for one in heads if not (one.needs or one.strengths or one.conclusion)]
    missing = []
    if assessment.form == NeedsAssessment.Form.ASKED:
        missing += [] if len(empty) < len(heads) else ["a head that they asked about"]
    else:
        must = set(Head) if assessment.person.arrived_alone else set(Head) - {Head.ARRIVAL}
        missing += [plan_words.HEADS[one.head].title for one in empty if one.head in must]
    needed = {"what the young person says": assessment.words, "the result": assessment.result}
    if assessment.form == NeedsAssessment.Form.WHOLE:
        needed["who was asked"] = "yes" if assessment.consulted else ""
    return missing + [name for name, said in needed.items() if not said]
