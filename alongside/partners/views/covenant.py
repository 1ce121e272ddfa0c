"""The staff's pages of the covenant: what waits, one pledge, and each step that is taken with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partners import actions, queries
from alongside.partners.forms import covenant as forms
from alongside.partners.views.staff import GET_OR_POST, desk_page, form_page, sent
from alongside.shell import clock
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.COVENANT, Verb.READ)
@require_safe
def covenant_desk(request: HttpRequest) -> HttpResponse:
    """What waits, what holds, what is over."""
    on = clock.today()
    return desk_page(request, "covenant_desk", desk=queries.covenant_desk(request.actor, on=on), on=on)


@permission(Record.COVENANT, Verb.READ)
@require_safe
def pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """One pledge."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())
    secret = queries.link_of(request.actor, page.organisation_id) if page.organisation_id else None
    link = request.build_absolute_uri(reverse("own_pledges", args=[secret])) if secret else ""
    return render(request, "partners/pledge.html", {"page": page, "on": clock.today(), "link": link})


@permission(Record.COVENANT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def check_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Write the offer's words, and pass the pledge on."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())
    first = {**page.words, "districts": page.districts, "version": page.version}
    form = forms.Check(request.POST or None, initial=first, is_new=bool(page.signed_up))
    if sent(request, form, partial(actions.check_pledge, pledge_id=pledge_id, on=clock.today()), pledge_id):
        messages.success(request, "Checked. Somebody else approves it.")
        return redirect("pledge", pledge_id)
    back = reverse("pledge", args=[pledge_id])
    return form_page(request, form, "Check a pledge", back=back, send="Pass it on", template="check_pledge", page=page)


@permission(Record.COVENANT, Verb.APPROVE)
@require_POST
def approve_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Approve what somebody else checked, in the state in which it was read."""
    version = queries.pledge_page(request.actor, pledge_id, on=clock.today()).version
    read = request.POST.get("version", "")
    version = int(read) if read.isdecimal() else version
    actions.approve_pledge(pledge_id=pledge_id, version=version, on=clock.today(), by=request.actor)
    messages.success(request, "Approved. It stands in the offer from its first day on.")
    return redirect("pledge", pledge_id)


@permission(Record.COVENANT, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def send_back_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Send it back to be checked again."""
    return _why(request, pledge_id, actions.send_back_pledge, "Send back", "Sent back.")


@permission(Record.COVENANT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def decline_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Do not take it."""
    return _why(request, pledge_id, actions.decline_pledge, "Do not take", "It is not taken. What was sent is kept.")


@permission(Record.COVENANT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def report_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Say how many used it."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())
    first = max((one.to_on for one in page.reports), default=page.row.from_on)
    form = forms.Used(request.POST or None, initial={"from_on": first, "to_on": clock.today()})
    return _step(request, page, form, actions.report_take_up, "How many used", "It is written down.")


@permission(Record.COVENANT, Verb.UPDATE)
@require_POST
def ask_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Say that the signatory was asked whether it goes on."""
    actions.note_renewal_asked(pledge_id=pledge_id, on=clock.today(), by=request.actor)
    messages.success(request, "It is written down that they were asked today.")
    return redirect("pledge", pledge_id)


@permission(Record.COVENANT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def renew_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Ask for a later end, as the signatory said."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())
    form = forms.Longer(request.POST or None)
    return _step(request, page, form, actions.ask_renewal, "A new end for", "Asked. Somebody else agrees.")


@permission(Record.COVENANT, Verb.APPROVE)
@require_POST
def agree_renewal(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Agree to a renewal that somebody else asked for."""
    actions.agree_renewal(pledge_id=pledge_id, on=clock.today(), by=request.actor)
    messages.success(request, "It goes on.")
    return redirect("pledge", pledge_id)


@permission(Record.COVENANT, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def refuse_renewal(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Do not agree to a renewal."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())
    form = forms.Why(request.POST or None)
    return _step(request, page, form, actions.refuse_renewal, "Do not renew", "It ends on its day.")


@permission(Record.COVENANT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def end_pledge(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """End it before its day."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())
    form = forms.Why(request.POST or None)
    return _step(request, page, form, actions.end_pledge, "End", "It is out of the offer.")


@permission(Record.COVENANT, Verb.UPDATE)
@require_POST
def new_link(request: HttpRequest, pledge_id: UUID) -> HttpResponse:
    """Give the signatory a new link."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())
    actions.make_new_link(organisation_id=page.organisation_id, by=request.actor)
    messages.success(request, "The link before opens nothing any more.")
    return redirect("pledge", pledge_id)


# ---------------------------------------------------------------------------------------------------------------------


def _step(
    request: HttpRequest, page: queries.PledgePage, form: Form, act: Callable[..., Any], title: str, done: str
) -> HttpResponse:
    """A form that takes one step with a pledge."""
    if sent(request, form, partial(act, pledge_id=page.row.id, on=clock.today()), page.row.id):
        messages.success(request, done)
        return redirect("pledge", page.row.id)
    return form_page(request, form, f"{title}: {page.row.title}", back=reverse("pledge", args=[page.row.id]))


def _why(request: HttpRequest, pledge_id: UUID, act: Callable[..., Any], title: str, done: str) -> HttpResponse:
    """A step for which a reason is given, in the state in which the pledge was read."""
    page = queries.pledge_page(request.actor, pledge_id, on=clock.today())  # type: ignore[attr-defined]
    form = forms.WhyVersion(request.POST or None, initial={"version": page.version})
    if sent(request, form, partial(act, pledge_id=pledge_id), pledge_id):
        messages.success(request, done)
        return redirect("pledge", pledge_id)
    return form_page(request, form, f"{title}: {page.row.title}", back=reverse("pledge", args=[pledge_id]))
