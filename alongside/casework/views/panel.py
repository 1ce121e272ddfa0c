"""The risk panel, for those who run it, present to it and sit on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, photos, queries
from alongside.casework.forms import panel as forms
from alongside.casework.views.about import FormAbout
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
PLACE = "casework:risk_panel"


@permission(Record.RISK_PANEL, Verb.READ)
@require_safe
def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What of one person came to the panel."""
    on, by = clock.today(), request.actor
    header = queries.person_header(by, person_id, Record.RISK_PANEL, on=on, place=PLACE)
    told = {"header": header, "rows": queries.panel_items_of(by, person_id, on=on), "title": "Risk panel"}
    return render(request, "casework/panel_of_person.html", told)


@permission(Record.RISK_PANEL, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def refer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Refer somebody to the panel."""
    done = "They are referred. Now write the paper for the panel."
    about = FormAbout(title="Refer to the risk panel", place=PLACE, act=actions.refer_to_panel, done=done)
    return about.open(request, person_id, Record.RISK_PANEL, Verb.CREATE, lambda _, data: forms.ReferToPanel(data))


@permission(Record.RISK_PANEL, Verb.READ)
@require_safe
def panels(request: HttpRequest) -> HttpResponse:
    """The panels, and who waits to be put on one."""
    return render(request, "casework/panels.html", {"told": queries.panels(request.actor, on=clock.today())})


@permission(Record.RISK_PANEL, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def call(request: HttpRequest) -> HttpResponse:
    """Set the day of a panel."""
    form = forms.CallPanel(request.POST or None, people=queries.who_can_sit(on=clock.today()))
    if sent(request, form, actions.call_panel):
        return said(request, "The day is set. Add members next.", "casework:risk_panels")
    return _form(request, form, "Set a day for the panel", "casework:risk_panels")


@permission(Record.RISK_PANEL, Verb.READ)
@require_safe
def panel(request: HttpRequest, panel_id: UUID) -> HttpResponse:
    """One panel: members, agenda, items."""
    told = queries.panel_page(request.actor, panel_id, on=clock.today())
    return render(request, "casework/panel.html", {"told": told})


@permission(Record.RISK_PANEL, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_member(request: HttpRequest, panel_id: UUID) -> HttpResponse:
    """Let somebody sit on it."""
    queries.panel_page(request.actor, panel_id, on=clock.today())
    form = forms.AddMember(request.POST or None, people=queries.who_can_sit(on=clock.today()))
    if sent(request, form, partial(actions.add_panel_member, panel_id=panel_id)):
        return said(request, "They are a member.", "casework:panel", panel_id)
    return _form(request, form, "Add a member", "casework:panel", panel_id)


@permission(Record.RISK_PANEL, Verb.UPDATE)
@require_POST
def send_agenda(request: HttpRequest, panel_id: UUID) -> HttpResponse:
    """Send the agenda."""
    return _press(request, actions.send_agenda, "The agenda is sent. Members see its items.", panel_id)


@permission(Record.RISK_PANEL, Verb.UPDATE)
@require_POST
def close(request: HttpRequest, panel_id: UUID) -> HttpResponse:
    """Close the panel."""
    return _press(request, actions.close_panel, "The panel is closed. Members see its items no more.", panel_id)


@permission(Record.RISK_PANEL, Verb.UPDATE)
@require_POST
def list_item(request: HttpRequest, panel_id: UUID, item_id: UUID) -> HttpResponse:
    """Put somebody on the agenda."""
    return _press(request, partial(actions.list_item, item_id=item_id, panel=panel_id), "On the agenda.", panel_id, {})


@permission(Record.RISK_PANEL, Verb.READ)
@require_safe
def item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """One item."""
    told = queries.panel_item(request.actor, item_id, on=clock.today())
    return render(request, "casework/panel_item.html", {"told": told})


@permission(Record.RISK_PANEL, Verb.READ)
@require_safe
def paper(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """A paper of an item."""
    document = queries.panel_paper(request.actor, paper_id, on=clock.today())
    answer = HttpResponse(photos.content(document.path), content_type=document.kind)
    answer.headers["Content-Disposition"] = 'inline; filename="photo.jpg"'
    answer.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return answer


@permission(Record.RISK_PANEL, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def prepare(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Write the paper."""
    one = queries.panel_item(request.actor, item_id, Verb.CREATE, on=clock.today())
    started = {"summary": one.summary, "is_ready": one.papers_on is not None, "version": one.version}
    form = forms.Prepare(request.POST or None, request.FILES or None, initial=started)
    if sent(request, form, partial(actions.prepare_item, item_id=item_id)):
        return said(request, "It is kept.", "casework:panel_item", item_id)
    return _form(request, form, f"Papers: {one.label}", "casework:panel_item", item_id)


@permission(Record.RISK_PANEL, Verb.READ)
@require_http_methods(GET_OR_POST)
def conflict(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Declare a conflict."""
    one = queries.panel_item(request.actor, item_id, on=clock.today())
    form = forms.Conflict(request.POST or None)
    if sent(request, form, partial(actions.declare_panel_conflict, item_id=item_id)):
        return said(request, "It is declared. You do not see this item any more.", "casework:risk_panels")
    return _form(request, form, f"A conflict: {one.label}", "casework:panel_item", item_id)


@permission(Record.RISK_PANEL, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def decide(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """What the panel decided."""
    one = queries.panel_item(request.actor, item_id, Verb.APPROVE, on=clock.today())
    form = forms.DecideItem(request.POST or None)
    if sent(request, form, partial(actions.decide_item, item_id=item_id)):
        return said(request, "It is decided.", "casework:panel_item", item_id)
    return _form(request, form, f"Decision: {one.label}", "casework:panel_item", item_id)


@permission(Record.RISK_PANEL, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def act(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """What somebody does after the panel."""
    one = queries.panel_item(request.actor, item_id, Verb.UPDATE, on=clock.today())
    form = forms.AddAction(request.POST or None)
    if sent(request, form, partial(actions.add_panel_action, item_id=item_id)):
        return said(request, "It is added.", "casework:panel_item", item_id)
    return _form(request, form, f"An action: {one.label}", "casework:panel_item", item_id)


@permission(Record.RISK_PANEL, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def tell(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Record that they were told."""
    one = queries.panel_item(request.actor, item_id, Verb.CREATE, on=clock.today())
    form = forms.ToldOfPanel(request.POST or None, initial={"told_on": clock.today()})
    if sent(request, form, partial(actions.tell_of_panel, item_id=item_id)):
        return said(request, "It is recorded.", "casework:panel_item", item_id)
    return _form(request, form, f"{one.label} was told", "casework:panel_item", item_id)


@permission(Record.RISK_PANEL, Verb.CREATE)
@require_POST
def withdraw(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Take a referral back."""
    item = actions.withdraw_item(item_id=item_id, on=clock.today(), by=request.actor)
    return said(request, "It is taken back.", PLACE, item.person_id)


@permission(Record.RISK_PANEL, Verb.CREATE)
@require_POST
def finish(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Say that an action is done."""
    done = actions.finish_panel_action(action_id=action_id, on=clock.today(), by=request.actor)
    return said(request, "It is done.", "casework:panel_item", done.item_id)


# ---------------------------------------------------------------------------------------------------------------------


def _form(request: HttpRequest, form: Form, title: str, back: str, *args: UUID) -> HttpResponse:
    """A form that is not about one person's whole record: its reader may be no more than a member."""
    told = {"form": form, "title": title, "back_to": (back, *args), "once": sending.mark_of(request)}
    return render(request, "casework/panel_form.html", told)


def _press(
    request: HttpRequest, act: Callable[..., Any], done: str, panel_id: UUID, more: dict[str, Any] | None = None
) -> HttpResponse:
    """A button on a panel's page; what is refused is said over the page."""
    given = {"panel_id": panel_id} if more is None else more
    try:
        act(on=clock.today(), by=request.actor, **given)  # type: ignore[attr-defined]
    except FactRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("casework:panel", panel_id)
