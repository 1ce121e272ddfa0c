"""Contact with one young person: writing it down, putting it right, agreeing how often, finding them again."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import contact as forms
from alongside.casework.queries import PersonHeader
from alongside.casework.views.about import FormAbout, without_person
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

GET_OR_POST = ["GET", "HEAD", "POST"]
LOG = "casework:contact_log"
MOVED = "The contact is recorded. The dates have moved with it."
NOT_MOVED = "It is recorded. No date has moved: only contact that is made moves one."


@permission(Record.CONTACT_LOG, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def whom(request: HttpRequest) -> HttpResponse:
    """Choose whom a contact is about. A name that is typed is sent by POST, so that none stands in an address."""
    read = forms.Whom(request.POST or None)
    text = read.cleaned_data["text"] if read.is_valid() else ""
    found = queries.choosing(request.actor, text=text, on=clock.today())
    form = forms.Whom(request.POST or None, must_search=found.must_search)
    may_group = request.actor.can(Record.GROUPS, Verb.READ)
    told = {"found": found, "form": form, "text": text, "may_group": may_group}
    return render(request, "casework/contact_whom.html", told)


@permission(Record.CONTACT_LOG, Verb.READ)
@require_http_methods(GET_OR_POST)
def contact_log(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A new contact, how keeping in touch stands, and what happened before."""
    on = clock.today()
    about = FormAbout(
        title="Contact",
        place=LOG,
        act=actions.record_contact,
        done=MOVED if request.POST.get("outcome") == "made" else NOT_MOVED,
        template="casework/contact_log.html",
        more={"log": queries.contact_log(request.actor, person_id, on=on)},
    )
    verb = Verb.CREATE if request.POST else Verb.READ
    make = lambda header, data: forms.RecordContact(data, initial={"happened_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.CONTACT_LOG, verb, make)


@permission(Record.CONTACT_LOG, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def correct_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Put a contact right."""
    held = queries.one_contact(request.actor, contact_id, on=clock.today())
    initial = {**held.fields, "version": held.version}
    about = FormAbout(
        title="Put a contact right",
        place=LOG,
        act=partial(_change, actions.correct_contact, contact_id=contact_id),
        done="It is put right, and the dates have moved with it.",
        template="casework/contact_form.html",
        more={"remove": reverse("casework:remove_contact", args=[contact_id])},
        subject=contact_id,
    )
    make = lambda _, data: forms.CorrectContact(data, initial=initial)  # noqa: E731
    return about.open(request, held.person, Record.CONTACT_LOG, Verb.UPDATE, make)


@permission(Record.CONTACT_LOG, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def remove_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Take a contact out, with the reason."""
    held = queries.one_contact(request.actor, contact_id, on=clock.today())
    about = FormAbout(
        title="Take a contact out",
        place=LOG,
        act=partial(without_person, actions.remove_contact, contact_id=contact_id),
        done="It is taken out, and the dates have moved with it.",
        subject=contact_id,
    )
    make = lambda _, data: forms.TakeOut(data, initial={"version": held.version})  # noqa: E731
    return about.open(request, held.person, Record.CONTACT_LOG, Verb.UPDATE, make)


@permission(Record.CONTACT_LOG, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def agree_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Agree how often and how to be in touch."""
    about = FormAbout(
        title="How often we are in touch",
        place=LOG,
        act=actions.agree_contact,
        done="It is agreed. The next date has moved with it.",
    )
    make = lambda header, data: forms.Agree(data, initial={"from_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.CONTACT_LOG, Verb.CREATE, make)


@permission(Record.CONTACT_LOG, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def lost_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Contact is lost: what was done to find them, and the next step; or say that it is lost."""
    log = queries.contact_log(request.actor, person_id, on=clock.today())
    lost = log.in_touch.lost if log.in_touch else None
    about = FormAbout(
        title="Lost contact",
        place="casework:lost_contact",
        act=actions.note_step if lost else actions.start_lost_contact,
        done="The step is noted." if lost else "It is noted that contact is lost. Say now what you do to find them.",
        template="casework/lost_contact.html",
        more={"lost": lost, "send": "Note the step" if lost else "Contact is lost"},
    )
    return about.open(request, person_id, Record.CONTACT_LOG, Verb.CREATE, _step if lost else _start)


@permission(Record.CONTACT_LOG, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def review_lost_contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A manager's look at what was done to find them."""
    log = queries.contact_log(request.actor, person_id, on=clock.today())
    about = FormAbout(
        title="Review the search",
        place=LOG,
        act=actions.review_lost_contact,
        done="Your review is noted.",
        template="casework/lost_contact.html",
        more={"lost": log.in_touch.lost if log.in_touch else None, "send": "Note the review"},
    )
    return about.open(request, person_id, Record.CONTACT_LOG, Verb.APPROVE, lambda _, data: forms.ReviewLost(data))


@permission(Record.CASE_NOTES, Verb.READ)
@require_http_methods(GET_OR_POST)
def notes(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Notes about one young person, and a new one."""
    about = FormAbout(
        title="Notes",
        place="casework:notes",
        act=actions.write_note,
        done="The note is kept.",
        template="casework/notes.html",
        more={"rows": queries.notes(request.actor, person_id, on=clock.today())},
    )
    verb = Verb.CREATE if request.POST else Verb.READ
    make = lambda header, data: forms.WriteNote(data, initial={"happened_on": header.on})  # noqa: E731
    return about.open(request, person_id, Record.CASE_NOTES, verb, make)


@permission(Record.CASE_NOTES, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def correct_note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Put a note right."""
    held = queries.one_note(request.actor, note_id, on=clock.today())
    initial = {**held.fields, "version": held.version}
    about = FormAbout(
        title="Put a note right",
        place="casework:notes",
        act=partial(_change, actions.correct_note, note_id=note_id),
        done="It is put right.",
        template="casework/note_form.html",
        more={"remove": reverse("casework:remove_note", args=[note_id])},
        subject=note_id,
    )
    make = lambda _, data: forms.CorrectNote(data, initial=initial)  # noqa: E731
    return about.open(request, held.person, Record.CASE_NOTES, Verb.UPDATE, make)


@permission(Record.CASE_NOTES, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def remove_note(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """Take a note out, with the reason."""
    held = queries.one_note(request.actor, note_id, on=clock.today())
    about = FormAbout(
        title="Take a note out",
        place="casework:notes",
        act=partial(without_person, actions.remove_note, note_id=note_id),
        done="It is taken out.",
        subject=note_id,
    )
    make = lambda _, data: forms.TakeOut(data, initial={"version": held.version})  # noqa: E731
    return about.open(request, held.person, Record.CASE_NOTES, Verb.UPDATE, make)


@permission(Record.CASE_NOTES, Verb.READ)
@require_safe
def chronology(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What was significant, from the first day on."""
    on = clock.today()
    place = "casework:chronology"
    header = queries.person_header(request.actor, person_id, Record.CASE_NOTES, on=on, place=place)
    rows = queries.chronology(request.actor, person_id, on=on)
    return render(request, "casework/chronology.html", {"header": header, "rows": rows})


# ---------------------------------------------------------------------------------------------------------------------


def _step(header: PersonHeader, data: Any) -> forms.Step:
    return forms.Step(data, initial={"taken_on": header.on})


def _start(header: PersonHeader, data: Any) -> forms.StartLost:
    return forms.StartLost(data, initial={"started_on": header.on})


def _change(act: Any, *, person_id: UUID, version: int, on: Any, by: Any, **given: Any) -> Any:
    """Everything that the form read as the changes of one record."""
    which = {name: given.pop(name) for name in ("contact_id", "note_id") if name in given}
    return act(**which, version=version, changes=given, on=on, by=by)
