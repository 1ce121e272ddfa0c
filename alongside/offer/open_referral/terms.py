"""What services are tagged with: four lists of our own, and words of the national list of services where they fit.

Our own lists have the same addresses and ids at every council, so that feeds of several councils can be put together.
An id is the UUID (version 5) of the address, and stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from alongside.offer import queries
from alongside.offer.open_referral.records import FullTaxonomy, Taxonomy, Term
from alongside.offer.who_for import CATEGORIES, Circumstance

VERSION = "1.0"
LEAVING_CARE = "918"
"""The word of the national list that fits everything in a local offer."""
_NATIONAL = "http://id.esd.org.uk/service/"


def id_of(uri: str) -> str:
    """The id of whatever has this address."""
    return str(uuid5(NAMESPACE_URL, uri))


@cache
def taxonomies() -> dict[str, Taxonomy]:
    """Every list, by its id."""
    return {
        id_of(one["uri"]): {
            "id": id_of(one["uri"]),
            "name": one["name"],
            "description": one["description"],
            "uri": one["uri"],
            "version": VERSION,
        }
        for one in _lists().values()
    }


@cache
def terms() -> dict[str, Term]:
    """Every word of every list, by its id."""
    return {term["id"]: term for name in _lists() for term in _terms_of(name).values()}


def full_taxonomy(taxonomy_id: str) -> FullTaxonomy | None:
    """A list with its words; None where no list has this id."""
    found = taxonomies().get(taxonomy_id)
    if found is None:
        return None
    return {**found, "taxonomy_terms": [term for term in terms().values() if term["taxonomy_id"] == taxonomy_id]}


def terms_for(entitlement: queries.Entitlement) -> Iterator[tuple[str, Term]]:
    """The words that an entitlement is tagged with, each with the kind of the tag."""
    for code in _national(entitlement.law_ids):
        yield "service_type", _terms_of("national")[code]
    yield "service_type", _terms_of("area")[entitlement.area]
    yield "basis", _terms_of("basis")[entitlement.kind]
    rows = entitlement.rows
    if all(row.categories for row in rows):  # else it is for people of every status
        named = {name for row in rows for name in row.categories}
        yield from (("service_eligibility", term) for code, term in _terms_of("status").items() if code in named)
    if all(row.circumstances for row in rows):
        asked = {one.value for row in rows for one in row.circumstances}
        yield from (("service_eligibility", term) for code, term in _terms_of("circumstance").items() if code in asked)


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = tomllib.loads(Path(__file__).with_name("terms.toml").read_text("utf-8"))
    lists["status"]["terms"] = {code: [words, f"{words}."] for code, words in CATEGORIES.items()}
    lists["circumstance"]["terms"] = {one.value: [one.label, f"It asks that {one.words}."] for one in Circumstance}
    return lists


def _national(law_ids: Iterable[str]) -> list[str]:
    ids = set(law_ids)
    return [LEAVING_CARE, *(code for code, fits in _lists()["national"]["fits"].items() if ids & set(fits))]


@cache
def _terms_of(name: str) -> dict[str, Term]:
    """The words of a list, by their codes."""
    one = _lists()[name]
    stem = _NATIONAL if name == "national" else f"{one['uri']}:"
    return {
        code: {
            "id": id_of(f"{stem}{code}"),
            "name": words,
            "description": meaning,
            "taxonomy": one["uri"],
            "taxonomy_id": id_of(one["uri"]),
            "term_uri": f"{stem}{code}",
            "term": code,
        }
        for code, (words, meaning) in one["terms"].items()
    }
