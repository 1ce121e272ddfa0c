"""The offer as a reader sees it: the first page, areas, entitlements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.query import PageQuerySet
from wagtail.rich_text import expand_db_html

from alongside.law import provision
from alongside.offer import basis, who_for
from alongside.offer.basis import DatedSum, Ground
from alongside.offer.certainty import may_say_must
from alongside.offer.models import Amount, AreaPage, Edition, EntitlementPage, OfferIndexPage, in_english, words_of
from alongside.offer.models.pages import PublicPage, source_of
from alongside.offer.queries.languages import Said, said
from alongside.offer.queries.pledges import ending, holding
from alongside.offer.queries.provisions import Check, latest_checks
from alongside.partners import queries as partners
from alongside.shell import clock, wording
from alongside.shell.languages import in_language

if TYPE_CHECKING:
    from alongside.partners.models import District

PROMISES = {"law": "must", "choice": "choose", "partner": "partner", "signpost": "signpost", "pledge": "pledge"}
"""The kind of an entitlement → the tag that the design system draws."""
UNCHECKED = "unchecked"
"""The tag in place of "must" where nobody has yet checked the words of the law that it rests on."""
ABOUT_COUNCIL_TAX = "64"
"""The item of the check-list that a page about council tax meets."""

Query = TypeVar("Query", bound=Callable[..., Any])


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
        words = f"{wording.money(self.pounds)} {_(self.how_often)}" if self.how_often else wording.money(self.pounds)
        return _("up to %(amount)s") % {"amount": words} if self.is_at_most else words


@dataclass(frozen=True, slots=True)
class Taxed:
    """Districts that take the same off council tax, and what."""

    districts: str
    cut: str
    also: tuple[str, ...]

    @property
    def words(self) -> str:
        """All of it."""
        return " ".join((f"{self.districts}: {self.cut}", *self.also))


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
    language: str = settings.LANGUAGE_CODE
    """The language of its words: that of the reader, or English where there is no translation to show."""
    translation: str = ""
    """Empty in English; the state of the translation shown; "none" where English stands in its place."""
    schemes: tuple[partners.Scheme, ...] = ()
    """What each district takes off council tax, from its own record, where the page is about council tax."""

    @property
    def code(self) -> str:
        """Its short name in a reader's list. It stays when the page is renamed or moved."""
        return self.id.hex[:6]

    @property
    def taxed(self) -> tuple[Taxed, ...]:
        """The schemes in words, those side by side that say the same; in the reader's language."""
        alike: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        for scheme in self.schemes:
            alike.setdefault((scheme.cut, scheme.also), []).append(scheme.district)
        return tuple(Taxed(", ".join(names), cut, also) for (cut, also), names in alike.items())

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
    language: str = settings.LANGUAGE_CODE
    translation: str = ""


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    title: str
    intro: str
    areas: tuple[Area, ...]
    edition: Edition | None
    language: str = settings.LANGUAGE_CODE
    translation: str = ""


def _speaking(query: Query) -> Query:
    """A query whose sentences are in its ``language``; where none is given, in that of the page being drawn."""

    @wraps(query)
    def asked(*args: Any, language: str | None = None, **kwargs: Any) -> Any:
        language = language or translation.get_language() or settings.LANGUAGE_CODE
        with translation.override(language):
            return query(*args, language=language, **kwargs)

    return asked  # type: ignore[return-value]


@_speaking
def home(page: OfferIndexPage, *, language: str | None = None) -> Home:
    """The first page, with its areas in the order of the statute."""
    source, shown = _shown(page, language)
    areas = _areas(AreaPage.objects.child_of(source).live().order_by("path"), language)
    words = shown.words
    return Home(words["title"], words["intro"], tuple(areas), Edition.objects.first(), shown.language, shown.state)


@_speaking
def area(page: AreaPage, *, on: date | None = None, language: str | None = None) -> Area:
    """An area with its entitlements in the editor's order."""
    on = on or clock.today()
    source, shown = _shown(page, language)
    children = list(_whole(EntitlementPage.objects.child_of(source), on).order_by("path"))
    empty, words, checks = _area(source, shown), said(children, language), latest_checks()
    found = (_entitlement(child, empty, on, words[child.translation_key], checks) for child in children)
    return replace(empty, entitlements=tuple(found))


