"""What is kept on a reader's phone when they ask for it: one page with the whole offer, and what that page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from alongside.offer.formats import record
from alongside.offer.formats.record import HERE, Document
from alongside.shell import design
from alongside.shell.jinja import direction

SCRIPTS = HERE / "saving"
LARGEST = 300_000
"""Bytes, a language."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The addresses that are kept, how many bytes they are before packing, and the mark of what they say."""

    files: tuple[str, ...]
    size: int
    version: str


def document(*, on: date, language: str) -> Document:
    """The whole offer."""
    return record.whole(on=on, language=language)


def page(request: HttpRequest, offer: Document) -> str:
    """The one page with the whole offer."""
    shown = {"document": offer, "site_address": record.site_address}
    return render_to_string("offer/formats/saved_offer.html", shown, request)


def bundle(request: HttpRequest, offer: Document) -> Bundle:
    """What is kept for a language."""
    looks = [design.stylesheet("public", direction()), design.icon(), *filter(None, [design.logo()])]
    files = (reverse("save"), reverse("saved_offer"), reverse("save_script", args=["page"]), *looks)
    size = len(page(request, offer).encode()) + (SCRIPTS / "page.js").stat().st_size + sum(map(design.size_of, looks))
    return Bundle(files, size, offer.facts_hash()[:16])


def script(name: str) -> bytes | None:
    """A script of saving; None where there is none of that name."""
    return (SCRIPTS / f"{name}.js").read_bytes() if name in ("page", "worker") else None
