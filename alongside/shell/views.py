"""Pages of the ground: after signing in, and when something goes wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from alongside.shell import queries, slots
from alongside.shell.gate import public, signed_in
from alongside.shell.roles import Role


@signed_in
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Send everybody to the first page of their own work."""
    actor = request.actor  # type: ignore[attr-defined]
    for item in slots.menu.all():
        if actor.can_at_work(item.record, item.verb):
            return redirect(item.url_name)
    return redirect("/me/" if actor.roles == {Role.YOUNG_PERSON} else "/")


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
