"""The offer's words in the form that translation agencies work with: one PO file for a language, all pages in it.

An entry's context is the page's key and the field (``0a1b….answer``), its msgid the English. A text with markup is one
entry for the whole field, so that a translator sees the sentences together and may part them differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polib
from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.admin.rich_text.converters.editor_html import EditorHTMLConverter
from wagtail.fields import RichTextField
from wagtail.models import Page

from alongside.offer.models.fields import TEXT_FEATURES
from alongside.offer.queries import Translated
from alongside.shell.refusals import FileRefused

NEEDED = ("title", "summary", "intro", "answer", "body", "how_to_get_it", "how_long_it_takes")
"""Fields without which a page cannot be shown, where the English has them."""
_PLACEHOLDER = re.compile(r"\{\w*\}")
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file that has a translation."""

    english: str
    translated: str


def write(pages: Iterable[Translated], *, language: str, only_missing: bool) -> bytes:
    """A PO file with the words of the pages; ``only_missing``: those not translated, or from English that changed."""
    file = polib.POFile(wrapwidth=100)
    file.metadata = {
        "Project-Id-Version": "Alongside: the local offer",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for page in pages:
        if only_missing and page.state in ("machine_draft", "reviewed"):
            continue
        for name, english in page.source.items():
            if english:
                file.append(
                    polib.POEntry(
                        msgctxt=f"{page.key}.{name}",
                        msgid=english,
                        msgstr=page.words.get(name, ""),
                        comment=f"{page.title}: {name.replace('_', ' ')}. {settings.SITE_URL}{page.url}",
                        flags=["fuzzy"] if page.state == "being_updated" else [],
                    )
                )
    return str(file).encode()


def read(data: bytes, *, language: str, pages: Mapping[str, Page]) -> dict[str, dict[str, Entry]]:
    """Page key → field → what the file has for it. ``pages``: the English pages by key.

    Raises FileRefused, with the first entry that is wrong and why. Markup is cleaned as the editor cleans it.
    """
    file = _parsed(data)
    given = file.metadata.get("Language", "").replace("_", "-").lower()
    if given and given != language:
        raise FileRefused(f"This file says that it is in “{given}”, not in “{language}”. Nothing was changed.")
    found: dict[str, dict[str, Entry]] = {}
    for number, entry in enumerate(file, start=1):
        if entry.obsolete or entry.fuzzy or not entry.msgstr.strip():
            continue
        key, _, name = (entry.msgctxt or "").partition(".")
        page = pages.get(key)
        if page is None or name not in page.words:
            raise _refused(number, entry, "this offer has no such text")
        if name in found.setdefault(key, {}):
            raise _refused(number, entry, "the same text is in the file twice")
        found[key][name] = Entry(entry.msgid, _cleaned(number, entry, page, name))
    for key, entries in found.items():
        _whole_or_refusal(pages[key], language, entries)
    if not found:
        raise FileRefused("This file has no translation in it. Nothing was changed.")
    return found


def rich_fields(page: Page) -> set[str]:
    """The fields of a page that hold markup."""
    return {name for name in page.words if isinstance(page._meta.get_field(name), RichTextField)}


def _parsed(data: bytes) -> polib.POFile:
    try:
        # polib takes a text that happens to be a file's name for that file: with a line before it, it never is one.
        return polib.pofile("#\n" + data.decode("utf-8-sig"), check_for_duplicates=False)
    except (UnicodeDecodeError, OSError, ValueError, IndexError, LookupError) as error:
        raise FileRefused("This is not a PO file that we can read (in UTF-8). Nothing was changed.") from error


def _cleaned(number: int, entry: polib.POEntry, page: Page, name: str) -> str:
    text = entry.msgstr
    if sorted(_PLACEHOLDER.findall(text)) != sorted(_PLACEHOLDER.findall(entry.msgid)):
        wanted = ", ".join(_PLACEHOLDER.findall(entry.msgid)) or "none"
        raise _refused(number, entry, f"the placeholders are not those of the English ({wanted})")
    if _UNSEEN.search(text):
        raise _refused(number, entry, "there is a character in it that nobody can see")
    if name in rich_fields(page):
        return EditorHTMLConverter(features=TEXT_FEATURES).to_database_format(text)
    if _MARKUP.search(text):
        raise _refused(number, entry, "there is markup in a text that has none")
    field = page._meta.get_field(name)
    try:
        field.run_validators(text)
    except ValidationError as error:
        raise _refused(number, entry, " ".join(error.messages).rstrip(".")) from error
    return text


def _whole_or_refusal(page: Page, language: str, entries: Mapping[str, Entry]) -> None:
    """A page that is not in this language yet needs all that a reader must see."""
    there = type(page).objects.filter(
        translation_key=page.translation_key, locale__language_code=language, alias_of=None
    )
    for name in NEEDED:
        if name in page.words and getattr(page, name) and name not in entries and not there.exists():
            raise FileRefused(
                f"“{page.title}” has no translation of its {name.replace('_', ' ')}, so it could not be shown. "
                "Nothing was changed."
            )


def _refused(number: int, entry: polib.POEntry, why: str) -> FileRefused:
    shown = re.sub(r"<[^>]*>", "", entry.msgid)[:60]
    return FileRefused(f"Entry {number} (“{shown}”) was refused: {why}. Nothing was changed.")
