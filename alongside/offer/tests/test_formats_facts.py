"""Every form says the same facts: amounts, dates, ages, phone numbers, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date

import jsonschema
import pytest
from django.utils import translation

from alongside.offer import queries
from alongside.offer.actions import Loaded
from alongside.offer.formats import easy_read, facts, one_file, open_json, plain_text, printed, record
from alongside.offer.formats.record import Document
from alongside.offer.formats.words import plain
from alongside.offer.open_referral import feed
from alongside.offer.queries import Entitlement
from alongside.partners import actions as partners
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.shell.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def schemes(system: Actor, account: Callable[..., User], on: date) -> None:
    """What two districts take off council tax."""
    head = actor_for(account(Role.HEAD_OF_SERVICE).pk, on=clock.today())
    for name, percent, is_for_all in (("Saltby", 45, False), ("Fenmarch", 45, False), ("Kingsmere", 100, True)):
        partners.add_district(name=name, slug=name.lower(), by=system)
        scheme = partners.propose_scheme(
            district=name.lower(), percent=percent, age_from=17, age_until=24, other_councils=is_for_all,
            lives_elsewhere=is_for_all, joint="share", how="Ask us.", source="Minute 4", from_on=on, by=system,
        )  # fmt: skip
        partners.approve_scheme(scheme_id=scheme.pk, version=scheme.version, by=head)


@pytest.fixture
def whole(offer: Loaded, schemes: None, on: date) -> Document:
    """The demo offer."""
    return record.whole(on=on, language="en-gb")


def as_text(document: Document, one: Entitlement) -> str:
    return "\n".join(plain_text.entitlement(one))


def in_page(html: str, one: Entitlement) -> str:
    """The words of the section of a page that is about an entitlement."""
    found = re.search(rf'<section class="entitlement" id="e-{one.id}">(.*?)</section>', html, re.DOTALL)
    assert found, f"{one.title} is missing"
    return plain(found[1])


def on_paper(document: Document, one: Entitlement) -> str:
    return in_page(printed.source(document), one)


def in_large_print(document: Document, one: Entitlement) -> str:
    return in_page(printed.source(document, is_large=True), one)


def in_easy_read(document: Document, one: Entitlement) -> str:
    return in_page(easy_read.source(document), one)


def in_one_file(document: Document, one: Entitlement) -> str:
    return in_page(one_file.html(document), one)


FORMS = (as_text, on_paper, in_large_print, in_easy_read, in_one_file)


def differences(one: Entitlement, text: str) -> list[str]:
    """What a form leaves out of the facts of an entitlement, and what it says beyond them."""
    said, besides, found = facts.said(one), facts.in_its_texts(one), facts.found(text)
    missing = [f"lacks {fact}" for kind in said for fact in said[kind] if fact not in " ".join(text.split())]
    beyond = [f"adds {fact}" for kind in found for fact in found[kind] - besides[kind] - said.get(kind, frozenset())]
    return missing + beyond


@pytest.mark.parametrize("form", FORMS)
def test_a_form_says_all_the_facts_and_no_others(form: Callable[[Document, Entitlement], str], whole: Document) -> None:
    wrong = {}
    for one in whole.entitlements:
        text = form(record.part(whole, record.key_of(one)) or whole, one)
        if found := differences(one, text):
            wrong[one.title] = found
    assert not wrong


def test_the_comparison_notices_a_wrong_amount_and_a_missing_number(whole: Document) -> None:
    one = next(one for one in whole.entitlements if one.amounts)
    right = as_text(whole, one)
    assert differences(one, right) == []
    amount = sorted(facts.said(one)["amounts"])[0]
    assert f"lacks {amount}" in differences(one, right.replace(amount, "£7"))
    assert "adds £7" in differences(one, right.replace(amount, "£7"))
    assert f"lacks {one.contact.phone}" in differences(one, right.replace(one.contact.phone, ""))


def test_there_are_facts_to_compare(whole: Document) -> None:
    all_facts = [facts.said(one) for one in whole.entitlements]
    for kind, least in {"amounts": 5, "shares": 2, "dates": 20, "ages": 5, "phones": 2, "mails": 1}.items():
        assert len({fact for one in all_facts for fact in one[kind]}) >= least, kind


def test_the_data_say_the_same_as_the_record_and_keep_to_their_description(whole: Document) -> None:
    told = json.loads(open_json.text(whole))
    jsonschema.validate(told, json.loads(open_json.SCHEMA.read_text()))
    by_id = {one["id"]: one for area in told["areas"] for one in area["entitlements"]}
    for one in whole.entitlements:
        data = by_id[str(one.id)]
        assert [sum_["amount"] for sum_ in data["amounts"]] == [f"{sum_.pounds:.2f}" for sum_ in one.amounts]
        assert data["contact"]["phone"] == one.contact.phone
        assert data["last_checked_on"] == one.last_checked_on.isoformat()
        assert data["who_for_in_words"] == list(one.who_for)


def test_the_mark_of_the_facts_changes_with_an_amount_and_not_with_the_day(offer: Loaded, on: date) -> None:
    first = record.part(record.whole(on=on, language="en-gb"), "accommodation/setting-up-home")
    next_day = record.part(record.whole(on=date(2026, 11, 24), language="en-gb"), "accommodation/setting-up-home")
    before_the_rise = record.part(record.whole(on=date(2023, 3, 1), language="en-gb"), "accommodation/setting-up-home")
    assert first and next_day and before_the_rise
    assert first.facts_hash() == next_day.facts_hash() != before_the_rise.facts_hash()


def test_plain_text_fits_72_columns_but_for_addresses(whole: Document) -> None:
    long = [line for line in plain_text.text(whole).splitlines() if len(line) > 72 and "http" not in line]
    assert long == []


def test_the_file_to_send_is_light_and_fetches_nothing(whole: Document) -> None:
    html = one_file.html(whole)
    assert len(html.encode()) <= one_file.LARGEST
    assert "<script" not in html
    assert not re.search(r'(src|href)="(?!data:|https?://|mailto:|#)', html)
    assert not re.search(r'<(img|link)[^>]+(src|href)="http', html)


def test_council_tax_is_said_everywhere_as_the_districts_record_it(whole: Document) -> None:
    """Its ages too: nothing of it is typed a second time in the offer."""
    one = next(one for one in whole.entitlements if one.schemes)
    for typed in (one.title, one.answer, one.body, one.how_to_get_it):
        assert not re.search(r"\d%|\b(half|whole|25)\b", typed)
    assert {(row.age_from, row.age_until, row.other_councils) for row in one.rows} == {(17, 24, True)}
    for form in FORMS:
        words = " ".join(form(record.part(whole, record.key_of(one)) or whole, one).split())
        assert "Fenmarch, Saltby: 45% of the bill, from 17 until you turn 24." in words, form
        assert "Kingsmere: 100% of the bill, from 17 until you turn 24." in words, form
        assert words.count("You were in the care of a council far away") == 1, form
    data = next(o for a in open_json.data(whole)["areas"] for o in a["entitlements"] if o["id"] == str(one.id))
    assert [(row["district"], row["percent"], row["other_councils"]) for row in data["council_tax"]] == [
        ("Fenmarch", 45, False),
        ("Kingsmere", 100, True),
        ("Saltby", 45, False),
    ]


def test_council_tax_is_said_in_the_feed_and_in_another_language(whole: Document, on: date) -> None:
    service = next(
        one for one in feed.build(on=on).services.values() if one.full["name"] == "Less council tax, or none"
    )
    assert "Fenmarch, Saltby: 45% of the bill" in service.full["description"]
    with translation.override("ar"):
        assert "45" in (arabic := queries.entitlements(on=on, slug="council-tax")[0].schemes[2].cut)
        assert "of the bill" not in arabic