@_speaking
def entitlement_of(page: EntitlementPage, *, on: date | None = None, language: str | None = None) -> Entitlement:
    """An entitlement on the day ``on`` (today where not given), also one that an editor has not saved yet."""
    source, shown = _shown(page, language)
    above = _area(*_shown(source.get_parent().specific, language or shown.language))
    return _entitlement(source, above, on or clock.today(), shown, latest_checks())


@_speaking
def entitlements(*, on: date, language: str | None = None, slug: str = "") -> tuple[Entitlement, ...]:
    """Every published entitlement, area by area; or only those of a slug."""
    found = list(in_english(AreaPage.objects.live()))
    areas = {page.path: one for page, one in zip(found, _areas(found, language), strict=True)}
    wanted = EntitlementPage.objects.filter(slug=slug) if slug else EntitlementPage.objects.all()
    pages = [page for page in _whole(in_english(wanted), on).order_by("path") if _parent_path(page) in areas]
    words, checks = said(pages, language), latest_checks()
    return tuple(
        _entitlement(page, areas[_parent_path(page)], on, words[page.translation_key], checks) for page in pages
    )


def advocate() -> Entitlement | None:
    """How to reach an advocate, where the offer has it."""
    pages = _whole(in_english(EntitlementPage.objects.all()), clock.today())
    return next((entitlement_of(page) for page in pages if "advocacy" in page.law_ids), None)


def _shown(page: PublicPage, language: str | None) -> tuple[PublicPage, Said]:
    """The page that holds the facts, and the words to show: those of the page itself where it is a translation."""
    source = source_of(page) or page
    if page.is_translation:
        return source, Said(words_of(page), page.locale.language_code, "")
    return source, said([page], language)[page.translation_key]


def _whole(pages: PageQuerySet, on: date) -> PageQuerySet:
    return (
        holding(pages.live(), on)
        .select_related("provider", "written_by_district")
        .prefetch_related("amounts", "who_for", "districts")
    )


def _parent_path(page: EntitlementPage) -> str:
    return page.path[: -page.steplen]


def _areas(pages: Iterable[AreaPage], language: str | None) -> Iterator[Area]:
    """Areas side by side: the address of the first tells those of the others, so it is looked up once."""
    above: dict[str, str] = {}
    pages = list(pages)
    words = said(pages, language)
    for page in pages:
        parent = page.path[: -page.steplen]
        if parent not in above:
            above[parent] = (page.url or "").removesuffix(f"{page.slug}/")
        yield _area(page, words[page.translation_key], f"{above[parent]}{page.slug}/", language)


def _area(page: AreaPage, shown: Said, url: str | None = None, language: str | None = None) -> Area:
    words = shown.words
    return Area(
        words["title"],
        in_language(url or page.url or "", language),
        page.area,
        words["summary"],
        _rich(words["intro"]),
        language=shown.language,
        translation=shown.state,
    )


