"""Bringing an offer in from files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from wagtail.models import Page, Site

from alongside.offer import access
from alongside.offer.actions.loading_audit import load_audit
from alongside.offer.actions.publishing import publish
from alongside.offer.actions.workflow import set_up_workflow
from alongside.offer.models import Amount, AreaPage, EasyReadLine, EntitlementPage, OfferIndexPage, WhoFor
from alongside.partners import actions as partners
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.refusals import WrongState
from alongside.shell.roles import Record, Verb

if TYPE_CHECKING:
    from alongside.partners.models import District, Organisation

CONTENT = Path(__file__).parent.parent / "content"
"""The demo council's offer."""
BEGINNING = Path(__file__).parent.parent / "beginning.toml"
"""The frame in which every council begins."""
BETWEEN_CHECKS = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many entitlements were added, and how many were there before and left as they are."""

    added: int
    kept: int


@transaction.atomic
def begin_offer(*, by: Actor) -> OfferIndexPage:
    """Begin the offer of a new council: its first page and its areas, in words that come with the product.

    Whoever may approve the offer does it; its editors fill it, and each page of theirs is agreed step by step.
    """
    access.check(by, Record.OFFER_TEXT, Verb.APPROVE, None)
    Page.objects.select_for_update().get(pk=Page.get_first_root_node().pk)  # of two at once one begins it
    if OfferIndexPage.objects.exists():
        raise WrongState("The offer is begun already.")
    frame = tomllib.loads(BEGINNING.read_text("utf-8"))
    index = _index(frame, by)
    set_up_workflow(index=index, by=by)
    for record in frame["area"]:
        _area(index, record, by)
    audit.record(actor=by, verb="began offer", subject_kind="offer")
    return index


@transaction.atomic
def load_offer(*, on: date, by: Actor, folder: Path = CONTENT) -> Loaded:
    """Bring an offer in from a folder of TOML files and publish it, all of it or nothing.

    What is there already, by its id, is left alone: an editor's text is never written over. Districts and bodies that
    the files name are added where they are missing. ``on`` is the day from which the checks are counted.
    """
    by.check(Record.OFFER_TEXT, Verb.CREATE)
    index = _index(tomllib.loads((folder / "offer.toml").read_text("utf-8")), by)
    set_up_workflow(index=index, by=by)
    easy = _easy_read(folder)
    added = kept = 0
    for area in AreaPage.Area.values:
        record = tomllib.loads((folder / f"{area}.toml").read_text("utf-8"))
        page = _area(index, record, by)
        for entry in record["entitlement"]:
            if EntitlementPage.objects.filter(
                entitlement_id=entitlement_id(entry["slug"]), locale=page.locale
            ).exists():
                kept += 1
            else:
                _add_entitlement(page, entry | {"easy_read": easy.get(entry["slug"], [])}, on, by)
                added += 1
    load_audit(folder=folder, on=on, by=by)
    return Loaded(added, kept)


def entitlement_id(slug: str) -> UUID:
    """The id that an entitlement of the content files keeps for good."""
    return uuid5(NAMESPACE_URL, f"urn:alongside:entitlement:{slug}")


def _index(record: Mapping[str, Any], by: Actor) -> OfferIndexPage:
    """The first page; made and put in the place of Wagtail's welcome page where there is none."""
    index = OfferIndexPage.objects.first()
    if index:
        return index
    root = Page.get_first_root_node()
    index = root.add_child(
        instance=OfferIndexPage(title=record["title"], slug="local-offer", intro=record["intro"], live=False)
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "port": 80, "root_page": index}
    )
    Page.objects.filter(depth=2, content_type__model="page", slug="home").delete()
    return publish(page=index, by=by)


def _area(index: OfferIndexPage, record: Mapping[str, Any], by: Actor) -> AreaPage:
    area = AreaPage.objects.child_of(index).filter(area=record["area"]).first()
    if area:
        return area
    index.refresh_from_db()
    area = index.add_child(
        instance=AreaPage(
            title=record["title"], slug=record["slug"], area=record["area"], summary=record["summary"], live=False
        )
    )
    return publish(page=area, by=by)


