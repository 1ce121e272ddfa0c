"""How old one has to be to read a text with ease: Flesch-Kincaid grade plus five.

``grade = 0.39 × words per sentence + 11.8 × syllables per word − 15.59`` (Kincaid and others, 1975). An American grade
plus five is the age of its pupils. Syllables are counted by spelling, which is right to about one in twenty words; on a
text of two sentences the measure means little, on a page it is good to about a year.
"""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]+>")
_BLOCK_END = re.compile(r"</(p|li|h[1-6]|dt|dd|td|th)>|<br\s*/?>", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*|£?\d[\d,.]*\d|\d")
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT_END = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)es?$|(?<=[^aeioulsxzgc])es$|(?<=[^aeioutd])ed$")
"""The e of *home, whole, homes, moved*; not of *table, places, needed*."""


def reading_age(text: str) -> float:
    """The reading age of plain text or HTML, in years. A line or list item without a full stop is a sentence too."""
    said = sentences(text)
    words = [word for sentence in said for word in _WORD.findall(sentence)]
    if not words:
        return 0.0
    per_sentence = len(words) / len(said)
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59 + 5


def sentences(text: str) -> list[str]:
    """The sentences of a text, without its markup."""
    plain = unescape(_TAG.sub("", _BLOCK_END.sub("\n", text)))
    return [part.strip() for part in _SENTENCE_END.split(plain) if part and _WORD.search(part)]


def words_in(sentence: str) -> int:
    """How many words a sentence has."""
    return len(_WORD.findall(sentence))


def syllables(word: str) -> int:
    """Syllables of an English word, by its spelling. A number counts one for each group of digits."""
    word = word.lower().replace("’", "'")
    if not word[0].isalpha():
        return max(1, len(word.strip("£").split(",")))
    spoken = _SILENT_END.sub("", word.removesuffix("'s"))
    return max(len(_VOWELS.findall(spoken)), 1)
