"""The feed's addresses. Everybody may ask, from any page on the web; every answer is JSON, faults too."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Sequence
from functools import cache, wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError
from ninja.openapi import get_schema

from alongside.offer.open_referral import filters, mapping, pages, records, terms
from alongside.offer.open_referral.about import BASE
from alongside.offer.open_referral.feed import feed
from alongside.shell.gate import public
from alongside.shell.serving import FIVE_MINUTES

log = logging.getLogger(__name__)
PROFILE = "https://docs.openreferraluk.org/en/latest/"
VERSION = "HSDS-UK-3.0"
LICENCE = settings.OPEN_DATA_LICENCE


class _Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Any) -> str:
        return str(operation.view_func.__name__)


api = _Api(
    title=f"Local offer for care leavers: {settings.COUNCIL['name']}",
    version="3.0",
    description=(
        "What children in care and care leavers can get, as open data to the Open Referral UK standard, version 3.0. "
        "Fields that begin with x_ are our own. No field is ever null or empty: one without a value is left out. "
        "Built on the Human Services Data Specification UK, an Open Referral UK resource "
        "(https://openreferraluk.org/)."
    ),
    docs_url=None,  # its page would load scripts of others
    openapi_url=None,  # served below, with the addresses as the standard writes them
    urls_namespace="open_referral",
    openapi_extra={"info": {"license": LICENCE}},
)
Answers = dict[int, Any]


def _answers(of: Any) -> Answers:
    return {200: of, 400: records.Problem, 404: records.Problem}


@api.get("/", response={200: records.ApiDetails}, summary="About this feed", tags=["required"])
def about(request: HttpRequest) -> HttpResponse:
    """The standard's version, and where this document is."""
    told: records.ApiDetails = {
        "version": VERSION,
        "profile": PROFILE,
        "openapi_url": mapping.absolute(f"{BASE}/openapi.json"),
        "x_licence": LICENCE["name"],
        "x_licence_url": LICENCE["url"],
        "x_publisher": settings.COUNCIL["name"],
        "x_about": mapping.absolute("/open-data/"),
    }
    return answer(told)


@api.get("/services", response=_answers(records.ServicePage), summary="Services", tags=["required"])
def services(request: HttpRequest, asked: Query[filters.ServiceFilter]) -> HttpResponse:
    """Everything in the offer."""
    return listed(asked.chosen(feed()), asked, whole=asked.minimal)


@api.get("/services/{id}", response=_answers(records.Service), summary="One service", tags=["required"])
def service(request: HttpRequest, id: UUID) -> HttpResponse:
    """One thing of the offer, with all that hangs on it."""
    kept = feed().services.get(str(id))
    return found(kept and kept.full)


@api.get("/taxonomies", response=_answers(records.TaxonomyPage), summary="Lists of words", tags=["optional"])
def taxonomies(request: HttpRequest, asked: Query[filters.TaxonomyFilter]) -> HttpResponse:
    """The lists of words that services are tagged with."""
    return listed(asked.chosen(feed()), asked)


@api.get("/taxonomies/{id}", response=_answers(records.FullTaxonomy), summary="One list", tags=["optional"])
def taxonomy(request: HttpRequest, id: UUID) -> HttpResponse:
    """A list with its words."""
    return found(terms.full_taxonomy(str(id)))


@api.get("/taxonomy_terms", response=_answers(records.TermPage), summary="Words", tags=["optional"])
def taxonomy_terms(request: HttpRequest, asked: Query[filters.TermFilter]) -> HttpResponse:
    """The words of every list."""
    return listed(asked.chosen(feed()), asked)


@api.get("/taxonomy_terms/{id}", response=_answers(records.Term), summary="One word", tags=["optional"])
def taxonomy_term(request: HttpRequest, id: UUID) -> HttpResponse:
    """One word."""
    return found(feed().taxonomy_terms.get(str(id)))


@api.get("/organizations", response=_answers(records.OrganizationPage), summary="Organisations", tags=["optional"])
def organizations(request: HttpRequest, asked: Query[filters.OrganizationFilter]) -> HttpResponse:
    """The council, and each body that gives something of the offer."""
    return listed(asked.chosen(feed()), asked)


@api.get(
    "/organizations/{id}", response=_answers(records.FullOrganization), summary="One organisation", tags=["optional"]
)
def organization(request: HttpRequest, id: UUID, full_service: bool = False) -> HttpResponse:
    """One body; with ``full_service`` what it gives, too."""
    whole = feed()
    one = whole.organizations.get(str(id))
    return found(filters.with_services(one, whole) if one and full_service else one)


@api.get(
    "/service_at_locations",
    response=_answers(records.ServiceAtLocationPage),
    summary="Services at places",
    tags=["optional"],
)
def service_at_locations(request: HttpRequest, asked: Query[filters.ServiceAtLocationFilter]) -> HttpResponse:
    """Where each is asked for: a team that can be reached from anywhere. Nothing of this offer is tied to one place."""
    return listed(asked.chosen(feed()), asked)


