"""The forms and what they can be about."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """How much of the offer a form holds."""

    WHOLE = "whole"
    AREA = "area"
    ENTITLEMENT = "entitlement"
    LIST = "list"
    """What a reader has picked; never kept."""


class Kind(StrEnum):
    """A form that comes as a file."""

    PRINT = "print"
    LARGE_PRINT = "large-print"
    EASY_READ = "easy-read"
    TEXT = "text"
    ONE_FILE = "one-file"
    JSON = "json"


SUFFIXES = {
    Kind.PRINT: "pdf",
    Kind.LARGE_PRINT: "pdf",
    Kind.EASY_READ: "pdf",
    Kind.TEXT: "txt",
    Kind.ONE_FILE: "html",
    Kind.JSON: "json",
}
TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}
PAPER = (Kind.PRINT, Kind.LARGE_PRINT, Kind.EASY_READ)
"""The forms that want PDF."""
WHOLE = "local-offer"
"""The key of the whole offer; an area's is its own name, an entitlement's the area's and its own."""
