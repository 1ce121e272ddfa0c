"""What pages of people without an account have in common: how large a form may be, and what comes of sending one."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from alongside.partners import actions
from alongside.partners.forms.anonymous import AnonymousForm
from alongside.shell import sending
from alongside.shell.gate import public
from alongside.shell.origin import same_origin
from alongside.shell.refusals import AlreadyDone, FactRefused, Refusal

LARGEST = 64 * 1024
"""Bytes. The longest honest answers are a tenth of it."""
View = TypeVar("View", bound=Callable[..., HttpResponse])


class TooLarge(Refusal):
    """What was sent is no filled-in form."""

    status = 413


def anonymous_form(view: View) -> View:
    """A page with a form that anybody may send from our own page, if it is not too large."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
            raise TooLarge(_("This is too long for us. Please write less, or ring us."))
        return view(request, *args, **kwargs)

    methods = require_http_methods(["GET", "HEAD", "POST"])
    return public(same_origin(sensitive_post_parameters()(methods(checked))))  # type: ignore[return-value]


def taken(request: HttpRequest, form: AnonymousForm, act: Callable[..., Any], **given: Any) -> bool:
    """Whether the form was sent and taken in, now or by the same form before. What is refused is said in it."""
    if not form.is_valid():
        return False
    try:
        act(key=sending.key_of(request), by=request.actor, **given)  # type: ignore[attr-defined]
    except AlreadyDone:
        return True
    except (FactRefused, actions.TooManyToday) as refused:
        form.add_error(None, str(refused))
    return not form.errors


def form_page(request: HttpRequest, form: AnonymousForm, template: str, **told: Any) -> HttpResponse:
    """The page with the form; what was typed is still there."""
    shown = told | {"form": form, "once": sending.mark_of(request)}
    return render(request, f"partners/{template}.html", shown)