@api.get(
    "/service_at_locations/{id}",
    response=_answers(records.ServiceAtLocation),
    summary="One service at a place",
    tags=["optional"],
)
def service_at_location(request: HttpRequest, id: UUID) -> HttpResponse:
    """Where one service is asked for."""
    return found(feed().service_at_locations.get(str(id)))


@api.exception_handler(Http404)
def _not_there(request: HttpRequest, refused: Http404) -> HttpResponse:
    return problem(404, "There is nothing with this id.")


@api.exception_handler(ValidationError)
def _asked_wrongly(request: HttpRequest, refused: ValidationError) -> HttpResponse:
    """400, with the first thing that is wrong; an id that is none is the id of nothing: 404."""
    first = refused.errors[0]
    where, name = first["loc"][0], first["loc"][-1]
    if where == "path":
        return problem(404, "There is nothing with this id.")
    return problem(400, f"{name}: {first['msg']}.")


# --- Answers ---------------------------------------------------------------------------------------------------------


def answer(told: Any, *, status: int = 200) -> HttpResponse:
    """As JSON."""
    return HttpResponse(_json(told), content_type="application/json", status=status)


def found(record: Any) -> HttpResponse:
    """One record. Raises Http404 where there is none."""
    if record is None:
        raise Http404
    return answer(record)


def listed(chosen: Sequence[Any], asked: filters.Paging, *, whole: bool = False) -> HttpResponse:
    """A page of a list, or its records a line each. ``whole``: in one page where none is asked for."""
    in_lines = asked.format == "ndjson"
    everything = (whole or in_lines) and asked.per_page is None and asked.page == 1
    per_page = max(1, len(chosen)) if everything else asked.per_page or pages.PER_PAGE
    page = pages.page_of(chosen, page=asked.page, per_page=per_page)
    if in_lines:
        lines = "".join(f"{_json(record)}\n" for record in page["contents"])
        return HttpResponse(lines, content_type="application/x-ndjson")
    return answer(page)


def problem(status: int, detail: str) -> HttpResponse:
    """What was wrong, in a sentence."""
    told: records.Problem = {"detail": detail}
    return answer(told, status=status)


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


# --- Addresses -------------------------------------------------------------------------------------------------------


def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document, which declares every field that is sent."""
    return answer(document())


@cache
def document() -> dict[str, Any]:
    """The OpenAPI document, with the addresses as the standard writes them."""
    schema: dict[str, Any] = dict(get_schema(api, path_prefix=""))
    schema["servers"] = [{"url": mapping.absolute(BASE)}]
    schema["paths"] = {f"/{address.lstrip('/')}": told for address, told in schema["paths"].items()}
    return schema


def lost(request: HttpRequest, name: str) -> HttpResponse:
    """An address that the feed does not have."""
    return problem(404, f"There is no such address. {mapping.absolute(BASE + '/openapi.json')} lists them all.")


def open_data(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that everybody may ask, from any page on the web. Whatever happens it answers in JSON."""

    @public
    @csrf_exempt
    @wraps(view)
    def served(request: HttpRequest, record_id: str = "", **kwargs: Any) -> HttpResponse:
        if record_id:
            kwargs["id"] = record_id
        translation.activate(settings.LANGUAGE_CODE)
        response = _response(request, view, kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        return response

    return served


def _response(request: HttpRequest, view: Callable[..., HttpResponse], kwargs: dict[str, Any]) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": "GET, HEAD", "Access-Control-Allow-Methods": "GET, HEAD"})
    if request.method not in ("GET", "HEAD"):
        refused = problem(405, "This can only be read.")
        refused.headers["Allow"] = "GET, HEAD, OPTIONS"
        return refused
    asked, request.method = request.method, "GET"  # the server leaves the body out of an answer to HEAD
    try:
        response = conditional_page(view)(request, **kwargs)
    except SuspiciousOperation:
        return problem(400, "That is more than can be asked at once.")
    except Exception:
        log.exception("The open data could not be read.")
        return problem(500, "Something went wrong on our side. Please try again later.")
    finally:
        request.method = asked
    if response.status_code in (200, 304):
        patch_cache_control(response, public=True, max_age=FIVE_MINUTES)
    return response


def _addresses() -> list[Any]:
    """The API's addresses without the page that the library puts at its root, each with a name and a typed id."""
    named = []
    for one in api.urls[0]:
        if one.name in ("api-root", None):
            continue
        route = f"{BASE}/{one.pattern}".lstrip("/").replace("<id>", "<str:record_id>")
        named.append((route.rstrip("/"), one.callback, f"open_referral_{one.name}"))
    return named


urlpatterns = [
    *(path(route, open_data(view), name=name) for route, view, name in _addresses()),
    path("open-referral/", open_data(_addresses()[0][1]), name="open_referral"),
    path("open-referral/openapi.json", open_data(openapi), name="open_referral_openapi"),
    path("open-referral/<path:name>", open_data(lost), name="open_referral_lost"),
]
