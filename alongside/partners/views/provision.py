"""Homes that there are, gaps, and the accommodation strategy."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partners import actions, queries, strategy_paper
from alongside.partners.forms import protocols as forms
from alongside.partners.forms.impact import SendBack
from alongside.partners.views.protocols import EVERYWHERE
from alongside.partners.views.staff import GET_OR_POST, NEW, desk_page, form_page, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb


@permission(Record.PROTOCOLS, Verb.READ)
@require_safe
def homes(request: HttpRequest) -> HttpResponse:
    """What homes there are, what is planned, what is missing."""
    desk = queries.homes_desk(request.actor, on=clock.today())
    return desk_page(request, "homes", desk=desk, on=clock.today())


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def add_homes(request: HttpRequest) -> HttpResponse:
    """Homes of one kind."""
    form = forms.Homes(request.POST or None)
    if sent(request, form, actions.add_provision, NEW):
        messages.success(request, "They are in the list.")
        return redirect("partner_homes")
    return form_page(request, form, "Homes for care leavers", back=reverse("partner_homes"))


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def change_homes(request: HttpRequest, provision_id: UUID) -> HttpResponse:
    """Change them."""
    row = queries.one_provision(provision_id, on=clock.today())
    names = ("what", "organisation_id", "places", "from_on", "to_on", "version")
    first = {name: getattr(row, name) for name in names} | {"district": row.district_slug}
    form = forms.ChangeHomes(request.POST or None, initial=first)
    if sent(request, form, partial(actions.change_provision, provision_id=provision_id), provision_id):
        messages.success(request, "It is changed.")
        return redirect("partner_homes")
    return form_page(request, form, f"Change: {row.what}", back=reverse("partner_homes"))


@permission(Record.PROTOCOLS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def log_gap(request: HttpRequest) -> HttpResponse:
    """Log that something is missing."""
    districts = queries.districts_to_log(request.actor)
    form = forms.Gap(request.POST or None, initial={"noticed_on": clock.today()}, districts=districts)
    if sent(request, form, partial(actions.log_gap, on=clock.today()), NEW):
        messages.success(request, "It is logged. It is looked at together.")
        return redirect("partner_homes")
    return form_page(request, form, "Something that is missing", back=reverse("partner_homes"))


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def review_gap(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    """Write down a joint review."""
    gap = queries.one_gap(request.actor, gap_id, on=clock.today())
    form = forms.ReviewGap(request.POST or None, initial={"version": gap.version})
    if sent(request, form, partial(actions.review_gap, gap_id=gap_id, on=clock.today()), gap_id):
        messages.success(request, "It is written down.")
        return redirect("partner_homes")
    return form_page(request, form, "Reviewed together", back=reverse("partner_homes"), lead=gap.what)


@permission(Record.PROTOCOLS, Verb.READ, EVERYWHERE)
@require_safe
def strategy(request: HttpRequest) -> HttpResponse:
    """The accommodation strategy, to read and to print."""
    actor = request.actor
    page = queries.strategy(actor, on=clock.today())
    return render(request, "partners/strategy.html", {"page": page, "on": clock.today()})


@permission(Record.PROTOCOLS, Verb.READ, EVERYWHERE)
@require_safe
def strategy_file(request: HttpRequest) -> HttpResponse:
    """The strategy as a tagged PDF."""
    return strategy_paper.answer(queries.strategy(request.actor, on=clock.today()), on=clock.today())


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_POST
def propose_strategy(request: HttpRequest) -> HttpResponse:
    """Put it to be approved."""
    try:
        actions.propose_strategy(on=clock.today(), by=request.actor)
        messages.success(request, "It waits to be approved by somebody else.")
    except FactRefused as refused:
        messages.warning(request, str(refused))
    return redirect("accommodation_strategy")


@permission(Record.PROTOCOLS, Verb.APPROVE, EVERYWHERE)
@require_POST
def approve_strategy(request: HttpRequest, number: int) -> HttpResponse:
    """Approve it."""
    given = request.POST.get("version", "")
    try:
        version = int(given) if given.isdigit() else 0
        actions.approve_strategy(number=number, version=version, on=clock.today(), by=request.actor)
        messages.success(request, "It is approved.")
    except FactRefused as refused:
        messages.warning(request, str(refused))
    return redirect("accommodation_strategy")


@permission(Record.PROTOCOLS, Verb.APPROVE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def send_back_strategy(request: HttpRequest, number: int) -> HttpResponse:
    """Send it back."""
    version = queries.waiting_strategy(request.actor, number, on=clock.today())
    form = SendBack(request.POST or None, initial={"version": version})
    if sent(request, form, partial(actions.send_back_strategy, number=number), NEW):
        messages.success(request, "It is sent back.")
        return redirect("accommodation_strategy")
    return form_page(request, form, "Send the strategy back", back=reverse("accommodation_strategy"), send="Send back")


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def write_head(request: HttpRequest, slug: str) -> HttpResponse:
    """Write what it says under one head."""
    head = queries.strategy_head(request.actor, slug, on=clock.today())
    form = forms.Head(request.POST or None, initial={"words": head.words, "version": head.version})
    if sent(request, form, partial(actions.write_head, head=slug, on=clock.today()), NEW):
        messages.success(request, "It is written.")
        return redirect("accommodation_strategy")
    return form_page(request, form, head.title, back=reverse("accommodation_strategy"))
