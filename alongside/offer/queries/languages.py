"""The words of the offer in other languages: whose words a page is shown in, and how far each language has got."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from wagtail.models import Page

from alongside.offer.certainty import may_be_shown
from alongside.offer.models import (
    AreaPage,
    EntitlementPage,
    OfferIndexPage,
    TranslationState,
    fingerprint,
    words_of,
)

State = TranslationState.State
NONE = "none"
"""The state of a translation that is not there, or that may not be shown."""
TRANSLATED = (OfferIndexPage, AreaPage, EntitlementPage)


@dataclass(frozen=True, slots=True)
class Said:
    """A page with the words in which it is shown. ``state``: empty in English, a state of a translation, or "none"."""

    words: Mapping[str, str]
    language: str
    state: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a language has got, in entitlements."""

    code: str
    name: str
    of: int
    reviewed: int
    machine_draft: int
    being_updated: int

    @property
    def none(self) -> int:
        """How many are in English only."""
        return self.of - self.reviewed - self.machine_draft - self.being_updated


@dataclass(frozen=True, slots=True)
class Translated:
    """A page in one language. ``reviewed_at`` is None unless the state is reviewed."""

    page_id: int | None
    key: UUID
    title: str
    url: str
    state: str
    words: Mapping[str, str]
    source: Mapping[str, str]
    reviewed_by: str = ""
    reviewed_at: datetime | None = None


def said(pages: Iterable[Any], language: str | None = None) -> dict[UUID, Said]:
    """English pages → the words to show each in, by translation key: translated where they may be, else English."""
    language = language or translation.get_language() or settings.LANGUAGE_CODE
    pages = list(pages)
    if language == settings.LANGUAGE_CODE:
        return {page.translation_key: Said(words_of(page), language, "") for page in pages}
    found = _translations(pages, language)
    return {page.translation_key: _said(page, found.get(page.translation_key), language) for page in pages}


def translations(language: str) -> tuple[Translated, ...]:
    """Every published page of the offer, the first page first, as it stands in a language."""
    pages = [page for model in TRANSLATED for page in _live_english(model)]
    found = _translations(pages, language)
    return tuple(_translated(page, found.get(page.translation_key)) for page in pages)


def coverage() -> tuple[Coverage, ...]:
    """How far each language has got."""
    pages = list(_live_english(EntitlementPage))
    return tuple(_coverage(code, name, pages) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def state_of(row: TranslationState | None, source: Page) -> str:
    """The state of a translation of ``source``, as the English words stand now."""
    if row is None:
        return State.MACHINE_DRAFT
    return row.state if row.source_hash == fingerprint(words_of(source)) else State.BEING_UPDATED


def _live_english(model: type[Page]) -> Iterable[Page]:
    return model.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")


def _translations(pages: list[Any], language: str) -> dict[UUID, tuple[Page, TranslationState | None]]:
    """Translation key → the page in that language and what is written down of it."""
    models = {type(page) for page in pages}
    found = [
        page
        for model in models
        for page in model.objects.live().filter(
            locale__language_code=language,
            alias_of=None,
            translation_key__in=[page.translation_key for page in pages if type(page) is model],
        )
    ]
    rows = TranslationState.objects.in_bulk([page.pk for page in found])
    return {page.translation_key: (page, rows.get(page.pk)) for page in found}


def _said(page: Any, found: tuple[Page, TranslationState | None] | None, language: str) -> Said:
    if found is not None:
        translated, row = found
        state = state_of(row, page)
        if may_be_shown(state):
            return Said(words_of(translated), language, state)
    return Said(words_of(page), settings.LANGUAGE_CODE, NONE)


def _translated(page: Any, found: tuple[Any, TranslationState | None] | None) -> Translated:
    key, source = page.translation_key, words_of(page)
    if found is None:
        return Translated(None, key, page.title, page.url or "", NONE, {}, source)
    translated, row = found
    state = state_of(row, page)
    by, at = (row.reviewed_by_name, row.reviewed_at) if row and state == State.REVIEWED else ("", None)
    return Translated(translated.pk, key, page.title, page.url or "", state, words_of(translated), source, by, at)


def _coverage(code: str, name: str, pages: list[Any]) -> Coverage:
    found = _translations(pages, code)
    states = [state_of(found[page.translation_key][1], page) for page in pages if page.translation_key in found]
    return Coverage(code, name, len(pages), *(states.count(one) for one in (State.REVIEWED, State.MACHINE_DRAFT)),
                    states.count(State.BEING_UPDATED))  # fmt: skip
