"""An approved pledge becomes an entitlement of the offer; one that is ended leaves it.

Whoever approves a pledge holds the offer's own right to publish, and did not write its words; that is the two people
whom a promise by somebody else needs. That a pledge is over is read from its dates (``queries.pledges``).
"""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from alongside.offer.actions.corrections import publish_beside_draft
from alongside.offer.actions.loading import as_html
from alongside.offer.actions.publishing import note_taken_down, publish
from alongside.offer.models import AreaPage, EntitlementPage, WhoFor, in_english
from alongside.partners import queries as partners
from alongside.shell.actors import Actor
from alongside.shell.refusals import FactRefused

AREAS = {
    "work": AreaPage.Area.EMPLOYMENT,
    "learning": AreaPage.Area.EDUCATION,
    "support": AreaPage.Area.RELATIONSHIPS,
    "horizons": AreaPage.Area.SOCIETY,
    "activities": AreaPage.Area.SOCIETY,
}
"""The kind of a pledge → the area of the offer in which it stands."""
OWNER = "Participation worker"
A_YEAR = timedelta(days=365)


@transaction.atomic
def show_pledge(*, pledge_id: UUID, on: date, by: Actor) -> EntitlementPage:
    """Publish an approved pledge as an entitlement. One that is renewed keeps the words that editors gave it since."""
    pledge = partners.offered_pledge(pledge_id)
    page = in_english(EntitlementPage.objects.filter(entitlement_id=pledge.id)).first()
    dates = {"last_checked_on": on, "next_check_on": min(pledge.ends_on, on + A_YEAR)}
    if page is None:
        return _add(pledge, dates, by)

    def put(one: EntitlementPage) -> None:
        one.last_checked_on, one.next_check_on = dates["last_checked_on"], dates["next_check_on"]

    publish_beside_draft(page, put, by)
    return page


@transaction.atomic
def end_pledge(*, pledge_id: UUID, on: date, by: Actor) -> None:
    """Take down a pledge that was ended before its day."""
    page = in_english(EntitlementPage.objects.filter(entitlement_id=pledge_id)).first()
    if page is not None and page.live:
        page.unpublish()
        note_taken_down(page=page, by=by)


# ---------------------------------------------------------------------------------------------------------------------


def _add(pledge: partners.OfferedPledge, dates: dict[str, date], by: Actor) -> EntitlementPage:
    area = in_english(AreaPage.objects.filter(area=AREAS[pledge.kind])).order_by("path").first()
    if area is None:
        raise FactRefused("The offer is not set up yet: it has no area in which this could stand.")
    body = [f"<p>{escape(text)}</p>" for text in (pledge.conditions, pledge.where) if text]
    page = EntitlementPage(
        entitlement_id=pledge.id,
        title=pledge.title,
        slug=_free_slug(pledge.title, pledge.id, area),
        kind=EntitlementPage.Kind.PLEDGE,
        answer=pledge.answer,
        body="".join(body),
        how_to_get_it=as_html(pledge.how),
        provider_id=pledge.organisation_id,
        contact_name=pledge.contact_name,
        contact_phone=pledge.contact_phone,
        contact_email=pledge.contact_email,
        owned_by=OWNER,
        live=False,
        **dates,
    )
    page.who_for = [WhoFor(age_from=pledge.age_from, age_until=pledge.age_until, other_councils=pledge.other_councils)]
    page.districts = list(pledge.district_ids)
    area.add_child(instance=page)
    publish(page=page, by=by)
    return page


def _free_slug(title: str, pledge_id: UUID, area: AreaPage) -> str:
    stem = slugify(title)[:60].strip("-") or "pledge"
    return f"{stem}-{pledge_id.hex[:6]}" if area.get_children().filter(slug=stem).exists() else stem