@transaction.atomic
def load_district_parts(*, on: date, by: Actor, file: Path = CONTENT / "districts.toml") -> Loaded:
    """Bring in what districts write themselves from a TOML file, as ``load_offer`` does the county's."""
    by.check(Record.OFFER_TEXT, Verb.CREATE)
    added = kept = 0
    for entry in tomllib.loads(file.read_text("utf-8"))["entitlement"]:
        area = AreaPage.objects.get(area=entry["area"], locale=OfferIndexPage.objects.first().locale)
        if EntitlementPage.objects.filter(entitlement_id=entitlement_id(entry["slug"]), locale=area.locale).exists():
            kept += 1
        else:
            _add_entitlement(area, entry, on, by)
            added += 1
    return Loaded(added, kept)


def _add_entitlement(area: AreaPage, entry: Mapping[str, Any], on: date, by: Actor) -> None:
    last_checked_on = on - timedelta(days=entry["checked_days_ago"])
    page = EntitlementPage(
        entitlement_id=entitlement_id(entry["slug"]),
        title=entry["title"],
        slug=entry["slug"],
        kind=entry["kind"],
        answer=entry["answer"],
        body=as_html(entry.get("body", "")),
        how_to_get_it=as_html(entry["how_to_get_it"]),
        how_long_it_takes=entry.get("how_long_it_takes", ""),
        law_ids=entry.get("law_ids", []),
        guidance_items=[str(item) for item in entry.get("guidance_items", [])],
        decided_by=entry.get("decided_by", ""),
        provider=_body(entry["provider"], by) if "provider" in entry else None,
        written_by_district=_district(entry["written_by_district"], by) if "written_by_district" in entry else None,
        contact_name=entry.get("contact_name", ""),
        contact_phone=entry.get("contact_phone", ""),
        contact_email=entry.get("contact_email", ""),
        contact_web=entry.get("contact_web", ""),
        owned_by=entry["owner"],
        last_checked_on=last_checked_on,
        next_check_on=last_checked_on + BETWEEN_CHECKS,
        is_sensitive=entry.get("is_sensitive", False),
        search_words=entry.get("search_words", ""),
        sources="\n".join(entry.get("sources", [])),
        live=False,
    )
    page.amounts = [Amount(**amount) for amount in entry.get("amounts", [])]
    page.who_for = [WhoFor(**row) for row in entry["who_for"]]
    page.easy_read = [EasyReadLine(picture=picture, sentence=said) for picture, said in entry.get("easy_read", [])]
    page.districts = [_district(slug, by) for slug in entry.get("districts", [])]
    for row in (*page.amounts.all(), *page.who_for.all(), *page.easy_read.all()):
        row.full_clean(exclude=["page"])
    area.refresh_from_db()
    area.add_child(instance=page)
    publish(page=page, by=by)


def _easy_read(folder: Path) -> Mapping[str, Any]:
    """The lines of easy read by the slug of their entitlement, where the folder has any."""
    file = folder / "easy_read.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}


def _body(name: str, by: Actor) -> Organisation:
    """The body of this name; one that the council has not entered itself is a national one."""
    return partners.add_organisation(name=name, kind="national", by=by)


def _district(slug: str, by: Actor) -> District:
    return partners.add_district(name=slug.replace("-", " ").title(), slug=slug, by=by)


def as_html(text: str) -> str:
    """Paragraphs parted by blank lines, lists of steps ("- ") and of points ("* "), as the editor's rich text."""
    return "".join(_blocks(text))


_LISTS = {"- ": "ol", "* ": "ul"}


def _blocks(text: str) -> Iterator[str]:
    for block in text.strip().split("\n\n"):
        lines = block.strip().splitlines()
        kind = next((tag for mark, tag in _LISTS.items() if all(line.startswith(mark) for line in lines)), "")
        if lines and kind:
            yield f"<{kind}>" + "".join(f"<li>{escape(line[2:])}</li>" for line in lines) + f"</{kind}>"
        elif lines:
            yield f"<p>{escape(' '.join(lines))}</p>"
