"""What holds on every public page, whatever it is about: nothing of the code shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from alongside.offer.actions import Loaded
from alongside.offer.checker.state import packed
from tests.visiting import Page, Visit

pytestmark = pytest.mark.django_db
CODE = re.compile(
    r"\bNone\b(?! of)|\bUndefined\b|\b[A-Z]\w+\(\w+=|<[A-Z]\w+:| object at 0x|\[\]|\{\}|\{\w*\}|%\(\w+\)s|\{[{%]"
)
"""Values as Python writes them, and templates that were not filled in."""
ANSWERED = (
    {
        "council": "ours",
        "age": "18_20",
        "left": "at_18",
        "weeks": "enough",
        "place": "outside",
        "life": "work homeless",
    },
    {"council": "other", "age": "16_17", "left": "at_16", "weeks": "not_sure", "parent": "not_sure", "life": "none"},
    {"council": "never", "age": "25_plus", "elsewhere": "neither", "place": "not_sure", "life": "not_sure"},
    {
        "council": "not_sure",
        "age": "not_sure",
        "left": "not_sure",
        "weeks": "not_sure",
        "parent": "not_sure",
        "life": "not_sure",
    },
)


OTHER = re.compile("/({})/".format("|".join(code for code, _ in settings.LANGUAGES[1:])))
"""The addresses of other languages, which test_languages walks."""


def walk(visit: Visit) -> Iterator[Page]:
    """Every English page that can be reached by links from the first, each once. Files and the way out are no pages."""
    seen, waiting = set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in seen or path == "/leave/":
            continue
        seen.add(path)
        page = visit(path)
        yield page
        addresses = (urlsplit(link) for link in page.links.values())
        waiting += [
            to.path
            for to in addresses
            if not to.scheme and not to.netloc and to.path.endswith("/") and not OTHER.match(to.path)
        ]


def shown(page: Page) -> str:
    """All that the page says, its attributes too."""
    values = [value for element in page.document.elements for value in element.attrib.values()]
    return " ".join([page.document.words("html"), *map(str, values)])


def test_no_public_page_shows_anything_of_the_code(offer: Loaded, visit: Visit) -> None:
    pages = list(walk(visit))
    assert len(pages) > 60
    for page in pages:
        found = CODE.search(shown(page))
        assert not found, f"{page.path} shows {found[0]!r}"


@pytest.mark.parametrize("answers", ANSWERED)
def test_no_result_shows_anything_of_the_code(answers: dict[str, str], offer: Loaded, visit: Visit) -> None:
    page = visit.post("/what-can-i-get/", {"state": packed(answers)}, status=200)
    assert page.h1 == "What you can get"
    assert not CODE.search(shown(page))


def test_the_councils_name_leads_to_the_first_page_from_every_page(offer: Loaded, visit: Visit) -> None:
    for page in walk(visit):
        assert page.links[""] == "/" or page.links[settings.COUNCIL["name"]] == "/", page.path
