"""Pages about one young person, and the forms that change something about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import person as forms
from alongside.casework.views.about import FormAbout
from alongside.casework.views.sent import sent
from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
Act = Callable[..., Any]


@permission(Record.CORE_DETAILS, Verb.READ)
@require_safe
def now(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What is due, who is helping, where they stand and why."""
    return _page(request, person_id, "now")


@permission(Record.CLOCKS, Verb.READ)
@require_safe
def owed(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Everything that is owed, with its source."""
    return _page(request, person_id, "owed")


@permission(Record.ELIGIBILITY, Verb.READ)
@require_safe
def decision(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """How the category was decided, step by step."""
    return _page(request, person_id, "decision")


@permission(Record.CARE_HISTORY, Verb.READ)
@require_safe
def history(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Time in care, categories, and what is recorded."""
    return _page(request, person_id, "history")


@permission(Record.WHO_LOOKED, Verb.READ)
@require_safe
def looked(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who looked at this record."""
    return _page(request, person_id, "looked")


@permission(Record.ELIGIBILITY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def propose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Propose a category for a manager to decide."""
    return _form(
        request,
        person_id,
        title="Propose a category",
        may="propose",
        make=lambda page, data: forms.Propose(data, choices=page.choices),
        act=actions.propose_determination,
        done="The proposal waits for a manager.",
        back="casework:decision",
    )


@permission(Record.ELIGIBILITY, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Approve a proposal or send it back."""
    return _form(
        request,
        person_id,
        title="Decide the category",
        may="decide",
        make=lambda page, data: forms.Decide(data, initial={"number": page.decision.number}),
        act=_decide,
        done="Your decision is recorded.",
        back="casework:decision",
    )


@permission(Record.ELIGIBILITY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def told(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record that the young person was told."""
    return _form(
        request,
        person_id,
        title="They were told the decision",
        may="tell",
        make=lambda page, data: forms.Tell(data, initial={"number": page.decision.number}),
        act=actions.tell_person,
        done="It is recorded that they were told.",
        back="casework:decision",
    )


@permission(Record.ELIGIBILITY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def disagrees(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record that the young person disagrees."""
    return _form(
        request,
        person_id,
        title="They disagree",
        may="disagree",
        make=lambda page, data: forms.Disagree(data, initial={"number": page.decision.number}),
        act=actions.record_disagreement,
        done="What they say is recorded. A manager sees it.",
        back="casework:decision",
    )


@permission(Record.CORE_DETAILS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def event(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Record something that starts or meets one of the law's clocks."""
    return _form(
        request,
        person_id,
        title="Record what happened",
        may="record_event",
        make=lambda page, data: forms.RecordEvent(data, kinds=page.kinds, initial={"happened_on": page.on}),
        act=actions.record_clock_event,
        done="It is recorded, and the dates have moved.",
        back="casework:person",
    )


@permission(Record.CORE_DETAILS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def correct_event(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Put right the day of something recorded, or say that it never happened."""
    event = queries.one_event(request.actor, event_id, on=clock.today())
    return _form(
        request,
        event.person,
        title=f"Correct: {event.words}",
        may="record_event",
        make=lambda page, data: forms.CorrectEvent(data, initial={"happened_on": event.on}),
        act=partial(_correct_event, event_id=event_id),
        done="It is corrected, and the dates have moved.",
        back="casework:history",
    )


@permission(Record.CONTACT_POINTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add a way to reach somebody, and what is safe there."""
    return _form(
        request,
        person_id,
        title="Add a way to reach them",
        may="contact",
        make=lambda page, data: forms.AddContactPoint(data),
        act=actions.add_contact_point,
        done="It is recorded.",
        back="casework:person",
    )


@permission(Record.CONTACT_POINTS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_contact(request: HttpRequest, contact_point_id: UUID) -> HttpResponse:
    """Change a way to reach somebody, what is safe there, or end it."""
    point = queries.one_contact_point(request.actor, contact_point_id, on=clock.today())
    held = {"version": point.version, "value": point.value, **point.said}
    return _form(
        request,
        point.person,
        title="Change a way to reach them",
        may="contact",
        make=lambda page, data: forms.ChangeContactPoint(
            data, initial=held, kind=point.kind, came_back_on=point.came_back_on
        ),
        act=partial(_change_contact, contact_point_id=contact_point_id),
        done="It is changed.",
        back="casework:person",
    )


@permission(Record.ALLOCATION, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_person(request: HttpRequest) -> HttpResponse:
    """Somebody whom no return has brought yet: who came into care, or to us, since."""
    form = forms.Add(request.POST or None, teams=queries.teams_to_add_to(request.actor))
    act = sending.Making(actions.add_person)
    if sent(request, form, act):
        messages.success(request, "They are added. Now write down their time in care, and who works with them.")
        return act.opened("casework:history", "casework:caseload")
    return render(request, "casework/add_person.html", {"form": form, "once": sending.mark_of(request)})


@permission(Record.ELIGIBILITY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def care(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add time in care that no return held."""
    return _form(
        request,
        person_id,
        title="Add time in care",
        may="complete_history",
        make=lambda page, data: forms.AddSpell(data, statuses=page.statuses),
        act=_add_care,
        done="The time in care is recorded, and the law was asked again.",
        back="casework:history",
    )


@permission(Record.CORE_DETAILS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def details(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct what is recorded of somebody."""
    return _form(
        request,
        person_id,
        title="Correct the details",
        may="correct",
        make=lambda page, data: forms.Correct(data, initial={"version": page.version, **page.details}),
        act=_correct,
        done="The details are corrected.",
        back="casework:person",
    )


@permission(Record.ALLOCATION, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def allocate(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let a worker work with somebody."""
    return _form(
        request,
        person_id,
        title="Allocate",
        may="allocate",
        make=lambda page, data: forms.Allocate(data, workers=page.workers, initial={"from_on": page.on}),
        act=actions.allocate_worker,
        done="The worker is allocated.",
        back="casework:person",
    )


@permission(Record.CORE_DETAILS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def hand_over(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    """Note that a worker's predecessor handed over, and that the young person knows of the change."""
    row = queries.one_allocation(request.actor, allocation_id, Record.CORE_DETAILS, on=clock.today())
    held = {name: getattr(row, name) for name in ("version", "told_on", "handed_over_on")}
    return _form(
        request,
        row.person_id,
        title="Handed over",
        may="correct",
        make=lambda page, data: forms.HandedOver(data, initial=held),
        act=partial(_handed_over, allocation_id=allocation_id),
        done="It is noted.",
        back="casework:person",
    )


@permission(Record.ALLOCATION, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def end_allocation(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    """Somebody stops working with a young person, and nobody follows."""
    row = queries.one_allocation(request.actor, allocation_id, Record.ALLOCATION, on=clock.today())
    return _form(
        request,
        row.person_id,
        title="Stops working with them",
        may="allocate",
        make=lambda page, data: forms.EndAllocation(data, initial={"to_on": page.on}),
        act=partial(_end_allocation, allocation_id=allocation_id),
        done="From that day on they no longer work with them.",
        back="casework:person",
    )


@permission(Record.ELIGIBILITY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def take_out_care(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Take out time in care that was recorded here by mistake."""
    spells = queries.typed_spells(request.actor, person_id, on=clock.today())
    return _form(
        request,
        person_id,
        title="Take out time in care",
        may="complete_history",
        make=lambda page, data: forms.TakeOutSpell(data, spells=spells),
        act=_take_out_care,
        done="It is taken out. What the law finds is worked out anew.",
        back="casework:history",
    )


# ---------------------------------------------------------------------------------------------------------------------


def _page(request: HttpRequest, person_id: UUID, name: str) -> HttpResponse:
    place = "casework:person" if name == "now" else f"casework:{name}"
    page = queries.person_page(request.actor, person_id, on=clock.today(), place=place)
    return render(request, f"casework/person_{name}.html", {"person": page, "header": page.header})


def _form(
    request: HttpRequest, person_id: UUID, *, title: str, may: str, make: Act, act: Act, done: str, back: str
) -> HttpResponse:
    """A form about one person whose page knows whether and how it opens."""
    page = queries.person_page(request.actor, person_id, on=clock.today(), place=back)
    if not getattr(page.may, may):
        raise NotYours(title)
    more = {"person": page, "place": back}
    about = FormAbout(title=title, place=back, act=act, done=done, template="casework/person_form.html", more=more)
    return about.answer(request, page.header, make(page, about.typed(request, person_id)))


def _decide(*, answer: str, comment: str, **given: Any) -> Any:
    act = actions.approve_determination if answer == "approve" else actions.send_back
    return act(comment=comment, **given)


def _add_care(*, from_on: Any, to_on: Any, legal_status: str, authority: str, whole: bool, **given: Any) -> Any:
    spell = actions.KnownSpell(from_on, to_on, legal_status, authority=authority)
    return actions.complete_history(spells=[spell], whole=whole, **given)


def _handed_over(*, person_id: UUID, **given: Any) -> Any:
    return actions.note_hand_over(**given)


def _end_allocation(*, person_id: UUID, **given: Any) -> Any:
    return actions.end_allocation(**given)


def _take_out_care(*, person_id: UUID, spell: str, **given: Any) -> Any:
    return actions.withdraw_spell(episode_id=UUID(spell), **given)


def _correct_event(*, person_id: UUID, never: bool, **given: Any) -> Any:
    return actions.correct_clock_event(**given)


def _change_contact(*, person_id: UUID, version: int, ended: bool, on: Any, by: Any, **given: Any) -> Any:
    changes = {"to_on": on} if ended else {name: value for name, value in given.items() if name != "contact_point_id"}
    point = given["contact_point_id"]
    return actions.change_contact_point(contact_point_id=point, version=version, changes=changes, on=on, by=by)


def _correct(*, version: int, person_id: UUID, on: Any, by: Any, **changes: Any) -> Any:
    return actions.correct_core_details(person_id=person_id, version=version, changes=changes, on=on, by=by)
