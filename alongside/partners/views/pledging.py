"""Public pages of the covenant: who signed and what holds, signing it, and a signatory's own place by its link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alongside.partners import actions, queries
from alongside.partners.forms import pledging as forms
from alongside.partners.forms.anonymous import AnonymousForm
from alongside.partners.views.anonymous import anonymous_form, form_page, taken
from alongside.shell import clock
from alongside.shell.gate import public


@public
@require_safe
def covenant(request: HttpRequest) -> HttpResponse:
    """Who signed, and what they promise today."""
    return render(request, "partners/covenant.html", {"signatories": queries.covenant(on=clock.today())})


@anonymous_form
def join(request: HttpRequest) -> HttpResponse:
    """Sign the covenant and make a first pledge."""
    form = forms.Join(request.POST or None, initial={"ends_on": clock.today() + timedelta(days=365)})
    if form.is_valid():
        machine = form.seems_sent_by_a_machine
        act = partial(actions.sign_up, body=form.body, pledge=form.pledge, seems_sent_by_a_machine=machine)
        if taken(request, form, act, on=clock.today()):
            return redirect("joined")
    return form_page(request, form, "join")


@public
@require_safe
def joined(request: HttpRequest) -> HttpResponse:
    """After signing."""
    return render(request, "partners/joined.html")


@public
@require_safe
def own_place(request: HttpRequest, secret: str) -> HttpResponse:
    """A signatory's own pledges, by its link."""
    told = {"place": queries.own_place(secret, on=clock.today()), "secret": secret, "on": clock.today()}
    return render(request, "partners/own_place.html", told)


@anonymous_form
def add_pledge(request: HttpRequest, secret: str) -> HttpResponse:
    """A further pledge."""
    place = queries.own_place(secret, on=clock.today())
    form = forms.AddPledge(request.POST or None, initial={"ends_on": clock.today() + timedelta(days=365)})
    if form.is_valid():
        act = partial(actions.add_pledge, secret=secret, **form.pledge)
        if taken(request, form, act, on=clock.today()):
            return redirect("own_pledges", secret)
    return form_page(request, form, "own_form", title=_("A new promise"), place=place, secret=secret)


@anonymous_form
def used(request: HttpRequest, secret: str, pledge_id: UUID) -> HttpResponse:
    """Say how many used a pledge."""
    one = queries.own_pledge(secret, pledge_id, on=clock.today())
    first = max((report.to_on for report in one.reports), default=one.row.from_on)
    form = forms.Used(request.POST or None, initial={"from_on": first, "to_on": clock.today()})
    return _about(request, secret, one, form, actions.report_take_up_by_link, _("How many used it?"))


@anonymous_form
def longer(request: HttpRequest, secret: str, pledge_id: UUID) -> HttpResponse:
    """Say that a pledge goes on."""
    one = queries.own_pledge(secret, pledge_id, on=clock.today())
    form = forms.Longer(request.POST or None, initial={"ends_on": clock.today() + timedelta(days=365)})
    return _about(request, secret, one, form, actions.ask_renewal_by_link, _("Go on with it"))


@anonymous_form
def end(request: HttpRequest, secret: str, pledge_id: UUID) -> HttpResponse:
    """End a pledge before its day."""
    one = queries.own_pledge(secret, pledge_id, on=clock.today())
    form = forms.End(request.POST or None)
    return _about(request, secret, one, form, actions.end_pledge_by_link, _("End it now"))


# ---------------------------------------------------------------------------------------------------------------------


def _about(
    request: HttpRequest,
    secret: str,
    one: queries.OwnPledge,
    form: AnonymousForm,
    act: Callable[..., Any],
    title: str,
) -> HttpResponse:
    """A form about one pledge of a signatory."""
    if form.is_valid():
        hidden = ("nickname", "drawn")
        given = {name: value for name, value in form.cleaned_data.items() if name not in hidden}
        if taken(request, form, partial(act, secret=secret, pledge_id=one.row.id, **given), on=clock.today()):
            return redirect("own_pledges", secret)
    return form_page(request, form, "own_form", title=title, one=one, secret=secret)
