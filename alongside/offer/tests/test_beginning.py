"""A council that has no offer yet begins one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from wagtail.models import Page as CmsPage
from wagtail.models import Site, WorkflowState

from alongside.offer.models import AreaPage, EntitlementPage, OfferIndexPage
from alongside.offer.tests.test_editor import form_of
from alongside.shell import clock
from alongside.shell.models import AuditEvent, User
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
DESK = "/staff/offer/"


@pytest.fixture
def head(account: Any) -> User:
    """Who may approve the offer, and holds nothing besides."""
    CmsPage.objects.filter(depth__gt=1).delete()
    CmsPage.fix_tree()
    welcome = CmsPage.get_first_root_node().add_child(instance=CmsPage(title="Welcome", slug="home"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)  # as Wagtail leaves it
    return account(Role.HEAD_OF_SERVICE, email="head@brightwater.example")


@pytest.fixture
def editor(head: User, account: Any) -> User:
    """Who writes the offer."""
    return account(Role.OFFER_EDITOR, email="ed@brightwater.example")


def test_before_it_is_begun_everybody_reads_whom_to_ring_and_the_editor_who_begins_it(visit: Visit, editor: User):
    assert "We have not put our offer here yet" in visit("/")
    assert "The head of service or the director begins it" in visit(DESK, by=editor)
    visit.post(f"{DESK}begin/", by=editor, status=404)
    assert not OfferIndexPage.objects.exists()


def test_it_begins_with_nine_areas_in_words_that_read_easily(visit: Visit, head: User):
    assert "Begin the offer" in visit(DESK, by=head)
    assert "Its editors can fill it now" in visit(visit.post(f"{DESK}begin/", by=head).location, by=head)
    assert set(AreaPage.objects.live().values_list("area", flat=True)) == set(AreaPage.Area.values)
    home = visit("/")
    for area in AreaPage.objects.all():
        assert area.title in home.html
        assert "not put our offer here yet" in visit(area.url)
    assert "Begin the offer" not in visit(DESK, by=head)
    assert AuditEvent.objects.filter(verb="began offer").count() == 1
    assert "is begun already" in visit.post(f"{DESK}begin/", by=head, status=409)
    assert OfferIndexPage.objects.count() == 1


def test_an_editor_then_writes_a_page_and_sends_it_to_be_agreed(visit: Visit, head: User, editor: User):
    visit.post(f"{DESK}begin/", by=head)
    area = AreaPage.objects.get(area="money")
    path = f"/cms/pages/add/offer/entitlementpage/{area.pk}/"
    visit(path, by=editor)
    page = EntitlementPage(
        title="Birthday money", slug="birthday-money", kind="choice", answer="You can get £20 from us.",
        how_to_get_it="<p>Ask your adviser.</p>", decided_by="Cabinet, 2026", owned_by="Leaving care",
        last_checked_on=clock.today(), next_check_on=clock.today() + timedelta(days=300),
    )  # fmt: skip
    sent = visit.post(path, form_of(page) | {"action-submit": "1"}, by=editor)
    assert sent.status == 302
    made = EntitlementPage.objects.get()
    assert not made.live and WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS
