"""The young person's own plan, under /me/plan/."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, plan_paper, queries
from alongside.casework.forms import plan as forms
from alongside.casework.views.portal import GET_OR_POST, OWN, own_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb


@permission(Record.PATHWAY_PLAN, Verb.READ, OWN)
@require_safe
def my_plan(request: HttpRequest) -> HttpResponse:
    """The plan that holds, or the one to read now."""
    return own_page(request, "plan", queries.my_plan(request.actor, on=clock.today()))


@permission(Record.PATHWAY_PLAN, Verb.READ, OWN)
@require_safe
def my_version(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """One version."""
    return own_page(request, "plan", queries.my_plan(request.actor, on=clock.today(), plan_id=plan_id))


@permission(Record.NEEDS_ASSESSMENT, Verb.READ, OWN)
@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """What was found out about their needs, once it is finished."""
    return own_page(request, "needs", queries.my_assessments(request.actor, on=clock.today()))


@permission(Record.PATHWAY_PLAN, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def answer(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Agree, or not, in one's own words."""
    told = queries.my_plan(request.actor, on=clock.today(), plan_id=plan_id)
    if not told.may_answer:
        raise NotYours("plan")
    form = forms.MyAnswer(request.POST or None)
    if sent(request, form, partial(actions.answer_my_plan, plan_id=plan_id)):
        return said(request, "What you said is kept with the plan. Your adviser sees it.", _back(plan_id))
    return own_page(request, "plan_answer", told, form)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def words(request: HttpRequest, plan_id: UUID) -> HttpResponse:
    """Add words to it."""
    told = queries.my_plan(request.actor, on=clock.today(), plan_id=plan_id)
    form = forms.MyWords(request.POST or None, initial={"head": request.GET.get("about", "")})
    if sent(request, form, partial(actions.add_my_plan_words, plan_id=plan_id)):
        return said(request, "Your words are in the plan now.", _back(plan_id))
    return own_page(request, "plan_words", told, form)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE, OWN)
@require_http_methods(GET_OR_POST)
def progress(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say how something goes."""
    told = queries.my_action(request.actor, action_id, on=clock.today())
    form = forms.MyProgress(request.POST or None)
    if sent(request, form, partial(actions.say_how_it_goes, action_id=action_id)):
        return said(request, "Thank you. Your adviser sees it.", _back(told.plan))
    return own_page(request, "plan_progress", told, form)


@permission(Record.PATHWAY_PLAN, Verb.UPDATE, OWN)
@require_POST
def copy(request: HttpRequest, plan_id: UUID, kind: str) -> HttpResponse:
    """A copy as a file. That it was taken is written down, so it is asked for by a button."""
    on, by, language = clock.today(), request.actor, request.POST.get("language", "en-gb")
    told = queries.plan_for_paper(by, plan_id, on=on, form=kind, language=language)
    file = plan_paper.answer(told, form=kind, language=language, on=on)
    actions.take_my_copy(plan_id=plan_id, form=kind, language=language, on=on, by=by)
    return file


@permission(Record.REVIEWS, Verb.CREATE, OWN)
@require_http_methods(GET_OR_POST)
def review(request: HttpRequest) -> HttpResponse:
    """Ask for a meeting about one's own plan, and the meetings there were."""
    form = forms.AskForReview(request.POST or None)
    if sent(request, form, actions.ask_for_my_review):
        return said(request, "You asked for it. Your adviser finds a day with you.", "me:plan_review")
    return own_page(request, "plan_review", queries.my_reviews(request.actor, on=clock.today()), form)


def _back(plan_id: UUID) -> str:
    return reverse("me:plan_version", args=[plan_id])
