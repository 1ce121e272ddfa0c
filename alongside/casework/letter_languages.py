"""What a letter says in another language, and how far that can be trusted.

A translation that somebody other than its writer has checked stands alone. A machine's draft, or a translation of an
older English, never does: whoever uses it puts the English below. What is checked here comes first, then the draft as
delivered.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from alongside.casework import lettering
from alongside.casework.letter_words import ENGLISH
from alongside.casework.lettering import Text
from alongside.casework.models import LetterTranslation

FOLDER = Path(__file__).parent / "content" / "letters_in"
"""One file a language, with the drafts as delivered."""
NONE, MACHINE_DRAFT, CHECKED, BEING_UPDATED = "none", "machine_draft", "reviewed", "being_updated"
"""The states of a translation, by the names that the offer has for them."""
CONTEXT = 4
"""How many words are shown on each side of what changed."""
_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation as delivered: a machine wrote it. ``translates``: the beginning of the hash of its English."""

    title: str
    body: str
    translates: str


@dataclass(frozen=True, slots=True)
class Words:
    """A letter's words in a language. ``number`` is 0 for the draft as delivered; empty words where ``state`` is none.

    ``english`` is what was translated; empty where that is older than anything we still have.
    """

    language: str
    state: str = NONE
    number: int = lettering.DELIVERED
    title: str = ""
    body: str = ""
    english: str = ""
    checked_by: str = ""
    checked_on: date | None = None

    @property
    def is_there(self) -> bool:
        """Whether there are any."""
        return self.state != NONE


def languages() -> tuple[tuple[str, str], ...]:
    """The languages in which a letter may also be had: code and own name."""
    return tuple((code, str(name)) for code, name in settings.LANGUAGES if code != ENGLISH)


def words_in(text: Text, language: str) -> Words:
    """The words of a text in a language, as they would be used now."""
    return _words(text, language, _checked([text.key], language).get((text.key, language)))


def words_in_all(texts: Collection[Text]) -> dict[str, tuple[Words, ...]]:
    """Every text's words in every language, by key, in the order of the languages."""
    rows = _checked([text.key for text in texts])
    return {
        text.key: tuple(_words(text, code, rows.get((text.key, code))) for code, _ in languages()) for text in texts
    }


def words_for_letter(text: Text, language: str) -> Words:
    """As ``words_in``; nothing for a letter to somebody else, and nothing of which the blanks have changed since."""
    if text.to_other or language == ENGLISH:
        return Words(language)
    words = words_in(text, language)
    whole = lettering.whole(words.title, words.body)
    return words if lettering.marks_in(whole) == lettering.marks_in(text.words) else Words(language)


def latest_step(key: str, language: str) -> LetterTranslation | None:
    """The latest step of this translation's own versions, whatever its state."""
    rows = LetterTranslation.objects.filter(key=key, language=language)
    return rows.select_related("written_by", "checked_by").order_by("-number").first()


def changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """What changed from one wording to another, word by word: runs of ``same``, ``gone`` and ``new``."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    found: list[tuple[str, str]] = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[i:j])))
            continue
        found += [(what, words) for what, words in (("gone", "".join(old[i:j])), ("new", "".join(new[k:m]))) if words]
    return tuple(found)


def briefly(runs: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The same in a line: of what is the same, a few words on each side."""
    found = []
    for number, (kind, words) in enumerate(runs):
        said = words.split()
        if kind == "same" and len(said) > 2 * CONTEXT:
            before = said[:CONTEXT] if number else []
            after = said[-CONTEXT:] if number + 1 < len(runs) else []
            said = [*before, "…", *after]
        found.append((kind, " ".join(said)))
    return tuple(found)


@cache
def drafts(language: str) -> dict[str, Draft]:
    """The drafts as delivered in a language, by the key of the letter."""
    file = FOLDER / f"{language}.toml"
    if not file.exists():
        return {}
    rows = tomllib.loads(file.read_text("utf-8"))
    return {key: Draft(row["title"], row["body"].strip(), row["translates"]) for key, row in rows.items()}


# ---------------------------------------------------------------------------------------------------------------------


def _checked(keys: Collection[str], language: str = "") -> dict[tuple[str, str], LetterTranslation]:
    """The newest checked translation of each text in each language."""
    rows = LetterTranslation.objects.filter(key__in=keys, state=LetterTranslation.State.CHECKED)
    if language:
        rows = rows.filter(language=language)
    return {(row.key, row.language): row for row in rows.select_related("checked_by").order_by("number")}


def _words(text: Text, language: str, row: LetterTranslation | None) -> Words:
    draft = drafts(language).get(text.key)
    is_of_now = draft is not None and lettering.fingerprint(text.words).startswith(draft.translates)
    if row is not None and (row.english == text.words or not is_of_now):
        return _of_row(row, CHECKED if row.english == text.words else BEING_UPDATED)
    if draft is None:
        return Words(language)
    english = text.words if is_of_now else _delivered_english(text.key, draft)
    state = MACHINE_DRAFT if is_of_now else BEING_UPDATED
    return Words(language, state, title=draft.title, body=draft.body, english=english)


def _of_row(row: LetterTranslation, state: str) -> Words:
    by = row.checked_by.name if row.checked_by else ""
    on = timezone.localtime(row.made_at).date()
    return Words(row.language, state, row.number, row.title, row.body, row.english, by, on)


def _delivered_english(key: str, draft: Draft) -> str:
    english = lettering.delivered()[key].words
    return english if lettering.fingerprint(english).startswith(draft.translates) else ""
