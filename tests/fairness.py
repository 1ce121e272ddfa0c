"""What tests need before something is decided: an approved equality impact assessment of it."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.partners import actions
from alongside.shell.actors import Actor
from alongside.shell.queries import actor_for
from alongside.shell.roles import Role
from conftest import open_account


def assess(about: str, reference: str, *, on: date) -> None:
    """Have one written by the system and approved by a head of service on the day ``on``."""
    system = Actor.system("tests")
    row = actions.begin_assessment(
        about=about, about_reference=reference, title=f"{reference}: who is helped", aims="A fair start.",
        stakeholders="Care leavers.", review_on=on + timedelta(days=2000), on=on, by=system,
    )  # fmt: skip
    actions.write_finding(
        assessment_id=row.pk, characteristic="care", barriers="", positive="They get more.", negative="", by=system
    )
    row = actions.send_assessment(assessment_id=row.pk, version=row.version, by=system)
    head = actor_for(open_account(Role.HEAD_OF_SERVICE).pk, on=on)
    actions.approve_assessment(assessment_id=row.pk, version=row.version, on=on, by=head)
