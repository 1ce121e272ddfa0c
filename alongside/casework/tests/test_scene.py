"""The invented council is what its docstring says."""

from __future__ import annotations

from alongside.casework.models import Person
from alongside.casework.standing import standings
from alongside.casework.tests.scene import TODAY
from alongside.shell import audit


def test_everyone_is_in_the_category_that_the_scene_says(council):
    found = {where.person.child_id: where.category for where in standings(Person.objects.all(), on=TODAY).values()}
    assert found == {"ELLA": "eligible", "RORY": "relevant", "FAY": "former_relevant", "UMA": "unknown", "KIT": "none"}


def test_the_audit_holds_together_after_all_of_it(council):
    assert audit.verify() > 20
