"""Verbs about the pathway plan: begin, write, put before the young person, send in, decide, hand out, follow it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from alongside.casework import access, plan_content, records, steps_plan
from alongside.casework.actions.clocks import happened
from alongside.casework.models import (
    Head,
    PlanAction,
    PlanCopy,
    PlanHead,
    PlanVersion,
    PlanVoice,
    Source,
)
from alongside.law import age_on
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

State = PlanVersion.State
CURRENT = (State.APPROVED, State.SHARED)
LONGEST = 6000
THEIRS = ("answer", "comment", "share")
"""The steps that the young person takes themself."""
FROM_21 = 21
"""The birthday from which a plan may be about no more than what was asked for (Children Act 1989, section 23CZB)."""


@transaction.atomic
def begin_plan(*, person_id: UUID, on: date, by: Actor, scope: str = PlanVersion.Scope.WHOLE) -> PlanVersion:
    """Begin the first plan, or the next version: words and open actions of the one that holds are copied forward."""
    person = access.person_for(by, person_id, Record.PATHWAY_PLAN, Verb.CREATE, on=on)
    if person.died_on:
        raise FactRefused("This person has died.")
    access.hold(person)
    plans = PlanVersion.objects.filter(person=person, removed_at=None)
    steps_plan.check_step(plans.filter(state__in=steps_plan.OPEN).first(), "begin")
    if scope == PlanVersion.Scope.ASKED and age_on(person.born_on, on) < FROM_21:
        raise FactRefused("Before 21 a plan is about every head.")
    before = plans.filter(state__in=CURRENT).first()
    plan = PlanVersion.objects.create(
        person=person,
        number=(PlanVersion.objects.filter(person=person).aggregate(top=Max("number"))["top"] or 0) + 1,
        scope=scope,
        reviewed=before,
        about_me=before.about_me if before else "",
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    _copy_heads(plan, before, by)
    if before:
        _carry_actions(plan, before, by)
    _tell(by, "began plan", plan)
    return plan


@transaction.atomic
def write_plan(*, plan_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> PlanVersion:
    """Write what matters to the young person, and how they took part."""
    plan = _plan(plan_id, by, Verb.UPDATE, on, "write")
    plan = save_over(plan, version=version, changes=_texts(changes, ("about_me", "how_made")), what="the plan")
    _tell(by, "wrote plan", plan)
    return plan


@transaction.atomic
def write_head(*, head_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> PlanHead:
    """Write one head of a plan. A partner writes only the head that is theirs."""
    head = PlanHead.objects.select_related("plan__person").filter(pk=head_id, removed_at=None).first()
    if head is None:
        raise NotYours("head of a plan")
    _plan(head.plan_id, by, Verb.UPDATE, on, "write", head=head.head)
    changes = _texts(changes, plan_content.WORDS)
    if changes.get("nothing_now") and (changes.get("need") or changes.get("will_happen")):
        raise FactRefused("Either nothing is needed here now, or say what is needed: not both.")
    head = save_over(head, version=version, changes=changes, what=f"“{head.get_head_display()}”")
    _tell(by, "wrote head of plan", head.plan, head=head.head)
    return head


@transaction.atomic
def hide_plan_head(
    *, head_id: UUID, version: int, hidden: str, hidden_until: date | None, on: date, by: Actor
) -> PlanHead:
    """Keep a head from the young person's copy, with the reason and until when; or show it again. Words stay as is."""
    head = PlanHead.objects.select_related("plan__person").filter(pk=head_id, removed_at=None).first()
    if head is None:
        raise NotYours("head of a plan")
    person = access.person_for(by, head.person_id, Record.PATHWAY_PLAN, Verb.UPDATE, on=on)
    whole = steps_plan.heads_open_to(by, person, Record.PATHWAY_PLAN, on=on) == frozenset(Head)
    if not whole or records.is_themself(person, by):
        raise NotYours("head of a plan")
    records.check_hiding(hidden, hidden_until, on=on)
    changes = {"hidden": hidden, "hidden_until": hidden_until}
    head = save_over(head, version=version, changes=changes, what=f"“{head.get_head_display()}”")
    _tell(by, "hid head of plan" if hidden else "showed head of plan", head.plan, head=head.head, why=hidden)
    return head


