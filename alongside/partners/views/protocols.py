"""The staff's and the parties' pages of protocols: what they say, who signed, and each step until they hold."""

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
from alongside.partners.forms import protocols as forms
from alongside.partners.views.staff import GET_OR_POST, NEW, desk_page, form_page, sent
from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Reach, Record, Verb

EVERYWHERE = frozenset({Reach.ANYTHING})


@permission(Record.PROTOCOLS, Verb.READ)
@require_safe
def protocols(request: HttpRequest) -> HttpResponse:
    """Every protocol that this person reaches."""
    actor = request.actor
    adds = bool(actor.reaches(Record.PROTOCOLS, Verb.CREATE) & EVERYWHERE)
    return desk_page(request, "protocols", rows=queries.protocols(actor, on=clock.today()), adds=adds, on=clock.today())


@permission(Record.PROTOCOLS, Verb.CREATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def add_protocol(request: HttpRequest) -> HttpResponse:
    """A new protocol."""
    form = forms.Protocol(request.POST or None)
    act = sending.Making(actions.draft_protocol)
    if sent(request, form, act, NEW):
        messages.success(request, "It is begun. Write down its duties, then put it to its parties.")
        return act.opened("protocol", "protocols")
    return form_page(request, form, "A new protocol", back=reverse("protocols"))


@permission(Record.PROTOCOLS, Verb.READ)
@require_safe
def protocol(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One version of a protocol."""
    page = queries.protocol_page(request.actor, edition_id, on=clock.today())
    return render(request, "partners/protocol.html", {"page": page, "on": clock.today()})


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def change_protocol(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Change a version that is being written."""
    page = _page(request, edition_id)
    form = forms.ChangeEdition(request.POST or None, initial=_words(page) | {"version": page.version})
    if sent(request, form, partial(actions.change_edition, edition_id=edition_id), edition_id):
        messages.success(request, "It is changed.")
        return redirect("protocol", edition_id)
    return form_page(request, form, f"Change {page.row.title}", back=reverse("protocol", args=[edition_id]))


@permission(Record.PROTOCOLS, Verb.CREATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def next_edition(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Begin the next version."""
    page = _page(request, edition_id)
    form = forms.Edition(request.POST or None, initial=_words(page))
    act = sending.Making(partial(actions.draft_edition, protocol_id=page.protocol_id))
    if sent(request, form, act, edition_id):
        messages.success(request, "The next version is begun, with the duties of this one.")
        return act.opened("protocol", "protocols")
    return form_page(
        request, form, f"The next version of {page.row.title}", back=reverse("protocol", args=[edition_id])
    )


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_http_methods(GET_OR_POST)
def add_duty(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """One more duty."""
    page = _page(request, edition_id)
    form = forms.Duty(request.POST or None)
    if sent(request, form, partial(actions.add_duty, edition_id=edition_id), edition_id):
        messages.success(request, "The duty is added.")
        return redirect("protocol", edition_id)
    return form_page(request, form, f"A duty of {page.row.title}", back=reverse("protocol", args=[edition_id]))


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_POST
def take_out_duty(request: HttpRequest, duty_id: UUID) -> HttpResponse:
    """Take a duty out."""
    edition = actions.take_out_duty(duty_id=duty_id, by=request.actor)
    messages.success(request, "The duty is taken out.")
    return redirect("protocol", edition.pk)


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_POST
def put_to_parties(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Put it to its parties."""
    return _pressed(request, edition_id, actions.put_to_parties, "It is with its parties now.")


@permission(Record.PROTOCOLS, Verb.APPROVE, EVERYWHERE)
@require_POST
def bring_into_force(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Let it hold."""
    return _pressed(request, edition_id, partial(actions.bring_into_force, on=clock.today()), "It is in force.")


@permission(Record.PROTOCOLS, Verb.UPDATE, EVERYWHERE)
@require_POST
def withdraw(request: HttpRequest, edition_id: UUID) -> HttpResponse:
    """Take it back."""
    return _pressed(request, edition_id, actions.withdraw_edition, "It is withdrawn.")


@permission(Record.PROTOCOLS, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def sign(request: HttpRequest, number: int) -> HttpResponse:
    """Sign for one's own organisation."""
    edition_id, name, body = queries.signing_party(request.actor, number)
    form = forms.Sign(request.POST or None)
    if sent(request, form, partial(actions.sign_protocol, party_id=number, on=clock.today()), edition_id):
        messages.success(request, f"Signed for {body}.")
        return redirect("protocol", edition_id)
    lead = f"You sign {name}. From then on {body} is bound by it. A signature is not taken back."
    back = reverse("protocol", args=[edition_id])
    return form_page(request, form, f"Sign for {body}", back=back, send="Sign", lead=lead)


# ---------------------------------------------------------------------------------------------------------------------


def _page(request: HttpRequest, edition_id: UUID) -> queries.ProtocolPage:
    return queries.protocol_page(request.actor, edition_id, on=clock.today())


def _words(page: queries.ProtocolPage) -> dict[str, Any]:
    return {
        "aims": page.aims,
        "starts_on": page.row.starts_on,
        "review_on": page.row.review_on,
        "organisations": page.organisations,
    }


def _pressed(request: HttpRequest, edition_id: UUID, act: Callable[..., Any], done: str) -> HttpResponse:
    """Do it to the version as it was read; what is refused is said above the page."""
    page = _page(request, edition_id)
    given = request.POST.get("version", "")
    try:
        act(edition_id=edition_id, version=int(given) if given.isdigit() else page.version, by=request.actor)
        messages.success(request, done)
    except FactRefused as refused:
        messages.warning(request, str(refused))
    return redirect("protocol", edition_id)
