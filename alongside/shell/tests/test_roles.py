"""The permission table: what it says, and that the rules behind it hold whatever is added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.shell import documents
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotAllowed
from alongside.shell.roles import MATRIX, Reach, Record, Role, Verb, reaches

ABOUT_PEOPLE = {
    Record.FIND_PEOPLE, Record.CORE_DETAILS, Record.CONTACT_POINTS, Record.ADDRESS, Record.ELIGIBILITY,
    Record.ALLOCATION, Record.CLOCKS, Record.CARE_HISTORY,
}  # fmt: skip


def reach_of(role: Role, record: Record) -> set[Reach]:
    """Every reach in which a role may do anything to a record."""
    return {grant.reach for grant in MATRIX[role, record]}


def test_every_role_has_a_cell_for_every_record():
    assert set(MATRIX) == {(role, record) for role in Role for record in Record}


@pytest.mark.parametrize("record", sorted(ABOUT_PEOPLE))
def test_the_system_admin_sees_no_case_content(record):
    assert reach_of(Role.SYSTEM_ADMIN, record) == set()


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.DEMOCRATIC_SERVICES])
def test_the_board_sees_grouped_figures_only(role):
    seen = set().union(*(reach_of(role, record) for record in Record))
    assert seen <= {Reach.GROUPED, Reach.ANYTHING}


@pytest.mark.parametrize(
    "role", [Role.HOUSING_OFFICER, Role.HEALTH_NURSE, Role.VIRTUAL_SCHOOL, Role.ADVOCATE, Role.PARTICIPATION_WORKER]
)
def test_a_partner_sees_only_whom_they_were_referred(role):
    seen = set().union(*(reach_of(role, record) for record in ABOUT_PEOPLE))
    assert seen == {Reach.PARTNER}


def test_a_young_person_sees_only_themself():
    seen = set().union(*(reach_of(Role.YOUNG_PERSON, record) for record in ABOUT_PEOPLE | {Record.WHO_LOOKED}))
    assert seen == {Reach.ME}


def test_an_editor_of_the_offer_sees_nobody():
    assert set().union(*(reach_of(Role.OFFER_EDITOR, record) for record in ABOUT_PEOPLE)) == set()


@pytest.mark.parametrize(
    ("role", "record", "verb", "expected"),
    [
        (Role.PERSONAL_ADVISER, Record.CLOCKS, Verb.READ, {Reach.OWN}),
        (Role.TEAM_MANAGER, Record.ELIGIBILITY, Verb.APPROVE, {Reach.TEAM}),
        (Role.PERSONAL_ADVISER, Record.ELIGIBILITY, Verb.APPROVE, set()),
        (Role.DATA_OFFICER, Record.STATUTORY_RETURN, Verb.CREATE, {Reach.SERVICE}),
        (Role.TEAM_MANAGER, Record.STATUTORY_RETURN, Verb.READ, set()),
        (Role.DATA_OFFICER, Record.CONTACT_POINTS, Verb.READ, set()),
    ],
)
def test_a_cell_of_the_table(role, record, verb, expected):
    assert reaches(frozenset({role}), record, verb) == expected


@given(st.frozensets(st.sampled_from(list(Role))), st.sampled_from(list(Record)), st.sampled_from(list(Verb)))
def test_several_roles_give_exactly_what_each_gives(roles, record, verb):
    assert reaches(roles, record, verb) == frozenset().union(*(reaches(frozenset({r}), record, verb) for r in roles))


def test_somebody_without_a_role_may_do_nothing():
    nobody = Actor.anonymous()
    for record in Record:
        for verb in Verb:
            assert not nobody.can(record, verb)
            with pytest.raises(NotAllowed):
                nobody.check(record, verb)


def test_the_printed_table_names_every_role_record_and_reach_in_use():
    text = documents.permissions()
    for word in (*(role.label for role in Role), *(record.value for record in Record), *(r.value for r in Reach)):
        assert word in text
