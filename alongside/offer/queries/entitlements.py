"""The offer as a reader sees it: the first page, areas, entitlements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.query import PageQuerySet
from wagtail.rich_text import expand_db_html

from alongside.offer import basis, who_for
from alongside.offer.basis import DatedSum, Ground
from alongside.offer.models import Amount, AreaPage, Edition, EntitlementPage, OfferIndexPage
from alongside.partners import queries as partners
from alongside.shell import clock, wording

if TYPE_CHECKING:
    from alongside.partners.models import District

PROMISES = {"law": "must", "choice": "choose", "partner": "partner", "signpost": "signpost", "pledge": "pledge"}
"""The kind of an entitlement → the tag that the design system draws."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount as a reader sees it: "up to £1,200 a year"."""

    pounds: Decimal
    is_at_most: bool
    how_often: str
    what_for: str
    from_on: date | None
    to_on: date | None

    @property
    def text(self) -> str:
        """The amount in words."""
        words = ["up to" if self.is_at_most else "", wording.money(self.pounds), self.how_often]
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask."""

    name: str
    phone: str
    email: str
    web: str


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One entitlement, everything about it, on a day. ``body`` and ``how_to_get_it`` are safe HTML."""

    id: UUID
    title: str
    url: str
    area: str
    area_title: str
    area_url: str
    kind: str
    promise: str
    answer: str
    body: SafeString
    how_to_get_it: SafeString
    how_long_it_takes: str
    amounts: tuple[Sum, ...]
    later_amounts: tuple[Sum, ...]
    past_amounts: tuple[Sum, ...]
    rows: tuple[who_for.Row, ...]
    who_for: tuple[str, ...]
    grounds: tuple[Ground, ...]
    law_ids: tuple[str, ...]
    decided_by: str
    is_ours: bool
    """Whether it is this council that gives it or, by law, must."""
    given_by: str
    districts: tuple[str, ...]
    written_by: str
    """The district council that writes and agrees this part; blank where the county does."""
    contact: Contact
    owner: str
    last_checked_on: date
    next_check_on: date
    is_overdue: bool
    is_sensitive: bool
    search_words: str
    guidance_items: frozenset[int]
    """Items of the check-list that an editor says it meets."""
    page_id: int | None
    sources: tuple[str, ...]

    @property
    def code(self) -> str:
        """Its short name in a reader's list. It stays when the page is renamed or moved."""
        return self.id.hex[:6]

    @property
    def is_open_to_other_councils(self) -> bool:
        """Whether some care leavers of other councils can have it."""
        return any(row.other_councils for row in self.rows)


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its entitlements."""

    title: str
    url: str
    area: str
    summary: str
    intro: SafeString
    entitlements: tuple[Entitlement, ...] = ()


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    title: str
    intro: str
    areas: tuple[Area, ...]
    edition: Edition | None


def home(page: OfferIndexPage) -> Home:
    """The first page, with its areas in the order of the statute."""
    areas = AreaPage.objects.child_of(page).live().order_by("path")
    return Home(page.title, page.intro, tuple(_areas(areas)), Edition.objects.first())


def area(page: AreaPage, *, on: date | None = None) -> Area:
    """An area with its entitlements in the editor's order."""
    on = on or clock.today()
    children = _whole(EntitlementPage.objects.child_of(page)).order_by("path")
    empty = _area(page)
    return replace(empty, entitlements=tuple(_entitlement(child, empty, on) for child in children))


def entitlement_of(page: EntitlementPage, *, on: date | None = None) -> Entitlement:
    """An entitlement on the day ``on`` (today where not given), also one that an editor has not saved yet."""
    return _entitlement(page, _area(page.get_parent().specific), on or clock.today())


def entitlements(*, on: date) -> tuple[Entitlement, ...]:
    """Every published entitlement, area by area."""
    found = AreaPage.objects.live()
    areas = {page.path: one for page, one in zip(found, _areas(found), strict=True)}
    pages = [page for page in _whole(EntitlementPage.objects.all()).order_by("path") if _parent_path(page) in areas]
    return tuple(_entitlement(page, areas[_parent_path(page)], on) for page in pages)


def advocate() -> Entitlement | None:
    """How to reach an advocate, where the offer has it."""
    pages = _whole(EntitlementPage.objects.all())
    return next((entitlement_of(page) for page in pages if "advocacy" in page.law_ids), None)


def _whole(pages: PageQuerySet) -> PageQuerySet:
    return (
        pages.live()
        .select_related("provider", "written_by_district")
        .prefetch_related("amounts", "who_for", "districts")
    )


