"""What holds on every public page, whatever it is about: nothing of the code shows."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from alongside.offer import queries
from alongside.offer.actions import Loaded
from alongside.offer.checker.state import packed
from alongside.shell import clock, design
from tests.visiting import Page, Visit

pytestmark = pytest.mark.django_db
A_PUBLIC_PAGE, AN_ENTITLEMENT = 40_000, 20_000
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


@pytest.fixture(scope="module")
def pages(offer: Loaded, django_db_blocker: Any) -> list[Page]:
    """All of them, fetched once."""
    with django_db_blocker.unblock():
        return list(walk(Visit()))


def test_no_public_page_shows_anything_of_the_code(pages: list[Page]) -> None:
    assert len(pages) > 60
    for page in pages:
        found = CODE.search(shown(page))
        assert not found, f"{page.path} shows {found[0]!r}"


@pytest.mark.parametrize("answers", ANSWERED)
def test_no_result_shows_anything_of_the_code(answers: dict[str, str], offer: Loaded, visit: Visit) -> None:
    page = visit.post("/what-can-i-get/", {"state": packed(answers)}, status=200)
    assert page.h1 == "What you can get"
    assert not CODE.search(shown(page))


def test_the_councils_name_leads_to_the_first_page_from_every_page(pages: list[Page]) -> None:
    for page in pages:
        links = page.links
        assert links[""] == "/" or links[settings.COUNCIL["name"]] == "/", page.path


def test_no_public_page_weighs_more_than_a_phone_can_bear(pages: list[Page]) -> None:
    entitlements = {one.url for one in queries.entitlements(on=clock.today())}
    weights = {page.path: first_visit(page) for page in pages}
    heavy = {path: weight for path, weight in weights.items()
             if weight > (AN_ENTITLEMENT if path in entitlements else A_PUBLIC_PAGE)}  # fmt: skip
    assert heavy == {}
    assert entitlements <= set(weights)


def first_visit(page: Page) -> int:
    """Bytes on the wire for somebody who was never here: the page and all that it loads, gzipped.

    The style counts twice, inside the page and fetched for the pages to come; but nobody arrives at what is kept on a
    phone.
    """
    look = re.search(r"/look/([a-z.]+)-\w+\.css", page.html)[1]
    times = 1 if page.path == "/save/offer/" else 2
    served = [design._sheet(look)] * times + [design._icon(), design._logo(settings.COUNCIL["logo"])]
    script = gzip.compress(Path(finders.find("offer/page.js")).read_bytes())
    return len(gzip.compress(page.content)) + sum(len(one.packed) for one in served) + len(script)


def test_every_page_asks_for_feedback_and_has_the_numbers(pages: list[Page]) -> None:
    for page in pages:
        links = page.links
        if page.path != "/feedback/":
            assert links["Did this page help? Tell us"] == f"/feedback/?page={page.path}"
        assert settings.COUNCIL["phone"] in links
        assert settings.COUNCIL["out_of_hours_phone"] in links
