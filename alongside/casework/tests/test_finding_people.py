"""Finding somebody: enough to reach the right worker, never enough to learn who is known here."""

from __future__ import annotations

import pytest

from alongside.casework import actions, queries
from alongside.casework.tests.scene import TODAY
from alongside.shell.models import AuditEvent
from alongside.shell.refusals import NotAllowed


def labels(council, name, text):
    """What this worker gets to see."""
    return [match.label for match in queries.find(council.actor(name), text=text, on=TODAY)]


def test_within_reach_part_of_a_name_is_enough(council):
    assert labels(council, "Amir", "mar") == ["Ella Marsh"]


def test_outside_reach_part_of_a_name_finds_nothing(council):
    assert labels(council, "Amir", "Lind") == []
    assert labels(council, "Amir", "Lindqvist") == []
    assert labels(council, "Amir", "Fay Lind") == []


def test_outside_reach_the_whole_name_gives_a_thin_preview(council):
    (match,) = queries.find(council.actor("Amir"), text="fay lindqvist", on=TODAY)
    assert match.label == "F."
    assert match.born == "2007"
    assert match.adviser == ""
    assert match.adviser_phone == "07700 900111"
    assert match.team == "Leaving care, south"
    assert match.id is None


def test_a_restricted_person_is_not_found_by_name_and_only_told_of_by_reference(council):
    actions.restrict(person_id=council.id("Fay"), named=[], reason="Safety", on=TODAY, by=council.actor("Hana"))
    assert labels(council, "Amir", "Fay Lindqvist") == []
    (match,) = queries.find(council.actor("Amir"), text="FAY", on=TODAY)
    assert match.restricted
    assert "Lindqvist" not in str(match)
    assert match.team == match.adviser_phone == match.born == ""


def test_a_partner_without_a_referral_finds_nobody(council):
    assert labels(council, "Hugo", "ELLA") == []


@pytest.mark.parametrize("name", ["Sol", "Board"])
def test_roles_that_never_meet_people_may_not_search(council, name):
    with pytest.raises(NotAllowed):
        queries.find(council.actor(name), text="ELLA", on=TODAY)


def test_a_data_officer_sees_references_and_no_names(council):
    assert labels(council, "Dora", "ELLA") == ["ELLA"]


def test_a_search_is_kept_in_the_audit_without_its_words(council):
    queries.find(council.actor("Amir"), text="Marsh", on=TODAY)
    line = AuditEvent.objects.order_by("-number")[0]
    assert line.verb == "searched people"
    assert "Marsh" not in str(line.detail)


@pytest.mark.parametrize("text", ["", "a", "%", "' OR 1=1 --"])
def test_odd_words_find_nobody(council, text):
    assert labels(council, "Amir", text) == []
