"""The demo council's offer as a feed, and a way to ask it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from alongside.offer.tests.conftest import offer, on  # noqa: F401  the same fixtures
from tests.visiting import Visit

Ask = Callable[..., Any]


@pytest.fixture
def ask(visit: Visit) -> Ask:
    """Asks the feed and reads the JSON, as strictly as anybody might: ``ask("/services?page=2")["contents"]``."""

    def asked(path: str = "", *, status: int = 200) -> Any:
        page = visit(f"/open-referral{path}", status=status)
        assert page.response.headers["Access-Control-Allow-Origin"] == "*"
        assert page.response.headers["Content-Type"] == "application/json"
        assert not page.response.cookies
        return json.loads(page.content, parse_constant=_refuse)

    return asked


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")
