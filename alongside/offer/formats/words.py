"""The editor's HTML as plain words, whole or sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def plain(html: str) -> str:
    """The words of some HTML on one line."""
    return " ".join(BeautifulSoup(html, "html.parser").get_text(" ").split())


def blocks(html: str) -> Iterator[tuple[bool, str]]:
    """Its paragraphs and list items in order: whether it is a list item, and its words. A link keeps its address."""
    soup = BeautifulSoup(html, "html.parser")
    for link in soup.find_all("a"):
        address = link.get("href", "")
        if address.startswith("http") and address not in link.get_text():
            link.append(f" ({address})")
    for block in soup.find_all(["p", "li", "h2", "h3", "h4"]):
        words = " ".join(block.get_text("").split())
        if words:
            yield block.name == "li", words


def sentences(html: str) -> tuple[str, ...]:
    """Its sentences, each with its full stop."""
    return tuple(one for _, words in blocks(html) for one in split(words))


def split(text: str) -> list[str]:
    """A line of words, sentence by sentence."""
    return [one for one in _SENTENCE_END.split(" ".join(text.split())) if one]
