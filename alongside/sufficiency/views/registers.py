"""The registers of places as files: taken in, and as they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.shell import clock, downloads, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.sufficiency import actions, forms, queries
from alongside.sufficiency.register_files import REGISTERS, Register
from alongside.sufficiency.views.sent import GET_OR_POST, NEW, sent

TAKE_IN: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {
        "households": actions.take_in_households,
        "homes": actions.take_in_homes,
        "fees": actions.take_in_fees,
    }
)


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def take_in(request: HttpRequest, register: str) -> HttpResponse:
    """Take a register in as a file."""
    told, form = _register(register), forms.RegisterFile(request.POST or None, request.FILES or None)
    act = sending.Making(partial(TAKE_IN[register], on=clock.today()))
    if sent(request, form, act, NEW):
        messages.success(request, act.made.words if act.made else "This file was taken in before.")
        return redirect("sufficiency:places")
    given = {"register": told, "form": form, "once": sending.mark_of(request), "back": reverse("sufficiency:places")}
    return render(request, "sufficiency/take_in.html", given)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def file(request: HttpRequest, register: str) -> HttpResponse:
    """A register as it stands, in the form in which it is taken in."""
    told = _register(register)
    rows = queries.register_rows(request.actor, register)  # type: ignore[attr-defined]
    return downloads.answer(f"{register}.csv", downloads.as_csv(told.headings, rows), downloads.CSV_TYPE)


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def template(request: HttpRequest, register: str) -> HttpResponse:
    """The headings of a register, to be filled in."""
    content = downloads.as_csv(_register(register).headings, ())
    return downloads.answer(f"{register}-template.csv", content, downloads.CSV_TYPE)


def _register(name: str) -> Register:
    if name not in REGISTERS:
        raise Http404
    return REGISTERS[name]
