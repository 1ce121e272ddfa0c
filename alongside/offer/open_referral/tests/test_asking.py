"""What can be asked of the feed, what is answered, and that nothing anybody asks breaks it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from alongside.offer import actions, queries, stamp
from alongside.offer.actions import Loaded
from alongside.offer.models import EntitlementPage
from alongside.offer.open_referral import feed as feeds
from alongside.offer.open_referral.tests.conftest import Ask
from alongside.partners.models import Organisation
from alongside.shell import clock
from alongside.shell.actors import Actor
from tests.visiting import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(offer: Loaded, ask: Ask) -> dict[str, Any]:
    """Every service in full, by its id."""
    return {one["id"]: one for one in ask("/services?full=true&per_page=1000")["contents"]}


def ids(ask: Ask, query: str) -> set[str]:
    """The services that answer a question."""
    return {one["id"] for one in ask(f"/services?per_page=1000&{query}")["contents"]}


def tags(service: dict[str, Any], field: str) -> set[str]:
    """The terms, or the lists, that a service is tagged with."""
    return {one["taxonomy_term"][field] for one in service["attributes"]}


def test_a_list_can_be_narrowed_by_term_and_by_list(whole: dict[str, Any], ask: Ask) -> None:
    for field, asked in (("id", "taxonomy_term_id"), ("taxonomy_id", "taxonomy_id")):
        for value in {value for one in whole.values() for value in tags(one, field)}:
            assert ids(ask, f"{asked}={value}") == {own for own, one in whole.items() if value in tags(one, field)}
    assert ids(ask, f"taxonomy_term_id={uuid4()}") == set()


def test_a_list_can_be_narrowed_by_who_gives_it(whole: dict[str, Any], ask: Ask) -> None:
    givers = {one["organization_id"] for one in whole.values()}
    assert len(givers) > 1
    for giver in givers:
        asked = ids(ask, f"organization_id={giver}")
        assert asked == {own for own, one in whole.items() if one["organization_id"] == giver}
        listed = ask(f"/organizations/{giver}?full_service=true")["services"]
        assert {one["id"] for one in listed} == asked


def test_a_list_can_be_narrowed_by_age(whole: dict[str, Any], ask: Ask) -> None:
    for age in (0, 16, 18, 21, 25):
        assert ids(ask, f"minimum_age={age}") == {own for own, one in whole.items() if one.get("minimum_age", 0) >= age}
        assert ids(ask, f"maximum_age={age}") == {
            own for own, one in whole.items() if one.get("maximum_age", 999) <= age
        }


def test_words_are_found_in_names_texts_and_other_words_for_it(whole: dict[str, Any], ask: Ask) -> None:
    by_name = {one["name"]: own for own, one in whole.items()}
    assert by_name["Birthday money"] in ids(ask, "search=BIRTHDAY")
    assert ids(ask, "search=skint") == {own for own, one in whole.items() if "skint" in json.dumps(one)}
    assert ids(ask, "search=council+tax+saltby") <= ids(ask, "search=saltby")
    assert ids(ask, "search=zebra") == set()
    assert ask("/services?search=zebra")["empty"] is True
    assert ask("/taxonomies?search=circumstances")["total_items"] == 1
    assert ask("/taxonomy_terms?search=staying+put")["total_items"] >= 1
    assert ask("/organizations?search=corporate+parent")["total_items"] == 1


def test_filters_narrow_together(whole: dict[str, Any], ask: Ask) -> None:
    one = next(iter(whole.values()))
    term = one["attributes"][0]["taxonomy_term_id"]
    assert one["id"] in ids(ask, f"taxonomy_term_id={term}&organization_id={one['organization_id']}")
    assert ids(ask, f"taxonomy_term_id={term}&organization_id={uuid4()}") == set()


def test_what_changed_since_a_moment_is_listed(whole: dict[str, Any], ask: Ask) -> None:
    stamps = sorted({one["last_modified"] for one in whole.values()})
    middle = stamps[len(stamps) // 2]
    assert ids(ask, f"modified_after={middle}") == {o for o, one in whole.items() if one["last_modified"] >= middle}
    assert ids(ask, "modified_after=2000-01-01") == set(whole)
    assert ids(ask, "modified_after=9999-12-31T23:59:59-14:00") == set()
    assert ids(ask, "modified_after=0001-01-01T00:00:00%2B14:00") == set(whole)


def test_minimal_lists_only_ids_and_moments_in_one_page(whole: dict[str, Any], ask: Ask) -> None:
    page = ask("/services?minimal=true")
    assert page["total_pages"] == 1
    assert {frozenset(one) for one in page["contents"]} == {frozenset({"id", "last_modified"})}
    assert {one["id"] for one in page["contents"]} == set(whole)


def test_terms_can_be_narrowed_by_their_list_and_have_none_above_them(offer: Loaded, ask: Ask) -> None:
    for one in ask("/taxonomies")["contents"]:
        terms = ask(f"/taxonomy_terms?per_page=1000&top_only=true&taxonomy_id={one['id']}")["contents"]
        assert terms == ask(f"/taxonomies/{one['id']}")["taxonomy_terms"]
    assert ask(f"/taxonomy_terms?parent_id={terms[0]['id']}")["empty"] is True


def test_nothing_is_near_a_postcode_and_it_says_so(whole: dict[str, Any], ask: Ask) -> None:
    assert ask("/service_at_locations")["total_items"] == len(whole)
    assert ask("/service_at_locations?postcode=BN1+1AA&proximity=1000")["empty"] is True


def test_a_list_comes_a_record_a_line_too(whole: dict[str, Any], visit: Visit) -> None:
    page = visit("/open-referral/services?format=ndjson&full=true")
    assert page.response.headers["Content-Type"] == "application/x-ndjson"
    assert page.response.headers["Access-Control-Allow-Origin"] == "*"
    assert [json.loads(line) for line in page.content.decode().splitlines()] == list(whole.values())
    assert len(visit("/open-referral/services?format=ndjson&per_page=3&page=2").content.decode().splitlines()) == 3
    assert visit("/open-referral/services?format=ndjson&search=zebra").content == b""


# --- Nothing breaks it -----------------------------------------------------------------------------------------------

LISTS = ("/services", "/organizations", "/service_at_locations", "/taxonomies", "/taxonomy_terms")
NAMES = (
    "page", "per_page", "format", "search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after",
    "minimum_age", "maximum_age", "minimal", "full", "full_service", "top_only", "parent_id", "postcode", "proximity",
)  # fmt: skip
VALUES = (
    "", "0", "-1", "1", "1.5", "abc", "1e999", "NaN", "-Infinity", "9" * 30, "9" * 5000, "null", "true", "[]", "{}",
    "%00", "%0d%0aSet-Cookie:+a=b", "' OR 1=1 --", "1; DROP TABLE offer_edition", "../../etc/passwd", "<script>",
    "%ff%fe", "\u0661\u0662", "\U0001f9ff", "\u202eabc", "e\u0301" * 50, "a" * 8000, "{{7*7}}", "${7*7}", "%s%n",
    "9999-12-31T23:59:59Z", "0001-01-01", "2026-02-30", "2026-11-24T00:00:00+23:59", "-99999999999999",
    "99999999999999",
    "00000000-0000-0000-0000-000000000000",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "path", ["/services", "/organizations", "/service_at_locations", "/taxonomies", "/taxonomy_terms"]
)
def test_whatever_is_asked_is_answered_or_refused_in_json(path: str, name: str, offer: Loaded, visit: Visit) -> None:
    for value in VALUES if path == "/services" else VALUES[::6]:  # they all read their questions alike
        page = visit(f"/open-referral{path}?{name}={value}", status=None)
        assert page.status in (200, 400), value
        assert page.response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in page.response.headers
        if page.status == 400:
            assert json.loads(page.content)["detail"].startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("page=abc", 400),
        ("page=0", 400),
        ("page=-1", 400),
        ("page=1.5", 400),
        ("page=1000000000", 200),
        ("page=1000000001", 400),
        ("per_page=0", 400),
        ("per_page=1001", 400),
        ("taxonomy_id=none", 400),
        ("modified_after=yesterday", 400),
        ("format=xml", 400),
        ("page=abc&page=2", 200),
        ("page=2&page=abc", 400),
        ("unknown=1", 200),
        ("&&&===&%", 200),
        ("search=a&search=b", 200),
    ],
)
def test_what_cannot_be_meant_is_refused(asked: str, status: int, offer: Loaded, ask: Ask) -> None:
    ask(f"/services?{asked}", status=status)


def test_a_thousand_questions_at_once_are_refused(ask: Ask) -> None:
    assert ask("/services?" + "page=1&" * 1500, status=400)["detail"]


def test_a_refusal_is_one_plain_sentence(ask: Ask) -> None:
    assert ask("/services?page=abc", status=400) == {
        "detail": "page: Input should be a valid integer, unable to parse string as an integer."
    }


# --- How it is sent --------------------------------------------------------------------------------------------------


def test_an_answer_may_be_kept_and_is_not_sent_twice(offer: Loaded, visit: Visit) -> None:
    first = visit("/open-referral/services")
    assert first.response.headers["Cache-Control"] == "public, max-age=300"
    again = visit("/open-referral/services", headers={"If-None-Match": first.response.headers["ETag"]}, status=304)
    assert again.content == b""
    assert again.response.headers["Access-Control-Allow-Origin"] == "*"
    other = visit(
        "/open-referral/services?page=2&per_page=3", headers={"If-None-Match": first.response.headers["ETag"]}
    )
    assert other.status == 200


def test_an_answer_is_sent_small_to_whoever_can_unpack_it(offer: Loaded, visit: Visit) -> None:
    plain = visit("/open-referral/services")
    packed = visit("/open-referral/services", headers={"Accept-Encoding": "gzip"})
    assert packed.content == plain.content
    assert len(packed.response.content) < len(plain.content) / 3


@pytest.mark.parametrize("path", ["", "/", "/services", "/openapi.json"])
def test_the_head_alone_can_be_asked_for(path: str, offer: Loaded, visit: Visit) -> None:
    browser = visit.client(None)
    head, body = browser.head(f"/open-referral{path}"), browser.get(f"/open-referral{path}")
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["ETag"] == body.headers["ETag"]
    assert head.headers["Access-Control-Allow-Origin"] == "*"


def test_no_answer_touches_a_session(offer: Loaded, visit: Visit, django_assert_max_num_queries: Any) -> None:
    visit("/open-referral/services")
    with django_assert_max_num_queries(5):
        page = visit("/open-referral/services?full=true&per_page=1000")
    assert "Cookie" not in page.response.headers.get("Vary", "")


def test_making_the_feed_takes_as_many_questions_for_many_as_for_few(
    offer: Loaded, on: date, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(19):  # the districts' council tax schemes are one of them
        assert len(feeds.build(on=on).services) > 40


# --- When it changes -------------------------------------------------------------------------------------------------


@pytest.fixture
def birthday(offer: Loaded) -> EntitlementPage:
    """A published entitlement."""
    return EntitlementPage.objects.get(slug="birthday-money")


def test_a_change_is_in_the_feed_at_once_and_moves_its_moment(
    birthday: EntitlementPage, ask: Ask, system: Actor
) -> None:
    address = f"/services/{birthday.entitlement_id}"
    before = ask(address)
    amounts = list(birthday.amounts.all())
    amounts[-1].what_for = "a cake"
    birthday.amounts = amounts
    actions.publish(page=birthday, by=system)
    after = ask(address)
    assert "a cake" in json.dumps(after["x_local_offer"])
    assert after["last_modified"] > before["last_modified"]
    birthday.unpublish()
    ask(address, status=404)


def test_an_amount_that_begins_today_moves_the_moment_by_itself(
    birthday: EntitlementPage, ask: Ask, set_clock: Callable[[date], None], system: Actor
) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    rows = list(birthday.amounts.all())
    rows[-1].from_on = tomorrow
    birthday.amounts = rows
    actions.publish(page=birthday, by=system)
    address = f"/services/{birthday.entitlement_id}"
    before = ask(address)
    set_clock(tomorrow)
    after = ask(address)
    assert after["x_local_offer"]["we_pay"] != before["x_local_offer"].get("we_pay")
    moment = datetime.combine(tomorrow, datetime.min.time(), UTC) - timedelta(hours=1)
    assert datetime.fromisoformat(after["last_modified"]) >= moment
    assert after["last_modified"] > before["last_modified"]


def test_a_check_that_is_overdue_is_an_alert(
    birthday: EntitlementPage, ask: Ask, set_clock: Callable[[date], None]
) -> None:
    address = f"/services/{birthday.entitlement_id}"
    assert "alert" not in ask(address)
    set_clock(birthday.next_check_on + timedelta(days=1))
    assert ask(address)["alert"].startswith("This was due to be checked by ")
    assert ask(address)["x_local_offer"]["is_overdue"] is True


def test_a_body_that_changes_its_number_changes_the_feed(offer: Loaded, ask: Ask) -> None:
    body = Organisation.objects.get(name="Speak Up Brightwater")
    ask("/organizations")
    Organisation.objects.filter(pk=body.pk).update(email="new@speakup.example")
    stamp.forget()  # another process asks within the second
    assert ask(f"/organizations/{body.pk}")["email"] == "new@speakup.example"


def test_while_the_database_is_down_the_feed_stays_as_it_was(
    whole: dict[str, Any], ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "current", lambda: None)
    assert set(whole) == ids(ask, "")


# --- How a promise is told -------------------------------------------------------------------------------------------


def test_what_we_pay_is_no_price_and_what_is_given_is_free(whole: dict[str, Any]) -> None:
    with_money = [one for one in whole.values() if "we_pay" in one["x_local_offer"]]
    assert with_money
    for one in with_money:
        if one["x_local_offer"]["kind"] != "signpost":
            assert [cost["amount"] for cost in one["cost_options"]] == [0]
        assert all(paid["currency"] == "GBP" and paid["amount"] > 0 for paid in one["x_local_offer"]["we_pay"])
        assert all(paid["wording"].split(" a ")[0] in one["description"] for paid in one["x_local_offer"]["we_pay"])


def test_until_a_birthday_is_told_as_the_age_before_it(whole: dict[str, Any], offer: Loaded) -> None:
    for one in queries.entitlements(on=clock.today()):
        record = whole[str(one.id)]
        if one.rows and all(row.age_until is not None for row in one.rows):
            assert record["maximum_age"] == max(row.age_until or 0 for row in one.rows) - 1
        else:
            assert "maximum_age" not in record


def test_where_it_can_be_had_is_its_districts(whole: dict[str, Any], offer: Loaded) -> None:
    for one in queries.entitlements(on=clock.today()):
        names = [area["name"] for area in whole[str(one.id)]["service_areas"]]
        assert names == list(one.districts) or (not one.districts and names[0].startswith("Brightwater"))


def test_a_provision_that_nobody_has_read_carries_its_mark(whole: dict[str, Any]) -> None:
    marks = {ground["evidence"] for one in whole.values() for ground in one["x_local_offer"].get("law", [])}
    assert "text read" in marks
    assert any(mark.startswith("to be verified") for mark in marks)
