"""Brightwater's protocols come about through the actions alone."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.demo import fairness, people, protocols
from alongside.partners import queries
from alongside.shell import queries as accounts
from alongside.shell.actors import Actor

ON = date(2026, 11, 23)


@pytest.mark.django_db
def test_a_protocol_holds_and_some_districts_have_still_to_sign():
    by = Actor.system("the demo")
    organisations = people.add_organisations(by=by)
    workers = people.add_workers(on=date(2025, 10, 1), organisations=organisations, by=by)
    actors = {name: accounts.actor_for(user.pk, on=ON) for name, user in workers.items()}
    protocols.add_protocols(organisations, actors, on=ON, seed=1)
    rows = queries.protocols(actors["Farah Aziz"], on=ON)
    assert [(one.title, one.state, one.waits_for_me) for one in rows] == [("Homes for care leavers", "In force", True)]
    others = queries.protocols(actors["Frances Adeyemi"], on=ON)
    assert len({one.kind for one in others}) == 5 and [one.signed for one in others] == [1, 2, 0, 3, 2]
    strategy = queries.strategy(actors["Frances Adeyemi"], on=ON)
    assert all(head.words for head in strategy.heads)
    assert (len(strategy.desk.homes), len(strategy.desk.gaps)) == (4, 2)
    fairness.add_fairness(actors, on=ON)
    assert len(queries.schemes_on(ON)) >= 3
    assert [one.district for one in queries.council_tax_desk(actors["Moira Finch"], on=ON).waiting] == ["Kingsmere"]
    assert len(queries.published_assessments()) == 3
    assert len(queries.lessons_desk(on=ON).to_do) == 1
