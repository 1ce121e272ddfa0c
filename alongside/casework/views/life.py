"""Pages about the areas of a young person's life. One page an area, one form a kind of record."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.areas import AREAS, KINDS, Area, Kind, area_of
from alongside.casework.forms import life as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.CORE_DETAILS, Verb.READ)
@require_safe
def life(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every area of a life on one screen."""
    page = queries.life_page(request.actor, person_id, on=clock.today())
    return render(request, "casework/life.html", {"page": page, "header": page.header})


def area_view(area: Area) -> Any:
    """The page of one area."""

    @permission(area.record, Verb.READ)
    @require_safe
    def view(request: HttpRequest, person_id: UUID) -> HttpResponse:
        page = queries.area_page(request.actor, person_id, area, on=clock.today())
        told = {"page": page, "header": page.header, "suitability": {}}
        if area.record is Record.HOME:
            told["suitability"] = queries.suitability_of(request.actor, person_id, on=clock.today())
        return render(request, "casework/area.html", told)

    return view


def add_view(kind: Kind) -> Any:
    """The form that adds a record of one kind."""

    @permission(kind.record, Verb.CREATE)
    @require_http_methods(GET_OR_POST)
    def view(request: HttpRequest, person_id: UUID) -> HttpResponse:
        about = FormAbout(
            title=f"Record {kind.one}",
            place=area_of(kind).url_name,
            act=partial(actions.add_life_record, slug=kind.slug),
            done="It is recorded.",
        )
        asked = queries.asked_of(request.actor, kind.slug, Verb.CREATE)
        more = {"kind": kind, "asked": asked, "choices": queries.choices_for(request.actor)}
        make = partial(_new, **more)
        return about.open(request, person_id, kind.record, Verb.CREATE, make)

    return view


def change_view(kind: Kind) -> Any:
    """The form that changes a record of one kind."""

    @permission(kind.record, Verb.UPDATE)
    @require_http_methods(GET_OR_POST)
    def view(request: HttpRequest, record_id: UUID) -> HttpResponse:
        held = queries.one_life_record(request.actor, kind.slug, record_id, on=clock.today())
        about = FormAbout(
            title=f"Change {kind.one}",
            place=area_of(kind).url_name,
            act=partial(without_person, actions.change_life_record, slug=kind.slug, record_id=record_id),
            done="It is changed.",
            template="casework/life_change.html",
            more={"out": reverse(f"casework:take_out_{kind.slug}", args=[record_id])},
            subject=record_id,
        )
        make = partial(_old, kind=kind, held=held, choices=queries.choices_for(request.actor))
        return about.open(request, held.person, kind.record, Verb.UPDATE, make)

    return view


def take_out_view(kind: Kind) -> Any:
    """The form that takes out a record of one kind."""

    @permission(kind.record, Verb.UPDATE)
    @require_http_methods(GET_OR_POST)
    def view(request: HttpRequest, record_id: UUID) -> HttpResponse:
        held = queries.one_life_record(request.actor, kind.slug, record_id, on=clock.today())
        about = FormAbout(
            title="Take it out",
            place=area_of(kind).url_name,
            act=partial(without_person, actions.take_out_life_record, slug=kind.slug, record_id=record_id),
            done="It is taken out.",
            template="casework/life_take_out.html",
            more={"says": held.says},
            subject=record_id,
        )
        make = partial(_taking_out, version=held.version)
        return about.open(request, held.person, kind.record, Verb.UPDATE, make)

    return view


AREA_PAGES = {area.slug: area_view(area) for area in AREAS}
ADD = {slug: add_view(kind) for slug, kind in KINDS.items()}
CHANGE = {slug: change_view(kind) for slug, kind in KINDS.items()}
TAKE_OUT = {slug: take_out_view(kind) for slug, kind in KINDS.items()}


@permission(Record.HOME, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def assess(request: HttpRequest, home_id: UUID) -> HttpResponse:
    """Say whether a home is suitable."""
    person, says = queries.one_home(request.actor, home_id, on=clock.today())
    about = FormAbout(
        title="Is this home suitable?",
        place="casework:life_home",
        act=partial(without_person, actions.assess_home, home_id=home_id),
        done="A manager decides on it now.",
        template="casework/life_says.html",
        more={"says": says},
        subject=home_id,
    )
    return about.open(request, person, Record.HOME, Verb.UPDATE, lambda header, data: forms.Assess(data))


@permission(Record.HOME, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide_home(request: HttpRequest, assessment_id: UUID) -> HttpResponse:
    """Approve an assessment of a home, or send it back."""
    row = queries.one_suitability(request.actor, assessment_id, on=clock.today())
    about = FormAbout(
        title="Decide on this home",
        place="casework:life_home",
        act=partial(without_person, actions.decide_suitability, assessment_id=assessment_id),
        done="Your decision is recorded.",
        template="casework/life_decide.html",
        more={"row": row},
        subject=assessment_id,
    )
    return about.open(request, row.person, Record.HOME, Verb.APPROVE, lambda header, data: forms.DecideHome(data))


@permission(Record.LEARNING, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def answer_activity(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    """Take over what a young person told us of their learning, or not."""
    person, says = queries.one_proposal(request.actor, activity_id, on=clock.today())
    about = FormAbout(
        title="They told us something new",
        place="casework:life_learning",
        act=partial(without_person, actions.answer_proposed_activity, activity_id=activity_id),
        done="It is settled.",
        template="casework/life_says.html",
        more={"says": says},
        subject=activity_id,
    )
    return about.open(request, person, Record.LEARNING, Verb.UPDATE, lambda header, data: forms.AnswerProposal(data))


# ---------------------------------------------------------------------------------------------------------------------


def _new(header: Any, data: Any, **more: Any) -> forms.LifeRecord:
    return forms.LifeRecord(data, **more)


def _old(header: Any, data: Any, *, held: Any, **more: Any) -> forms.LifeRecord:
    return forms.LifeRecord(data, initial=held.values, asked=held.asked, version=held.version, **more)


def _taking_out(header: Any, data: Any, *, version: int) -> forms.TakeOut:
    return forms.TakeOut(data, initial={"version": version})
