"""The manners of a page: what every page of ours must keep to, whatever it is about.

``faults_of`` lists what is wrong with a page, in sentences; an empty list is good manners.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from django.conf import settings
from django.http import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext

from alongside.shell import design
from alongside.shell.languages import in_english

OTHERS_PAGES = ("/cms/",)
"""The content editor's pages are Wagtail's own: their markup and their policy are not ours to judge."""

CONTROLS = ("input", "select", "textarea")
NEED_NO_LABEL = ("hidden", "submit", "button", "image", "reset")
VAGUE = {"click here", "here", "more", "read more", "link"}

Find = Callable[["Document"], Iterator[str]]
_rules: list[Find] = []


class Document:
    """A parsed page."""

    def __init__(self, text: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(text)
        self.text = text
        self.errors = [(line, code) for (line, _), code, _ in parser.errors]
        self.elements = [one for one in self.root.iter() if isinstance(one.tag, str)]
        self.ids = Counter(one.get("id") for one in self.elements if one.get("id") is not None)
        self.inside_label = {
            id(control) for label in self.all("label") for control in label.iter() if control.tag in CONTROLS
        }

    def all(self, *tags: str) -> list[Element]:
        """All elements of these kinds, in order."""
        return [one for one in self.elements if one.tag in tags]

    def words(self, tag: str) -> str:
        """The text of the first element of this kind; empty where there is none."""
        return next((words_of(one) for one in self.all(tag)), "")


def words_of(element: Element) -> str:
    """All text inside an element, spaces folded."""
    return " ".join("".join(element.itertext()).split())


def rule(find: Find) -> Find:
    """Register a rule."""
    _rules.append(find)
    return find


@lru_cache(maxsize=32)
def document_of(text: str) -> Document:
    """The parsed page, for reading only: the same page is often met again, and parsing takes longer than drawing it."""
    return Document(text)


@lru_cache(maxsize=512)
def faults_of(text: str) -> list[str]:
    """What is wrong with the markup of a page."""
    document = document_of(text)
    return [fault for find in _rules for fault in find(document)]


def header_faults_of(path: str, response: HttpResponseBase) -> list[str]:
    """What is wrong with the headers of an answer."""
    faults = []
    policy = response.headers.get("Content-Security-Policy", "")
    directives = {name: set(rest) for name, *rest in (part.split() for part in policy.split(";") if part.strip())}
    if not path.startswith(OTHERS_PAGES):
        if directives.get("default-src") != {"'none'"} or directives.get("frame-ancestors") != {"'none'"}:
            faults.append(f"The content security policy is not strict: {policy!r}")
        faults += [
            f"The content security policy allows {word}"
            for word in ("unsafe-inline", "unsafe-eval", "http:", "*")
            if any(word in source for sources in directives.values() for source in sources)
        ]
    if in_english(path).startswith(settings.PERSONAL_PREFIXES) and "no-store" not in response.headers.get(
        "Cache-Control", ""
    ):
        faults.append("A personal page may be kept in a cache: Cache-Control lacks no-store")
    for header in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"):
        if header not in response.headers:
            faults.append(f"The header {header} is missing")
    return faults


@rule
def is_valid(document: Document) -> Iterator[str]:
    """The markup parses without one error."""
    lines = document.text.splitlines()
    for line, code in document.errors:
        near = lines[line - 1].strip()[:120] if 0 < line <= len(lines) else ""
        yield f"Invalid markup ({code}) in line {line}: {near}"
    if "{{" in document.text or "{%" in document.text:
        yield "A template's own marks reached the page"


@rule
def has_one_heading_that_the_title_repeats(document: Document) -> Iterator[str]:
    """One h1; the title begins with it, after "Error: " where a form was sent back."""
    if len(document.all("h1")) != 1:
        yield f"{len(document.all('h1'))} h1 headings instead of one"
    with translation.override(document.root.get("lang") or settings.LANGUAGE_CODE):
        title, heading = document.words("title").removeprefix(f"{gettext('Error:')} "), document.words("h1")
    if not title.startswith(heading):
        yield f"The title {title!r} does not begin with the h1 {heading!r}"
    if len(document.all("main")) != 1:
        yield f"{len(document.all('main'))} main landmarks instead of one"


@rule
def has_headings_in_order(document: Document) -> Iterator[str]:
    """A heading is at most one level below the one before."""
    level = 0
    for heading in document.all("h1", "h2", "h3", "h4", "h5", "h6"):
        now = int(heading.tag[1])
        if level and now > level + 1:
            yield f"The heading {words_of(heading)!r} jumps from h{level} to h{now}"
        level = now


@rule
def says_its_language(document: Document) -> Iterator[str]:
    """Language and direction are given."""
    html = document.all("html")[0]
    if not html.get("lang"):
        yield "html has no lang"
    if html.get("dir") not in ("ltr", "rtl"):
        yield "html has no dir of ltr or rtl"


@rule
def has_nothing_inline(document: Document) -> Iterator[str]:
    """No script, style or handler inside the page, and nothing from another host."""
    for one in document.elements:
        for name, value in one.attrib.items():
            if isinstance(name, str) and (name.startswith("on") or name == "style"):
                yield f"<{one.tag}> has an inline {name}"
            if name in ("href", "src", "action") and value.strip().lower().startswith(("javascript:", "data:")):
                yield f"<{one.tag}> has a {value[:20]} address"
        if one.tag == "style" and not design.is_a_style_of_ours("".join(one.itertext())):
            yield "A <style> element"
        # A block of JSON is data: no browser runs it.
        if one.tag == "script" and not one.get("src") and one.get("type") != "application/json":
            yield "An inline <script>"
        elsewhere = one.get("src") or (one.get("href") if one.tag == "link" else None) or ""
        if re.match(r"(https?:)?//", elsewhere) and one.get("rel") not in ("canonical", "alternate"):
            yield f"<{one.tag}> fetches {elsewhere} from another host"


@rule
def names_what_it_asks(document: Document) -> Iterator[str]:
    """Every control has a label, every picture its text, every table its caption, every link its words."""
    labelled = {label.get("for") for label in document.all("label")}
    for control in document.all(*CONTROLS):
        if control.tag == "input" and control.get("type") in NEED_NO_LABEL:
            continue
        named = control.get("aria-label") or control.get("aria-labelledby") or control.get("id") in labelled
        if not named and id(control) not in document.inside_label:
            yield f"<{control.tag} name={control.get('name')!r}> has no label"
    for picture in document.all("img"):
        if picture.get("alt") is None:
            yield f"A picture has no alt: {picture.get('src')}"
    for table in document.all("table"):
        if table.find("caption") is None and not (table.get("aria-label") or table.get("aria-labelledby")):
            yield "A table has no caption"
    for one in document.all("a", "button"):
        words = words_of(one) or one.get("aria-label") or "".join(p.get("alt") or "" for p in one.iter("img"))
        if not words.strip() and one.find(".//title") is None:
            yield f"<{one.tag}> without words: {one.attrib}"
        if words.strip().lower() in VAGUE:
            yield f"<{one.tag}> says only {words!r}"


@rule
def refers_only_to_what_is_there(document: Document) -> Iterator[str]:
    """Ids are unique, and whatever points at an id finds it."""
    for name, times in document.ids.items():
        if times > 1:
            yield f"The id {name!r} is used {times} times"
        if not name or name.split() != [name]:
            yield f"The id {name!r} is empty or has a space"
    for one in document.elements:
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list"):
            for name in (one.get(attribute) or "").split():
                if name not in document.ids:
                    yield f"<{one.tag} {attribute}={name!r}> points at nothing"
        target = one.get("href") or ""
        if one.tag == "a" and target.startswith("#") and target != "#" and target[1:] not in document.ids:
            yield f"A link to {target} leads nowhere"


@rule
def shows_no_empty_value(document: Document) -> Iterator[str]:
    """Nobody reads "None" where a word should be."""
    for one in document.all("p", "td", "th", "dd", "dt", "li", "h1", "h2", "h3", "a", "span", "label", "option"):
        if words_of(one) in ("None", "nan", "undefined", "[]", "{}"):
            yield f"<{one.tag}> says {words_of(one)!r}"
