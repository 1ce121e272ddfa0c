"""Pages about looking and keeping: conflicts, records opened in an emergency, restricted records."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import safekeeping as forms
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@permission(Record.FIND_PEOPLE, Verb.READ)
@require_safe
def safekeeping(request: HttpRequest) -> HttpResponse:
    """What one can do about looking and keeping, and how much waits."""
    return render(request, "casework/safekeeping.html", {"kept": queries.safekeeping(request.actor, on=clock.today())})


@permission(Record.BREAK_GLASS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def break_glass(request: HttpRequest) -> HttpResponse:
    """Open a record beyond one's reach, with a reason, for reading only."""
    form = forms.BreakGlass(request.POST or None)
    opened = sent(request, form, actions.break_glass)
    if opened:
        messages.success(request, "The record is open to you for three hours. A manager will look at why.")
        return redirect("casework:person", opened.person_id) if opened is not True else redirect("casework:safekeeping")
    return form_page(request, form, "Open a record in an emergency", "Open it", "break_glass")


@permission(Record.BREAK_GLASS, Verb.READ)
@require_safe
def broken_glass(request: HttpRequest) -> HttpResponse:
    """Records that were opened so."""
    rows = queries.broken_glass(request.actor)
    return render(request, "casework/broken_glass.html", {"rows": rows, "on": clock.today()})


@permission(Record.BREAK_GLASS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def review_glass(request: HttpRequest, glass_id: UUID) -> HttpResponse:
    """Say whether it was right to look."""
    row = queries.one_glass(request.actor, glass_id)
    form = forms.ReviewGlass(request.POST or None)
    if sent(request, form, partial(actions.review_glass, glass_id=glass_id, version=row.version)):
        return said(request, "What you found is written down.", "casework:broken_glass")
    return form_page(request, form, f"{row.worker} opened {row.reference}", "Save", "review_glass", glass=row)


@permission(Record.BREAK_GLASS, Verb.UPDATE)
@require_safe
def unusual_reading(request: HttpRequest) -> HttpResponse:
    """Days on which somebody read more, or other records, than is usual."""
    rows = queries.unusual_reading(request.actor, on=clock.today())
    return render(request, "casework/unusual_reading.html", {"rows": rows})


@permission(Record.BREAK_GLASS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def look_into_reading(request: HttpRequest, worker_id: UUID, slug: str) -> HttpResponse:
    """Say what one found about such a day."""
    day = _day(slug)
    row = queries.one_reading(request.actor, worker_id, day, on=clock.today())
    form = forms.LookInto(request.POST or None)
    if sent(request, form, partial(actions.look_into_reading, worker_id=worker_id, day=day)):
        return said(request, "What you found is written down.", "casework:unusual_reading")
    return form_page(request, form, f"What {row.name} read", "Save", "reading", reading=row)


@permission(Record.CONFLICTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def declare_conflict(request: HttpRequest) -> HttpResponse:
    """Say that one knows a young person in one's own life."""
    form = forms.KnowThem(request.POST or None)
    if sent(request, form, actions.declare_conflict_with):
        return said(request, "Thank you. You no longer see this record. Tell your manager.", "casework:safekeeping")
    return form_page(request, form, "I know this young person", "Declare it", "conflict")


@permission(Record.CONFLICTS, Verb.READ)
@require_safe
def conflicts(request: HttpRequest) -> HttpResponse:
    """Open conflicts."""
    return render(request, "casework/conflicts.html", {"rows": queries.conflicts(request.actor, on=clock.today())})


@permission(Record.CONFLICTS, Verb.READ)
@require_http_methods(GET_OR_POST)
def end_conflict(request: HttpRequest, conflict_id: UUID) -> HttpResponse:
    """Say that somebody else's conflict is over."""
    row = queries.one_conflict(request.actor, conflict_id, on=clock.today())
    form = forms.EndConflict(request.POST or None)
    if sent(request, form, partial(actions.end_conflict, conflict_id=conflict_id, version=row.version)):
        return said(request, "The conflict is over.", "casework:conflicts")
    return form_page(request, form, f"{row.worker} and {row.reference}", "End it", "end_conflict", conflict=row)


@permission(Record.ALLOCATION, Verb.UPDATE)
@require_safe
def restricted_records(request: HttpRequest) -> HttpResponse:
    """Restricted records, by reference alone."""
    rows = queries.restricted_records(request.actor, on=clock.today())
    return render(request, "casework/restricted_records.html", {"rows": rows, "on": clock.today()})


@permission(Record.ALLOCATION, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def restrict(request: HttpRequest) -> HttpResponse:
    """Restrict a record to some workers."""
    workers = queries.workers(request.actor, on=clock.today())
    form = forms.Restrict(request.POST or None, workers=workers)
    if sent(request, form, actions.restrict_record):
        return said(request, "Only the people on its list reach this record now.", "casework:restricted_records")
    return form_page(request, form, "Restrict a record", "Restrict it", "restrict")


@permission(Record.ALLOCATION, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def restricted_record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Who is on the list of one restricted record, and a new name."""
    found = queries.restricted_record(request.actor, record_id, on=clock.today())
    form = forms.AddToList(request.POST or None, workers=found.workers)
    if sent(request, form, partial(actions.add_to_list, record_id=record_id)):
        return said(request, "They are on the list.", "casework:restricted_record", record_id)
    return form_page(
        request, form, f"Record {found.reference}", "Put them on the list", "restricted_record", found=found
    )


@permission(Record.ALLOCATION, Verb.UPDATE)
@require_POST
def take_off_list(request: HttpRequest, record_id: UUID, access_id: UUID) -> HttpResponse:
    """End somebody's place on the list."""
    queries.restricted_record(request.actor, record_id, on=clock.today())
    try:
        actions.take_off_list(access_id=access_id, on=clock.today(), by=request.actor)
        messages.success(request, "They are off the list.")
    except FactRefused as refused:
        messages.error(request, str(refused))
    return redirect("casework:restricted_record", record_id)


@permission(Record.ALLOCATION, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def check_restriction(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Look at a restriction again."""
    found = queries.restricted_record(request.actor, record_id, on=clock.today())
    form = forms.CheckRestriction(request.POST or None)
    if sent(request, form, partial(actions.check_restriction, record_id=record_id)):
        return said(request, "It is written down.", "casework:restricted_records")
    return form_page(request, form, f"Look at {found.reference} again", "Save", "check_restriction")


# ---------------------------------------------------------------------------------------------------------------------


def _day(slug: str) -> date:
    """A day in an address."""
    try:
        return date.fromisoformat(slug)
    except ValueError as error:
        raise NotYours("a day") from error


def form_page(request: HttpRequest, form: Form, title: str, send: str, why: str, **more: Any) -> HttpResponse:
    """A form about looking and keeping; ``why`` says what stands above it."""
    told = {"form": form, "title": title, "send": send, "why": why, "once": sending.mark_of(request), **more}
    return render(request, "casework/safekeeping_form.html", told)
