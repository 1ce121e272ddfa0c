"""Pages of the ground: after signing in, and when something goes wrong."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alongside.shell import actions, queries, slots
from alongside.shell import single_sign_on as sso
from alongside.shell.gate import public, signed_in
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Role


@signed_in
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send everybody to the first page of their own work: the first line of their menu."""
    actor = request.actor  # type: ignore[attr-defined]
    places = [(place, item) for item in slots.menu.all() if (place := item.place(actor)) is not None]
    if places:
        return redirect(min(places, key=lambda one: one[0])[1].url_name)
    return redirect("/me/" if actor.roles == {Role.YOUNG_PERSON} else "/")


@public
def begin_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Lead somebody who works here to the council's own provider."""
    if request.method != "POST" or not settings.OIDC:
        return redirect("account_login")
    if not ratelimit.consume(request, action="single_sign_on"):
        return ratelimit.respond_429(request)
    return sso.begin(request, next_url=get_next_redirect_url(request))


@public
@require_safe
def back_from_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Where the provider sends people back."""
    return sso.come_back(request) if settings.OIDC else redirect("account_login")


@signed_in
@require_safe
def single_sign_on(request: HttpRequest) -> HttpResponse:
    """Whether one's own account is joined to the council's provider, and the way to join or part it."""
    if not settings.OIDC or Role.YOUNG_PERSON in request.actor.roles:  # type: ignore[attr-defined]
        return redirect("after_sign_in")
    joined = queries.work_account_of(request.user.pk)
    return render(request, "account/single_sign_on.html", {"joined": joined})


@signed_in
@require_POST
@reauthentication_required
def join_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Lead the owner of an account to the provider, to join it to what they sign in with there."""
    if not settings.OIDC or Role.YOUNG_PERSON in request.actor.roles:  # type: ignore[attr-defined]
        raise NotYours("single sign-on")
    return sso.begin_joining(request)


@signed_in
@require_POST
@reauthentication_required
def part_single_sign_on(request: HttpRequest) -> HttpResponse:
    """Part one's own account from the provider."""
    actions.part_single_sign_on(by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, _("Parted. Your work account opens this one no more."))
    return redirect("single_sign_on")


@public
def health(request: HttpRequest) -> HttpResponse:
    """Answers "ok" while the site runs and its database answers: for whatever watches the site."""
    queries.teams()
    return HttpResponse("ok", content_type="text/plain")


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for a request that makes no sense."""
    return render(request, "400.html", status=400)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page for what does not exist, or not for this person: nobody can tell which."""
    return render(request, "404.html", status=404)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """The page for our own mistake."""
    return render(request, "500.html", status=500)
