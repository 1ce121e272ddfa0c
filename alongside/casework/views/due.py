"""What is due for an adviser, a team and the service; the clocks of one person; why something is late."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, downloads, queries
from alongside.casework.forms.due import DueFilter, GiveReason
from alongside.casework.views.about import FormAbout
from alongside.casework.views.lists import chosen_words
from alongside.shell import clock
from alongside.shell.downloads import CSV_TYPE, XLSX_TYPE, answer
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

PAGE = 50
GET_OR_POST = ["GET", "HEAD", "POST"]
ASKED = ("due", "clock", "team", "worker")


@permission(Record.CLOCKS, Verb.READ)
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """Everything that is late, due today and soon, today first."""
    asked = _asked(request)
    found = queries.due_page(request.actor, on=clock.today(), choice=queries.DueChoice(**asked))
    names = {"teams": [(one.id, one.name) for one in found.teams], "workers": [(w.id, w.name) for w in found.workers]}
    form = DueFilter(asked, clocks=found.clocks, **names)
    chosen = {name: value for name, value in asked.items() if value and name in form.fields}
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    told = {
        "found": found,
        "page": page,
        "groups": [(name, by_person(rows)) for name, rows in groupby(page, key=lambda row: row.group)],
        "filters": form,
        "chosen": chosen_words(form, chosen),
        "asked": urlencode(chosen),
        "href": "?" + urlencode([*chosen.items(), ("page", "")]),
    }
    return render(request, "casework/due.html", told)


@permission(Record.PERSON_EXPORT, Verb.EXPORT)
@require_safe
def table_csv(request: HttpRequest) -> HttpResponse:
    """The same list as text."""
    rows = queries.due_table(request.actor, on=clock.today(), choice=queries.DueChoice(**_asked(request)))
    return answer("due.csv", downloads.due_as_csv(rows), CSV_TYPE)


@permission(Record.PERSON_EXPORT, Verb.EXPORT)
@require_safe
def table_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list as a spreadsheet."""
    rows = queries.due_table(request.actor, on=clock.today(), choice=queries.DueChoice(**_asked(request)))
    return answer("due.xlsx", downloads.due_as_xlsx(rows), XLSX_TYPE)


@permission(Record.CLOCKS, Verb.READ)
@require_safe
def clocks(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Every clock that runs for one person."""
    found = queries.clocks_page(request.actor, person_id, on=clock.today())
    return render(request, "casework/clocks.html", {"header": found.header, "clocks": found})


@permission(Record.CLOCKS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def reason(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say why something is late."""
    late = queries.late_ticks(request.actor, person_id, on=clock.today())
    about = FormAbout(
        title="Why is it late?",
        place="casework:clocks",
        act=actions.give_reason,
        done="The reason is kept. The clock runs on.",
        template="casework/late_reason.html",
        more={"late": late},
    )
    first = request.GET.get("clock") or (late[0].key if len(late) == 1 else "")

    def make(_: Any, data: QueryDict | None) -> GiveReason:
        ticks = [(tick.key, f"{tick.title}, due {tick.due_on:%-d %b %Y}") for tick in late]
        return GiveReason(data, ticks=ticks, initial={"tick": first})

    return about.open(request, person_id, Record.CLOCKS, Verb.CREATE, make)


def by_person(rows: Iterable[queries.DueRow]) -> list[list[queries.DueRow]]:
    """What is due for one person on one day stands together."""
    same = groupby(rows, key=lambda row: (row.tick.person, row.label, row.tick.due_on, row.tick.rung))
    return [list(together) for _, together in same]


def _asked(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").replace("\0", "") for name in ASKED}
