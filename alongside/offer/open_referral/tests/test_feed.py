"""The feed against the standard: its schemas, its written rules, and what the feed says of itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from alongside.offer import queries
from alongside.offer.actions import Loaded
from alongside.offer.open_referral import api
from alongside.offer.open_referral.tests.conftest import Ask
from alongside.shell import clock
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
PUBLISHED = "https://openreferraluk.org/specifications/3.0/schema/"
FILES = {
    file.name: json.loads(file.read_text("utf-8")) for file in (Path(__file__).parents[1] / "schema").glob("*.json")
}
REGISTRY = Registry().with_resources(
    (PUBLISHED + name, Resource.from_contents(schema, default_specification=DRAFT202012))
    for name, schema in FILES.items()
)
LISTS = {
    "/services": "service",
    "/organizations": "organization",
    "/service_at_locations": "service_at_location",
    "/taxonomies": "taxonomy",
    "/taxonomy_terms": "taxonomy_term",
}
"""Each list and the schema of its records."""
FORMATS = FormatChecker(formats=())
FORMATS.checks("uuid")(lambda value: not isinstance(value, str) or str(UUID(value)) == value)
FORMATS.checks("email")(
    lambda value: not isinstance(value, str) or bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value))
)
FORMATS.checks("uri")(lambda value: not isinstance(value, str) or bool(re.fullmatch(r"(https?://|urn:)[!-~]+", value)))
FORMATS.checks("date-time")(
    lambda value: not isinstance(value, str) or bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", value))
)


def faults(record: Any, schema: dict[str, Any]) -> list[str]:
    """What a schema finds wrong with a record."""
    validator = Draft202012Validator(schema, registry=REGISTRY, format_checker=FORMATS)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(record)]


def listed(ask: Ask, path: str, query: str = "") -> list[Any]:
    """Every record of a list, page by page."""
    first = ask(f"{path}?per_page=20{query}")
    pages = [first, *(ask(f"{path}?per_page=20&page={number}{query}") for number in range(2, first["total_pages"] + 1))]
    return [record for page in pages for record in page["contents"]]


def walk(value: Any, where: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a record, with where it stands."""
    yield where, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from walk(inner, f"{where}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner, f"{where}[]")


def test_the_feed_says_which_standard_it_keeps_with_and_without_a_slash(offer: Loaded, ask: Ask) -> None:
    about = ask("")
    assert about == ask("/")
    assert not faults(about, FILES["api_details.json"])
    assert about["version"] == "HSDS-UK-3.0"
    assert about["openapi_url"].endswith("/open-referral/openapi.json")


@pytest.mark.parametrize(("path", "name"), LISTS.items())
def test_every_record_of_every_list_keeps_to_the_standard_in_the_list_and_alone(
    path: str, name: str, offer: Loaded, ask: Ask
) -> None:
    whole_list = FILES.get(f"{name}_list.json", {})
    assert not faults(ask(path), whole_list)
    records = listed(ask, path)
    assert records
    for record in records:
        alone = ask(f"{path}/{record['id']}")
        assert not faults(record, FILES[f"{name}.json"]), record["id"]
        assert not faults(alone, FILES[f"{name}.json"]), record["id"]
        assert {field: alone[field] for field in record if field != "organization"} == {
            field: value for field, value in record.items() if field != "organization"
        }


@pytest.mark.parametrize("path", LISTS)
def test_no_record_says_nothing_in_many_words(path: str, offer: Loaded, ask: Ask) -> None:
    for record in listed(ask, path):
        for where, value in walk(ask(f"{path}/{record['id']}")):
            assert value is not None, where
            assert value not in ("", [], {}), where
            assert not isinstance(value, str) or value == value.strip(), where
            assert not isinstance(value, str) or "<" not in value, where


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("per_page", [1, 7, 50, 1000])
def test_the_pages_of_a_list_add_up(path: str, per_page: int, offer: Loaded, ask: Ask) -> None:
    first = ask(f"{path}?per_page={per_page}")
    assert first["total_pages"] == max(1, -(-first["total_items"] // per_page))
    seen = []
    for number in range(1, first["total_pages"] + 1):
        page = ask(f"{path}?per_page={per_page}&page={number}")
        seen += [record["id"] for record in page["contents"]]
        assert page["page_number"] == number
        assert page["size"] == len(page["contents"])
        assert page["first_page"] is (number == 1)
        assert page["last_page"] is (number == first["total_pages"])
        assert page["empty"] is False
    assert len(seen) == len(set(seen)) == first["total_items"]
    beyond = ask(f"{path}?per_page={per_page}&page={first['total_pages'] + 1}")
    assert beyond["contents"] == []
    assert beyond["empty"] is True


def test_every_published_entitlement_is_a_service_and_nothing_else_is(offer: Loaded, ask: Ask) -> None:
    published = {str(one.id): one for one in queries.entitlements(on=clock.today())}
    services = {record["id"]: record for record in listed(ask, "/services")}
    assert services.keys() == published.keys()
    for own, record in services.items():
        assert record["name"] == published[own].title
        assert record["description"].startswith(published[own].answer)
        assert record["url"].endswith(published[own].url)


def test_ids_agree_wherever_the_same_thing_is_named(offer: Loaded, ask: Ask) -> None:
    ids = {path: {record["id"]: ask(f"{path}/{record['id']}") for record in listed(ask, path)} for path in LISTS}
    for own, service in ids["/services"].items():
        assert service["organization_id"] == service["organization"]["id"]
        assert service["organization"] == ids["/organizations"][service["organization_id"]]
        for name in ("service_areas", "funding", "cost_options", "contacts", "service_at_locations"):
            assert all(part["service_id"] == own for part in service.get(name, []))
        for tag in service["attributes"]:
            assert tag["link_id"] == own
            assert tag["taxonomy_term"] == ids["/taxonomy_terms"][tag["taxonomy_term_id"]]
        for place in service["service_at_locations"]:
            assert place == ids["/service_at_locations"][place["id"]]
            assert place["location_id"] == place["location"]["id"]
    for term in ids["/taxonomy_terms"].values():
        assert term["taxonomy_id"] in ids["/taxonomies"]
        assert term["taxonomy"] == ids["/taxonomies"][term["taxonomy_id"]]["uri"]
    every = [own for records in ids.values() for own in records]
    assert len(every) == len(set(every))


def test_a_term_keeps_its_id_for_good(offer: Loaded, ask: Ask) -> None:
    by_uri = {term["term_uri"]: term["id"] for term in listed(ask, "/taxonomy_terms")}
    assert by_uri["http://id.esd.org.uk/service/918"] == "60a5e94a-c2ca-506a-92b8-642716cfb459"
    assert by_uri["urn:alongside:care-leaver-status:former_relevant"] == "c64ab14d-4bbe-5aa0-ba3e-134eab826f19"


def test_the_lists_of_others_are_named_as_theirs(offer: Loaded, ask: Ask) -> None:
    national = next(one for one in ask("/taxonomies")["contents"] if one["uri"].startswith("http://id.esd.org.uk/"))
    assert "LG Inform Plus" in national["description"]
    assert "Open Government Licence" in national["description"]


@pytest.mark.parametrize("path", [f"{path}/{{}}" for path in LISTS])
def test_what_does_not_exist_is_a_404_in_json(path: str, offer: Loaded, ask: Ask) -> None:
    for own in (uuid4(), "not-an-id", "%00", "%27%20OR%201=1--"):
        assert ask(path.format(own), status=404)["detail"]


@pytest.mark.parametrize("path", ["/nothing", "/services/", "/services/a/b", "/docs", "/OPENAPI.json"])
def test_an_address_that_there_is_not_is_a_404_in_json(path: str, ask: Ask) -> None:
    assert "openapi.json" in ask(path, status=404)["detail"]


def test_the_feed_can_only_be_read(visit: Visit) -> None:
    page = visit.post("/open-referral/services", {}, status=405)
    assert page.response.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert page.response.headers["Access-Control-Allow-Origin"] == "*"
    before = visit.client(None).options("/open-referral/services")
    assert before.status_code == 204
    assert before.headers["Access-Control-Allow-Origin"] == "*"


def test_a_fault_of_ours_is_told_in_json_and_open_to_all(
    monkeypatch: pytest.MonkeyPatch, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(api, "feed", broken)
    assert ask("/services", status=500) == {"detail": "Something went wrong on our side. Please try again later."}
    assert "RuntimeError" in caplog.text


# --- What the feed says of itself ------------------------------------------------------------------------------------


def declared(schema: dict[str, Any], document: dict[str, Any], seen: frozenset[str] = frozenset()) -> set[str]:
    """Every field that a schema of the feed's own document declares."""
    fields: set[str] = set()
    if (ref := schema.get("$ref")) and ref not in seen:
        fields |= declared(document["components"]["schemas"][ref.rsplit("/", 1)[1]], document, seen | {ref})
    for name, inner in schema.get("properties", {}).items():
        fields |= {f".{name}"} | {f".{name}{field}" for field in declared(inner, document, seen)}
    if "items" in schema:
        fields |= {f"[]{field}" for field in declared(schema["items"], document, seen)}
    for one in (*schema.get("anyOf", ()), *schema.get("allOf", ())):
        fields |= declared(one, document, seen)
    return fields


def test_the_document_declares_every_field_that_is_sent(offer: Loaded, ask: Ask) -> None:
    document = ask("/openapi.json")
    for path, operations in document["paths"].items():
        schema = operations["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        known = declared(schema, document)
        whole = "?full=true&full_service=true" if "/{id}" not in path else ""
        address = path.rstrip("/")
        if "{id}" in path:
            address = address.replace("{id}", ask(address.removesuffix("/{id}"))["contents"][0]["id"])
        sent = {where for where, _ in walk(ask(address + whole))} - {""}
        assert {where for where in sent if not where.endswith("[]")} <= known, path


def test_the_document_names_all_eleven_paths_and_what_can_be_asked(ask: Ask) -> None:
    document = ask("/openapi.json")
    assert set(document["paths"]) == {"/", *LISTS, *(f"{path}/{{id}}" for path in LISTS)}
    names = {one["name"] for one in document["paths"]["/services"]["get"]["parameters"]}
    assert names == {
        "search", "page", "per_page", "format", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after",
        "minimal", "full", "minimum_age", "maximum_age",
    }  # fmt: skip
    assert document["servers"][0]["url"].endswith("/open-referral")
    assert document["info"]["license"]["name"] == "Open Government Licence v3.0"
