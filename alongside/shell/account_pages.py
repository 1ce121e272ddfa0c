"""Pages of those who look after accounts: who has one, with which roles; opening, changing and closing it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import account_forms as forms
from alongside.shell import actions, clock, queries, sending
from alongside.shell.actors import Actor
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import AlreadyDone, FactRefused
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
may = permission(Record.ROLE_GRANTS, Verb.CREATE)


@may
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody who works here: locked accounts first, then all, and filters."""
    form = forms.Filter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    told = {
        "locked": queries.locked_accounts(_actor(request), on=clock.today()),
        "rows": queries.accounts_at_work(_actor(request), on=clock.today(), **chosen),
        "filters": form,
        "days": settings.ACCOUNT_UNUSED_DAYS,
    }
    return render(request, "shell/accounts.html", told)


@may
@require_safe
def account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """One account: whose it is, what opens it, its roles."""
    page = queries.account_at_work(_actor(request), user_id, on=clock.today())
    return render(request, "shell/account.html", {"page": page, "title": page.name})


@may
@require_http_methods(GET_OR_POST)
def open_account(request: HttpRequest) -> HttpResponse:
    """A new account with a first role; a link to choose a password goes to its owner."""
    form = forms.Opening(request.POST or None)
    act = sending.Making(actions.open_account_at_work)
    if _sent(request, form, act, None):
        messages.success(request, "The account is open. A link to choose a password is on its way to them.")
        return act.opened("account_of", "accounts")
    return _form_page(request, form, "Open an account", back=reverse("accounts"), send="Open it")


@may
@require_http_methods(GET_OR_POST)
def change_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A new name, e-mail address, job title or phone."""
    page = queries.account_at_work(_actor(request), user_id, on=clock.today())
    first = {name: getattr(page, name) for name in ("name", "email", "job_title", "phone", "before")}
    form = forms.Changed(request.POST or None, initial=first)
    if _sent(request, form, partial(actions.change_account, user_id=user_id), user_id):
        messages.success(request, "It is changed.")
        return redirect("account_of", user_id)
    return _form_page(request, form, f"Change {page.name}", back=_own_page(user_id))


@may
@require_http_methods(GET_OR_POST)
def add_role(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """A role from today on."""
    page = queries.account_at_work(_actor(request), user_id, on=clock.today())
    form = forms.Part(request.POST or None)
    if _sent(request, form, partial(actions.give_role, user_id=user_id), user_id):
        messages.success(request, "They have it from now on.")
        return redirect("account_of", user_id)
    return _form_page(request, form, f"Another role for {page.name}", back=_own_page(user_id), send="Give it")


@may
@require_http_methods(GET_OR_POST)
def end_role(request: HttpRequest, user_id: UUID, number: int) -> HttpResponse:
    """Take a role away, from this moment on."""
    page = queries.account_at_work(_actor(request), user_id, on=clock.today())
    role = page.role(number)
    act = partial(actions.take_role_away, user_id=user_id, grant_id=number)
    lead = f"{page.name} is no longer {role.words}, from the next page they open."
    return _sure(request, page, act, "Take this role away", lead=lead, done="It is taken away.")


@may
@require_http_methods(GET_OR_POST)
def close_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Close the account of somebody who has left, at once and with all its roles."""
    page = queries.account_at_work(_actor(request), user_id, on=clock.today())
    lead = (
        f"{page.name} is signed out everywhere and holds no role any more. Young people they are the adviser of are"
        " shown to their manager as without one. What they wrote stays."
    )
    act = partial(actions.close_account_at_work, user_id=user_id)
    return _sure(request, page, act, "Close this account", lead=lead, done="The account is closed.")


@may
@require_http_methods(GET_OR_POST)
def reopen_account(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Open an account again that was closed; roles are given anew."""
    page = queries.account_at_work(_actor(request), user_id, on=clock.today())
    lead = f"{page.name} can sign in again, and may do nothing until you give a role."
    act = partial(actions.reopen_account, user_id=user_id)
    return _sure(request, page, act, "Open this account again", lead=lead, done="It is open. Now give it a role.")


@may
@require_http_methods(GET_OR_POST)
def forget_ways_in(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """For a lost phone or key: second factors and passkeys are gone, and a link to choose a password goes out."""
    page = queries.account_at_work(_actor(request), user_id, on=clock.today())
    lead = (
        f"Do this only when you have seen {page.name}, or rung them at a number that you knew before. Password,"
        " passkeys, app and single sign-on open the account no more. They get a link to choose a new password, and"
        " set the rest up again."
    )
    act = partial(actions.forget_ways_in, user_id=user_id)
    done = "A link is on its way to them."
    return _sure(request, page, act, "A new way in", lead=lead, send="Send the link", done=done)


@may
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """The teams and their phones."""
    return render(request, "shell/teams.html", {"rows": queries.teams_at_work(_actor(request))})


@may
@require_http_methods(GET_OR_POST)
def add_team(request: HttpRequest) -> HttpResponse:
    """A new team."""
    form = forms.Team(request.POST or None)
    if _sent(request, form, actions.add_team, None):
        messages.success(request, "The team is there.")
        return redirect("teams")
    return _form_page(request, form, "A new team", back=reverse("teams"))


@may
@require_http_methods(GET_OR_POST)
def change_team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """Another name or phone for a team."""
    team = queries.team_at_work(_actor(request), team_id)
    first = {"name": team.name, "phone": team.phone, "before": team.before}
    form = forms.ChangedTeam(request.POST or None, initial=first)
    if _sent(request, form, partial(actions.change_team, team_id=team_id), team_id):
        messages.success(request, "It is changed.")
        return redirect("teams")
    return _form_page(request, form, f"Change {team.name}", back=reverse("teams"))


@may
@require_POST
def open_account_again(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Let somebody in again whose account lay unused."""
    user = actions.open_again(user_id=user_id, by=_actor(request))
    messages.success(request, f"{user.name} can sign in again.")
    return redirect("accounts")


# ---------------------------------------------------------------------------------------------------------------------


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


def _own_page(user_id: UUID) -> str:
    return reverse("account_of", args=[user_id])


def _sent(request: HttpRequest, form: Form, act: Callable[..., Any], subject: UUID | None) -> bool:
    """Whether the form was sent and done, now or by the same form before; what is refused is said in it."""
    if not form.is_valid():
        return False
    try:
        sending.send_once(act, sending.sent(request, subject=subject), **form.cleaned_data)
    except AlreadyDone:
        return True
    except FactRefused as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _form_page(
    request: HttpRequest, form: Form, title: str, *, back: str, send: str = "Save", lead: str = ""
) -> HttpResponse:
    told = {"form": form, "title": title, "back": back, "send": send, "lead": lead, "once": sending.mark_of(request)}
    return render(request, "shell/account_form.html", told)


def _sure(
    request: HttpRequest,
    page: queries.AccountAtWork,
    act: Callable[..., Any],
    title: str,
    *,
    lead: str,
    done: str,
    send: str = "",
) -> HttpResponse:
    """Says what will happen, and does it when the button is pressed."""
    form = Form(request.POST if request.method == "POST" else None)
    if _sent(request, form, act, page.id):
        messages.success(request, done)
        return redirect("account_of", page.id)
    return _form_page(request, form, f"{title}: {page.name}", back=_own_page(page.id), send=send or title, lead=lead)
