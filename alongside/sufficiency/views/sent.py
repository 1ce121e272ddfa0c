"""What forms here have in common: sent once, and what is refused is said in the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.shell import sending
from alongside.shell.forms import Form
from alongside.shell.refusals import AlreadyDone, FactRefused, FileRefused, WrongState

GET_OR_POST = ["GET", "HEAD", "POST"]
NEW = UUID(int=0)
"""What a form is about whose record is not there yet."""


def sent(request: HttpRequest, form: Form, act: Callable[..., Any], subject: UUID, **given: Any) -> bool:
    """Whether the form was sent and done, now or by the same form before.

    What is refused is said in it, beside what was typed: where somebody else ended it meanwhile, no word is lost.
    """
    if not form.is_valid():
        return False
    try:
        sending.send_once(act, sending.sent(request, subject=subject), **given, **form.cleaned_data)
    except AlreadyDone:
        return True
    except (FactRefused, FileRefused, WrongState) as refused:
        form.add_error(None, str(refused))
    return not form.errors


def form_page(
    request: HttpRequest, form: Form, title: str, *, back: str, send: str = "Save", lead: str = ""
) -> HttpResponse:
    """A page with one form on it. ``back``: where Cancel leads."""
    told = {"form": form, "title": title, "back": back, "send": send, "lead": lead, "once": sending.mark_of(request)}
    return render(request, "sufficiency/form.html", told)
