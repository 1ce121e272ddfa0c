"""The words of a text without its markup."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser

BLOCKS = frozenset({"p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "table", "tr", "blockquote"})
SILENT = frozenset({"script", "style", "template", "noscript", "title"})


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The words of an HTML text: paragraphs parted by blank lines, each item of a list on a line of its own.

    Scripts and styles are no words. A text without markup comes back as it is.
    """
    if "<" not in text:
        return _paragraphs(unescape(text))
    words = _Words()
    words.feed(re.sub(r"<!\[", "", text))  # a marked section that is none stops the standard library's parser
    words.close()
    return _paragraphs("".join(words.said))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "li":
            self.said.append("\n- ")
        elif tag == "br":
            self.said.append("\n")
        elif tag in BLOCKS:
            self.said.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in BLOCKS:
            self.said.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in re.split(r"\n\s*\n", text))
    return "\n\n".join(part for part in parts if part)