def _entitlement(page: EntitlementPage, area: Area, on: date, shown: Said, checks: Mapping[str, Check]) -> Entitlement:
    words = shown.words
    amounts = [amount for row in page.amounts.all() for amount in _amounts(row)]
    current = tuple(amount for amount in amounts if _holds(amount, on))
    schemes = _schemes(page, on) if ABOUT_COUNCIL_TAX in page.guidance_items else ()
    rows = _as_the_schemes_say(tuple(row.row for row in page.who_for.all()), schemes)
    another = basis.owed_by_another(page.law_ids) if page.kind == page.Kind.LAW else ""
    grounds = basis.grounds(page.law_ids, {name for row in rows for name in row.categories} - {who_for.WAS_IN_CARE})
    return Entitlement(
        id=page.entitlement_id,
        title=words["title"],
        url=f"{area.url}{page.slug}/",
        area=area.area,
        area_title=area.title,
        area_url=area.url,
        kind=page.kind,
        promise=_promise(page.kind, grounds, checks),
        answer=_with_amount(words["answer"], current, shown.language),
        body=_rich(_with_amount(words["body"], current, shown.language)) + ending(page),
        how_to_get_it=_rich(_with_amount(words["how_to_get_it"], current, shown.language)),
        how_long_it_takes=words["how_long_it_takes"],
        amounts=current,
        later_amounts=tuple(amount for amount in amounts if amount.from_on and amount.from_on > on),
        past_amounts=tuple(amount for amount in amounts if amount.to_on and amount.to_on <= on),
        rows=rows,
        who_for=who_for.sentences(rows),
        grounds=grounds,
        law_ids=tuple(page.law_ids),
        decided_by=page.decided_by,
        is_ours=page.kind != page.Kind.PARTNER and not another,
        given_by=page.provider.name if page.provider else another,
        districts=tuple(district.name for district in page.districts.all()),
        written_by=_district_council(page.written_by_district) if page.written_by_district else "",
        contact=_contact(page, words["contact_name"]),
        owner=page.owned_by,
        last_checked_on=page.last_checked_on,
        next_check_on=page.next_check_on,
        is_overdue=page.next_check_on < on,
        is_sensitive=page.is_sensitive,
        search_words=words["search_words"],
        guidance_items=frozenset(int(item) for item in page.guidance_items),
        page_id=page.pk,
        sources=tuple(page.sources.split()),
        language=shown.language,
        translation=shown.state,
        schemes=schemes,
    )


def _schemes(page: EntitlementPage, on: date) -> tuple[partners.Scheme, ...]:
    """The schemes that hold in the page's districts; in all where it names none."""
    named = {district.pk for district in page.districts.all()}
    return tuple(one for one in partners.schemes_on(on) if not named or one.district_id in named)


def _as_the_schemes_say(rows: tuple[who_for.Row, ...], schemes: tuple[partners.Scheme, ...]) -> tuple[who_for.Row, ...]:
    """The ages of the schemes, the widest of them, in place of typed ones; and whether any takes other councils'."""
    if not schemes:
        return rows
    widest = {
        "age_from": min(one.age_from for one in schemes),
        "age_until": max(one.age_until for one in schemes),
        "other_councils": any(one.other_councils for one in schemes),
    }
    return tuple(replace(row, **widest) for row in rows)


def _promise(kind: str, grounds: Iterable[Ground], checks: Mapping[str, Check]) -> str:
    """The tag of a kind; "must" only where the words of the law may be relied on."""
    promise = PROMISES[kind]
    if promise == "must" and not may_say_must((provision(one.provision_id) for one in grounds), checks):
        return UNCHECKED
    return promise


def _amounts(row: Amount) -> Iterator[Sum]:
    sums = basis.sums_of(row.law_value) if row.law_value else (DatedSum(row.pounds, row.from_on, row.to_on),)
    how_often = row.get_how_often_display() if row.how_often != row.HowOften.ONCE else ""
    for one in sums:
        yield Sum(one.pounds, row.is_at_most, how_often, row.what_for, one.from_on, one.to_on)


def _holds(amount: Sum, on: date) -> bool:
    return (amount.from_on is None or amount.from_on <= on) and (amount.to_on is None or on < amount.to_on)


def _with_amount(text: str, current: Iterable[Sum], language: str) -> str:
    """``{amount}`` replaced by the pounds of the day; "money" where nothing is fixed for it."""
    with translation.override(language):
        amount = _(" and ").join(wording.money(one.pounds) for one in current) or _("money")
    return text.replace("{amount}", amount)


def _district_council(district: District) -> str:
    return partners.district_councils()[district.pk]


def _contact(page: EntitlementPage, name: str) -> Contact:
    """The page's own contact, else the body that gives it, else the council's leaving care team."""
    if page.contact_phone or page.contact_email or page.contact_web:
        return Contact(name, page.contact_phone, page.contact_email, page.contact_web)
    if page.provider and (page.provider.phone or page.provider.email or page.provider.web):
        return Contact(page.provider.name, page.provider.phone, page.provider.email, page.provider.web)
    return Contact(_("Leaving care team"), settings.COUNCIL["phone"], settings.COUNCIL["email"], "")


def _rich(html: str) -> SafeString:
    """The editor's text, which Wagtail has cleaned, with its links to pages resolved."""
    return mark_safe(expand_db_html(html))  # noqa: S308
