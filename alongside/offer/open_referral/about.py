"""The feed told to people: its addresses, and the lists of words that it uses."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from alongside.offer.open_referral import mapping, terms

BASE = "/open-referral"


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the feed and what it gives."""

    url: str
    gives: str


@dataclass(frozen=True, slots=True)
class WordList:
    """A list of words that things are tagged with."""

    url: str
    name: str
    description: str
    uri: str


def addresses() -> tuple[Address, ...]:
    """The addresses that a reader may want first."""
    told = {
        "": _("About the feed"),
        "/services": _("All that we and our partners give, in short. There are 50 on a page"),
        "/services?full=true": _("The same, with all the details"),
        "/services?format=ndjson": _("The same in short, all in one file, one thing on each line"),
        "/organizations": _("Who gives it"),
        "/service_at_locations": _("Where to ask for each thing"),
        "/taxonomies": _("The lists of words that we tag things with"),
        "/taxonomy_terms": _("All those words"),
        "/openapi.json": _("What can be asked, and each field that we send (OpenAPI)"),
    }
    feed = tuple(Address(mapping.absolute(f"{BASE}{path}"), gives) for path, gives in told.items())
    return (*feed, Address(mapping.absolute(reverse("offer_json")), _("The whole offer as one file, in our own form")))


def lists() -> tuple[WordList, ...]:
    """The lists of words."""
    return tuple(
        WordList(mapping.absolute(f"{BASE}/taxonomies/{one['id']}"), one["name"], one["description"], one["uri"])
        for one in terms.taxonomies().values()
    )
