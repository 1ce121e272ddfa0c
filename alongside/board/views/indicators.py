"""Indicators: the register, a page for each, entering, approving, comparing, and what cannot be true."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.board import actions, queries
from alongside.board.forms import indicators as forms
from alongside.board.views.asking import GET_OR_POST, actor_of, form_page, may, sent, version_of
from alongside.shell import clock, downloads
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

READ = permission(Record.INDICATORS, Verb.READ)
LIST = "board:indicators"


@READ
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """The register, each indicator with its newest figure and what that tells."""
    form = forms.ShowForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    told = {
        "rows": queries.indicator_rows(actor_of(request), **chosen),
        "form": form,
        "waiting": queries.waiting_entries(actor_of(request)),
        "may": may(actor_of(request), Record.INDICATORS),
    }
    return render(request, "board/indicators.html", told)


@READ
@require_safe
def indicator(request: HttpRequest, name: str) -> HttpResponse:
    """One indicator."""
    told = {
        "page": queries.indicator_page(actor_of(request), name),
        "actions": queries.actions_on(actor_of(request), name, on=clock.today()),
        "contradictions": queries.contradictions_of(actor_of(request), name),
        "two_ways": queries.two_ways(actor_of(request), name),
        "may": may(actor_of(request), Record.INDICATORS),
    }
    return render(request, "board/indicator.html", told)


@READ
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Every figure shown, as a CSV file."""
    headings, rows = queries.figures_file(actor_of(request))
    return downloads.answer("indicators.csv", downloads.as_csv(headings, rows), downloads.CSV_TYPE)


@READ
@require_safe
def indicator_figures(request: HttpRequest, name: str) -> HttpResponse:
    """The figures of one indicator, as a CSV file."""
    headings, rows = queries.figures_file(actor_of(request), name)
    return downloads.answer(f"{name}.csv", downloads.as_csv(headings, rows), downloads.CSV_TYPE)


@permission(Record.INDICATORS, Verb.UPDATE)
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """Take every figure that the parts compute."""
    actions.take_figures(on=clock.today(), by=actor_of(request))
    return redirect(LIST)


@permission(Record.INDICATORS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def enter(request: HttpRequest, name: str) -> HttpResponse:
    """Enter a figure that no part computes."""
    page = queries.indicator_page(actor_of(request), name)
    form = forms.EntryForm(request.POST or None)
    if sent(request, form, partial(actions.enter_figure, indicator=name, on=clock.today())):
        return redirect("board:indicator", name)
    return form_page(request, "Enter a figure", form, "Send for approval", up=_up(name), note=page.indicator.definition)


@permission(Record.INDICATORS, Verb.APPROVE)
@require_POST
def approve(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Approve a figure that somebody else entered."""
    return _decided(request, actions.approve_figure, entry_id)


@permission(Record.INDICATORS, Verb.APPROVE)
@require_POST
def send_back(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Send such a figure back."""
    return _decided(request, actions.send_back_figure, entry_id)


@permission(Record.INDICATORS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def story(request: HttpRequest, name: str) -> HttpResponse:
    """Write what is behind an indicator."""
    told = queries.story_words(actor_of(request), name)
    words = ("story", "partners", "works", "data_agenda")
    form = forms.StoryForm(request.POST or None, initial={one: getattr(told, one) for one in words})
    version = version_of(request, told.version)
    if sent(request, form, partial(actions.tell_story, indicator=name, version=version, on=clock.today())):
        return redirect("board:indicator", name)
    return form_page(request, "Turning the curve", form, "Keep", up=_up(name), version=version)


@permission(Record.INDICATORS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def benchmarks(request: HttpRequest) -> HttpResponse:
    """Take in a file of other councils' figures, whole or not at all."""
    form = forms.BenchmarksForm(request.POST or None, request.FILES or None)

    def act(*, file: Any, by: Any) -> Any:
        return actions.import_benchmarks(name=file.name, content=file.read(), by=by)

    if sent(request, form, act):
        messages.success(request, "The figures of the file are taken in.")
        return redirect(LIST)
    return form_page(request, "Figures of others", form, "Take in", up=(reverse(LIST), "Indicators"), has_file=True)


@permission(Record.INDICATORS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def neighbours(request: HttpRequest) -> HttpResponse:
    """Take in which councils are like ours."""
    form = forms.NeighboursForm(request.POST or None, request.FILES or None)

    def act(*, file: Any, by: Any) -> Any:
        return actions.import_neighbours(content=file.read(), by=by)

    if sent(request, form, act):
        messages.success(request, "From now on we compare ourselves with the councils of the file.")
        return redirect(LIST)
    up = (reverse(LIST), "Indicators")
    return form_page(request, "Councils like ours", form, "Take in", up=up, has_file=True)


@READ
@require_safe
def enquiries(request: HttpRequest) -> HttpResponse:
    """What a board asks, and the figures that bear on it."""
    return render(
        request, "board/enquiries.html", {"page": queries.enquiries_page(actor_of(request), on=clock.today())}
    )


@READ
@require_safe
def contradictions(request: HttpRequest) -> HttpResponse:
    """Figures that cannot all be true."""
    told = {
        "page": queries.contradictions_page(actor_of(request)),
        "may": may(actor_of(request), Record.INDICATORS),
    }
    return render(request, "board/contradictions.html", told)


@permission(Record.INDICATORS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def state(request: HttpRequest) -> HttpResponse:
    """Write down a figure that a paper states."""
    form = forms.StatedForm(request.POST or None)
    if sent(request, form, actions.state_figure):
        return redirect("board:contradictions")
    up = (reverse("board:contradictions"), "Contradictions")
    return form_page(request, "A figure that a paper states", form, "Compare it", up=up)


@permission(Record.INDICATORS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def explain(request: HttpRequest, stated_id: UUID) -> HttpResponse:
    """Say why figures differ."""
    told = queries.stated_for(actor_of(request), stated_id)
    form = forms.ExplainForm(request.POST or None, initial={"explained": told.explained})
    version = version_of(request, told.version)
    if sent(request, form, partial(actions.explain_contradiction, stated_id=stated_id, version=version)):
        return redirect("board:contradictions")
    up = (reverse("board:contradictions"), "Contradictions")
    note = f"{told.name}: {told.words} for {told.period}, in {told.where}."
    return form_page(request, "Why they differ", form, "Keep", up=up, note=note, version=version)


# ---------------------------------------------------------------------------------------------------------------------


def _decided(request: HttpRequest, act: Any, entry_id: UUID) -> HttpResponse:
    entry = act(entry_id=entry_id, version=version_of(request), on=clock.today(), by=actor_of(request))
    return redirect("board:indicator", entry.indicator)


def _up(name: str) -> tuple[str, str]:
    return reverse("board:indicator", args=[name]), f"Indicator {name}"
