"""Who reaches whom, by allocation, team, cover, referral, access list; and which parts of a record."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from alongside.casework import access, actions, queries
from alongside.casework.tests.scene import BEFORE, SYSTEM, TODAY
from alongside.partners import actions as partners
from alongside.shell import actions as accounts
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Role, Verb

EVERYONE = {"ELLA", "RORY", "FAY", "UMA", "KIT"}


def reached(council, name, record=Record.CORE_DETAILS, verb=Verb.READ, on=TODAY):
    """References of everyone whom this worker reaches."""
    found = access.visible_to(council.actor(name, on), record, verb, on=on)
    return set(found.values_list("child_id", flat=True))


@pytest.mark.parametrize(
    ("name", "record", "verb", "expected"),
    [
        ("Amir", Record.CORE_DETAILS, Verb.UPDATE, {"ELLA"}),
        ("Bea", Record.ELIGIBILITY, Verb.CREATE, {"RORY"}),
        ("Bea", Record.ELIGIBILITY, Verb.APPROVE, set()),
        ("Amir", Record.FIND_PEOPLE, Verb.READ, EVERYONE),
        ("Nadia", Record.CORE_DETAILS, Verb.UPDATE, {"ELLA", "RORY"}),
        ("Nadia", Record.ELIGIBILITY, Verb.APPROVE, {"ELLA", "RORY"}),
        ("Sam", Record.CLOCKS, Verb.READ, {"FAY"}),
        ("Hana", Record.CORE_DETAILS, Verb.READ, EVERYONE),
        ("Hana", Record.CORE_DETAILS, Verb.UPDATE, set()),
        ("Dora", Record.CARE_HISTORY, Verb.READ, EVERYONE),
        ("Dora", Record.CONTACT_POINTS, Verb.READ, set()),
        ("Sol", Record.CORE_DETAILS, Verb.READ, set()),
        ("Board", Record.CORE_DETAILS, Verb.READ, set()),
        ("Hugo", Record.CORE_DETAILS, Verb.READ, set()),
    ],
)
def test_reach_follows_allocations_and_the_table_of_roles(council, name, record, verb, expected):
    assert reached(council, name, record, verb) == expected


def test_what_one_person_may_do_agrees_with_the_list_of_people(council):
    for name in ("Amir", "Nadia", "Hana", "Dora", "Sol", "Hugo"):
        actor = council.actor(name)
        for child in ("Ella", "Fay", "Uma"):
            person = council.person(child)
            several = access.reachable_records(actor, person, on=TODAY)
            for record in Record:
                for verb in Verb:
                    one = access.visible_to(actor, record, verb, on=TODAY).filter(pk=person.pk).exists()
                    assert ((record, verb) in several) is one, (name, child, record, verb)


def test_cover_gives_the_whole_reach_of_the_absent_worker_and_ends_by_itself(council):
    week = TODAY + timedelta(days=7)
    actions.cover(
        worker=council.users["Amir"],
        covered_by=council.users["Cal"],
        from_on=TODAY,
        to_on=week,
        by=council.actor("Amir"),
    )
    assert reached(council, "Cal") == {"FAY", "ELLA"}
    assert reached(council, "Cal", on=week) == {"FAY"}


def test_nobody_arranges_cover_for_a_colleague(council):
    with pytest.raises(NotYours):
        actions.cover(
            worker=council.users["Amir"],
            covered_by=council.users["Bea"],
            from_on=TODAY,
            to_on=TODAY + timedelta(days=1),
            by=council.actor("Bea"),
        )


def test_a_role_that_ended_gives_no_reach_the_same_day(council):
    grant = council.users["Amir"].role_grants.get()
    accounts.end_role(grant=grant, on=TODAY, by=SYSTEM)
    assert reached(council, "Amir") == set()


def test_an_ended_allocation_ends_the_reach_and_leaves_the_service_its_own(council):
    allocation = council.person("Ella").allocations.get()
    actions.end_allocation(allocation_id=allocation.pk, to_on=TODAY, on=TODAY, by=council.actor("Nadia"))
    assert reached(council, "Amir") == set()
    assert "ELLA" in reached(council, "Hana")


def test_somebody_past_25_stays_reachable_for_their_adviser(council):
    later = date(2033, 1, 1)
    assert reached(council, "Cal", on=later) == {"FAY"}


def test_a_partner_reaches_only_what_was_referred_and_only_while_it_lasts(council):
    housing = partners.add_organisation(name="Kingsmere Homes", kind="charity", by=SYSTEM)
    partners.add_member(organisation=housing, user=council.users["Hugo"], from_on=BEFORE, by=SYSTEM)
    end = TODAY + timedelta(days=30)
    actions.refer(
        person_id=council.id("Fay"),
        organisation_id=housing.pk,
        field_groups=[Record.CORE_DETAILS, Record.ELIGIBILITY],
        reason="A home of her own",
        to_on=end,
        on=TODAY,
        by=council.actor("Cal"),
    )
    assert reached(council, "Hugo") == {"FAY"}
    assert reached(council, "Hugo", Record.CONTACT_POINTS) == set()
    assert reached(council, "Hugo", on=end) == set()
    page = queries.person_page(council.actor("Hugo"), council.id("Fay"), on=TODAY)
    assert page.contact is None
    assert page.owed is None
    assert page.why is not None


def test_only_the_access_list_reaches_a_restricted_person(council):
    actions.restrict(
        person_id=council.id("Ella"),
        named=[council.users["Bea"]],
        reason="Related to a colleague",
        on=TODAY,
        by=council.actor("Nadia"),
    )
    for name in ("Amir", "Nadia", "Hana", "Dora"):
        assert "ELLA" not in reached(council, name), name
    assert "ELLA" not in reached(council, "Bea")  # on the list, and yet not allocated
    with pytest.raises(FactRefused, match="access list"):
        actions.allocate(person_id=council.id("Ella"), worker=council.users["Amir"], on=TODAY, by=council.actor("Hana"))
    actions.allocate(person_id=council.id("Ella"), worker=council.users["Bea"], on=TODAY, by=council.actor("Hana"))
    assert "ELLA" in reached(council, "Bea")


def test_nobody_puts_themself_on_an_access_list(council):
    actions.restrict(person_id=council.id("Ella"), named=[], reason="Safety", on=TODAY, by=council.actor("Hana"))
    with pytest.raises(FactRefused, match="themself"):
        actions.name_access(
            person_id=council.id("Ella"),
            user=council.users["Hana"],
            reason="Curious",
            on=TODAY,
            by=council.actor("Hana"),
        )


def test_a_young_person_reaches_themself_and_nobody_else(council, account):
    user = account(Role.YOUNG_PERSON, name="Ella Marsh")
    actions.give_account(person_id=council.id("Ella"), user=user, on=TODAY, by=council.actor("Amir"))
    council.users["ella"] = user
    assert reached(council, "ella") == {"ELLA"}
    assert reached(council, "ella", verb=Verb.UPDATE) == set()


def test_a_look_at_somebody_out_of_reach_is_refused_like_at_somebody_unknown(council):
    with pytest.raises(NotYours):
        queries.person_page(council.actor("Amir"), council.id("Fay"), on=TODAY)


def test_each_look_at_a_person_is_one_line_of_the_audit(council):
    before = AuditEvent.objects.count()
    queries.person_page(council.actor("Amir"), council.id("Ella"), on=TODAY)
    line = AuditEvent.objects.order_by("-number")[0]
    assert AuditEvent.objects.count() == before + 1
    assert (line.verb, line.subject, line.actor) == (
        "looked at person",
        council.id("Ella"),
        council.users["Amir"].pk,
    )


def test_a_team_manager_takes_somebody_whom_nobody_has_into_the_own_team(council):
    actions.allocate(person_id=council.id("Uma"), team=council.teams["north"], on=TODAY, by=council.actor("Nadia"))
    assert "UMA" in reached(council, "Nadia")
    with pytest.raises(NotYours):
        actions.allocate(person_id=council.id("Uma"), team=council.teams["south"], on=TODAY, by=council.actor("Sam"))
