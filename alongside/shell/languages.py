"""The language of a page: it stands in the address and nowhere else. No cookie, no session, no guess at the browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.translation import get_language_info


@dataclass(frozen=True, slots=True)
class Twin:
    """A page in one language."""

    code: str
    name: str
    dir: str
    href: str


class LanguageMiddleware:
    """Answers ``/ar/…`` in Arabic and every address without a language in English."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            return self.get_response(request)


def prefix(language: str | None = None) -> str:
    """What addresses in a language (that of this page, where none is given) begin with: ``/ar/``, or ``/``."""
    language = language or translation.get_language() or settings.LANGUAGE_CODE
    return "/" if language == settings.LANGUAGE_CODE else f"/{language}/"


def in_language(href: str, language: str | None = None) -> str:
    """An address of an English page, as the same page's in another language."""
    return prefix(language) + href.removeprefix("/") if href.startswith("/") else href


def in_english(path: str) -> str:
    """The address of the English twin of the page at ``path``: what it begins with says whose page it is."""
    language = translation.get_language_from_path(path)
    return path.removeprefix(f"/{language}") if language else path


def twins(path: str) -> list[Twin]:
    """The page at ``path`` in every language, this one among them."""
    english = "/" + path.removeprefix(prefix())
    return [
        Twin(code, name, "rtl" if get_language_info(code)["bidi"] else "ltr", in_language(english, code))
        for code, name in settings.LANGUAGES
    ]
