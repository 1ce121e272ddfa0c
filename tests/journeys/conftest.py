"""One council for all journeys of a process, built once, and a browser that looks at it at two widths and both ways."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import council

PHONE = {"width": 320, "height": 700}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A demo council, built once through the actions, of which each process walks through a copy.

    ``tests/everything`` has it built in JOURNEYS_COUNCIL while other tests run.
    """
    shared = (
        tmp_path_factory.getbasetemp().parent
        if "PYTEST_XDIST_WORKER" in os.environ
        else tmp_path_factory.mktemp("built")
    )
    return council.built_once(Path(os.environ.get("JOURNEYS_COUNCIL", shared)))


@pytest.fixture(scope="session")
def environment(built: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The council that is walked through."""
    return council.copied(built, tmp_path_factory.mktemp("council"))


@pytest.fixture(scope="session")
def site(environment: dict[str, str]) -> Iterator[str]:
    """The council served in English."""
    with council.served(environment) as address:
        yield address


@pytest.fixture(scope="session")
def site_rtl(built: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A council whose pages are in a language written right-to-left."""
    environment = council.copied(built, tmp_path_factory.mktemp("council_rtl"), language="ar")
    with council.served(environment, language="ar", worker=False) as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's own Chromium, with nothing calling home."""
    return {"executable_path": council.chromium(), "args": council.CHROMIUM_ARGUMENTS}


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens a page: ``open_page("/")``. Scripts are off unless asked for, since no journey may need them."""
    contexts = []

    def open_it(path: str = "/", *, scripts: bool = False, viewport: dict[str, int] | None = None) -> Page:
        context = browser.new_context(base_url=site, java_script_enabled=scripts, viewport=viewport or PHONE)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_it
    for context in contexts:
        context.close()


@pytest.fixture
def sign_in(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """Signs in as one of the demo's people: ``sign_in("Marsha Okafor")``."""

    def sign_in_as(name: str, **options: Any) -> Page:
        page = open_page("/demo/", **options)
        with page.expect_navigation():
            page.get_by_role("button", name=name).first.click()
        return page

    return sign_in_as


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The accessibility checker, as its authors ship it."""
    return (Path(council.ROOT) / "node_modules/axe-core/axe.min.js").read_text()
