"""A calendar as other programs subscribe to it (RFC 5545): all-day events and nothing else.

Written here because one shape of event needs no library: lines end in CRLF and fold before 75 bytes without cutting a
letter in two; text has its commas, semicolons, backslashes and line breaks escaped; the day after the last is the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_LINE = 75
"""In bytes, without the line's end."""
MADE_BY = "-//Alongside//Due//EN"


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something on a day. ``id`` stays the same when it moves to another day, so that a calendar moves it too."""

    id: str
    on: date
    title: str
    url: str


def calendar(name: str, events: Iterable[DayEvent], *, on: date) -> bytes:
    """The whole calendar as of the day ``on``."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{MADE_BY}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H",
    ]
    for event in events:
        lines += _event(event, on)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def escaped(text: str) -> str:
    """Text that cannot end its line or its value."""
    for mark, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(mark, safe)
    return "".join(letter for letter in text if letter.isprintable())


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, each after the first with a space in front."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece


def _event(event: DayEvent, on: date) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.id}",
        f"DTSTAMP:{on:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(event.title)}",
        f"URL:{event.url}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
