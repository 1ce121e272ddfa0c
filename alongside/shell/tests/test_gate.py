"""Every page says who may open it, and refusals become pages in one place, told to the audit."""

from __future__ import annotations

import types
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from alongside.shell import actions, clock, gate, queries, slots
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, Team
from alongside.shell.refusals import AlreadyDone, EditConflict, FileRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Reach, Record, Role, Verb

pytestmark = pytest.mark.django_db

REFUSALS = {
    "strange": NotYours("a person"),
    "own": OwnWork("You proposed this, so someone else has to decide it."),
    "state": WrongState("This was approved already."),
    "twice": AlreadyDone("This was already sent."),
    "file": FileRefused("Row 7 of Episodes has no date of birth."),
    "edited": EditConflict(what="the note", theirs={"Words": "hers <b>"}, yours={"Words": "his"}, version=2),
}


@gate.permission(Record.CLOCKS, Verb.READ)
def refusing(request: HttpRequest, how: str, person_id: Any) -> HttpResponse:
    """Does something, then refuses."""
    with transaction.atomic():
        Team.objects.create(name="Half done")
        raise REFUSALS[how]


@gate.permission(Record.CLOCKS, Verb.READ, within=frozenset({Reach.ME}))
def my_own(request: HttpRequest) -> HttpResponse:
    """A young person's own page."""
    return HttpResponse("mine", content_type="text/plain")


def silent(request: HttpRequest) -> HttpResponse:
    """A page that says nothing about who may open it."""
    return HttpResponse("open to all", content_type="text/plain")


@gate.public
def broken(request: HttpRequest) -> HttpResponse:
    """A page with a mistake of ours in it."""
    raise RuntimeError("a mistake")


addresses = types.ModuleType("addresses")
addresses.urlpatterns = [
    path("staff/refusing/<str:how>/<uuid:person_id>/", refusing, name="refusing"),
    path("my-own/", my_own),
    path("silent/", silent),
    path("broken/", broken),
    *import_module("alongside.config.urls").urlpatterns,
]
for handler in ("handler400", "handler403", "handler404", "handler500"):
    setattr(addresses, handler, getattr(import_module("alongside.config.urls"), handler))


@pytest.fixture(autouse=True)
def _more_addresses(settings: Any) -> None:
    settings.ROOT_URLCONF = addresses


@pytest.mark.parametrize(
    ("how", "status", "told"),
    [
        ("strange", 404, "We cannot find this page"),
        ("own", 403, "You proposed this"),
        ("state", 409, "approved already"),
        ("twice", 409, "already sent"),
        ("file", 400, "Row 7 of Episodes"),
        ("edited", 409, "hers <b>"),
    ],
)
def test_a_refusal_becomes_its_page_and_a_line_in_the_audit_and_nothing_is_half_done(visit, account, how, status, told):
    adviser, person = account(Role.PERSONAL_ADVISER), uuid4()
    page = visit(f"/staff/refusing/{how}/{person}/", by=adviser, status=status)
    assert told in page.html.replace("&lt;", "<").replace("&gt;", ">")
    assert not Team.objects.filter(name="Half done").exists()
    line = AuditEvent.objects.latest("number")
    assert (line.verb, line.subject, line.actor, line.allowed) == (
        f"refused {type(REFUSALS[how]).__name__}", person, adviser.pk, False,
    )  # fmt: skip


def test_a_conflict_shows_both_texts_side_by_side(visit, account):
    page = visit(f"/staff/refusing/edited/{uuid4()}/", by=account(Role.PERSONAL_ADVISER), status=409)
    assert "hers <b>" in page.text
    assert "his" in page.text


@pytest.mark.parametrize(
    ("referer", "leads_to"),
    [
        ("http://testserver/staff/forecasts/?page=2", "/staff/forecasts/?page=2"),
        ("https://elsewhere.example/staff/forecasts/", ""),
        ("http://testserver//elsewhere.example/", ""),
        ("", ""),
    ],
)
def test_a_refused_button_leads_back_to_the_page_it_stood_on(visit, account, referer, leads_to):
    here = f"/staff/refusing/state/{uuid4()}/"
    page = visit(here, by=account(Role.PERSONAL_ADVISER), status=409, headers={"Referer": referer})
    assert page.links["See how things stand"] == (leads_to or "/staff/"), "The page above: this one was refused itself"


