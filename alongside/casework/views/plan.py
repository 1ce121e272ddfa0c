"""Pages of the pathway plan: reading, writing head by head, deciding, handing out, comparing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, plan_paper, queries
from alongside.casework.forms import plan as forms
from alongside.casework.queries.plan import Plan
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.sent import said
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours, WrongState
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
PLACE = "casework:plan"
DECIDE = "Decide the plan"
Act = Callable[..., Any]
Make = Callable[[Any], Any]


@permission(Record.PATHWAY_PLAN, Verb.READ)
@require_safe
def plan(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The plan that holds, the one being written, and the earlier ones."""
    on, by = clock.today(), request.actor
    told = queries.person_plans(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.PATHWAY_PLAN, on=on, place=PLACE)
    return render(request, "casework/plan.html", {"header": header, "plans": told})


@permission(Record.PATHWAY_PLAN, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def begin(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Begin a plan, or its next version."""
    about = FormAbout(
        title="Begin a plan", place=PLACE, act=actions.begin_plan, done="It is begun. Write it with them, head by head."
    )
    return about.open(
        request,
        person_id,
        Record.PATHWAY_PLAN,
        Verb.CREATE,
        lambda _, data: forms.BeginPlan(data, initial={"scope": "whole"}),
    )


@permission(Record.PATHWAY_PLAN, Verb.READ)
@require_safe
def version(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One version: to write on where it is open, to read where it is not."""
    return _shown(request, queries.one_plan(request.actor, plan_id, on=clock.today()), "plan_version")


@permission(Record.PATHWAY_PLAN, Verb.READ)
@require_safe
def compare(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Two versions side by side."""
    on, by, asked = clock.today(), request.actor, request.GET.get("with", "")
    number = int(asked) if asked.isdecimal() else None
    told = queries.compared_plans(by, plan_id, on=on, with_number=number)
    header = queries.person_header(by, told.person, Record.PATHWAY_PLAN, on=on, place=PLACE)
    return render(request, "casework/plan_compare.html", {"header": header, "compared": told})


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What matters to them, and how they took part."""
    one = _opened(request, plan_id, "write")
    held = {"version": one.version, "about_me": one.about_me, "how_made": one.how_made}
    act = partial(_write, plan_id=plan_id)
    return _form(request, one, "What matters to them", act, lambda data: forms.WritePlan(data, initial=held))


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def head(request: HttpRequest, head_id: UUID) -> HttpResponse:
    """One head: the young person's words first."""
    one, row = queries.one_head(request.actor, head_id, on=clock.today())
    _check(one, "write")
    names = ("version", "words", "need", "will_happen", "who", "by_when", "otherwise", "nothing_now")
    held = {name: getattr(row, name) for name in names}
    more = {"row": row, "plan": one, "send": "Save"}
    act = partial(_write_head, head_id=head_id)
    make = partial(_made, forms.WriteHead, held)
    return _form(request, one, row.statute, act, make, template="casework/plan_head.html", more=more, subject=head_id)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def hide_head(request: HttpRequest, head_id: UUID) -> HttpResponse:
    """Keep one head from the young person's copy, or show it again."""
    one, row = queries.one_head(request.actor, head_id, on=clock.today())
    _check(one, "hide")
    held = {name: getattr(row, name) for name in ("version", "hidden", "hidden_until")}
    act = partial(without_person, actions.hide_plan_head, head_id=head_id)
    make = partial(_made, forms.HideHead, held)
    return _form(request, one, f"{row.statute}: who sees it", act, make, subject=head_id)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_action(request: HttpRequest, head_id: UUID) -> HttpResponse:
    """Something that somebody will do."""
    one, row = queries.one_head(request.actor, head_id, on=clock.today())
    _check(one, "write")
    act = partial(without_person, actions.add_plan_action, head_id=head_id)
    back = reverse("casework:plan_head", args=[head_id])
    make = partial(_made, forms.WriteAction, {})
    return _form(request, one, f"{row.statute}: what will be done", act, make, subject=head_id, back=back)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Change what is to be done while the plan is written; afterwards, note how it goes."""
    one, row = queries.one_plan_action(request.actor, action_id, on=clock.today())
    writing = "write" in one.may
    _check(one, "write" if writing else "progress")
    held = {
        name: getattr(row, name)
        for name in ("version", "what", "owner_name", "due_on", "state", "settled_on", "outcome")
    }
    held["owner"] = row.owner_code
    kind = forms.ChangeAction if writing else forms.Progress
    act = _change_action if writing else partial(without_person, actions.note_progress)
    make = partial(_made, kind, held)
    return _form(request, one, row.what, partial(act, action_id=action_id), make, subject=action_id)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_POST
def give(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Put the plan before the young person."""
    one = _opened(request, plan_id, "give")
    actions.put_before_person(plan_id=plan_id, version=one.version, on=clock.today(), by=request.actor)
    return said(request, "They can read it now, and say what they think.", "casework:plan_version", plan_id)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def voice(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """What they say about it."""
    one = _opened(request, plan_id, "answer")
    act = partial(without_person, actions.record_plan_voice, plan_id=plan_id)
    make = partial(_made, forms.Voice, {"said_on": clock.today()})
    return _form(request, one, "What they say about the plan", act, make)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def submit(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Send it to the manager."""
    one = _opened(request, plan_id, "submit")
    act = partial(without_person, actions.submit_plan, plan_id=plan_id)
    return _form(
        request, one, "Send to a manager", act, partial(_made, forms.Submit, {"version": one.version}), send="Send"
    )


@permission(Record.PATHWAY_PLAN, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Approve it, send it back, or pass it on."""
    one = queries.one_plan(request.actor, plan_id, on=clock.today())
    if not one.may & {"approve", "escalate"}:
        raise WrongState("You cannot decide this plan: it is not waiting, or you sent it in yourself.")
    act = partial(_decide, plan_id=plan_id)
    may_pass_on = "escalate" in one.may

    def make(data: Any) -> forms.DecidePlan:
        return forms.DecidePlan(data, may_pass_on=may_pass_on, initial={"version": one.version})

    return _form(request, one, DECIDE, act, make, template="casework/plan_decide.html", more={"plan": one})


@permission(Record.PATHWAY_PLAN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def copies(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Copies that were handed out, the files to print, and another copy."""
    one = _opened(request, plan_id, "share")
    languages = plan_paper.languages()

    def make(data: Any) -> forms.HandOut:
        held = {"handed_on": clock.today(), "language": "en-gb", "form": "pdf"}
        return forms.HandOut(data, languages=languages, initial=held)

    act = partial(without_person, actions.hand_out_plan, plan_id=plan_id)
    more = {"plan": one, "languages": languages, "send": "Record the copy"}
    return _form(request, one, "Copies", act, make, template="casework/plan_copies.html", more=more)


@permission(Record.PATHWAY_PLAN, Verb.READ)
@require_safe
def paper(request: HttpRequest, plan_id: UUID, kind: str, language: str) -> HttpResponse:
    """A version as PDF, or large print, with its headings in a language."""
    told = queries.plan_for_paper(request.actor, plan_id, on=clock.today(), form=kind, language=language)
    return plan_paper.answer(told, form=kind, language=language, on=clock.today())


@permission(Record.PATHWAY_PLAN, Verb.APPROVE)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Plans and assessments that wait for a manager."""
    on = clock.today()
    return render(
        request, "casework/plans_waiting.html", {"rows": queries.plans_waiting(request.actor, on=on), "on": on}
    )


# ---------------------------------------------------------------------------------------------------------------------


def _shown(request: HttpRequest, one: Plan, name: str) -> HttpResponse:
    by = request.actor  # type: ignore[attr-defined]
    header = queries.person_header(by, one.person, Record.PATHWAY_PLAN, on=clock.today(), place=PLACE)
    return render(request, f"casework/{name}.html", {"header": header, "plan": one})


def _opened(request: HttpRequest, plan_id: UUID, step: str) -> Plan:
    one = queries.one_plan(request.actor, plan_id, on=clock.today())  # type: ignore[attr-defined]
    _check(one, step)
    return one


def _check(one: Plan, step: str) -> None:
    """Refuse a page for a step that this reader cannot take now."""
    if step not in one.may:
        if not one.is_whole and step != "write":
            raise NotYours("plan")
        raise WrongState("This cannot be done with this version of the plan now.")


def _form(request: HttpRequest, one: Plan, title: str, act: Act, make: Make, **told: Any) -> HttpResponse:
    """A form about a version; afterwards one is back at that version, or at ``back``."""
    about = FormAbout(
        title=title,
        place=PLACE,
        act=act,
        done="It is saved.",
        template=told.get("template", "casework/form.html"),
        more={"send": told.get("send", ""), **told.get("more", {})},
        subject=told.get("subject", one.id),
        back=told.get("back") or reverse("casework:plan_version", args=[one.id]),
    )
    verb = Verb.APPROVE if title == DECIDE else Verb.UPDATE
    return about.open(request, one.person, Record.PATHWAY_PLAN, verb, lambda _, data: make(data))


def _made(kind: Any, held: dict[str, Any], data: Any) -> Any:
    return kind(data, initial=held)


def _write(*, plan_id: UUID, person_id: UUID, version: int, on: Any, by: Any, **changes: Any) -> Any:
    return actions.write_plan(plan_id=plan_id, version=version, changes=changes, on=on, by=by)


def _write_head(*, head_id: UUID, person_id: UUID, version: int, on: Any, by: Any, **changes: Any) -> Any:
    return actions.write_head(head_id=head_id, version=version, changes=changes, on=on, by=by)


def _change_action(*, action_id: UUID, person_id: UUID, version: int, on: Any, by: Any, **changes: Any) -> Any:
    return actions.change_plan_action(action_id=action_id, version=version, changes=changes, on=on, by=by)


def _decide(*, plan_id: UUID, person_id: UUID, answer: str, comment: str, **given: Any) -> Any:
    if answer == "escalate":
        return actions.escalate_plan(plan_id=plan_id, why=comment[:300], **given)
    act = actions.approve_plan if answer == "approve" else actions.send_plan_back
    return act(plan_id=plan_id, comment=comment, **given)
