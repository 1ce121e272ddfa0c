"""The content editor: who gets in, what it lets them do, and that it takes a record as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from alongside.offer.actions import Loaded
from alongside.offer.models import EntitlementPage
from alongside.shell.models import AuditEvent, User
from alongside.shell.roles import Role
from tests.visiting import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def birthday(offer: Loaded) -> EntitlementPage:
    """A published entitlement."""
    return EntitlementPage.objects.get(slug="birthday-money")


def form_of(page: EntitlementPage, **changes: str) -> dict[str, Any]:
    """What the editor sends for a page, with changes."""
    amounts = [
        {"id": row.pk, "law_value": "", "pounds": row.pounds, "how_often": row.how_often, "what_for": "",
         "from_on": row.from_on, "to_on": row.to_on or ""}
        for row in page.amounts.all()
    ]  # fmt: skip
    who = [
        {"id": row.pk, "age_from": row.age_from, "age_until": row.age_until, "lives": row.lives}
        for row in page.who_for.all()
    ]  # fmt: skip
    fields = {
        "title": page.title,
        "slug": page.slug,
        "kind": page.kind,
        "answer": page.answer,
        "body": rich_text(page.body),
        "how_to_get_it": rich_text(page.how_to_get_it),
        "how_long_it_takes": page.how_long_it_takes,
        "decided_by": page.decided_by,
        "owned_by": page.owned_by,
        "last_checked_on": page.last_checked_on,
        "next_check_on": page.next_check_on,
        "amounts": inline_formset(amounts, initial=len(amounts)),
        "who_for": inline_formset(who, initial=len(who)),
        "comments": inline_formset([]),
    }
    ticked = {
        f"who_for-{number}-{name}": getattr(row, name)
        for number, row in enumerate(page.who_for.all())
        for name in ("categories", "circumstances")
    }
    return nested_form_data(fields | changes) | ticked


def test_an_editor_changes_a_record_and_sends_it_on_but_cannot_publish(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    address = f"/cms/pages/{birthday.pk}/edit/"
    page = visit(address, by=editor)
    assert "Amounts, with their dates" in page.html
    assert "action-publish" not in page.html
    visit.post(address, form_of(birthday, title="Birthday cash"), by=editor)
    birthday.refresh_from_db()
    assert birthday.title == "Birthday money"
    draft = birthday.get_latest_revision_as_object()
    assert draft.title == "Birthday cash"
    assert [row.pounds for row in draft.amounts.all()] == [40, 50]
    assert draft.who_for.all()[0].categories == ["eligible", "relevant", "former_relevant"]


def test_a_head_of_service_publishes_and_the_audit_says_so(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    head = account(Role.HEAD_OF_SERVICE)
    sent = form_of(birthday, title="Birthday cash") | {"action-publish": "1"}
    visit.post(f"/cms/pages/{birthday.pk}/edit/", sent, by=head)
    assert visit("/money/birthday-money/").h1 == "Birthday cash"
    line = AuditEvent.objects.filter(verb="published page").last()
    assert line and line.actor == head.pk


def test_the_editor_says_what_is_wrong_with_a_record(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    sent = form_of(birthday, kind="law") | {"law_ids": [], "action-submit": "1"}
    page = visit.post(f"/cms/pages/{birthday.pk}/edit/", sent, by=account(Role.OFFER_EDITOR), status=200)
    assert "An entitlement by law names what it rests on." in page.html


def test_a_preview_shows_what_is_not_saved_yet(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    editor = account(Role.OFFER_EDITOR)
    address = f"/cms/pages/{birthday.pk}/edit/preview/"
    visit.post(address, form_of(birthday, answer="You can get a cake."), by=editor, status=200)
    assert "You can get a cake." in visit(address, by=editor).html


def test_a_stranger_does_not_get_into_the_editor(
    birthday: EntitlementPage, visit: Visit, account: Callable[..., User]
) -> None:
    visit(f"/cms/pages/{birthday.pk}/edit/", by=account(Role.PERSONAL_ADVISER), status=404)
    assert visit(f"/cms/pages/{birthday.pk}/edit/", status=302).location.startswith("/accounts/login/")
