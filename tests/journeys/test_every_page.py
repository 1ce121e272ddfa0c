"""Every page that links lead to, as each kind of visitor: nothing that axe or a narrow window objects to."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.journeys.accessibility import faults, too_wide
from tests.journeys.conftest import DESK, PHONE

VISITORS = {
    "a stranger": None,
    "a young person": "Somebody of 19",
    "an adviser": "Marsha Okafor",
    "a team manager": "Hilary Stroud",
    "the head of service": "Frances Adeyemi",
    "a data officer": "Wendy Tranter",
    "a legal officer": "Anthony Keane",
    "a housing officer": "Rob Tansley",
    "an editor of the offer": "Cerys Vaughan",
    "a participation worker": "Leon Marchetti",
    "the director": "Sanjay Mistry",
    "the lead member": "Maureen Dacre",
    "a district's editor": "Dawn Pickles",
    "a clerk": "Graham Yardley",
    "a social worker": "Becky Lomas",
    "a commissioner": "Bronwen Hale",
    "an administrator": "Piotr Zielinski",
    "a finance officer": "Stuart Ng",
}
START = {None: ["/", "/gallery/", "/demo/", "/accounts/login/", "/nowhere/"], "Anthony Keane": ["/staff/law/"]}
NOT_OURS = ("/cms/", "/documents/", "/accounts/logout/", "/static/", "/media/", "/forms/", "/leave/")
NUMBER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[a-z]+\d*\.[\w.]+|[A-Z]?\d+")
"""What differs between pages of one kind: a person's id, a provision's, an indicator's, a number."""
LANGUAGE = re.compile("^/({})/".format("|".join(code for code, _ in settings.LANGUAGES[1:])))
A_LETTER = re.compile(r"(/letters/(?:texts|write))/\w+/(?:in/\w+/)?")
"""One of eighty letters, or its text in one of eleven languages: one template draws each."""
BY_NAME = ("/staff/", "/me/", "/accounts/", "/gallery/")
"""Below these each address is a page of its own kind; elsewhere only the first part of an address is."""
EACH_KIND = {"ltr": 2, "rtl": 1}
"""How many pages of one kind each visitor follows links from: two people's pages, not two hundred."""
WIDTHS = {"ltr": (PHONE, DESK), "rtl": (PHONE,)}
looked_at: set[tuple[str, str]] = set()
"""The kinds of page that were looked at, each way of writing: one template draws them for all visitors."""


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_is_fit_for_everyone(visitor: str, browser: Browser, site: str, axe_source: str) -> None:
    assert not (found := all_objections(browser, site, "ltr", VISITORS[visitor], axe_source)), "\n" + "\n".join(found)


def all_objections(browser: Browser, site: str, direction: str, name: str | None, axe_source: str) -> list[str]:
    """What is wrong with the pages to which links lead this visitor, written in this direction."""
    context = browser.new_context(base_url=site, viewport=PHONE)
    context.set_default_timeout(20_000)
    try:
        page = context.new_page()
        page.goto("/")
        assert page.evaluate("document.dir") == direction
        if name:
            page.goto("/demo/")
            with page.expect_navigation():
                page.get_by_role("button", name=name).first.click()
        first = START.get(name, [urlsplit(page.url).path])
        paths = pages_from(page, first, below=below(page) if name else "/", each=EACH_KIND[direction])
        assert len(paths) > 1, f"no link leads anywhere from {first}"
        return [
            said
            for path in those_to_look_at(paths, direction)
            for said in objections(page, path, axe_source, WIDTHS[direction])
        ]
    finally:
        context.close()


def below(page: Page) -> str:
    """Where the pages of somebody stand who has just signed in: /staff/ or /me/."""
    return f"/{urlsplit(page.url).path.split('/')[1]}/"


def those_to_look_at(paths: list[str], direction: str) -> list[str]:
    """One page of each kind that no visitor before has looked at."""
    one_of = {kind_of(path): path for path in reversed(paths)}
    wanted = {kind: path for kind, path in one_of.items() if (direction, kind) not in looked_at}
    looked_at.update((direction, kind) for kind in wanted)
    return list(wanted.values())


def kind_of(path: str) -> str:
    """The same for pages that one template draws: two entitlements, or a page and its twin in another language."""
    path = LANGUAGE.sub("/", NUMBER.sub("#", path.split("?")[0]))
    path = A_LETTER.sub(lambda found: f"{found[1]}/#/{'in/#/' if '/in/' in found[0] else ''}", path)
    if path.startswith(BY_NAME):
        return path
    first, *rest = path.strip("/").split("/")
    return "/".join([first, *("#" for _ in rest)])


def pages_from(page: Page, start: list[str], *, below: str, each: int) -> list[str]:
    """Paths ``below`` a folder reached by following links from ``start``, at most ``each`` of a kind."""
    waiting, seen, kinds = list(start), set(start), {}
    order = []
    while waiting:
        path = waiting.pop(0)
        kind = kind_of(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > each:
            continue
        answer = page.request.get(path)
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        if not is_page or answer.headers.get("content-disposition", "").startswith("attachment"):
            continue
        order.append(path)
        for link in re.findall(r'<a\b[^>]*\bhref="([^"#]+)', answer.text()):
            link = link.replace("&amp;", "&")
            if link.startswith("?"):
                link = path.split("?")[0] + link
            if link.startswith(below) and not link.startswith(("//", *NOT_OURS)) and link not in seen:
                seen.add(link)
                waiting.append(link)
    return order


def objections(page: Page, path: str, axe_source: str, widths: tuple[dict[str, int], ...]) -> list[str]:
    """What is wrong with the page at these widths, and what of it the browser does not let in."""
    stopped: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            stopped.append(f"{path}: {message.text}")

    page.on("console", note)
    page.goto(path)
    page.remove_listener("console", note)
    said = stopped
    for viewport in widths:
        page.set_viewport_size(viewport)
        where = f"{path} at {viewport['width']} px, {page.evaluate('document.dir')}"
        said += [f"{where}: {fault}" for fault in faults(page, axe_source)]
        if too_wide(page) > 0:
            said.append(f"{where}: {too_wide(page)} px too wide")
    return said
