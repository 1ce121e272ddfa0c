"""The list that a billing authority gets as of 1 April: who is on it, who may take it out, and what stays hidden."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from alongside.casework import actions, downloads, numbers, queries
from alongside.casework.models import Home, LivingHere
from alongside.casework.queries.council_tax import entitled_by_district
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.partners.models import CouncilTaxScheme, Organisation
from alongside.shell import clock, disclosure
from alongside.shell.models import AuditEvent
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Role

APRIL = date(2026, 4, 1)
PURPOSE = "the list of this April"


@pytest.fixture
def hill(council, account):
    """A district that takes everything off from 18 to 25; Hugo works in its housing office, and another one beside."""
    for name in ("Hill", "Vale"):
        district = partners.add_district(name=name, slug=name.lower(), by=SYSTEM)
        body = partners.add_organisation(
            name=f"{name} Council", kind=Organisation.Kind.DISTRICT, district=district, by=SYSTEM
        )
        if name == "Hill":
            partners.add_member(organisation=body, user=council.users["Hugo"], from_on=BEFORE, by=SYSTEM)
            found = district, body
    scheme = partners.propose_scheme(
        district="hill", percent=50, age_from=18, age_until=25, other_councils=False, lives_elsewhere=False,
        joint="share", how="Ask us.", source="Minute 4", usual_bill=Decimal(1200), from_on=date(2025, 4, 1), by=SYSTEM,
    )  # fmt: skip
    head = actor_for(account(Role.HEAD_OF_SERVICE).pk, on=TODAY)
    partners.approve_scheme(scheme_id=scheme.pk, version=scheme.version, by=head)
    return found


def live_there(council, hill, name="Fay", who="Cal", **more):
    given = {"place": "U", "from_on": date(2026, 1, 5), "tenancy": "social", "address": "1 Quay", "provided": False}
    return actions.add_life_record(
        slug="home",
        person_id=council.id(name),
        on=TODAY,
        by=council.actor(who),
        **(given | {"district": hill[0].pk} | more),
    )


def taken(council, who="Hana", day=APRIL, district="hill"):
    rows, _ = queries.council_tax_list(council.actor(who), district, day=day, on=TODAY, purpose=PURPOSE)
    return rows


def test_who_lives_there_has_the_age_and_may_owe_is_on_it(council, hill):
    live_there(council, hill)
    [fay] = taken(council)
    assert (fay.address, fay.percent, fay.entitled_until) == ("1 Quay", 50, date(2032, 6, 20))
    assert fay.liable.startswith("Likely") and fay.claim == "No claim yet"


@pytest.mark.parametrize(
    "more",
    [{"tenancy": "family"}, {"tenancy": "carer"}, {"from_on": date(2026, 4, 2)}, {"to_on": date(2026, 4, 1)}],
    ids=["family owes it", "carers owe it", "came a day later", "moved out that day"],
)
def test_who_owes_nothing_there_is_not(council, hill, more):
    live_there(council, hill, **more)
    assert taken(council) == ()


def test_a_licence_is_to_be_asked_about_and_a_kept_address_is_not_told(council, hill):
    live_there(council, hill, tenancy="licence")
    Home.objects.update(is_protected=True)
    [fay] = taken(council)
    assert fay.liable.startswith("Ask") and "Quay" not in fay.address


FROM_ELSEWHERE = {"name": "J. B.", "kind": "care_leaver", "council": "Northgate", "from_on": date(2026, 1, 5),
                  "born_on": date(2005, 6, 1), "told_on": date(2026, 1, 6)}  # fmt: skip


def add_living_here(hill, **more):
    return LivingHere.objects.create(**(FROM_ELSEWHERE | {"district": hill[0], "recorded_at": clock.now()} | more))


def test_other_councils_care_leavers_are_on_it_where_the_scheme_says_so_and_marked(council, hill):
    live_there(council, hill)
    row = add_living_here(hill)
    assert [one.care_of for one in taken(council)] == [""], "this scheme is for our own"
    CouncilTaxScheme.objects.update(other_councils=True)
    ours, other = taken(council)
    assert (ours.care_of, other.care_of, other.name, other.address) == ("", "Northgate", "J. B.", "Ask Northgate")
    assert other.entitled_until == date(2030, 6, 1) and other.claim == ""
    assert AuditEvent.objects.get(verb="downloaded living here").subject == row.pk
    assert entitled_by_district(on=TODAY) == {"Hill": 2}
    rows = list(openpyxl.load_workbook(io.BytesIO(downloads.council_tax_as_xlsx([ours, other]))).active.values)
    assert rows[0][-1] == "in the care of another council" and rows[2][-1] == "Northgate"
    assert taken(council, "Hugo") == (), "an officer does not read that register"


@pytest.mark.parametrize(
    ("more", "is_on"),
    [({"born_on": None}, 1), ({"born_on": date(2008, 4, 1)}, 1), ({"born_on": date(2008, 4, 2)}, 0),
     ({"kind": "looked_after"}, 0), ({"to_on": date(2026, 4, 1)}, 0), ({"to_on": date(2026, 4, 2)}, 1),
     ({"from_on": date(2026, 4, 2)}, 0), ({"district": None}, 0)],
    ids=["age unknown", "18 then", "a day younger", "in care", "left that day", "left after", "came later", "where"],
)  # fmt: skip
def test_whom_of_other_councils_a_scheme_covers(council, hill, more, is_on):
    CouncilTaxScheme.objects.update(other_councils=True)
    add_living_here(hill, **more)
    assert len(taken(council)) == is_on


@pytest.mark.parametrize(("born", "is_on"), [(date(2008, 4, 1), 1), (date(2008, 4, 2), 0), (date(2001, 4, 1), 0)])
def test_the_age_counts_from_the_birthday_on(council, hill, born, is_on):
    live_there(council, hill)
    home = Home.objects.select_related("person").get()
    home.person.born_on = born
    scheme = queries.council_tax_districts(council.actor("Hana"), on=TODAY)[0].scheme
    from alongside.casework.queries.council_tax import _has_the_age

    assert _has_the_age(home, scheme, APRIL) is bool(is_on)


def test_an_officer_takes_out_only_whom_their_own_district_was_shown(council, hill):
    live_there(council, hill)
    assert taken(council, "Hugo") == ()
    [row] = queries.council_tax_districts(council.actor("Hugo"), on=TODAY)
    assert row.name == "Hill" and row.not_shared == row.number == disclosure.FEW
    actions.refer(
        person_id=council.id("Fay"), organisation_id=hill[1].pk, field_groups=[Record.HOME], reason="council tax",
        on=TODAY, by=SYSTEM,
    )  # fmt: skip
    [fay] = taken(council, "Hugo")
    assert fay.claim == ""
    with pytest.raises(NotYours):
        taken(council, "Hugo", district="vale")


def test_a_manager_takes_out_their_own_team(council, hill):
    live_there(council, hill)
    assert taken(council, "Nadia") == ()
    assert len(taken(council, "Sam")) == 1


def test_without_a_purpose_or_a_scheme_nothing_leaves(council, hill):
    with pytest.raises(FactRefused, match="for"):
        queries.council_tax_list(council.actor("Hana"), "hill", day=APRIL, on=TODAY, purpose="  ")
    with pytest.raises(FactRefused, match="No scheme"):
        taken(council, district="vale")


def test_the_file_has_the_names_and_the_audit_a_line_for_each(council, hill, visit):
    live_there(council, hill)
    address = reverse("casework:council_tax_lists")
    sent = {"district": "hill", "day": APRIL.isoformat(), "purpose": PURPOSE}
    page = visit(address, by=council.users["Hana"])
    assert "Lindqvist" not in page.text and "fewer than 5" in page.text
    answer = visit.post(address, sent, by=council.users["Hana"], status=200)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][:2] == ["Fay Lindqvist", "2007-06-20"]
    whole = AuditEvent.objects.get(verb="downloaded council tax list")
    assert whole.detail["people"] == 1 and whole.purpose == PURPOSE
    assert AuditEvent.objects.filter(verb="downloaded person", subject=council.id("Fay")).exists()
    visit(address, by=council.users["Cal"], status=404)


def test_counts_outside_are_hidden_where_small(council, hill):
    live_there(council, hill)
    assert numbers.council_tax_lists(on=TODAY).parts["Hill"].value is None


@pytest.mark.parametrize(("outcome", "saved", "told"), [("granted", None, 600), ("part", None, None), ("part", 90, 90)])
def test_what_a_claim_saves_is_written_on_it_or_comes_from_the_scheme(council, hill, outcome, saved, told):
    for number in range(5):
        person = actions.add_person(child_id=f"T{number}", born_on=date(2007, 1, 1), on=TODAY, by=SYSTEM)
        actions.add_life_record(
            slug="council-tax", person_id=person.pk, district=hill[0].pk, claimed_on=TODAY - timedelta(days=9),
            outcome=outcome, told_on=TODAY, saved=saved, on=TODAY, by=SYSTEM,
        )  # fmt: skip
    figures = numbers.council_tax(on=TODAY)
    assert (figures[1][1].parts["Hill"].value if len(figures) > 1 else None) == (told * 5 if told else None)


def test_what_came_of_a_claim_has_its_day(council, hill):
    person = actions.add_person(child_id="T9", born_on=date(2007, 1, 1), on=TODAY, by=SYSTEM)
    claim = {"slug": "council-tax", "person_id": person.pk, "district": hill[0].pk, "claimed_on": TODAY, "on": TODAY}
    with pytest.raises(FactRefused, match="when the district told"):
        actions.add_life_record(outcome="granted", **claim, by=SYSTEM)
