"""Consultations as those make them who ask: the list, writing, opening, closing, counting."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import AlreadyDone, FactRefused
from alongside.shell.roles import Record, Verb
from alongside.voice import actions, queries
from alongside.voice.forms import consultations as forms
from alongside.voice.forms.answering import AnswerForm
from alongside.voice.result_charts import rates_charts
from alongside.voice.views.asking import actor_of, may, version_of

GET_OR_POST = ["GET", "HEAD", "POST"]
WORDS = ("title", "purpose", "can", "cannot", "answering")


@permission(Record.CONSULTATIONS, Verb.READ)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Every consultation, the newest first."""
    told = {
        "rows": queries.consultations(actor_of(request), on=clock.today()),
        "may": may(actor_of(request), Record.CONSULTATIONS),
    }
    return render(request, "voice/staff/consultations.html", told)


@permission(Record.CONSULTATIONS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def write(request: HttpRequest) -> HttpResponse:
    """Begin a consultation."""
    form = forms.Words(request.POST or None)
    act = sending.Making(actions.write_consultation)
    if sent(request, form, act):
        return act.opened("voice_staff:consultation", "voice_staff:consultations")
    return _form(request, "Ask young people something", form, "Begin")


@permission(Record.CONSULTATIONS, Verb.READ)
@require_safe
def consultation(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """One consultation: what comes next, its questions, who answered, what lies in the box."""
    told = queries.desk(actor_of(request), consultation_id, on=clock.today())
    by_age, by_district = queries.rates_of(consultation_id)
    given = {
        "desk": told,
        "may": may(actor_of(request), Record.CONSULTATIONS),
        "charts": rates_charts(by_age, by_district),
    }
    return render(request, "voice/staff/consultation.html", given | {"once": sending.mark_of(request)})


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def words(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Change what it says, while it is being written."""
    desk = queries.desk(actor_of(request), consultation_id, on=clock.today())
    initial = {name: getattr(desk.shown, name) for name in WORDS} | {"about_offer": desk.about_offer}
    form = forms.Words(request.POST or None, initial=initial)
    act = partial(actions.change_words, consultation_id=consultation_id, version=version_of(request, desk.version))
    if sent(request, form, act):
        return back(consultation_id)
    return _form(request, "What it says", form, "Keep", consultation_id, version=desk.version)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def translate(request: HttpRequest, consultation_id: UUID, language: str) -> HttpResponse:
    """Say it in another language, or in easy words."""
    told = queries.translatable(actor_of(request), consultation_id, language, on=clock.today())
    form = forms.Translation(request.POST or None, asked=told.shown, initial=_initial(told))
    if form.is_valid():
        actions.translate_consultation(
            consultation_id=consultation_id,
            language=language,
            words=form.words,
            questions=form.questions,
            by=actor_of(request),
        )
        return back(consultation_id)
    name = dict(settings.LANGUAGES).get(language, "easy words")
    return _form(request, f"“{told.shown.title}” in {name}", form, "Keep", consultation_id)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_question(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Ask one thing more."""
    queries.desk(actor_of(request), consultation_id, on=clock.today())
    form = forms.QuestionForm(request.POST or None)
    if sent(request, form, partial(actions.add_question, consultation_id=consultation_id)):
        return back(consultation_id)
    return _form(request, "A new question", form, "Add", consultation_id)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Change a question, while the consultation is being written."""
    one, consultation_id = queries.one_question(actor_of(request), question_id)
    initial = {"kind": one.kind, "text": one.text, "hint": one.hint, "choices": "\n".join(one.choices)}
    form = forms.QuestionForm(request.POST or None, initial=initial)
    if sent(request, form, partial(actions.change_question, question_id=question_id)):
        return back(consultation_id)
    return _form(request, f"Question {one.number}", form, "Keep", consultation_id)


@permission(Record.CONSULTATIONS, Verb.UPDATE)
@require_POST
def remove_question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """Take a question out."""
    return back(actions.remove_question(question_id=question_id, by=actor_of(request)).pk)


@permission(Record.CONSULTATIONS, Verb.READ)
@require_safe
def preview(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """The page as those see it who answer, before anybody can."""
    language = request.GET.get("in", settings.LANGUAGE_CODE)
    asked = queries.preview(actor_of(request), consultation_id, language=language, on=clock.today())
    told = {"asked": asked, "form": AnswerForm(asked=asked, with_code=asked.asks_code)}
    return render(request, "voice/staff/preview.html", told)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def open_it(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Open it from a day until a day."""
    queries.desk(actor_of(request), consultation_id, on=clock.today())
    form = forms.Opening(request.POST or None, initial={"opens_on": clock.today()})
    act = partial(actions.open_consultation, consultation_id=consultation_id, on=clock.today())
    if sent(request, form, act):
        messages.success(request, "It is open. Its questions stay as they are from now on.")
        return back(consultation_id)
    return _form(request, "Open it", form, "Open", consultation_id)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_POST
def close(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Take no more answers."""
    actions.close_consultation(consultation_id=consultation_id, on=clock.today(), by=actor_of(request))
    return back(consultation_id)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def extend(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Give it another last day."""
    queries.desk(actor_of(request), consultation_id, on=clock.today())
    form = forms.Until(request.POST or None)
    act = partial(actions.extend_consultation, consultation_id=consultation_id, on=clock.today())
    if sent(request, form, act):
        return back(consultation_id)
    return _form(request, "Another last day", form, "Keep", consultation_id)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_POST
def count(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """Open the box."""
    actions.count_answers(consultation_id=consultation_id, on=clock.today(), by=actor_of(request))
    return redirect("voice_staff:results", consultation_id)


@permission(Record.CONSULTATIONS, Verb.APPROVE)
@require_POST
def end(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """End it without opening the box."""
    actions.end_unopened(consultation_id=consultation_id, by=actor_of(request))
    return back(consultation_id)


# ---------------------------------------------------------------------------------------------------------------------


def back(consultation_id: UUID) -> HttpResponse:
    """To the consultation."""
    return redirect("voice_staff:consultation", consultation_id)


def sent(request: HttpRequest, form: Form, act: Callable[..., Any]) -> bool:
    """Whether the form was sent and done, now or by the same form before; what is refused is said in it."""
    if not form.is_valid():
        return False
    try:
        sending.send_once(act, sending.sent(request), **form.cleaned_data)
    except AlreadyDone:
        return True
    except FactRefused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _initial(told: Any) -> dict[str, str]:
    said = dict(told.words)
    for one in told.shown.questions:
        there = told.questions[one.id]
        said |= {f"q{one.number}_{name}": there.get(name, "") for name in ("text", "hint")}
        said[f"q{one.number}_choices"] = "\n".join(there.get("choices", []))
    return said


def _form(
    request: HttpRequest, title: str, form: Form, button: str, consultation_id: UUID | None = None, **more: Any
) -> HttpResponse:
    told = {"title": title, "form": form, "button": button, "consultation_id": consultation_id}
    return render(request, "voice/staff/form.html", told | more | {"once": sending.mark_of(request)})
