"""Who asks for a page, what they may do, and sending a form once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from alongside.shell import sending
from alongside.shell.actors import Actor
from alongside.shell.forms import Form
from alongside.shell.refusals import AlreadyDone, FactRefused, FileRefused, WrongState
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class May:
    """What may be done to one kind of record. No dict: a template's ``may.update`` would be the method of that name."""

    create: bool
    update: bool
    approve: bool


def may(actor: Actor, record: Record) -> May:
    """What this actor may do to such records."""
    return May(*(actor.can_at_work(record, verb) for verb in (Verb.CREATE, Verb.UPDATE, Verb.APPROVE)))


def actor_of(request: HttpRequest) -> Actor:
    """Whoever asks."""
    return request.actor  # type: ignore[attr-defined,no-any-return]


def version_of(request: HttpRequest, now: int = 0) -> int:
    """The version that the form was drawn with; ``now`` where it says none."""
    told = request.POST.get("version", "")
    return int(told) if told.isdecimal() else now


def check_can_begin(request: HttpRequest, can: bool, why_not: str) -> None:
    """Nobody fills in a form that is refused at its end. What is sent is judged by the action, and no word is lost."""
    if request.method != "POST" and not can:
        raise WrongState(why_not)


def sent(request: HttpRequest, form: Form, act: Callable[..., Any]) -> bool:
    """Whether the form was sent and done, now or by the same form before.

    What is refused is said in it, beside what was typed: where somebody else ended it meanwhile, no word is lost.
    """
    if not form.is_valid():
        return False
    try:
        sending.send_once(act, sending.sent(request), **form.cleaned_data)
    except AlreadyDone:
        return True
    except FileRefused as refused:
        for words in refused.details[:20] or (str(refused),):
            form.add_error(None, words)
    except (FactRefused, WrongState) as refused:
        form.add_error(None, str(refused))
    return not form.errors


def form_page(
    request: HttpRequest, title: str, form: Form, button: str, *, up: tuple[str, str], **more: Any
) -> HttpResponse:
    """One form. ``up``: the address and the words of the page it belongs to; ``version``, ``note``: as they are."""
    told = {"title": title, "form": form, "button": button, "up": up, "once": sending.mark_of(request)}
    return render(request, "board/one_form.html", told | more)
