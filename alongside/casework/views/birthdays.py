"""Birthday records of the statutory return: completeness, proposing, deciding."""

from __future__ import annotations

from functools import partial
from uuid import UUID, uuid5

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import birthdays as forms
from alongside.casework.queries import PersonHeader
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.sent import said
from alongside.shell import clock
from alongside.shell.forms import Form
from alongside.shell.gate import permission
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
LONGEST_NUMBER = 4
ROWS = 50
"""How many birthdays stand on one page."""
OF_PERSON = "casework:birthdays_of"


@permission(Record.BIRTHDAY_RECORD, Verb.READ)
@require_safe
def birthday_list(request: HttpRequest) -> HttpResponse:
    """How complete a collection year is, and what is due by which birthday."""
    year, show = _number(request.GET, "year"), request.GET.get("show", "")
    page = queries.birthday_list(request.actor, on=clock.today(), year=year, show=show)
    may = {
        "proposes": request.actor.can(Record.BIRTHDAY_RECORD, Verb.CREATE),
        "decides": request.actor.can(Record.BIRTHDAY_RECORD, Verb.APPROVE),
        "exports": request.actor.can(Record.PERSON_EXPORT, Verb.EXPORT),
    }
    part = Paginator(page.rows, ROWS).get_page(request.GET.get("page"))
    told = {"page": page, "part": part, "shows": queries.BIRTHDAY_SHOWS, **may}
    return render(request, "casework/birthdays.html", told)


@permission(Record.BIRTHDAY_RECORD, Verb.CREATE)
@require_POST
def propose_recorded(request: HttpRequest) -> HttpResponse:
    """Propose every birthday of a year of which our records say everything."""
    year = _number(request.POST, "year") or 0
    count = actions.propose_recorded_birthdays(year=year, on=clock.today(), by=request.actor)
    words = f"{count} proposed. The head of service decides." if count else "Nothing to propose."
    return said(request, words, f"{reverse('casework:birthdays')}?year={year}")


@permission(Record.BIRTHDAY_RECORD, Verb.APPROVE)
@require_POST
def approve_several(request: HttpRequest) -> HttpResponse:
    """Approve the proposals that were ticked."""
    year = _number(request.POST, "year")
    page = queries.birthday_list(request.actor, on=clock.today(), year=year, show="waiting")
    form = forms.ApproveBirthdays(request.POST, waiting=[row.record for row in page.rows if row.can_decide])
    back = f"{reverse('casework:birthdays')}?year={page.year}&show=waiting"
    ticked = [UUID(one) for one in form.cleaned_data["record_ids"]] if form.is_valid() else []
    try:
        count = actions.approve_birthdays(record_ids=ticked, on=clock.today(), by=request.actor)
    except FactRefused as refused:
        messages.error(request, str(refused))
        return redirect(back)
    return said(request, f"{count} approved and locked.", back)


@permission(Record.BIRTHDAY_RECORD, Verb.READ)
@require_safe
def of_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The birthday records of one person."""
    on, by = clock.today(), request.actor
    header = queries.person_header(by, person_id, Record.BIRTHDAY_RECORD, on=on, place=OF_PERSON)
    rows = queries.birthdays_of(by, person_id, on=on)
    return render(request, "casework/birthdays_of.html", {"header": header, "rows": rows})


@permission(Record.BIRTHDAY_RECORD, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def propose(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Propose what the return says of somebody at a birthday: the one of this collection year, or another."""
    one = queries.birthday_of(request.actor, person_id, age=_number(request.GET, "age"), on=clock.today())
    about = FormAbout(
        title=f"At {one.age}",
        place=OF_PERSON,
        act=partial(actions.propose_birthday, age=one.age),
        done="It is proposed. The head of service decides.",
        template="casework/birthday_form.html",
        more={"one": one, "send": "Propose"},
        subject=uuid5(person_id, f"birthday {one.age}"),
    )

    def make(_: PersonHeader, data: QueryDict | None) -> Form:
        return forms.ProposeBirthday(data, choices=one.choices, initial={**one.believed, "why": one.why})

    return about.open(request, person_id, Record.BIRTHDAY_RECORD, Verb.CREATE, make)


@permission(Record.BIRTHDAY_RECORD, Verb.READ)
@require_http_methods(GET_OR_POST)
def one_birthday(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """What was proposed for one birthday and which records say so; whoever decides sends it back here."""
    one = queries.birthday_to_decide(request.actor, record_id, on=clock.today())
    about = FormAbout(
        title=f"At {one.age}",
        place=OF_PERSON,
        act=partial(without_person, actions.send_back_birthday, record_id=record_id),
        done="It is sent back.",
        template="casework/birthday.html",
        more={"one": one, "record_id": record_id},
        subject=record_id,
        back=f"{reverse('casework:birthdays')}?show=waiting" if one.can_decide else "",
    )
    verb = Verb.APPROVE if request.POST else Verb.READ
    return about.open(request, one.person, Record.BIRTHDAY_RECORD, verb, lambda _, data: forms.SendBackBirthday(data))


@permission(Record.BIRTHDAY_RECORD, Verb.APPROVE)
@require_POST
def approve(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """Approve one proposal."""
    actions.approve_birthdays(record_ids=[record_id], on=clock.today(), by=request.actor)
    return said(request, "It is approved and locked.", f"{reverse('casework:birthdays')}?show=waiting")


def _number(given: QueryDict, name: str) -> int | None:
    """A small number as it was asked for; None where it is none."""
    asked = given.get(name, "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER else None
