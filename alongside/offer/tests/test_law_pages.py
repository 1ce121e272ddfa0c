"""How the law works: the pages, and the legal officer's marks on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from alongside.law import OPEN_QUESTIONS
from alongside.offer import law_pages
from alongside.shell.models import AuditEvent, User
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
UNREAD = "ca1989.s23CZB.7"
"""A provision that still wants checking, and stands on the page from 21."""


def test_every_category_has_a_page_in_everyday_words_with_its_law(visit: Visit) -> None:
    index = visit("/how-the-law-works/")
    for chapter in law_pages.chapters():
        page = visit(index.links[chapter.title])
        assert page.h1 == chapter.title
        assert any(
            href.startswith(("https://www.legislation.gov.uk/", "https://www.gov.uk/")) for href in page.links.values()
        )
        for entry in chapter.section.entries:
            assert entry.title in page, entry.id


def test_what_is_not_commenced_is_not_said_to_be_law(visit: Visit) -> None:
    page = visit("/how-the-law-works/18-to-20/")
    assert page.text.index("Not law yet") < page.text.index("Staying Close")


def test_an_amount_stands_with_what_it_is_of(visit: Visit) -> None:
    assert "A setting-up-home allowance: £3,000" in visit("/how-the-law-works/18-to-20/")


def test_what_the_law_leaves_open_is_said_with_how_it_is_read_here(visit: Visit) -> None:
    page = visit(visit("/how-the-law-works/").links["What the law leaves open"])
    for one in OPEN_QUESTIONS:
        assert one.question in page and one.reading in page, one.id


def test_an_unknown_category_is_not_found(visit: Visit) -> None:
    visit("/how-the-law-works/nobody/", status=404)


def test_a_legal_officers_check_turns_the_mark(visit: Visit, account: Callable[..., User]) -> None:
    lawyer = account(Role.LEGAL_OFFICER, name="Portia Lane")
    page = visit("/how-the-law-works/21-to-24/")
    unchecked = page.text.count("(wording still to be checked)")
    sent = {"agrees": "yes", "edition": "legislation.gov.uk, 1 November 2026", "note": "Read in full."}
    assert visit.post(f"/staff/law/{UNREAD}/", sent, by=lawyer).location == "/staff/law/"
    page = visit("/how-the-law-works/21-to-24/")
    assert page.text.count("(wording still to be checked)") < unchecked
    assert "Checked by our lawyers on" in page
    assert "Portia Lane" in visit(f"/staff/law/{UNREAD}/", by=lawyer)
    line = AuditEvent.objects.filter(verb="checked provision").get()
    assert line.detail == {"provision": UNREAD, "agrees": True}


def test_a_difference_is_shown_and_a_later_check_overrules_it(visit: Visit, account: Callable[..., User]) -> None:
    lawyer = account(Role.LEGAL_OFFICER)
    visit.post(f"/staff/law/{UNREAD}/", {"agrees": "no", "edition": "as amended"}, by=lawyer)
    assert "Our lawyers found on" in visit("/how-the-law-works/21-to-24/")
    visit.post(f"/staff/law/{UNREAD}/", {"agrees": "yes", "edition": "as amended again"}, by=lawyer)
    assert "Our lawyers found on" not in visit("/how-the-law-works/21-to-24/")


def test_a_check_without_its_edition_is_sent_back(visit: Visit, account: Callable[..., User]) -> None:
    page = visit.post(f"/staff/law/{UNREAD}/", {"agrees": "yes"}, by=account(Role.LEGAL_OFFICER), status=200)
    assert "There is a problem" in page


@pytest.mark.parametrize("path", ["/staff/law/", f"/staff/law/{UNREAD}/"])
def test_only_a_legal_officer_may_check(path: str, visit: Visit, account: Callable[..., User]) -> None:
    assert visit(path, status=302).location.startswith("/accounts/login/")
    visit(path, by=account(Role.PERSONAL_ADVISER), status=404)
    visit(path, by=account(Role.LEGAL_OFFICER))


def test_a_provision_that_does_not_exist_is_not_found(visit: Visit, account: Callable[..., User]) -> None:
    visit("/staff/law/no.such/", by=account(Role.LEGAL_OFFICER), status=404)


def test_a_real_councils_site_calls_nothing_a_must_whose_words_nobody_checked(
    visit: Visit, account: Callable[..., User], settings: Any
) -> None:
    settings.DEMO = False
    heading = "Must, as we read it: somebody still has to check the words"
    page = visit("/how-the-law-works/21-to-24/")
    assert heading in page
    unread = [mark.provision.id for mark in law_pages.marks() if mark.state == "unchecked"]
    lawyer = account(Role.LEGAL_OFFICER)
    for provision_id in unread:
        visit.post(f"/staff/law/{provision_id}/", {"agrees": "yes", "edition": "in force today"}, by=lawyer)
    assert heading not in visit("/how-the-law-works/21-to-24/")
    settings.DEMO = True
    assert heading not in visit("/how-the-law-works/18-to-20/")
