"""Loading, publishing, editions, and what a record refuses to be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from alongside.offer import actions, queries
from alongside.offer.actions import Loaded
from alongside.offer.models import Amount, Edition, EntitlementPage
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.queries import actor_for
from alongside.shell.refusals import NotAllowed, NotYours, WrongState
from alongside.shell.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def birthday(offer: Loaded) -> EntitlementPage:
    """A published entitlement."""
    return EntitlementPage.objects.get(slug="birthday-money")


def test_loading_again_changes_nothing(offer: Loaded, birthday: EntitlementPage, system: Actor) -> None:
    birthday.answer = "You can get a cake."
    actions.publish(page=birthday, by=system)
    again = actions.load_offer(on=clock.today(), by=system)
    assert (again.added, again.kept) == (0, offer.added)
    birthday.refresh_from_db()
    assert birthday.answer == "You can get a cake."


def test_every_entitlement_was_checked_within_the_year_and_has_an_owner(offer: Loaded) -> None:
    for one in queries.entitlements(on=clock.today()):
        assert one.owner
        assert not one.is_overdue
        assert one.next_check_on - one.last_checked_on <= timedelta(days=366)
        assert one.kind != "law" or one.grounds, one.title
        assert one.kind != "choice" or one.decided_by, one.title
        assert one.answer.startswith("You can "), one.title
        assert "{" not in one.answer + one.body + one.how_to_get_it, one.title


def test_an_entitlement_keeps_its_id_for_good(offer: Loaded) -> None:
    page = EntitlementPage.objects.get(slug="setting-up-home")
    assert str(page.entitlement_id) == "1b565397-9bc4-55d8-b48c-7382388de8f4"


def test_a_legal_amount_is_read_from_the_law(offer: Loaded) -> None:
    amounts = {one.title: [sum_.text for sum_ in one.amounts] for one in queries.entitlements(on=date(2023, 3, 31))}
    assert amounts["Money to set up your home"] == ["£2,000"]
    amounts = {one.title: [sum_.text for sum_ in one.amounts] for one in queries.entitlements(on=date(2023, 4, 1))}
    assert amounts["Money to set up your home"] == ["£3,000"]
    assert amounts["Cash from your college at 16 to 18"] == ["up to £1,200 a year"]


def test_publishing_leaves_a_revision_and_a_line_in_the_audit(
    birthday: EntitlementPage, account: Callable[..., User]
) -> None:
    head = account(Role.HEAD_OF_SERVICE)
    before = birthday.revisions.count()
    actions.publish(page=birthday, by=actor_for(head.pk, on=clock.today()))
    assert birthday.revisions.count() == before + 1
    line = AuditEvent.objects.last()
    assert line and (line.verb, line.actor, line.subject) == ("published page", head.pk, birthday.entitlement_id)


def test_an_editor_writes_and_does_not_publish(birthday: EntitlementPage, account: Callable[..., User]) -> None:
    with pytest.raises(NotAllowed):
        actions.publish(page=birthday, by=actor_for(account(Role.OFFER_EDITOR).pk, on=clock.today()))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"law_ids": ["a_right_to_cake"]}, "The law knows no such id: a_right_to_cake."),
        ({"kind": "law", "law_ids": []}, "An entitlement by law names what it rests on."),
        ({"answer": "word " * 61}, "The answer has 61 words; 60 at most."),
        ({"next_check_on": date(2099, 1, 1)}, "The next check is after the last one, and at most a year after it."),
    ],
)
def test_an_untrue_or_incomplete_record_is_refused(
    birthday: EntitlementPage, change: dict[str, object], said: str
) -> None:
    for name, value in change.items():
        setattr(birthday, name, value)
    with pytest.raises(ValidationError) as refused:
        birthday.full_clean()
    assert said in refused.value.messages


def test_an_amount_is_typed_or_the_laws_and_never_both(birthday: EntitlementPage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Amount.objects.create(page=birthday, law_value="he_bursary", pounds=5)
    with pytest.raises(ValidationError, match="The law knows no value cake"):
        Amount(page=birthday, law_value="cake").full_clean()


def test_an_edition_freezes_the_offer_and_says_what_changed(
    birthday: EntitlementPage, system: Actor, publish_edition: Callable[..., Edition]
) -> None:
    first = publish_edition(on=date(2026, 4, 1), note="The first.")
    with pytest.raises(WrongState, match="Nothing has changed since edition 1"):
        publish_edition(on=date(2026, 4, 2))
    birthday.title = "Birthday cash"
    birthday.amounts = [Amount(pounds=60, how_often="year", from_on=date(2026, 4, 1))]
    actions.publish(page=birthday, by=system)
    second = publish_edition(on=date(2026, 5, 1))
    assert (first.number, second.number) == (1, 2)
    assert second.changes == [
        "“Birthday money” is now called “Birthday cash”.",
        "Birthday cash: from 1 April 2026 it is £60 a year. It was £50 a year.",
    ]


def test_the_database_itself_keeps_editions_and_checks(offer: Loaded, publish_edition: Callable[..., Edition]) -> None:
    edition = publish_edition(on=clock.today())
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE offer_edition SET note = 'changed' WHERE number = %s", [edition.number])
    assert Edition.objects.get().note == ""


def test_a_provision_that_the_register_does_not_hold_cannot_be_checked(account: Callable[..., User]) -> None:
    lawyer = actor_for(account(Role.LEGAL_OFFICER).pk, on=clock.today())
    with pytest.raises(NotYours):
        actions.check_provision(provision_id="no.such", agrees=True, edition="any", on=clock.today(), by=lawyer)
