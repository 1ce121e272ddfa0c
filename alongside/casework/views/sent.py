"""Sending a form once, and saying that it is done: the same on every page of casework."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.shell import clock, sending
from alongside.shell.forms import Form
from alongside.shell.middleware import note_refusal
from alongside.shell.refusals import AlreadyDone, FactRefused, OwnWork

Act = Callable[..., Any]
Told = dict[str, Any]


def sent(request: HttpRequest, form: Form, act: Act, *, told: Told | None = None, subject: UUID | None = None) -> Any:
    """What the action gave, or True where this very form was sent before; False where the form says what is wrong.

    ``told`` is given to the action in place of what the form read. A draft is forgotten that was kept for ``subject``.
    """
    if not form.is_valid():
        return False
    given = {"on": clock.today(), **(form.cleaned_data if told is None else told)}
    try:
        return sending.send_once(act, sending.sent(request, subject=subject), **given) or True
    except AlreadyDone:
        return True
    except FactRefused as refused:
        form.add_error(None, str(refused))
    except OwnWork as refused:
        note_refusal(request, refused)
        form.add_error(None, str(refused))
    return False


def said(request: HttpRequest, words: str, back: str, *args: Any) -> HttpResponse:
    """Say that it is done, on the page where one goes next."""
    messages.success(request, words)
    return redirect(back, *args)
