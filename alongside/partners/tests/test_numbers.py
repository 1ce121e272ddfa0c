"""Figures of partners: what the board may be told, and what would tell of one pledge or one party and is hidden."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command

from alongside.partners import actions, numbers
from alongside.partners.models import Organisation, Pledge, PledgeStep, SignUp, TakeUp
from alongside.shell.figures import Period
from alongside.shell.models import AuditEvent

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ON = date(2026, 11, 23)
YEAR = Period(date(2026, 4, 1), date(2027, 3, 31))


def pledge(body, **more):
    given = {
        "organisation": body, "kind": "work", "what": "A day.", "how_to_get_it": "Ring.", "title": "A day",
        "received_at": datetime(2026, 5, 1, tzinfo=UTC), "from_on": date(2026, 5, 1), "ends_on": date(2027, 5, 1),
        "state": Pledge.State.APPROVED,
    }  # fmt: skip
    return Pledge.objects.create(**given | more)


@pytest.mark.parametrize(("used", "told"), [((12, 7), 19), ((12, 3), None), ((), 0)])
def test_take_up_is_told_where_no_single_pledge_is_few(system, today, used, told):
    body = actions.add_organisation(name="Yard", kind=Organisation.Kind.BUSINESS, by=system)
    for times in used:
        TakeUp.objects.create(
            pledge=pledge(body), from_on=ON - 30 * DAY, to_on=ON, number=times,
            reported_at=datetime(2026, 11, 23, tzinfo=UTC), by_name="Yard",
        )  # fmt: skip
    figure = numbers.covenant_take_up(YEAR)
    assert (figure.value if figure else 0) == told
    held = numbers.covenant_pledges(YEAR)
    assert (held.value if held else 0) == len(used)
    assert not used or (figure.definition and figure.source)


def test_nothing_due_is_no_figure(db):
    assert numbers.protocols_in_time(YEAR) is None


@pytest.mark.parametrize(("came", "state", "stays"), [
    (date(2025, 11, 22), SignUp.State.DECLINED, False),
    (date(2025, 11, 23), SignUp.State.DECLINED, True),
    (date(2020, 1, 1), SignUp.State.WAITING, True),
])  # fmt: skip
def test_a_declined_sign_up_is_forgotten_after_its_months(today, came, state, stays):
    at = datetime(came.year, came.month, came.day, 9, tzinfo=UTC)
    row = SignUp.objects.create(
        name="Yard", kind="business", contact_name="Jo Field", email="jo@yard.example", received_at=at, state=state
    )
    own = pledge(None, sign_up=row, state=Pledge.State.DECLINED)
    PledgeStep.objects.create(pledge=own, what="Declined", at=at, by_name="Leon")
    call_command("forget_sign_ups")
    assert SignUp.objects.exists() is Pledge.objects.exists() is PledgeStep.objects.exists() is stays
    assert AuditEvent.objects.filter(verb="forgot declined sign-ups").exists() is not stays