@transaction.atomic
def add_plan_action(
    *,
    head_id: UUID,
    what: str,
    owner: str,
    on: date,
    by: Actor,
    due_on: date | None = None,
    owner_name: str = "",
) -> PlanAction:
    """Add something that somebody will do."""
    head = PlanHead.objects.filter(pk=head_id, removed_at=None).first()
    if head is None:
        raise NotYours("head of a plan")
    plan = _plan(head.plan_id, by, Verb.UPDATE, on, "write", head=head.head)
    _check_action(owner, owner_name, due_on, on)
    action = PlanAction.objects.create(
        plan=plan,
        person=plan.person,
        head=head.head,
        what=what.strip(),
        owner=owner,
        owner_name=owner_name.strip(),
        due_on=due_on,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    _tell(by, "added action to plan", plan, head=head.head)
    return action


@transaction.atomic
def change_plan_action(*, action_id: UUID, version: int, changes: Mapping[str, Any], on: date, by: Actor) -> PlanAction:
    """Change what an action of a plan that is still being written says; ``removed`` in ``changes`` takes it out."""
    action = _action(action_id, by, on, "write")
    changes = dict(changes)
    if changes.pop("removed", False):
        changes = {"removed_at": clock.now(), "removed_why": "taken out while writing"}
    else:
        _check_action(changes["owner"], changes.get("owner_name", ""), changes.get("due_on"), on)
    action = save_over(action, version=version, changes=changes, what="the action")
    _tell(by, "changed action of plan", action.plan, head=action.head)
    return action


@transaction.atomic
def note_progress(
    *, action_id: UUID, version: int, state: str, outcome: str, on: date, by: Actor, settled_on: date | None = None
) -> PlanAction:
    """Note how an action of the plan that holds goes: done, given up with the reason, or open again."""
    action = _action(action_id, by, on, "progress")
    settled_on = None if state == PlanAction.State.OPEN else (settled_on or on)
    if settled_on and settled_on > on:
        raise FactRefused("This day is in the future.")
    if state == PlanAction.State.NOT_DONE and not outcome.strip():
        raise FactRefused("Say why it is not done.")
    changes = {"state": state, "settled_on": settled_on, "outcome": outcome.strip()}
    action = save_over(action, version=version, changes=changes, what="the action")
    _tell(by, "noted progress", action.plan, head=action.head, state=state)
    return action


@transaction.atomic
def put_before_person(*, plan_id: UUID, version: int, on: date, by: Actor) -> PlanVersion:
    """Put the plan before the young person: they can read it now, and write about it."""
    plan = _plan(plan_id, by, Verb.UPDATE, on, "give")
    changes = {"state": State.WITH_PERSON, "given_on": on}
    plan = save_over(plan, version=version, changes=changes, what="the plan")
    _tell(by, "put plan before person", plan)
    return plan


@transaction.atomic
def record_plan_voice(
    *,
    plan_id: UUID,
    kind: str,
    on: date,
    by: Actor,
    words: str = "",
    tried: str = "",
    head: str = "",
    said_on: date | None = None,
) -> PlanVoice:
    """Write down what the young person says about a plan, or that they agree or do not, or would not take part."""
    step = "comment" if kind == PlanVoice.Kind.WORDS else "answer"
    plan = _plan(plan_id, by, Verb.UPDATE, on, step)
    themself = plan.person.user_id is not None and plan.person.user_id == by.id
    if themself:
        steps_plan.check_step(plan, "comment")  # nobody answers what they have not been shown
    said_on = said_on or on
    if said_on > on:
        raise FactRefused("This day is in the future.")
    words, tried = _short(words), _short(tried)
    if kind in (PlanVoice.Kind.WORDS, PlanVoice.Kind.PARTLY, PlanVoice.Kind.NO) and not words:
        raise FactRefused("Say it in words.")
    if kind == PlanVoice.Kind.NOT_TAKING_PART and (not tried or themself):
        raise FactRefused("Say what was tried.")
    voice = PlanVoice.objects.create(
        person=plan.person,
        plan=plan,
        kind=kind,
        head=head,
        words=words,
        tried=tried,
        said_on=said_on,
        source=Source.PORTAL if themself else Source.TYPED,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    _tell(by, "recorded what they say of plan", plan, kind=kind)
    return voice


@transaction.atomic
def submit_plan(
    *, plan_id: UUID, version: int, on: date, by: Actor, is_escalated: bool = False, escalated_why: str = ""
) -> PlanVersion:
    """Send the plan to the manager: every head says something, and the young person's answer is written down."""
    plan = _plan(plan_id, by, Verb.UPDATE, on, "submit")
    steps_plan.check_owner(by, plan.person, on)
    if missing := plan_content.missing_heads(plan):
        raise FactRefused(f"Nothing is said yet under: {', '.join(missing)}.")
    if not plan.voices.exclude(kind=PlanVoice.Kind.WORDS).exists():
        raise FactRefused("Write down first whether they agree, or that they would not take part and what was tried.")
    if is_escalated and not escalated_why.strip():
        raise FactRefused("Say why the head of service decides.")
    changes = {
        "state": State.SUBMITTED,
        "submitted_by_id": by.id,
        "submitted_at": clock.now(),
        "is_escalated": is_escalated,
        "escalated_why": escalated_why.strip() if is_escalated else "",
    }
    plan = save_over(plan, version=version, changes=changes, what="the plan")
    _tell(by, "sent in plan", plan)
    return plan


@transaction.atomic
def escalate_plan(*, plan_id: UUID, version: int, why: str, on: date, by: Actor) -> PlanVersion:
    """Pass a plan on to the head of service."""
    plan = _plan(plan_id, by, Verb.APPROVE, on, "escalate")
    steps_plan.check_not_own(by, plan)
    changes = {"is_escalated": True, "escalated_why": _needed(why, "Say why.")}
    plan = save_over(plan, version=version, changes=changes, what="the plan")
    _tell(by, "passed plan on", plan)
    return plan


@transaction.atomic
def send_plan_back(*, plan_id: UUID, version: int, comment: str, on: date, by: Actor) -> PlanVersion:
    """Send a plan back to be written on, and say what is missing."""
    plan = _plan(plan_id, by, Verb.APPROVE, on, "send_back")
    steps_plan.check_decider(by, plan)
    changes = {
        "state": State.DRAFT,
        "comment": _needed(comment, "Say what is missing."),
        "sent_back_by_id": by.id,
        "sent_back_on": on,
        "submitted_by_id": None,
        "submitted_at": None,
    }
    plan = save_over(plan, version=version, changes=changes, what="the plan")
    _tell(by, "sent plan back", plan)
    return plan


@transaction.atomic
def approve_plan(*, plan_id: UUID, version: int, on: date, by: Actor, comment: str = "") -> PlanVersion:
    """Approve a plan that somebody else sent in. Its words are frozen, and it takes the place of the one before."""
    plan = _plan(plan_id, by, Verb.APPROVE, on, "approve")
    steps_plan.check_decider(by, plan)
    access.hold(plan.person)
    for before in PlanVersion.objects.filter(person=plan.person, state__in=CURRENT, removed_at=None):
        state = steps_plan.check_step(before, "follow")
        save_over(before, version=before.version, changes={"state": state}, what="the earlier plan")
    changes = {
        "state": State.APPROVED,
        "approved_by_id": by.id,
        "approved_on": on,
        "comment": comment.strip(),
        "content_hash": plan_content.hash_of_plan(plan),
    }
    plan = save_over(plan, version=version, changes=changes, what="the plan")
    happened(person=plan.person, kind="plan_agreed", happened_on=on, record=plan.pk, on=on, by=by)
    _tell(by, "approved plan", plan)
    return plan


@transaction.atomic
def hand_out_plan(
    *,
    plan_id: UUID,
    form: str,
    language: str,
    how: str,
    on: date,
    by: Actor,
    to: str = "",
    handed_on: date | None = None,
) -> PlanCopy:
    """Record that a copy of an approved plan was handed out; the first makes it a plan that they have."""
    plan = _plan(plan_id, by, Verb.UPDATE, on, "share")
    state = steps_plan.check_step(plan, "share")
    themself = plan.person.user_id is not None and plan.person.user_id == by.id
    handed_on = handed_on or on
    if plan.approved_on is None or not plan.approved_on <= handed_on <= on:
        raise FactRefused("A copy is handed out between the day of approval and today.")
    copy = PlanCopy.objects.create(
        person=plan.person,
        plan=plan,
        form=form,
        language=language,
        to=to.strip() or "the young person",
        how=PlanCopy.How.PORTAL if themself else how,
        handed_on=handed_on,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
    )
    if state != plan.state:
        save_over(plan, version=plan.version, changes={"state": state, "shared_on": handed_on}, what="the plan")
    _tell(by, "handed out plan", plan, form=form, language=language)
    return copy


# ---------------------------------------------------------------------------------------------------------------------


def _plan(plan_id: UUID, by: Actor, verb: Verb, on: date, step: str, *, head: str = "") -> PlanVersion:
    """The plan, if this actor may do this to it and it stands where the step is possible.

    A partner is let through for a head of their own only.
    """
    plan = PlanVersion.objects.select_related("person").filter(pk=plan_id, removed_at=None).first()
    if plan is None:
        raise NotYours("plan")
    access.person_for(by, plan.person_id, Record.PATHWAY_PLAN, verb, on=on)
    if plan.person.user_id is not None and plan.person.user_id == by.id and step not in THEIRS:
        raise NotYours("plan")
    opened = steps_plan.heads_open_to(by, plan.person, Record.PATHWAY_PLAN, on=on)
    if (head not in opened) if head else (opened != frozenset(Head)):
        raise NotYours("plan")
    steps_plan.check_step(plan, step)
    return plan


def _action(action_id: UUID, by: Actor, on: date, step: str) -> PlanAction:
    action = PlanAction.objects.select_related("plan__person").filter(pk=action_id, removed_at=None).first()
    if action is None:
        raise NotYours("action of a plan")
    _plan(action.plan_id, by, Verb.UPDATE, on, step, head=action.head)
    return action


def _copy_heads(plan: PlanVersion, before: PlanVersion | None, by: Actor) -> None:
    known = {head.head: head for head in before.heads.filter(removed_at=None)} if before else {}
    for kind in Head:
        old = known.get(kind)
        said = {name: getattr(old, name) for name in plan_content.WORDS} if old else {}
        hiding = {"hidden": old.hidden, "hidden_until": old.hidden_until} if old else {}
        PlanHead.objects.create(
            plan=plan,
            person=plan.person,
            head=kind,
            recorded_at=clock.now(),
            recorded_by_id=by.id,
            **said,
            **hiding,
        )


def _carry_actions(plan: PlanVersion, before: PlanVersion, by: Actor) -> None:
    for old in before.actions.filter(removed_at=None, state=PlanAction.State.OPEN):
        PlanAction.objects.create(
            plan=plan,
            person=plan.person,
            head=old.head,
            what=old.what,
            owner=old.owner,
            owner_name=old.owner_name,
            due_on=old.due_on,
            carried_from=old,
            their_word=old.their_word,
            their_word_on=old.their_word_on,
            hidden=old.hidden,
            hidden_until=old.hidden_until,
            recorded_at=clock.now(),
            recorded_by_id=by.id,
        )


def _check_action(owner: str, owner_name: str, due_on: date | None, on: date) -> None:
    if owner == PlanAction.Owner.PARTNER and not owner_name.strip():
        raise FactRefused("Say who does it.")
    if due_on and due_on.year > on.year + 15:
        raise FactRefused("This day is too far away.")


def _texts(changes: Mapping[str, Any], allowed: tuple[str, ...]) -> dict[str, Any]:
    return {
        name: _short(value) if isinstance(value, str) else value for name, value in changes.items() if name in allowed
    }


def _short(words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST:
        raise FactRefused(f"That is too long: at most {LONGEST:,} letters.")
    return words


def _needed(words: str, refusal: str) -> str:
    if not words.strip():
        raise FactRefused(refusal)
    return _short(words)


def _tell(by: Actor, verb: str, plan: PlanVersion, **detail: Any) -> None:
    detail = {"number": plan.number, **detail}
    audit.record(actor=by, verb=verb, subject_kind="person", subject=plan.person_id, detail=detail)
