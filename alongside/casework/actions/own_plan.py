"""What a young person does about their own plan: answers it, adds words, says how it goes, takes a copy."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.casework import closing
from alongside.casework.actions.plan import hand_out_plan, record_plan_voice
from alongside.casework.actions.portal import _themself
from alongside.casework.models import Person, PlanAction, PlanCopy, PlanVersion, PlanVoice
from alongside.casework.steps_plan import check_step
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

LONGEST = 2000


@transaction.atomic
def answer_my_plan(*, plan_id: UUID, kind: str, words: str, on: date, by: Actor) -> PlanVoice:
    """Say of one's own plan that one agrees, agrees with some of it, or does not."""
    _check_mine(plan_id, by, on)
    if kind not in (PlanVoice.Kind.AGREES, PlanVoice.Kind.PARTLY, PlanVoice.Kind.NO):
        raise FactRefused("Choose one of the three.")
    if kind != PlanVoice.Kind.AGREES and not words.strip():
        raise FactRefused("Say in your own words what is wrong.")
    return record_plan_voice(plan_id=plan_id, kind=kind, words=words, on=on, by=by)


@transaction.atomic
def add_my_plan_words(*, plan_id: UUID, words: str, on: date, by: Actor, head: str = "") -> PlanVoice:
    """Add words of one's own to one's plan."""
    _check_mine(plan_id, by, on)
    return record_plan_voice(plan_id=plan_id, kind=PlanVoice.Kind.WORDS, words=words, head=head, on=on, by=by)


@transaction.atomic
def take_my_copy(*, plan_id: UUID, form: str, language: str, on: date, by: Actor) -> PlanCopy | None:
    """Take a copy of one's own plan. It is written down as handed out; in a closed file the audit alone knows of it."""
    person = _check_mine(plan_id, by, on, Verb.READ)
    if closing.is_closed(person, on=on):
        audit.record(actor=by, verb="downloaded plan", subject_kind="person", subject=person.pk)
        return None
    return hand_out_plan(plan_id=plan_id, form=form, language=language, how=PlanCopy.How.PORTAL, on=on, by=by)


@transaction.atomic
def say_how_it_goes(*, action_id: UUID, words: str, on: date, by: Actor) -> PlanAction:
    """Say how something in one's own plan goes."""
    person = _themself(by, Record.PATHWAY_PLAN, Verb.UPDATE, on)
    action = PlanAction.objects.select_related("plan").filter(pk=action_id, person=person, removed_at=None, hidden="")
    found = action.first()
    if found is None:
        raise NotYours("action of a plan")
    check_step(found.plan, "progress")
    words = words.strip()
    if not words:
        raise FactRefused("Write something first.")
    if len(words) > LONGEST:
        raise FactRefused(f"That is too long: at most {LONGEST:,} letters.")
    changes = {"their_word": words, "their_word_on": on}
    found = save_over(found, version=found.version, changes=changes, what="how it goes")
    audit.record(actor=by, verb="said how it goes", subject_kind="person", subject=person.pk)
    return found


def _check_mine(plan_id: UUID, by: Actor, on: date, verb: Verb = Verb.UPDATE) -> Person:
    """Whose plan it is. Raises NotYours unless it is one's own and one has been shown it."""
    person = _themself(by, Record.PATHWAY_PLAN, verb, on)
    shown = PlanVersion.objects.filter(pk=plan_id, person=person, removed_at=None).exclude(state="draft")
    if not shown.exists():
        raise NotYours("plan")
    return person
