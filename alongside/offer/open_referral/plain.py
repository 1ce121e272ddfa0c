"""The words of a text without its markup."""

from __future__ import annotations

from html import unescape

from bs4 import BeautifulSoup


def plain(text: str) -> str:
    """The words of an HTML text: paragraphs parted by blank lines, each item of a list on a line of its own.

    Scripts and styles are no words. A text without markup comes back as it is.
    """
    if "<" not in text:
        return _paragraphs(unescape(text))
    soup = BeautifulSoup(text, "html.parser")
    for silent in soup(["script", "style", "template"]):
        silent.decompose()
    for item in soup("li"):
        item.insert(0, "- ")
        item.append("\n")
    for block in soup(["p", "div", "ul", "ol", "h1", "h2", "h3", "h4"]):
        block.append("\n\n")
    for line_break in soup("br"):
        line_break.replace_with("\n")
    return _paragraphs(soup.get_text())


def _paragraphs(text: str) -> str:
    return "\n\n".join(paragraph for part in text.split("\n\n") if (paragraph := part.strip()))
