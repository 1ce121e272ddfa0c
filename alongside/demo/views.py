"""The page from which one can sign in as anybody. It exists only in the demo."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from alongside.demo import people
from alongside.shell import sessions
from alongside.shell.gate import public


@public
def choose(request: HttpRequest) -> HttpResponse:
    """Everyone who works at Brightwater, by what they do."""
    return render(request, "demo/choose.html", {"groups": people.by_role()})


@public
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as the chosen person, without a password."""
    user = get_object_or_404(get_user_model(), email=request.POST.get("email", ""), is_active=True)
    sessions.begin(request, user)
    return redirect("after_sign_in")
