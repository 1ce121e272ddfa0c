"""What every form says: part of the offer on a day, in a language. Forms draw it; none of them asks the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from alongside.offer import queries
from alongside.offer.formats.kinds import WHOLE, Scope
from alongside.offer.queries import EasyLine, Entitlement
from alongside.shell import design

HERE = Path(__file__).parent
FORMED_BY = (HERE, HERE.parent / "jinja2" / "offer" / "formats")
"""What decides how a form looks: when these change, every file is made anew."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area and what of it the form holds."""

    area: str
    title: str
    summary: str
    entitlements: tuple[Entitlement, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a form is made from. ``edition`` is the number of the edition it is frozen in, else None."""

    scope: Scope
    key: str
    title: str
    language: str
    on: date
    areas: tuple[Area, ...]
    easy: Mapping[UUID, tuple[EasyLine, ...]]
    edition: int | None = None

    @property
    def entitlements(self) -> tuple[Entitlement, ...]:
        """Everything in it, in order."""
        return tuple(one for area in self.areas for one in area.entitlements)

    @property
    def path(self) -> str:
        """The page of the site that it is the paper of."""
        if self.scope == Scope.ENTITLEMENT:
            return self.entitlements[0].url
        return self.entitlements[0].area_url if self.scope == Scope.AREA and self.entitlements else "/"

    def facts_hash(self) -> str:
        """The same as long as the form would say the same and look the same; the day itself does not count."""
        said = {
            "title": self.title,
            "language": self.language,
            "edition": self.edition,
            "council": asdict(design.council()),
            "areas": [(area.title, area.summary) for area in self.areas],
            "entitlements": [asdict(one) for one in self.entitlements],
            "easy": [asdict(line) for one in self.entitlements for line in self.easy.get(one.id, ())],
            "look": _look(),
        }
        return hashlib.sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def key_of(one: Entitlement) -> str:
    """The key of an entitlement: its area and its own part of the address, the same in every language."""
    return f"{one.area}/{one.url.rstrip('/').rsplit('/', 1)[-1]}"


def whole(*, on: date, language: str, edition: int | None = None) -> Document:
    """The whole offer."""
    return _offer(queries.entitlements(on=on, language=language), on, language, edition)


def named(key: str, *, on: date, language: str) -> Document | None:
    """What ``key`` names of the whole offer (see ``part``); for an entitlement no other is asked for."""
    slug = key.partition("/")[2]
    return part(_offer(queries.entitlements(on=on, language=language, slug=slug), on, language), key)


def _offer(found: Iterable[Entitlement], on: date, language: str, edition: int | None = None) -> Document:
    with translation.override(language):
        areas = _areas(found, queries.area_summaries(language=language))
        title = _("Help if you have been in care")
        easy = queries.easy_read(language=language)
    return Document(Scope.WHOLE, WHOLE, title, language, on, areas, easy, edition)


def parts(offer: Document) -> Iterable[Document]:
    """Each area of the whole offer as a form of its own."""
    for area in offer.areas:
        yield replace(offer, scope=Scope.AREA, key=area.area, title=area.title, areas=(area,))


def part(offer: Document, key: str) -> Document | None:
    """What ``key`` names of the whole offer: all of it, an area, an entitlement; None where there is no such thing."""
    if key == WHOLE:
        return offer
    for area in offer.areas:
        if area.area == key:
            return replace(offer, scope=Scope.AREA, key=key, title=area.title, areas=(area,))
        for one in area.entitlements:
            if key_of(one) == key:
                here = replace(area, entitlements=(one,))
                return replace(offer, scope=Scope.ENTITLEMENT, key=key, title=one.title, areas=(here,))
    return None


def chosen(offer: Document, ids: Iterable[UUID]) -> Document:
    """What a reader has picked of it, area by area; what is no longer offered is left out."""
    wanted = set(ids)
    areas = [replace(a, entitlements=tuple(o for o in a.entitlements if o.id in wanted)) for a in offer.areas]
    with translation.override(offer.language):
        title = _("My list")
    return replace(offer, scope=Scope.LIST, key="list", title=title, areas=tuple(a for a in areas if a.entitlements))


def in_its_language(make: Callable[..., Any]) -> Callable[..., Any]:
    """A maker whose words come out in the language of the document it is given."""

    def made(document: Document, *args: Any, **kwargs: Any) -> Any:
        with translation.override(document.language):
            return make(document, *args, **kwargs)

    made.__doc__ = make.__doc__
    return made


def site_address(path: str) -> str:
    """A page of this site as paper and files give it."""
    return settings.SITE_URL.rstrip("/") + path


def _areas(entitlements: Iterable[Entitlement], summaries: Mapping[str, str]) -> tuple[Area, ...]:
    found: dict[str, list[Entitlement]] = {}
    for one in entitlements:
        found.setdefault(one.area, []).append(one)
    return tuple(Area(a, ones[0].area_title, summaries.get(a, ""), tuple(ones)) for a, ones in found.items())


@cache
def _look() -> str:
    files = sorted(file for folder in FORMED_BY for file in folder.iterdir() if file.is_file())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
