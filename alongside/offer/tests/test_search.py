"""Young people find what they mean, however they put it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from alongside.offer import queries, search
from alongside.offer.actions import Loaded
from alongside.shell import clock

pytestmark = pytest.mark.django_db
PHRASINGS = tomllib.loads((Path(__file__).parent / "phrasings.toml").read_text("utf-8"))["ask"]


def slug(one: queries.Entitlement) -> str:
    """The last part of an address."""
    return one.url.rstrip("/").rsplit("/", 1)[-1]


@pytest.fixture
def index(offer: Loaded) -> search.Index:
    """The demo offer, made ready to be searched."""
    return search.index(queries.entitlements(on=clock.today()))


def test_95_of_100_phrasings_find_their_answer_among_the_first_three(index: search.Index) -> None:
    assert len(PHRASINGS) == 100
    missed = {
        ask["words"]: [slug(one) for one in index.find(ask["words"])[:3]]
        for ask in PHRASINGS
        if not {slug(one) for one in index.find(ask["words"])[:3]} & set(ask["finds"])
    }
    assert len(missed) <= 5, "\n".join(f"{words!r} found {found}" for words, found in missed.items())


def test_every_phrasing_aims_at_an_entitlement_that_there_is(offer: Loaded) -> None:
    known = {slug(one) for one in queries.entitlements(on=clock.today())}
    assert {wanted for ask in PHRASINGS for wanted in ask["finds"]} <= known