def _parent_path(page: EntitlementPage) -> str:
    return page.path[: -page.steplen]


def _areas(pages: Iterable[AreaPage]) -> Iterator[Area]:
    """Areas side by side: the address of the first tells those of the others, so it is looked up once."""
    above: dict[str, str] = {}
    for page in pages:
        parent = page.path[: -page.steplen]
        if parent not in above:
            above[parent] = (page.url or "").removesuffix(f"{page.slug}/")
        yield _area(page, f"{above[parent]}{page.slug}/")


def _area(page: AreaPage, url: str | None = None) -> Area:
    return Area(page.title, url or page.url or "", page.area, page.summary, _rich(page.intro))


def _entitlement(page: EntitlementPage, area: Area, on: date) -> Entitlement:
    amounts = [amount for row in page.amounts.all() for amount in _amounts(row)]
    current = tuple(amount for amount in amounts if _holds(amount, on))
    rows = tuple(row.row for row in page.who_for.all())
    another = basis.owed_by_another(page.law_ids) if page.kind == page.Kind.LAW else ""
    return Entitlement(
        id=page.entitlement_id,
        title=page.title,
        url=f"{area.url}{page.slug}/",
        area=area.area,
        area_title=area.title,
        area_url=area.url,
        kind=page.kind,
        promise=PROMISES[page.kind],
        answer=_with_amount(page.answer, current),
        body=_rich(_with_amount(page.body, current)),
        how_to_get_it=_rich(_with_amount(page.how_to_get_it, current)),
        how_long_it_takes=page.how_long_it_takes,
        amounts=current,
        later_amounts=tuple(amount for amount in amounts if amount.from_on and amount.from_on > on),
        past_amounts=tuple(amount for amount in amounts if amount.to_on and amount.to_on <= on),
        rows=rows,
        who_for=who_for.sentences(rows),
        grounds=basis.grounds(page.law_ids, {name for row in rows for name in row.categories} - {who_for.WAS_IN_CARE}),
        law_ids=tuple(page.law_ids),
        decided_by=page.decided_by,
        is_ours=page.kind != page.Kind.PARTNER and not another,
        given_by=page.provider.name if page.provider else another,
        districts=tuple(district.name for district in page.districts.all()),
        written_by=_district_council(page.written_by_district) if page.written_by_district else "",
        contact=_contact(page),
        owner=page.owned_by,
        last_checked_on=page.last_checked_on,
        next_check_on=page.next_check_on,
        is_overdue=page.next_check_on < on,
        is_sensitive=page.is_sensitive,
        search_words=page.search_words,
        guidance_items=frozenset(int(item) for item in page.guidance_items),
        page_id=page.pk,
        sources=tuple(page.sources.split()),
    )


def _amounts(row: Amount) -> Iterator[Sum]:
    sums = basis.sums_of(row.law_value) if row.law_value else (DatedSum(row.pounds, row.from_on, row.to_on),)
    how_often = row.get_how_often_display() if row.how_often != row.HowOften.ONCE else ""
    for one in sums:
        yield Sum(one.pounds, row.is_at_most, how_often, row.what_for, one.from_on, one.to_on)


def _holds(amount: Sum, on: date) -> bool:
    return (amount.from_on is None or amount.from_on <= on) and (amount.to_on is None or on < amount.to_on)


def _with_amount(text: str, current: Iterable[Sum]) -> str:
    """``{amount}`` replaced by the pounds of the day; "money" where nothing is fixed for it."""
    return text.replace("{amount}", " and ".join(wording.money(one.pounds) for one in current) or "money")


def _district_council(district: District) -> str:
    return partners.district_councils()[district.pk]


def _contact(page: EntitlementPage) -> Contact:
    """The page's own contact, else the body that gives it, else the council's leaving care team."""
    if page.contact_phone or page.contact_email or page.contact_web:
        return Contact(page.contact_name, page.contact_phone, page.contact_email, page.contact_web)
    if page.provider and (page.provider.phone or page.provider.email or page.provider.web):
        return Contact(page.provider.name, page.provider.phone, page.provider.email, page.provider.web)
    return Contact("Leaving care team", settings.COUNCIL["phone"], settings.COUNCIL["email"], "")


def _rich(html: str) -> SafeString:
    """The editor's text, which Wagtail has cleaned, with its links to pages resolved."""
    return mark_safe(expand_db_html(html))  # noqa: S308
