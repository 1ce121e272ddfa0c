"""The page around every page, what our own components say, and the pages that say no."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.template import engines
from django.test import override_settings
from django.utils import translation

from alongside.shell import design, wording
from alongside.shell.gallery import LAYOUTS, REFUSALS
from alongside.shell.jinja import environment
from alongside.shell.models import User
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def drawn(macro: str, **context: object) -> str:
    name = macro.split("(")[0]
    page = '{% from "shell/components.html" import ' + name + " %}{{ " + macro + " }}"
    return " ".join(engines["jinja2"].env.from_string(page).render(**context).split())


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 12, 3), "3 Dec, in 11 days"),
        (date(2026, 11, 23), "23 Nov, tomorrow"),
        (date(2026, 11, 22), "22 Nov, today"),
        (date(2026, 11, 21), "21 Nov, 1 day late"),
        (date(2026, 11, 11), "11 Nov, 11 days late"),
        (date(2027, 1, 3), "3 Jan 2027, in 42 days"),
        (date(2022, 11, 22), "22 Nov 2022, 1,461 days late"),
    ],
)
def test_a_due_date_is_said_in_words(due_on: date, words: str) -> None:
    assert wording.due_in_words(due_on, DAY) == words


def test_late_is_said_in_words_and_not_by_colour_alone() -> None:
    html = drawn("due(on, day)", on=date(2026, 11, 11), day=DAY)
    assert "app-due--late" in html
    assert "11 days late" in html


def test_a_clock_without_a_source_is_never_late() -> None:
    html = drawn("due(none, day)", day=DAY)
    assert "not recorded here" in html
    assert "late" not in html


@pytest.mark.parametrize(
    ("pounds", "words"), [(3000, "£3,000"), (Decimal("77.50"), "£77.50"), (Decimal("77.00"), "£77"), (0, "£0")]
)
def test_money_has_pence_only_where_there_are_some(pounds: Decimal, words: str) -> None:
    assert wording.money(pounds) == words


def test_must_and_choose_differ_in_words_and_in_shape() -> None:
    must, choose = drawn('promise("must")'), drawn('promise("choose")')
    assert "We must do this. It is the law" in must
    assert "We choose to do this" in choose
    assert "app-promise--must" in must
    assert "app-promise--choose" in choose


def test_a_table_keeps_its_meaning_when_it_turns_into_cards() -> None:
    html = drawn('data_table("Due", ["Name", {"text": "Age", "numeric": true}], [["Amira", 18]])')
    assert '<th scope="row" role="rowheader" class="govuk-table__header">Amira</th>' in html
    assert 'role="cell" class="govuk-table__cell govuk-table__cell--numeric" data-label="Age">18</td>' in html


def test_what_comes_into_a_table_cannot_bring_markup() -> None:
    assert "<script>" not in drawn('data_table("Due", ["Name"], [[name]])', name="<script>")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("direction", ["", "?dir=rtl"])
def test_the_gallery_shows_every_layout_both_ways(visit: Visit, layout: str, direction: str) -> None:
    page = visit(f"/gallery/{layout}/{direction}")
    assert f'dir="{"rtl" if direction else "ltr"}"' in page.html
    assert (".rtl-" in page.html) is bool(direction)


@pytest.mark.parametrize("name", REFUSALS)
def test_every_page_that_says_no_is_a_proper_page(visit: Visit, name: str) -> None:
    assert visit(f"/gallery/refusal/{name}/", status=int(name[:3])).h1


def test_an_edit_conflict_shows_both_texts(visit: Visit) -> None:
    page = visit("/gallery/refusal/409/", status=409)
    assert "being near the sea" in page
    assert "I want to stay near school" in page


def test_the_page_for_our_own_mistake_asks_no_database(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert "our mistake" in engines["jinja2"].get_template("500.html").render({})


def test_the_language_decides_the_direction_of_a_page() -> None:
    template = engines["jinja2"].get_template("404.html")
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl"' in template.render({})
    assert 'dir="ltr"' in template.render({})


@pytest.mark.parametrize("path", ["/accessibility/", "/privacy/", "/contact/"])
def test_the_pages_that_every_site_must_have_are_there(visit: Visit, path: str) -> None:
    page = visit(path)
    assert not page.response.cookies
    assert page.response.headers.get("Vary", "").find("Cookie") == -1


def test_signing_in_looks_like_the_rest(visit: Visit) -> None:
    page = visit("/accounts/login/")
    assert page.h1 == "Sign in"
    assert 'class="govuk-input"' in page.html
    assert "/look/public-" in page.html


def test_a_wrong_password_is_said_above_the_form(visit: Visit, account: object) -> None:
    page = visit.post("/accounts/login/", {"login": "x@y.example", "password": "wrong"}, status=200)
    assert "There is a problem" in page
    assert page.document.words("title").startswith("Error: ")


@pytest.mark.parametrize("path", ["/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"])
def test_the_pages_of_ones_own_account_look_like_the_rest(visit: Visit, account: object, path: str) -> None:
    user: User = account()  # type: ignore[operator]
    page = visit(path, by=user, status=None)  # type: ignore[arg-type]
    while page.location:
        page = visit(page.location, by=user, status=None)  # type: ignore[arg-type]
    assert "/look/public-" in page.html
    assert page.h1


@override_settings(COUNCIL={**settings.COUNCIL, "name": "Northshire & District"})
def test_the_councils_name_is_on_every_page(visit: Visit) -> None:
    page = visit("/contact/")
    assert "Northshire & District" in page.document.words("title")
    assert "Northshire &amp; District" in page.html


def test_the_content_editor_wears_the_councils_colour(visit: Visit, account: object) -> None:
    editor = account(Role.OFFER_EDITOR)  # type: ignore[operator]
    page = visit("/cms/", by=editor)
    assert design.icon() in page.html
    assert design.editor_stylesheet() in page.html
    assert "--w-color-primary-hue:186" in visit(design.editor_stylesheet()).content.decode()


def test_pages_ask_the_clock_anew_each_time(set_clock):
    set_clock(date(2020, 1, 1))
    drawn = environment(loader=engines["jinja2"].env.loader).from_string("{{ today() }}")
    set_clock(date(2024, 2, 29))
    assert drawn.render() == "2024-02-29"
