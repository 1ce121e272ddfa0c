"""Who may know what, what was told to whom, referrals to services, and data breaches."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import rights as small_forms
from alongside.casework.forms import sharing as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]

CONSENT_STEPS: dict[str, tuple[str, Callable[..., Any], str]] = {
    "ask-again": ("They were asked again and say yes", actions.check_consent, "It is kept."),
    "take-back": ("They take it back", actions.take_consent_back, "It is taken back. What hung on it is closed."),
}
"""What can become of a consent: how it is called, what does it, what is said afterwards."""


@permission(Record.SHARING, Verb.READ)
@require_safe
def sharing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Who may know what about one young person, and what was told to whom."""
    on, by = clock.today(), request.actor
    told = queries.person_sharing(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.SHARING, on=on, place="casework:sharing")
    return render(request, "casework/sharing.html", {"header": header, "told": told})


@permission(Record.SHARING, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_consent(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down who may know what, as the young person says it."""
    about = FormAbout(
        title="Who may know what", place="casework:sharing", act=actions.record_consent, done="It is written down."
    )
    choices = {"organisations": queries.organisations_to_tell(), "parts": queries.parts_to_tell()}
    make = lambda header, data: forms.Consent(data, initial={"decided_on": header.on}, **choices)  # noqa: E731
    return about.open(request, person_id, Record.SHARING, Verb.CREATE, make)


@permission(Record.SHARING, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_sharing(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Write down what was told to somebody, and by what right."""
    about = FormAbout(
        title="Something was told to somebody", place="casework:sharing", act=actions.record_sharing, done="It is kept."
    )
    consents = queries.consents_to_rest_on(request.actor, person_id, on=clock.today())
    choices = {"organisations": queries.organisations_to_tell(), "consents": consents}
    make = lambda header, data: forms.Sharing(data, initial={"shared_on": header.on}, **choices)  # noqa: E731
    return about.open(request, person_id, Record.SHARING, Verb.CREATE, make)


@permission(Record.SHARING, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def consent_step(request: HttpRequest, consent_id: UUID, kind: str) -> HttpResponse:
    """They were asked again, or took it back."""
    row = queries.one_consent(request.actor, consent_id, on=clock.today())
    if kind not in CONSENT_STEPS or not row.holds:
        raise NotYours("step of a consent")
    title, act, done = CONSENT_STEPS[kind]
    about = FormAbout(
        title=title,
        place="casework:sharing",
        act=partial(without_person, act, consent_id=consent_id),
        done=done,
        template="casework/consent_step.html",
        more={"row": row},
        subject=consent_id,
    )
    make = lambda _, data: small_forms.OnlyVersion(data, initial={"version": row.version})  # noqa: E731
    return about.open(request, row.person, Record.SHARING, Verb.UPDATE, make)


@permission(Record.SERVICE_REFERRAL, Verb.READ)
@require_safe
def services(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Referrals of one young person to services."""
    on, by = clock.today(), request.actor
    rows = queries.person_services(by, person_id, on=on)
    header = queries.person_header(by, person_id, Record.SERVICE_REFERRAL, on=on, place="casework:services")
    return render(request, "casework/services.html", {"header": header, "rows": rows})


@permission(Record.SERVICE_REFERRAL, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def refer_to_service(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Refer somebody to a service, showing it no more than it needs."""
    about = FormAbout(
        title="Refer to a service",
        place="casework:services",
        act=actions.refer_to_service,
        done="They are referred. What the service sees is kept, and ends with the referral.",
    )
    choices = {
        "organisations": queries.organisations_to_tell(),
        "parts": queries.parts_to_tell(),
        "consents": queries.consents_to_rest_on(request.actor, person_id, on=clock.today()),
    }
    make = lambda _, data: forms.Refer(data, initial={"basis": "public_task"}, **choices)  # noqa: E731
    return about.open(request, person_id, Record.SERVICE_REFERRAL, Verb.CREATE, make)


@permission(Record.SERVICE_REFERRAL, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def service_reply(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The service's reply, by its own people or by a worker for them."""
    row = queries.one_service(request.actor, referral_id, Verb.UPDATE, on=clock.today())
    about = FormAbout(
        title="Reply to a referral",
        place="casework:services",
        act=partial(without_person, actions.reply_to_referral, referral_id=referral_id),
        done="The reply is kept.",
        subject=referral_id,
    )
    make = lambda _, data: forms.Reply(data, initial={"version": row.version})  # noqa: E731
    return about.open(request, row.person, Record.SERVICE_REFERRAL, Verb.UPDATE, make)


@permission(Record.SERVICE_REFERRAL, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def service_end(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """A referral is over."""
    row = queries.one_service(request.actor, referral_id, Verb.CREATE, on=clock.today())
    about = FormAbout(
        title="The referral is over",
        place="casework:services",
        act=partial(without_person, actions.end_service_referral, referral_id=referral_id),
        done="It is over. The service sees nothing of the record any more.",
        subject=referral_id,
    )
    make = lambda _, data: forms.EndService(data, initial={"version": row.version})  # noqa: E731
    return about.open(request, row.person, Record.SERVICE_REFERRAL, Verb.CREATE, make)


@permission(Record.BREACHES, Verb.READ)
@require_safe
def breaches(request: HttpRequest) -> HttpResponse:
    """Data breaches, the open ones first, with the hour by which the regulator is told."""
    told = {"rows": queries.breaches(request.actor), "may_deal": request.actor.can(Record.BREACHES, Verb.UPDATE)}
    return render(request, "casework/breaches.html", told)


@permission(Record.BREACHES, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_breach(request: HttpRequest) -> HttpResponse:
    """Write down a data breach."""
    form = forms.RecordBreach(request.POST or None, initial={"aware_on": clock.today()})
    if form.is_valid() and sent(request, form, actions.record_breach, told=form.told):
        back = "casework:breaches" if request.actor.can(Record.BREACHES, Verb.READ) else "casework:start"
        return said(request, "It is written down. 72 hours run from when we knew.", back)
    return _form(request, "A data breach", form)


@permission(Record.BREACHES, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def breach(request: HttpRequest, breach_id: UUID) -> HttpResponse:
    """Deal with a data breach: the risk, who was told, what was done."""
    row = queries.one_breach(request.actor, breach_id)
    held = {name: getattr(row, name) for name in ("version", "risk", "why_not_told", "told_people_on", "done")}
    form = forms.DealWithBreach(request.POST or None, initial=held)
    if form.is_valid() and sent(request, form, partial(actions.deal_with_breach, breach_id=breach_id), told=form.told):
        return said(request, "It is kept.", "casework:breaches")
    return _form(request, "Deal with a data breach", form, row=row)


def _form(request: HttpRequest, title: str, form: Any, **more: Any) -> HttpResponse:
    told = {"form": form, "title": title, "once": sending.mark_of(request), **more}
    return render(request, "casework/breach_form.html", told)
