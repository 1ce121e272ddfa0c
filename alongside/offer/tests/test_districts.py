"""Each district writes and agrees its own part, and neither it nor the county touches the other's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from alongside.offer import actions, stamp
from alongside.offer.actions import Loaded
from alongside.offer.models import AreaPage, EntitlementPage
from alongside.offer.tests.test_editor import form_of
from alongside.partners import actions as partners
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(offer: Loaded, system: Actor) -> Loaded:
    """The districts' own parts of the demo, and their councils."""
    for name in ("Saltby", "Westering", "Kingsmere"):
        district = partners.add_district(name=name, slug=name.lower(), by=system)
        partners.add_organisation(name=f"{name} District Council", kind="district", district=district, by=system)
    return actions.load_district_parts(on=clock.today(), by=system)


@pytest.fixture
def district_editor(parts: Loaded, account: Callable[..., User], system: Actor) -> Callable[[str], User]:
    """Somebody who acts for a district."""

    def open_it(name: str) -> User:
        user = account(Role.DISTRICT_EDITOR)
        council = partners.add_organisation(name=f"{name} District Council", kind="district", by=system)
        partners.add_member(organisation=council, user=user, from_on=date(2020, 1, 1), by=system)
        return user

    return open_it


@pytest.fixture
def saltby(parts: Loaded) -> Iterator[EntitlementPage]:
    """Saltby's own page on council tax."""
    return EntitlementPage.objects.get(slug="saltby-council-tax")


def title(page: EntitlementPage) -> str:
    """As everybody sees it."""
    return EntitlementPage.objects.get(pk=page.pk).title


def test_loading_again_changes_nothing(parts: Loaded, system: Actor) -> None:
    assert (parts.added, actions.load_district_parts(on=clock.today(), by=system).kept) == (3, 3)


def test_everybody_sees_the_districts_part_in_the_offer_and_on_the_districts_page(parts: Loaded, visit: Visit) -> None:
    assert "Written by Saltby District Council." in visit("/money/saltby-council-tax/")
    page = visit(visit("/districts/").links["Saltby"])
    assert page.h1 == "Help in Saltby"
    assert "Saltby: help with the rest of your council tax" in page
    assert "Less council tax, or none" in page
    assert "Birthday money" in page
    assert "Kingsmere: free swim and gym" not in page
    visit("/districts/atlantis/", status=404)


def test_what_a_district_takes_off_comes_from_its_own_record(
    parts: Loaded, visit: Visit, account: Callable[..., User], system: Actor
) -> None:
    path = "/money/council-tax/"
    assert "taken off where you live" not in visit(path)
    for district, percent in (("saltby", 45), ("kingsmere", 99)):
        scheme = partners.propose_scheme(
            district=district, percent=percent, age_from=18, age_until=25, other_councils=False, lives_elsewhere=False,
            joint="share", how="Ask us.", source="Minute 4", from_on=clock.today(), by=system,
        )  # fmt: skip
        head = actor_for(account(Role.HEAD_OF_SERVICE).pk, on=clock.today())
        partners.approve_scheme(scheme_id=scheme.pk, version=scheme.version, by=head)
    stamp.forget()
    page = visit(path)
    assert "Saltby: 45% of the bill, from 18 until you turn 25." in page
    assert "Kingsmere: 99% of the bill" in page
    own = visit("/money/saltby-council-tax/")
    assert "45%" in own and "99%" not in own, "Kingsmere is not of this page"


def test_one_of_the_district_writes_and_another_approves(
    saltby: EntitlementPage,
    district_editor: Callable[[str], User],
    visit: Visit,
    step: Any,
    account: Callable[..., User],
) -> None:
    writer, approver = district_editor("Saltby"), district_editor("Saltby")
    address = f"/cms/pages/{saltby.pk}/edit/"
    visit.post(address, form_of(saltby, title="Saltby: half off") | {"action-submit": "1"}, by=writer)
    for by in (writer, district_editor("Westering"), account(Role.DIRECTOR), account(Role.OFFER_EDITOR)):
        step(saltby, by=by, status=302)
        assert title(saltby) == "Saltby: help with the rest of your council tax"
    assert "You can take this step" in visit("/staff/offer/", by=approver)
    step(saltby, by=approver)
    assert title(saltby) == "Saltby: half off"


@pytest.mark.parametrize("who", ["county", "neighbour", "own district, county's page"])
def test_no_address_leads_into_anothers_part(
    who: str,
    saltby: EntitlementPage,
    district_editor: Callable[[str], User],
    account: Callable[..., User],
    visit: Visit,
) -> None:
    user = (
        account(Role.OFFER_EDITOR)
        if who == "county"
        else district_editor("Westering" if who == "neighbour" else "Saltby")
    )
    page = EntitlementPage.objects.get(slug="birthday-money") if who.startswith("own") else saltby
    before, revisions = title(page), page.revisions.count()
    number, latest = page.pk, page.latest_revision_id
    for way in ("edit", "delete", "unpublish", "move", "history", "copy", f"revisions/{latest}/revert"):
        found = visit(f"/cms/pages/{number}/{way}/", by=user, status=None)
        assert found.status in (302, 403, 404), way
    for way in ("edit", "delete", "unpublish", "copy", "lock", f"revisions/{latest}/revert"):
        sent = form_of(page, title="Mine") | {"action-submit": "1", "action-publish": "1"}
        visit.post(f"/cms/pages/{number}/{way}/", sent, by=user, status=None)
    for way in ("delete", "unpublish", "publish", "move"):
        visit.post(f"/cms/bulk/wagtailcore/page/{way}/?id={number}", {}, by=user, status=None)
    visit.post(
        f"/staff/offer/corrections/{number}/", {"field": "contact_phone", "value": "1", "why": "x"}, by=user, status=404
    )
    kept = EntitlementPage.objects.get(pk=number)
    assert (kept.title, kept.live, kept.locked, kept.revisions.count()) == (before, True, False, revisions)


def test_a_district_adds_a_page_of_its_own_and_it_stays_its_own(
    parts: Loaded, district_editor: Callable[[str], User], visit: Visit, saltby: EntitlementPage
) -> None:
    editor = district_editor("Saltby")
    money, rights = (AreaPage.objects.get(area=area) for area in ("money", "rights"))
    assert visit(f"/cms/pages/add/offer/entitlementpage/{rights.pk}/", by=editor, status=None).status != 200
    visit(f"/cms/pages/add/offer/entitlementpage/{money.pk}/", by=editor)
    sent = form_of(saltby, title="Saltby: free bins", slug="saltby-bins")
    for name in list(sent):
        if name.endswith(("-id", "INITIAL_FORMS")):
            sent[name] = "0" if name.endswith("INITIAL_FORMS") else ""
    visit.post(f"/cms/pages/add/offer/entitlementpage/{money.pk}/", sent, by=editor)
    added = EntitlementPage.objects.get(slug="saltby-bins")
    assert added.written_by_district.name == "Saltby"
    assert not added.live
    assert [one.name for one in added.get_latest_revision_as_object().districts.all()] == ["Saltby"]
