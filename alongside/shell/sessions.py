"""How long somebody stays signed in, with what proof, and what the audit keeps of signing in and out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import user_logged_in as came_in
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from alongside.shell import audit, clock, drafts, queries
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.roles import Role

Next = Callable[[HttpRequest], HttpResponseBase]

STAFF_IDLE = timedelta(minutes=20)
YOUNG_PERSON_IDLE = timedelta(minutes=10)
SHARED_IDLE = timedelta(minutes=4)
"""On a phone or computer that others use too, as its user said when signing in."""
LONGEST = timedelta(hours=9)
NOTED_EVERY = timedelta(minutes=1)
"""How often being active is written down; less would write to the database at every click."""

SIGN_IN = "allauth.account.auth_backends.AuthenticationBackend"
SIGN_IN_PAGES = "/accounts/"
THEIR_LOOK = "/look/"
"""Style sheet and pictures of the pages: the browser fetches them while somebody sets up a second factor."""
SHOWN_ELSEWHERE = "second factor shown to the provider"
"""Kept in the session of those who signed in by single sign-on."""
CLEAR_SITE_DATA = '"cache", "cookies", "storage"'


class SessionMiddleware:
    """Ends a session that lay idle or lasted too long, and asks staff for a second factor before anything else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if actor.id is None:
            return self.get_response(request)
        if _has_ended(request):
            drafts.keep_unsent(request)
            logout(request)
            return redirect_to_login(request.get_full_path())
        if _lacks_second_factor(request, actor):
            return redirect("mfa_activate_totp")
        response = self.get_response(request)
        if not request.user.is_authenticated:  # this very request signed out
            response.headers["Clear-Site-Data"] = CLEAR_SITE_DATA
        return response


def begin(request: HttpRequest, user: User) -> None:
    """Sign somebody in who showed otherwise than by password who they are, and note where they are signed in."""
    login(request, user, backend=SIGN_IN)
    UserSession.objects.create_from_request(request)


def idle_of(request: HttpRequest) -> timedelta:
    """How long this person may do nothing before they are signed out."""
    if request.session.get("shared"):
        return SHARED_IDLE
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return YOUNG_PERSON_IDLE if actor.roles == {Role.YOUNG_PERSON} else STAFF_IDLE


def _has_ended(request: HttpRequest) -> bool:
    """Whether this session is over. Notes that the person is active, where it is not."""
    now = clock.now().timestamp()
    began = request.session.setdefault("began", now)
    seen = request.session.setdefault("seen", now)
    idle = idle_of(request)
    ended = request.user.signed_out_at  # type: ignore[union-attr]
    if ended is not None and began < ended.timestamp():
        return True
    if now - seen > idle.total_seconds() or now - began > LONGEST.total_seconds():
        return True
    if now - seen > NOTED_EVERY.total_seconds():
        request.session["seen"] = now
    return False


def _lacks_second_factor(request: HttpRequest, actor: Actor) -> bool:
    """Whether somebody on staff has to set up a second factor first; not who showed one to the council's provider."""
    if (
        not settings.STAFF_MFA
        or request.path.startswith((SIGN_IN_PAGES, THEIR_LOOK))
        or actor.roles <= {Role.YOUNG_PERSON}
    ):
        return False
    return not request.session.get(SHOWN_ELSEWHERE) and not is_mfa_enabled(request.user)


def write_sign_ins_down() -> None:
    """Tell the audit of signing in and out, of failures, and of every change of a second factor."""
    for signal, verb, allowed in (
        (user_logged_out, "signed out", True),
        (authenticator_added, "added second factor", True),
        (authenticator_removed, "removed second factor", True),
        (authenticator_reset, "renewed second factor", True),
        (authentication_failed, "second factor refused", False),
    ):
        signal.connect(_line(verb, allowed), weak=False, dispatch_uid=f"audit {verb}")
    user_logged_in.connect(_signed_in, dispatch_uid="audit signed in")
    user_login_failed.connect(_password_refused, dispatch_uid="audit sign-in refused")
    came_in.connect(_note_second_factor, dispatch_uid="second factor shown elsewhere")


def _line(verb: str, allowed: bool) -> Callable[..., None]:
    def write(user: Any = None, **_: Any) -> None:
        if user is not None:
            _write(user.pk, verb, allowed)

    return write


def _signed_in(user: User, request: HttpRequest | None = None, **_: Any) -> None:
    """Single sign-on is told apart from a password and a passkey."""
    methods = {one.get("method") for one in get_authentication_records(request, user)} if request else set()
    _write(user.pk, "signed in", True, {"way": "single sign-on"} if "socialaccount" in methods else None)


def _note_second_factor(request: HttpRequest, sociallogin: Any = None, **_: Any) -> None:
    """Whoever signed in by single sign-on and showed the provider a second factor needs none of ours."""
    if sociallogin is not None:
        request.session[SHOWN_ELSEWHERE] = bool(sociallogin.account.extra_data.get("second_factor"))


def _password_refused(credentials: dict[str, Any], **_: Any) -> None:
    """What was typed is written nowhere: people type passwords into the wrong field."""
    sign_in_refused(queries.account_named(str(credentials.get("email") or "")))


def sign_in_refused(user_id: UUID | None, *, detail: dict[str, Any] | None = None) -> None:
    """The line of somebody who was not let in; ``user_id`` where it is known whose account it was."""
    _write(user_id, "sign-in refused", False, detail)


def _write(user_id: UUID | None, verb: str, allowed: bool, detail: dict[str, Any] | None = None) -> None:
    actor = queries.actor_for(user_id, on=clock.today()) if user_id else Actor.anonymous()
    audit.record(actor=actor, verb=verb, subject_kind="user", subject=user_id, allowed=allowed, detail=detail)
