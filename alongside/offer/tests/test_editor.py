"""The content editor: who gets in, what it lets them do, and that it takes a record as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.templatetags.static import static
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from alongside.offer.actions import Loaded
from alongside.offer.models import EntitlementPage
from alongside.shell.models import AuditEvent, User
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def birthday(offer: Loaded) -> EntitlementPage:
    """A published entitlement."""
    return EntitlementPage.objects.get(slug="birthday-money")


def form_of(page: EntitlementPage, **changes: str) -> dict[str, Any]:
    """What the editor sends for a page, with changes."""
    amounts = [
        {"id": row.pk, "law_value": "", "pounds": row.pounds, "how_often": row.how_often, "what_for": "",
         "from_on": row.from_on, "to_on": row.to_on or ""}
        for row in page.amounts.all()
    ]  # fmt: skip
    who = [
        {"id": row.pk, "age_from": row.age_from, "age_until": row.age_until, "lives": row.lives}
        for row in page.who_for.all()
    ]  # fmt: skip
    easy = [{"id": row.pk, "picture": row.picture, "sentence": row.sentence} for row in page.easy_read.all()]
    fields = {
        "title": page.title,
        "slug": page.slug,
        "kind": page.kind,
        "answer": page.answer,
        "body": rich_text(page.body),
        "how_to_get_it": rich_text(page.how_to_get_it),
        "how_long_it_takes": page.how_long_it_takes,
        "decided_by": page.decided_by,
        "owned_by": page.owned_by,
        "last_checked_on": page.last_checked_on,
        "next_check_on": page.next_check_on,
        "amounts": inline_formset(amounts, initial=len(amounts)),
        "who_for": inline_formset(who, initial=len(who)),
        "easy_read": inline_formset(easy, initial=len(easy)),
        "comments": inline_formset([]),
    }
    ticked = {
        f"who_for-{number}-{name}": getattr(row, name)
        for number, row in enumerate(page.who_for.all())
        for name in ("categories", "circumstances")
    }
    return nested_form_data(fields | changes) | ticked


def test_an_editor_changes_a_record_and_sends_it_on_but_cannot_publish(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    address = f"/cms/pages/{birthday.pk}/edit/"
    page = visit(address, by=editor)
    assert "Amounts, with their dates" in page.html
    assert "action-publish" not in page.html
    visit.post(address, form_of(birthday, title="Birthday cash"), by=editor)
    birthday.refresh_from_db()
    assert birthday.title == "Birthday money"
    draft = birthday.get_latest_revision_as_object()
    assert draft.title == "Birthday cash"
    assert [row.pounds for row in draft.amounts.all()] == [40, 50]
    assert draft.who_for.all()[0].categories == ["eligible", "relevant", "former_relevant"]


def test_what_everybody_agreed_is_published_and_the_audit_says_so(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User], agree: Callable[..., None]
) -> None:
    director = account(Role.DIRECTOR)
    agree(birthday, form_of(birthday, title="Birthday cash"), director=director)
    assert visit("/money/birthday-money/").h1 == "Birthday cash"
    line = AuditEvent.objects.filter(verb="published page").last()
    assert line and line.actor == director.pk
    steps = AuditEvent.objects.filter(verb="took step").values_list("detail", flat=True)
    assert [one["step"] for one in steps] == ["Young people’s review", "Legal and finance check", "Director"]


def test_the_editor_says_what_is_wrong_with_a_record(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    sent = form_of(birthday, kind="law") | {"law_ids": [], "action-submit": "1"}
    page = visit.post(f"/cms/pages/{birthday.pk}/edit/", sent, by=account(Role.OFFER_EDITOR), status=200)
    assert "An entitlement by law names what it rests on." in page.html


def with_amounts(page: EntitlementPage, *rows: dict[str, Any]) -> dict[str, Any]:
    """The form with these amounts in place of the page's own."""
    blank = {"law_value": "", "pounds": "", "how_often": "year", "what_for": "", "from_on": "", "to_on": ""}
    others = {name: value for name, value in form_of(page).items() if not name.startswith("amounts-")}
    return others | nested_form_data({"amounts": inline_formset([blank | row for row in rows], initial=0)})


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [{"pounds": 40, "from_on": "2025-01-01"}, {"pounds": 50, "from_on": "2025-06-01"}],
            "Two amounts hold on the same day.",
        ),
        ([{"pounds": 40, "law_value": "he_bursary"}], "one of the two."),
        ([{"from_on": "2025-01-01"}], "one of the two."),
        ([{"pounds": -3}], "Give pounds, more than none,"),
        ([{"pounds": 3, "from_on": "2025-01-01", "to_on": "2024-01-01"}], "An amount ends after it begins."),
        ([{"law_value": "age_adult"}], "The law knows no value age_adult."),
    ],
)
def test_an_amount_that_cannot_be_is_refused_in_a_sentence(
    rows: list[dict[str, Any]], said: str, birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    birthday.amounts.all().delete()
    sent = with_amounts(birthday, *rows) | {"action-submit": "1"}
    page = visit.post(f"/cms/pages/{birthday.pk}/edit/", sent, by=account(Role.OFFER_EDITOR), status=200)
    assert said in page.html


def test_amounts_for_different_things_or_one_after_the_other_may_stand(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    birthday.amounts.all().delete()
    rows = [
        {"pounds": 40, "to_on": "2025-01-01"},
        {"pounds": 50, "from_on": "2025-01-01"},
        {"pounds": 9, "what_for": "a card"},
    ]
    visit.post(f"/cms/pages/{birthday.pk}/edit/", with_amounts(birthday, *rows), by=account(Role.OFFER_EDITOR))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"law_ids": ["no_such"]}, "no_such is not one of the available choices."),
        ({"next_check_on": "2029-01-01"}, "at most a year after it."),
        ({"owned_by": ""}, "This field is required."),
        ({"answer": "Cash for all."}, "The answer begins with “You can get”."),
        ({"answer": "You can get " + "cake " * 60}, "60 at most."),
        ({"who_for-0-age_from": 25, "who_for-0-age_until": 16}, "The birthday on which it ends comes after"),
        ({"contact_web": "javascript:alert(1)"}, "Enter a valid URL."),
    ],
)
def test_what_would_make_a_record_untrue_is_refused_in_a_sentence(
    change: dict[str, Any], said: str, birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    sent = form_of(birthday) | change | {"action-submit": "1"}
    page = visit.post(f"/cms/pages/{birthday.pk}/edit/", sent, by=account(Role.OFFER_EDITOR), status=200)
    assert said in page.html


def test_hostile_text_is_only_text(birthday: EntitlementPage, visit: Visit, agree: Callable[..., None]) -> None:
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    block = {"key": "a", "text": "<script>alert(1)</script>", "type": "unstyled", "depth": 0, "data": {}}
    block |= {"inlineStyleRanges": [], "entityRanges": [{"offset": 0, "length": 5, "key": 0}]}
    sent = form_of(birthday, answer="You can get <img src=x onerror=alert(1)> {amount} {0.__class__}") | {
        "body": json.dumps({"blocks": [block], "entityMap": {"0": link}}),
    }
    agree(birthday, sent)
    page = visit("/money/birthday-money/")
    assert "<img src=x onerror=alert(1)> £50 {0.__class__}" in page, "shown as it was typed"
    assert all(one.get("src") == static("offer/page.js") for one in page.document.all("script")), "no script but ours"
    assert not any(one.get("onerror") for one in page.document.elements)
    assert "javascript:" not in page.html


def test_what_is_for_nobody_in_particular_says_so(
    birthday: EntitlementPage, visit: Visit, agree: Callable[..., None]
) -> None:
    agree(birthday, form_of(birthday) | {"who_for-0-DELETE": "on"})
    assert "This is for everyone." in visit("/money/birthday-money/")


def test_a_preview_shows_what_is_not_saved_yet(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    address = f"/cms/pages/{birthday.pk}/edit/preview/"
    visit.post(address, form_of(birthday, answer="You can get a cake."), by=editor, status=200)
    assert "You can get a cake." in visit(address, by=editor).html


def test_a_stranger_does_not_get_into_the_editor(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    visit(f"/cms/pages/{birthday.pk}/edit/", by=account(Role.PERSONAL_ADVISER), status=404)
    assert visit(f"/cms/pages/{birthday.pk}/edit/", status=302).location.startswith("/accounts/login/")
