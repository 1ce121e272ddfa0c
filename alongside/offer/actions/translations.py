"""Translations: written from files, read by somebody who knows the language, marked when the English changes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from alongside.offer import access, po, queries
from alongside.offer.actions.loading import CONTENT, as_html, entitlement_id
from alongside.offer.actions.workflow import set_up_workflow
from alongside.offer.models import AreaPage, EntitlementPage, OfferIndexPage, TranslationState, fingerprint, words_of
from alongside.offer.models.pages import source_of
from alongside.offer.queries.languages import state_of
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import FileRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

State = TranslationState.State


@transaction.atomic
def import_po(*, language: str, data: bytes, is_reviewed: bool, by: Actor) -> int:
    """Take the translations of a PO file in and publish them with their state, all of them or none.

    An entry without a translation is left as it is. A translation of English that has changed since is taken, and is
    "being updated". Answers how many pages were written. Raises FileRefused with the entry and what is wrong with it.
    """
    access.check(by, Record.OFFER_TEXT, Verb.APPROVE if is_reviewed else Verb.UPDATE, None)
    _language_or_refusal(language)
    pages = {str(one.key): _english(one.key) for one in queries.translations(language)}
    written = po.read(data, language=language, pages=pages)
    for key, entries in written.items():
        words = {name: entry.translated for name, entry in entries.items()}
        english = {name: entry.english for name, entry in entries.items()}
        try:
            _write(pages[key], language, words, _basis(pages[key], language, english), is_reviewed, by)
        except ValidationError as error:
            raise FileRefused(f"“{pages[key].title}” was refused: {' '.join(error.messages)}") from error
    audit.record(
        actor=by,
        verb="imported translations",
        subject_kind="offer",
        detail={"language": language, "pages": len(written), "reviewed": is_reviewed},
    )
    return len(written)


@transaction.atomic
def load_translations(*, by: Actor, folder: Path = CONTENT / "translations") -> int:
    """Bring translated words in from a file for each language, as machine drafts. What is there already is left alone.

    Each page's ``translates`` is the beginning of the hash of the English that was translated: where the offer says
    something else by now, its translation is "being updated". A page that the offer does not have is passed over.
    Answers how many pages were written.
    """
    by.check(Record.OFFER_TEXT, Verb.CREATE)
    written = 0
    for file in sorted(one for one in folder.glob("*.toml") if one.stem != settings.LANGUAGE_CODE):
        record = tomllib.loads(file.read_text("utf-8"))
        there = {one.key for one in queries.translations(file.stem) if one.page_id}
        for page, row in _pages_of(record):
            if page.translation_key not in there:
                english = fingerprint(words_of(page))
                basis = english if english.startswith(row["translates"]) else row["translates"]
                _write(page, file.stem, _in_fields(page, row), basis, False, by)
                written += 1
    return written


@transaction.atomic
def mark_reviewed(*, page_id: int, by: Actor) -> None:
    """Record that somebody who knows the language has read a translation and found it right.

    Raises WrongState where the English has changed since it was translated.
    """
    access.check(by, Record.OFFER_TEXT, Verb.APPROVE, None)
    page = _translation_or_refusal(page_id)
    source = source_of(page)
    row = TranslationState.objects.filter(pk=page.pk).first()
    if source is None or row is None or state_of(row, source) == State.BEING_UPDATED:
        raise WrongState("The English has changed since this was translated. Translate the change first.")
    _keep(page, row.source_hash, State.REVIEWED, by)
    audit.record(
        actor=by,
        verb="reviewed translation",
        subject_kind="offer",
        detail={"page": page.pk, "language": page.locale.language_code},
    )


@transaction.atomic
def note_words_published(*, page: Page, by: Actor) -> None:
    """Write down what publishing a page does to translations; part of publishing, whoever's button it was.

    New English words mark every translation of the old ones as being updated. New words in another language are a
    draft until somebody reviews them. Facts change nothing: no translation holds one.
    """
    if page.is_translation:
        _note_translation(page, by)
    else:
        _note_source_changed(page, by)


def _note_source_changed(page: Page, by: Actor) -> None:
    now = fingerprint(words_of(page))
    rows = TranslationState.objects.filter(
        page__in=type(page).objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    ).select_related("page__locale")
    for row in rows:
        state = _state_for(row, now)
        if state != row.state:
            row.state = state
            row.save(update_fields=["state"])
            detail = {"page": row.page_id, "language": row.page.locale.language_code, "state": str(state)}
            audit.record(actor=by, verb="marked translation", subject_kind="offer", detail=detail)


def _state_for(row: TranslationState, source_hash: str) -> str:
    """What it is once the English reads like that. English that is put back makes it again what it was."""
    if row.source_hash != source_hash:
        return State.BEING_UPDATED
    return State.REVIEWED if row.reviewed_at else State.MACHINE_DRAFT


def _note_translation(page: Page, by: Actor) -> None:
    """Words of another language were published with the editor's own button."""
    if isinstance(page, OfferIndexPage):
        set_up_workflow(index=page, by=Actor.system("translations"))
    row = TranslationState.objects.filter(pk=page.pk).first()
    if page.alias_of_id or (row and row.words_hash == fingerprint(words_of(page))):
        return
    made = Translation.objects.filter(source__object_id=page.translation_key, target_locale=page.locale).first()
    if made:
        basis = fingerprint(words_of(made.source.as_instance()))
    elif row:
        basis = row.source_hash
    else:
        source = source_of(page)
        basis = fingerprint(words_of(source)) if source else ""
    _keep(page, basis, State.MACHINE_DRAFT, by)


