"""Pages and forms about one young person, as every subject of casework shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from alongside.casework import queries
from alongside.casework.queries import PersonHeader
from alongside.casework.views.sent import said, sent
from alongside.shell import clock, drafts, sending
from alongside.shell.forms import Form
from alongside.shell.roles import Record, Verb

Make = Callable[[PersonHeader, QueryDict | None], Form]
Act = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormAbout:
    """A form about one person, sent once; what was typed can be kept, and is kept where something is wrong in it.

    ``act`` is an action that takes ``person_id``, ``on``, ``by`` and what the form read. What it refuses is said in the
    form. The address and ``subject`` (the person, unless it is about one record of theirs) say what a draft belongs to.
    """

    title: str
    place: str
    """The name of the address of the page that it belongs to, where one goes afterwards."""
    act: Act
    done: str
    """What is said when it is done."""
    template: str = "casework/form.html"
    more: dict[str, Any] = field(default_factory=dict)
    """What else the template needs."""
    subject: UUID | None = None
    back: str = ""
    """An address to go to afterwards, instead of ``place``'s."""

    def open(self, request: HttpRequest, person_id: UUID, record: Record, verb: Verb, make: Make) -> HttpResponse:
        """Draw or send the form, for those who may do ``verb`` to ``record``. ``make`` makes it from what was typed."""
        by = request.actor  # type: ignore[attr-defined]
        header = queries.person_header(by, person_id, record, verb, on=clock.today(), place=self.place)
        return self.answer(request, header, make(header, self.typed(request, person_id)))

    def typed(self, request: HttpRequest, person_id: UUID) -> QueryDict | None:
        """What was typed: just now, or before and not sent. None where nothing was."""
        return request.POST or self._kept(request, person_id)

    def answer(self, request: HttpRequest, header: PersonHeader, form: Form) -> HttpResponse:
        """Draw or send a form whose reader was checked already."""
        if "keep" in request.POST:
            self._keep(request, header.id)
            return said(request, "What you typed is kept. Nothing was sent.", self._back(header))
        act = partial(self.act, person_id=header.id)
        if request.POST and sent(request, form, act, subject=self.subject or header.id):
            return said(request, self.done, self._back(header))
        if request.POST:
            self._keep(request, header.id)
        elif form.is_bound:
            form.call_nothing_wrong()
        told = {"header": header, "form": form, "title": self.title, "back": self._back(header), **self.more}
        told["once"] = sending.mark_of(request)
        told["seal"] = drafts.seal(by=request.actor, **self._draft(request, header.id))  # type: ignore[attr-defined]
        return render(request, self.template, told)

    def _draft(self, request: HttpRequest, person_id: UUID) -> dict[str, Any]:
        return {"form": request.resolver_match.view_name, "subject": self.subject or person_id}  # type: ignore[union-attr]

    def _keep(self, request: HttpRequest, person_id: UUID) -> None:
        answers = drafts.answers_of(request)
        drafts.keep(by=request.actor, answers=answers, **self._draft(request, person_id))  # type: ignore[attr-defined]

    def _kept(self, request: HttpRequest, person_id: UUID) -> QueryDict | None:
        """What was typed before and not sent, as if it were sent now."""
        answers = drafts.kept(by=request.actor, **self._draft(request, person_id))  # type: ignore[attr-defined]
        if answers is None:
            return None
        data = QueryDict(mutable=True)
        for name, texts in answers.items():
            data.setlist(name, texts)
        return data

    def _back(self, header: PersonHeader) -> str:
        return self.back or reverse(self.place, args=[header.id])


def without_person(act: Act, *, person_id: UUID, **given: Any) -> Any:
    """``act`` of a form about one record, which knows whose it is."""
    return act(**given)
