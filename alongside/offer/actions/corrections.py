"""What may be put right the same day, without the workflow: a phone number, an address, an amount fixed by law."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction

from alongside.offer import access
from alongside.offer.actions.publishing import note_publishing
from alongside.offer.models import Amount, Correction, EntitlementPage, in_english
from alongside.shell import audit, wording
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb


@transaction.atomic
def correct_contact(*, page_id: int, field: str, value: str, why: str, at: datetime, by: Actor) -> Correction:
    """Put right a phone number, an e-mail address or a web address, publish it at once and keep a line of it.

    A draft that others are working on takes the correction too, so that it is not undone when the draft is agreed.
    """
    if field not in (Correction.Field.PHONE, Correction.Field.EMAIL, Correction.Field.WEB):
        raise FactRefused("Only a phone number, an e-mail address or a web address can be put right here.")
    page = _page(page_id, by)
    before = getattr(page, field)
    if before == value:
        raise FactRefused("That is what it says already.")

    def put(one: EntitlementPage) -> None:
        setattr(one, field, value)

    publish_beside_draft(page, put, by)
    return _keep(page, field, before, value, why, at, by)


@transaction.atomic
def correct_amount(*, page_id: int, pounds: Decimal, from_on: date, why: str, at: datetime, by: Actor) -> Correction:
    """Put right the amount of an entitlement by law from a day on; what it was until then stays on record.

    Only where the page has one amount in force and the pounds are typed: an amount named by the law's own values comes
    right with those, and an amount that the council chooses is agreed first.
    """
    page = _page(page_id, by)
    if page.kind != EntitlementPage.Kind.LAW:
        raise WrongState("This amount is the council’s own choice. Change it in the editor; others agree it.")
    before = _words(_in_force(page.amounts.all(), from_on))

    def put(one: EntitlementPage) -> None:
        rows = list(one.amounts.all())
        row = _in_force(rows, from_on)
        if row.from_on == from_on:
            row.pounds = pounds
        else:
            rows.append(
                Amount(pounds=pounds, is_at_most=row.is_at_most, how_often=row.how_often, what_for=row.what_for,
                       from_on=from_on, to_on=row.to_on)
            )  # fmt: skip
            row.to_on = from_on
        one.amounts = rows

    publish_beside_draft(page, put, by)
    return _keep(page, Correction.Field.AMOUNT, before, _words(_in_force(page.amounts.all(), from_on)), why, at, by)


def _page(page_id: int, by: Actor) -> EntitlementPage:
    """The published entitlement, where this actor may put it right."""
    page = in_english(EntitlementPage.objects.live().filter(pk=page_id)).first()
    if page is None:
        raise NotYours("no such entitlement")
    access.check(by, Record.OFFER_CORRECTION, Verb.CREATE, page.written_by_district_id)
    return page


def _in_force(rows: Iterable[Amount], on: date) -> Amount:
    """The one typed amount that holds on the day."""
    holding = [
        row for row in rows if (row.from_on is None or row.from_on <= on) and (row.to_on is None or on < row.to_on)
    ]
    if len(holding) != 1 or holding[0].law_value:
        raise WrongState(
            "There is no single typed amount here. Amounts named by the law come right with the law’s values."
        )
    return holding[0]


def _words(row: Amount) -> str:
    since = f" from {wording.day(row.from_on)}" if row.from_on else ""
    return f"{wording.money(row.pounds)}{since}"


def publish_beside_draft(page: EntitlementPage, put: Callable[[EntitlementPage], None], by: Actor) -> None:
    """Publish the page as it stands with the correction in it; then put it into the draft too, if there is one.

    A draft that was agreed for a day keeps its day, which publishing takes away.
    """
    latest = page.scheduled_revision or page.get_latest_revision()
    draft = latest.as_object() if latest and page.has_unpublished_changes else None
    user = get_user_model().objects.filter(pk=by.id).first() if by.id else None
    put(page)
    try:
        page.full_clean()
    except ValidationError as error:
        raise FactRefused(" ".join(error.messages)) from error
    page.save_revision(user=user).publish(user=user, skip_permission_checks=True)
    note_publishing(page=page, by=by)
    if draft is not None:
        put(draft)
        revision = draft.save_revision(user=latest.user, clean=False)
        revision.approved_go_live_at = latest.approved_go_live_at
        revision.save(update_fields=["approved_go_live_at"])


def _keep(page: EntitlementPage, field: str, before: str, after: str, why: str, at: datetime, by: Actor) -> Correction:
    audit.record(
        actor=by, verb="corrected page", subject_kind="offer", subject=page.entitlement_id, detail={"field": str(field)}
    )
    return Correction.objects.create(
        entitlement_id=page.entitlement_id,
        title=page.title,
        field=field,
        before=before,
        after=after,
        why=why,
        corrected_at=at,
        corrected_by_id=by.id,
        corrected_by_name=by.name,
    )