def _write(
    source: Page,
    language: str,
    words: Mapping[str, str],
    basis: str,
    is_reviewed: bool,
    by: Actor,
) -> None:
    """Publish words of a page in a language. ``basis`` is the hash of the English that they translate."""
    locale, _ = Locale.objects.get_or_create(language_code=language)
    page = source.get_translation_or_none(locale)
    if page is None:
        is_first = not OfferIndexPage.objects.filter(locale=locale).exists()
        page = source.copy_for_translation(locale, copy_parents=True)
        if is_first:
            index = OfferIndexPage.objects.get(locale=locale)
            set_up_workflow(index=index, by=Actor.system("translations"))
    page = page.specific
    page.alias_of = None
    for name, text in words.items():
        setattr(page, name, text)
    page.draft_title = page.title
    _keep(page, basis, State.REVIEWED if is_reviewed else State.MACHINE_DRAFT, by)
    page.save_revision().publish(skip_permission_checks=True)


def _basis(source: Page, language: str, english: Mapping[str, str]) -> str:
    """The hash of the English that a translation is of, once words that translate ``english`` are written into it.

    Where they are only some of its words, the others are a translation of what they were before.
    """
    now = words_of(source)
    row = TranslationState.objects.filter(
        page__translation_key=source.translation_key, page__locale__language_code=language
    ).first()
    is_whole = all(name in english for name in po.NEEDED if now.get(name))
    if row and not is_whole and row.source_hash != fingerprint(now):
        return row.source_hash
    return fingerprint({**now, **english})


def _keep(page: Page, source_hash: str, state: str, by: Actor) -> None:
    is_reviewed = state == State.REVIEWED
    TranslationState.objects.update_or_create(
        page_id=page.pk,
        defaults={
            "state": state,
            "source_hash": source_hash,
            "words_hash": fingerprint(words_of(page)),
            "reviewed_by_id": by.id if is_reviewed else None,
            "reviewed_by_name": by.name if is_reviewed else "",
            "reviewed_at": clock.now() if is_reviewed else None,
        },
    )


def _english(key: UUID) -> Page:
    return Page.objects.get(translation_key=key, locale__language_code=settings.LANGUAGE_CODE).specific


def _translation_or_refusal(page_id: int) -> Page:
    page = Page.objects.filter(pk=page_id).exclude(locale__language_code=settings.LANGUAGE_CODE).specific().first()
    if page is None or not hasattr(page, "words"):
        raise NotYours(f"translation {page_id}")
    return page


def _language_or_refusal(language: str) -> None:
    if language == settings.LANGUAGE_CODE or language not in dict(settings.LANGUAGES):
        raise NotYours(f"language {language}")


def _pages_of(record: Mapping[str, Any]) -> list[tuple[Page, dict[str, str]]]:
    """The pages that a file of translations speaks of, with its row for each."""
    english = {"locale__language_code": settings.LANGUAGE_CODE}
    found = [(OfferIndexPage.objects.filter(**english).first(), record["home"])]
    found += [(AreaPage.objects.filter(area=name, **english).first(), row) for name, row in record["area"].items()]
    found += [
        (EntitlementPage.objects.filter(entitlement_id=entitlement_id(slug), **english).first(), row)
        for slug, row in record["entitlement"].items()
    ]
    return [(page, row) for page, row in found if page is not None]


def _in_fields(page: Page, row: Mapping[str, str]) -> dict[str, str]:
    rich = po.rich_fields(page)
    words = {name: text for name, text in row.items() if name != "translates"}
    return {name: as_html(text) if name in rich else text for name, text in words.items()}
