"""What complaints, compliments and advocates taught us."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.partners import actions, queries
from alongside.partners.forms import impact as forms
from alongside.partners.views.staff import GET_OR_POST, NEW, desk_page, form_page, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.LESSONS, Verb.READ)
@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    """What was learnt, and the counts."""
    may = {
        "adds": request.actor.can(Record.LESSONS, Verb.CREATE),
        "ends": request.actor.can(Record.LESSONS, Verb.UPDATE),
    }
    return desk_page(request, "lessons", desk=queries.lessons_desk(on=clock.today()), on=clock.today(), **may)


@permission(Record.LESSONS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_lesson(request: HttpRequest) -> HttpResponse:
    """Something learnt."""
    form = forms.Lesson(request.POST or None)
    if sent(request, form, partial(actions.add_lesson, on=clock.today()), NEW):
        messages.success(request, "It is written down.")
        return redirect("lessons")
    return form_page(request, form, "Something learnt", back=reverse("lessons"))


@permission(Record.LESSONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def finish_lesson(request: HttpRequest, lesson_id: UUID) -> HttpResponse:
    """What came of it."""
    lesson = queries.one_lesson(lesson_id)
    form = forms.FinishLesson(request.POST or None, initial={"version": lesson.version})
    if sent(request, form, partial(actions.finish_lesson, lesson_id=lesson_id, on=clock.today()), lesson_id):
        messages.success(request, "It is written down as done.")
        return redirect("lessons")
    return form_page(request, form, "Done", back=reverse("lessons"), lead=lesson.action)
