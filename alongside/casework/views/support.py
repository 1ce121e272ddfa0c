"""Help after 21 for one young person, and the people around them, as those who work with them see it."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import support as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
PLACE = "casework:support"
AROUND = "casework:network"


@permission(Record.SUPPORT, Verb.READ)
@require_safe
def support(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """How help after 21 stands: what was offered, asked for and agreed."""
    on = clock.today()
    header = queries.person_header(request.actor, person_id, Record.SUPPORT, on=on, place=PLACE)
    found = queries.support(request.actor, person_id, on=on)
    return render(request, "casework/support.html", {"header": header, "support": found})


@permission(Record.SUPPORT, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def ask(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note that they asked for support."""
    done = "It is noted, and counts from then."
    about = FormAbout(title="They asked for support", place=PLACE, act=actions.ask_for_support, done=done)
    make = lambda header, data: forms.Ask(data, initial={"asked_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.SUPPORT, Verb.CREATE, make)


@permission(Record.SUPPORT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def result(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Note what was agreed."""
    held = queries.one_support_request(request.actor, request_id, on=clock.today())
    act = partial(without_person, actions.note_result, request_id=request_id)
    about = FormAbout(title="What was agreed", place=PLACE, act=act, done="It is noted.", subject=request_id)
    make = lambda _, data: forms.Result(data, initial={**held.fields, "version": held.version})  # noqa: E731
    return about.open(request, held.person, Record.SUPPORT, Verb.UPDATE, make)


@permission(Record.SUPPORT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def end(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Note that they no longer want support."""
    held = queries.one_support_request(request.actor, request_id, on=clock.today())
    about = FormAbout(
        title="They no longer want support",
        place=PLACE,
        act=partial(without_person, actions.end_support, request_id=request_id),
        done="It is noted. They can come back at any time.",
        subject=request_id,
    )
    make = lambda header, data: forms.End(data, initial={"version": held.version, "ended_on": header.on})  # noqa: E731
    return about.open(request, held.person, Record.SUPPORT, Verb.UPDATE, make)


@permission(Record.SUPPORT, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def offer(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Note that support was offered."""
    done = "It is noted. The next is due in a year."
    about = FormAbout(title="Support was offered", place=PLACE, act=actions.offer_support, done=done)
    make = lambda header, data: forms.Offer(data, initial={"sent_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.SUPPORT, Verb.CREATE, make)


@permission(Record.SUPPORT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def reply(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    """Note whether an offer reached them, and what they answer."""
    held = queries.one_offer(request.actor, offer_id, on=clock.today())
    act = partial(without_person, actions.note_reply, offer_id=offer_id)
    about = FormAbout(title="What became of the offer", place=PLACE, act=act, done="It is noted.", subject=offer_id)
    make = lambda _, data: forms.Reply(data, initial={**held.fields, "version": held.version})  # noqa: E731
    return about.open(request, held.person, Record.SUPPORT, Verb.UPDATE, make)


@permission(Record.SUPPORT, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def watch(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Go on looking how somebody is, unasked, with the reason."""
    done = "It is noted, with your reason."
    about = FormAbout(title="Look after their welfare", place=PLACE, act=actions.watch_welfare, done=done)
    make = lambda _, data: forms.Watch(data)  # noqa: E731
    return about.open(request, person_id, Record.SUPPORT, Verb.CREATE, make)


@permission(Record.SUPPORT, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def look_again(request: HttpRequest, watch_id: UUID) -> HttpResponse:
    """Look again whether there is still a reason."""
    held = queries.one_watch(request.actor, watch_id, on=clock.today())
    act = partial(without_person, actions.look_at_welfare, watch_id=watch_id)
    about = FormAbout(title="Look again at their welfare", place=PLACE, act=act, done="It is noted.", subject=watch_id)
    make = lambda _, data: forms.LookAgain(data, initial={"version": held.version})  # noqa: E731
    return about.open(request, held.person, Record.SUPPORT, Verb.UPDATE, make)


@permission(Record.NETWORK, Verb.READ)
@require_safe
def network(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The people around somebody, and about what we may talk to them."""
    on = clock.today()
    header = queries.person_header(request.actor, person_id, Record.NETWORK, on=on, place=AROUND)
    rows = queries.network(request.actor, person_id, on=on)
    return render(request, "casework/network.html", {"header": header, "rows": rows})


@permission(Record.NETWORK, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_member(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Add somebody in their life."""
    about = FormAbout(title="Somebody in their life", place=AROUND, act=actions.add_network_member, done="It is kept.")
    return about.open(request, person_id, Record.NETWORK, Verb.CREATE, lambda _, data: forms.Member(data))


@permission(Record.NETWORK, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_member(request: HttpRequest, member_id: UUID) -> HttpResponse:
    """Change what is written down of somebody in their life."""
    held = queries.one_member(request.actor, member_id, on=clock.today())
    act = partial(_change_member, member_id=member_id)
    about = FormAbout(
        title="Change who is around them", place=AROUND, act=act, done="It is changed.", subject=member_id
    )
    make = lambda _, data: forms.ChangeMember(data, initial={**held.fields, "version": held.version})  # noqa: E731
    return about.open(request, held.person, Record.NETWORK, Verb.UPDATE, make)


# ---------------------------------------------------------------------------------------------------------------------


def _change_member(
    *, person_id: UUID, member_id: UUID, version: int, ended: bool, on: Any, by: Any, **changes: Any
) -> Any:
    if ended:
        return actions.end_network_member(member_id=member_id, version=version, on=on, by=by)
    return actions.change_network_member(member_id=member_id, version=version, changes=changes, on=on, by=by)