def test_what_is_somebody_elses_and_what_does_not_exist_look_the_same(visit, account):
    adviser = account(Role.PERSONAL_ADVISER)
    theirs = visit(f"/staff/refusing/strange/{uuid4()}/", by=adviser, status=404)
    nothing = visit("/staff/nothing-here/", by=adviser, status=404)
    assert theirs.text == nothing.text
    assert theirs.h1 == nothing.h1


def test_a_page_that_says_nothing_opens_for_nobody(visit, account):
    visit("/silent/", status=404)
    visit("/silent/", by=account(Role.HEAD_OF_SERVICE), status=404)


def test_somebody_not_signed_in_is_asked_to_and_comes_back(visit):
    address = f"/staff/refusing/own/{uuid4()}/"
    assert visit(address, status=302).location == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.OFFER_EDITOR, Role.BOARD_MEMBER, Role.YOUNG_PERSON])
def test_roles_that_do_not_work_with_people_find_no_staff_page(visit, account, role):
    visit(f"/staff/refusing/own/{uuid4()}/", by=account(role), status=404)


def test_a_page_of_ones_own_opens_only_for_its_young_person(visit, account):
    assert visit("/my-own/", by=account(Role.YOUNG_PERSON)).content == b"mine"
    visit("/my-own/", by=account(Role.PERSONAL_ADVISER), status=404)


@pytest.mark.parametrize("role", [Role.PERSONAL_ADVISER, Role.YOUNG_PERSON, Role.BOARD_MEMBER, Role.SYSTEM_ADMIN])
def test_the_content_editor_is_closed_to_those_who_do_not_edit(visit, account, role):
    page = visit("/cms/", by=account(role), status=404)
    assert b"Wagtail" not in page.content


@pytest.mark.parametrize("role", [Role.OFFER_EDITOR, Role.DEMOCRATIC_SERVICES])
def test_the_content_editor_opens_for_the_offer_and_for_the_reports_of_the_board(visit, account, role):
    visit("/cms/", by=account(role), status=200)


def test_our_own_mistake_has_its_page_too(visit):
    visit.client(None).raise_request_exception = False
    page = visit("/broken/", status=500)
    assert "It is our mistake" in page.text


def test_a_name_that_is_not_ours_is_refused(visit, settings):
    settings.ALLOWED_HOSTS = ["localhost"]
    page = visit("/health/", status=400, headers={"host": "elsewhere.example"})
    assert "elsewhere" not in page.html


def test_health_answers_without_a_session(visit):
    page = visit("/health/")
    assert page.content == b"ok"
    assert not page.response.cookies


def test_after_signing_in_everybody_lands_on_the_first_page_of_their_own_work(visit, account):
    landed = {role: visit("/after-sign-in/", by=account(role), status=302).location for role in Role}
    assert landed[Role.OFFER_EDITOR] == "/staff/offer/"
    assert landed[Role.YOUNG_PERSON] == "/me/"
    assert landed[Role.HEAD_OF_SERVICE] == "/staff/team/", "what is daily comes before the rest"
    with_menu = {role for role in Role for item in slots.menu.all()
                 if holder_of(role).reaches(item.record, item.verb) & item.within}  # fmt: skip
    assert all(landed[role] != "/" for role in with_menu)


def test_a_page_stands_in_the_menu_once():
    names = [item.url_name for item in slots.menu.all()]
    assert sorted(names) == sorted(set(names))


def holder_of(role: Role) -> Actor:
    """Somebody who holds one role."""
    return Actor(id=None, name="", roles=frozenset({role}))


def test_an_action_asks_its_actor_too_not_only_the_page(account):
    adviser = queries.actor_for(account(Role.PERSONAL_ADVISER).pk, on=clock.today())
    with pytest.raises(NotYours):
        actions.make_team(name="Mine", by=adviser)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_page_runs_the_way_its_language_is_written(visit, settings, language, direction):
    settings.LANGUAGE_CODE = language
    page = visit("/accounts/login/")
    html = page.document.all("html")[0]
    assert (html.get("lang")[:2], html.get("dir")) == (language, direction)
