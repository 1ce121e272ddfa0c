"""Pledges hold from a day until a day, and whether they do is read from these days at each reading."""

from __future__ import annotations

from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.query import PageQuerySet

from alongside.offer.models import EntitlementPage
from alongside.partners import queries as partners
from alongside.shell import wording


def holding(pages: PageQuerySet, on: date) -> PageQuerySet:
    """The pages without those of pledges that do not hold on the day ``on``."""
    return pages.exclude(kind=EntitlementPage.Kind.PLEDGE, entitlement_id__in=partners.pledges_not_held(on=on))


def holds(page: EntitlementPage, on: date) -> bool:
    """Whether a page is no pledge, or one that holds on the day ``on``."""
    return page.kind != page.Kind.PLEDGE or page.entitlement_id not in partners.pledges_not_held(on=on)


def ending(page: EntitlementPage) -> SafeString:
    """When a pledge ends, as a sentence; nothing for any other page."""
    ends_on = partners.pledge_ends().get(page.entitlement_id) if page.kind == page.Kind.PLEDGE else None
    return format_html("<p>This ends on {}.</p>", wording.day(ends_on)) if ends_on else SafeString()
