"""Fixtures of the offer: the demo council's offer, loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from alongside.offer import actions
from alongside.offer.formats import paper
from alongside.offer.models import SIGNING, Edition, EntitlementPage
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import User
from alongside.shell.queries import actor_for
from alongside.shell.roles import Role
from conftest import written_for_many
from tests.fairness import assess
from tests.visiting import Page, Visit


@pytest.fixture(scope="package")
def offer(django_db_setup: None, django_db_blocker: Any) -> Iterator[actions.Loaded]:
    """The demo council's offer, loaded once for a folder of tests and taken away after it.

    So no test in such a folder may rely on there being none: those stand in tests/before_publishing.
    """
    with written_for_many(django_db_blocker):
        with django_db_blocker.unblock():
            loaded = actions.load_offer(on=clock.today(), by=Actor.system("tests"))
        yield loaded


@pytest.fixture
def on() -> date:
    """A day on which everything of the demo offer is in force."""
    return date(2026, 11, 23)


@pytest.fixture
def step(visit: Visit) -> Callable[..., Page]:
    """Takes the step at which a page waits, with the editor's own view: ``step(page, by=solicitor)``."""

    def take(page: EntitlementPage, *, by: User, how: str = "approve", comment: str = "", status: int = 302) -> Page:
        waiting = EntitlementPage.objects.get(pk=page.pk).current_workflow_task_state
        address = f"/cms/pages/workflow/action/{page.pk}/{how}/{waiting.pk}/"
        return visit.post(address, {"comment": comment}, by=by, status=status)

    return take


@pytest.fixture
def agree(visit: Visit, account: Callable[..., User], step: Callable[..., Page]) -> Callable[..., None]:
    """Sends a change as an editor and takes it through every step: ``agree(page, form)``. The director publishes."""

    def through(page: EntitlementPage, form: dict[str, Any], *, director: User | None = None) -> None:
        sent = form | {"action-submit": "1"}
        visit.post(f"/cms/pages/{page.pk}/edit/", sent, by=account(Role.OFFER_EDITOR))
        step(page, by=account(Role.PARTICIPATION_WORKER), comment="They like it.")
        step(page, by=account(Role.LEGAL_OFFICER))
        step(page, by=director or account(Role.DIRECTOR))

    return through


@pytest.fixture
def publish_edition(account: Callable[..., User]) -> Callable[..., Edition]:
    """Consults, proposes, has all three sign and publishes: ``publish_edition(on=date(2026, 4, 1))``."""
    system = Actor.system("tests")

    def publish(*, on: date, note: str = "") -> Edition:
        actions.record_consultation(
            asked="Is it clear?", who="Care leavers", how_many=12, from_on=on, to_on=on, said="Yes", changed="Words",
            at=clock.now(), by=system,
        )  # fmt: skip
        assess("offer", "Edition", on=on)
        proposal = actions.propose_edition(on=on, by=system, note=note)
        for role in SIGNING:
            by = actor_for(account(role).pk, on=clock.today())
            actions.sign_edition(proposal_id=proposal.pk, role=role, on=on, by=by)
        return actions.publish_edition(on=on, by=system)

    return publish


@pytest.fixture
def quick_paper(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paper that takes no time: the words of the page instead of a PDF."""
    made: list[str] = []

    def pdf(html: str) -> bytes:
        made.append(html)
        return b"%PDF " + html.encode()

    monkeypatch.setattr(paper, "pdf", pdf)
    return made
