"""Safety: warnings, safety plans, incidents and referrals, for those who work with somebody and for themself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alongside.casework import access, steps_safety
from alongside.casework.local_clocks.safety import look_again_by, notice_by
from alongside.casework.models import Incident, PanelItem, Person, SafeguardingReferral, SafetyPlan, SafetyWarning
from alongside.casework.queries.header import WARNINGS
from alongside.casework.queries.portal import my_record
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

ENDED = SafetyWarning.State.ENDED


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A warning."""

    id: UUID
    version: int
    kind: str
    level: str
    facts: str
    must_know: str
    visiting_rule: str
    told: bool
    told_why_not: str
    is_hidden: bool
    from_on: date
    look_again_by: date | None
    written_by: str
    approved: str
    """Who approved it and when; empty where nobody has."""
    ended_on: date | None
    ended_why: str
    may_approve: bool


@dataclass(frozen=True, slots=True)
class SafetyPlanRow:
    """A safety plan."""

    id: UUID
    concern: str
    likelihood: str
    harm: str
    protective: str
    steps: str
    contingency: str
    agreed_by: str
    own_words: str
    from_on: date
    look_again_by: date | None
    written_by: str
    approved: str
    ended_on: date | None
    ended_why: str
    may_approve: bool


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident and what followed."""

    id: UUID
    version: int
    kind: str
    is_missing: bool
    is_death: bool
    happened_on: date
    aware_on: date
    told_by: str
    facts: str
    reported_to: str
    back_on: date | None
    talked_on: date | None
    notified_on: date | None
    notified_whom: str
    notice_by: date | None


@dataclass(frozen=True, slots=True)
class SafeguardingRow:
    """A referral to safeguarding and its answer."""

    id: UUID
    version: int
    to: str
    referred_on: date
    reason: str
    consent: str
    why_without: str
    result: str
    result_on: date | None


@dataclass(frozen=True, slots=True)
class PanelDecided:
    """What the risk panel decided, for the young person themself."""

    held_on: date
    decision: str
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Safety:
    """Everything of one person's that this reader may see; a partner sees rules for visits and nothing else."""

    on: date
    only_rules: bool
    rules: tuple[str, ...]
    warnings: tuple[WarningRow, ...] = ()
    plans: tuple[SafetyPlanRow, ...] = ()
    incidents: tuple[IncidentRow, ...] = ()
    referrals: tuple[SafeguardingRow, ...] = ()
    decided: tuple[PanelDecided, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOfSafety:
    """One record about to be changed: whose it is and what its fields stand at."""

    person: UUID
    title: str
    fields: dict[str, Any]


def safety_of(actor: Actor, person_id: UUID, *, on: date) -> Safety:
    """The safety records of one person. Raises NotYours for others."""
    person = access.person_for(actor, person_id, Record.SAFETY, on=on)
    warnings = _warnings(person)
    rules = tuple(row.visiting_rule for row in warnings if row.visiting_rule and row.state != ENDED)
    if access.is_only_referred(actor, person, Record.SAFETY, Verb.READ, on=on):
        return Safety(on, True, rules)
    may = access.can_reach(actor, person, Record.SAFETY, Verb.APPROVE, on=on)
    plans = SafetyPlan.objects.filter(person=person, removed_at=None).select_related("written_by", "approved_by")
    incidents = Incident.objects.filter(person=person, removed_at=None)
    referrals = SafeguardingReferral.objects.filter(person=person, removed_at=None)
    return Safety(
        on=on,
        only_rules=False,
        rules=rules,
        warnings=tuple(_warning(row, actor, may) for row in warnings),
        plans=tuple(_plan(row, actor, may) for row in plans),
        incidents=tuple(_incident(row) for row in incidents),
        referrals=tuple(_referral(row) for row in referrals),
    )


def my_safety(actor: Actor, *, on: date) -> Safety:
    """What the young person who is signed in was told of their own safety records."""
    person = my_record(actor, Record.SAFETY, on=on)
    audit.record(
        actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk, detail={"page": "safety"}
    )
    warnings = [row for row in _warnings(person) if row.told and not row.hidden and row.state != ENDED]
    plans = SafetyPlan.objects.filter(person=person, removed_at=None, hidden="").exclude(state=ENDED)
    return Safety(
        on=on,
        only_rules=False,
        rules=(),
        warnings=tuple(_warning(row, actor, False) for row in warnings),
        plans=tuple(_plan(row, actor, False) for row in plans.select_related("written_by", "approved_by")),
        decided=_decided(person) if access.can_reach(actor, person, Record.RISK_PANEL, on=on) else (),
    )


def one_of_safety(actor: Actor, kind: str, record_id: UUID, verb: Verb, *, on: date) -> OneOfSafety:
    """One warning, plan, incident or referral to which this actor may do ``verb``. Raises NotYours otherwise."""
    row = _KINDS[kind]._default_manager.filter(pk=record_id, removed_at=None).first()
    if row is None:
        raise NotYours("record of safety")
    access.person_for(actor, row.person_id, Record.SAFETY, verb, on=on)
    fields = {field.name: getattr(row, field.name) for field in row._meta.fields if not field.is_relation}
    title = row.get_kind_display() if hasattr(row, "get_kind_display") else ""
    return OneOfSafety(row.person_id, title, fields)


# ---------------------------------------------------------------------------------------------------------------------

_KINDS: dict[str, Any] = {
    "warning": SafetyWarning,
    "plan": SafetyPlan,
    "incident": Incident,
    "referral": SafeguardingReferral,
}


def _in_the_header(actor: Actor, person: Person, on: date) -> list[str]:
    """A sentence for each warning that holds, the gravest first; to a partner the rule for visits and nothing else."""
    rows = [row for row in _warnings(person) if row.state != ENDED]
    if not rows:
        return []
    if access.is_only_referred(actor, person, Record.SAFETY, Verb.READ, on=on):
        return [row.visiting_rule for row in rows if row.visiting_rule]
    return [_sentence(row) for row in rows]


WARNINGS.append(_in_the_header)


def _sentence(row: SafetyWarning) -> str:
    rule = f" {row.visiting_rule.rstrip('.')}." if row.visiting_rule else ""
    waits = " Not approved yet." if row.state == SafetyWarning.State.WRITTEN else ""
    return f"{row.get_kind_display()} ({row.get_level_display().lower()}).{rule}{waits}"


def _warnings(person: Person) -> list[SafetyWarning]:
    rows = SafetyWarning.objects.filter(person=person, removed_at=None).select_related("written_by", "approved_by")
    order = {"high": 0, "medium": 1, "low": 2}
    return sorted(rows, key=lambda row: (row.state == ENDED, order[row.level]))


def _approved(row: SafetyWarning | SafetyPlan) -> str:
    return f"{row.approved_by.name}, {row.approved_on:%-d %B %Y}" if row.approved_by and row.approved_on else ""


def _may_approve(row: SafetyWarning | SafetyPlan, actor: Actor, may: bool) -> bool:
    return may and steps_safety.can_step(row, "approve") and steps_safety.can_approve(actor, row)


def _warning(row: SafetyWarning, actor: Actor, may: bool) -> WarningRow:
    return WarningRow(
        id=row.pk,
        version=row.version,
        kind=row.get_kind_display(),
        level=row.get_level_display(),
        facts=row.facts,
        must_know=row.must_know,
        visiting_rule=row.visiting_rule,
        told=row.told,
        told_why_not=row.told_why_not,
        is_hidden=bool(row.hidden),
        from_on=row.from_on,
        look_again_by=look_again_by(row),
        written_by=row.written_by.name if row.written_by else "",
        approved=_approved(row),
        ended_on=row.ended_on,
        ended_why=row.ended_why,
        may_approve=_may_approve(row, actor, may),
    )


def _plan(row: SafetyPlan, actor: Actor, may: bool) -> SafetyPlanRow:
    return SafetyPlanRow(
        id=row.pk,
        concern=row.concern,
        likelihood=row.get_likelihood_display(),
        harm=row.get_harm_display(),
        protective=row.protective,
        steps=row.steps,
        contingency=row.contingency,
        agreed_by=row.agreed_by,
        own_words=row.own_words,
        from_on=row.from_on,
        look_again_by=look_again_by(row),
        written_by=row.written_by.name if row.written_by else "",
        approved=_approved(row),
        ended_on=row.ended_on,
        ended_why=row.ended_why,
        may_approve=_may_approve(row, actor, may),
    )


def _incident(row: Incident) -> IncidentRow:
    return IncidentRow(
        id=row.pk,
        version=row.version,
        kind=row.get_kind_display(),
        is_missing=row.kind == Incident.Kind.MISSING,
        is_death=row.kind == Incident.Kind.DEATH,
        happened_on=row.happened_on,
        aware_on=row.aware_on,
        told_by=row.told_by,
        facts=row.facts,
        reported_to=row.reported_to,
        back_on=row.back_on,
        talked_on=row.talked_on,
        notified_on=row.notified_on,
        notified_whom=row.notified_whom,
        notice_by=notice_by(row),
    )


def _decided(person: Person) -> tuple[PanelDecided, ...]:
    """What the panel decided about them: the decision and what is done, not what was said."""
    rows = PanelItem.objects.filter(person=person, state=PanelItem.State.DECIDED, removed_at=None, hidden="")
    return tuple(
        PanelDecided(
            row.decision.decided_on,
            row.decision.decision,
            tuple(one.what for one in row.actions.filter(removed_at=None, hidden="")),
        )
        for row in rows.select_related("decision").order_by("-decision__decided_on")
    )


def _referral(row: SafeguardingReferral) -> SafeguardingRow:
    return SafeguardingRow(
        id=row.pk,
        version=row.version,
        to=row.to,
        referred_on=row.referred_on,
        reason=row.reason,
        consent=row.get_consent_display(),
        why_without=row.why_without,
        result=row.result,
        result_on=row.result_on,
    )
