"""Two people write at once, amounts change on their day, and a record takes whatever is typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.templatetags.static import static
from wagtail.test.utils.form_data import rich_text

from alongside.offer import queries
from alongside.offer.actions import Loaded
from alongside.offer.models import EntitlementPage
from alongside.offer.tests.test_editor import form_of, with_amounts
from alongside.shell.models import User
from alongside.shell.roles import Role
from tests.visiting import Page, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def birthday(offer: Loaded) -> EntitlementPage:
    """A published entitlement."""
    return EntitlementPage.objects.get(slug="birthday-money")


def opened(page: Page) -> dict[str, str]:
    """What the editor notes of the moment at which it was opened."""
    names = ("loaded_revision_id", "loaded_revision_created_at")
    return {name: value for name, value in page.fields.items() if name in names}


def test_the_second_to_save_is_told_and_sees_both_texts(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    ana, ben = account(Role.OFFER_EDITOR), account(Role.OFFER_EDITOR)
    address = f"/cms/pages/{birthday.pk}/edit/"
    seen_by_ana, seen_by_ben = opened(visit(address, by=ana)), opened(visit(address, by=ben))
    assert seen_by_ana["loaded_revision_id"]
    visit.post(address, form_of(birthday, answer="You can get a cake.") | seen_by_ana, by=ana)
    told = visit.post(address, form_of(birthday, answer="You can get a card.") | seen_by_ben, by=ben, status=409)
    assert told.h1 == "Somebody else changed this while you were writing"
    assert "You can get a cake." in told
    assert "You can get a card." in told
    latest = EntitlementPage.objects.get(pk=birthday.pk).get_latest_revision()
    assert (latest.user, latest.as_object().answer) == (ana, "You can get a cake.")

    again = opened(visit(address, by=ben))
    visit.post(address, form_of(birthday, answer="You can get a card.") | again, by=ben)
    saved = [one.as_object().answer for one in birthday.revisions.order_by("-id")[:2]]
    assert saved == ["You can get a card.", "You can get a cake."], "nothing of either is lost"


def test_somebody_alone_saves_as_often_as_they_like(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor, address = account(Role.OFFER_EDITOR), f"/cms/pages/{birthday.pk}/edit/"
    for answer in ("You can get a cake.", "You can get a card."):
        visit.post(address, form_of(birthday, answer=answer) | opened(visit(address, by=editor)), by=editor)
    assert EntitlementPage.objects.get(pk=birthday.pk).get_latest_revision_as_object().answer == "You can get a card."


def test_an_amount_of_the_future_shows_from_its_day(
    birthday: EntitlementPage, visit: Visit, agree: Callable[..., None], set_clock: Callable[[date], None]
) -> None:
    birthday.amounts.all().delete()
    rows = [{"pounds": 50, "to_on": "2031-04-01"}, {"pounds": 70, "from_on": "2031-04-01"}]
    agree(birthday, with_amounts(birthday, *rows))
    page = visit("/money/birthday-money/")
    assert "You can get £50" in page
    assert "From 1 April 2031: £70 a year." in page
    for day, amount in ((date(2031, 3, 31), 50), (date(2031, 4, 1), 70)):
        kept = queries.entitlement_of(EntitlementPage.objects.get(pk=birthday.pk), on=day)
        assert [one.pounds for one in kept.amounts] == [amount]
        assert f"£{amount}" in kept.answer


LONG = " ".join(f"word{number}" for number in range(10_000)) + "."


@pytest.mark.parametrize(
    "words",
    [
        "🎂🎁 Happy birthday 👩🏽‍🎓!",
        "اسمي أمل وأنا من حلب",
        "ZWJ \u200d and \u202ertl\u202c",
        "<b>&amp;</b> <script>alert(1)</script>",
    ],
)
def test_whatever_is_typed_is_kept_and_shown_as_typed(
    words: str, birthday: EntitlementPage, visit: Visit, agree: Callable[..., None]
) -> None:
    agree(
        birthday,
        form_of(birthday, how_long_it_takes=words, contact_name=words, body=rich_text(f"<p>{_html(words)}</p>")),
    )
    kept = EntitlementPage.objects.get(pk=birthday.pk)
    assert kept.how_long_it_takes == words
    shown = visit("/money/birthday-money/")
    assert " ".join(words.split()) in " ".join(shown.text.split())
    assert [one.get("src") for one in shown.document.all("script")] == [static("offer/page.js")]


def test_ten_thousand_words_are_kept(birthday: EntitlementPage, visit: Visit, account: Callable[..., User]) -> None:
    editor, address = account(Role.OFFER_EDITOR), f"/cms/pages/{birthday.pk}/edit/"
    visit.post(address, form_of(birthday, body=rich_text(f"<p>{LONG}</p>")), by=editor)
    assert EntitlementPage.objects.get(pk=birthday.pk).get_latest_revision_as_object().body.count("word") == 10_000
    assert "Reading age" in visit(address, by=editor).html


def _html(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;")
