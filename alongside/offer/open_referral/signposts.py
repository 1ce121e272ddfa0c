"""A service of somebody else's feed as the beginning of a signpost: what an editor can start from.

Markup becomes plain words, what is too long is cut, what cannot be is left out, and a note says so each time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from alongside.offer.open_referral.plain import plain

TITLE, NAME, PHONE, WEB, LONGEST_ID = 120, 120, 40, 200, 200
LONGEST_BODY = 20_000
OLDEST = 120
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Signpost:
    """What a feed says of a service, fit for a draft. ``body`` is safe HTML; ``notes`` say what was cut or left out."""

    id: str
    title: str
    answer: str
    body: str
    contact_name: str
    contact_phone: str
    contact_email: str
    contact_web: str
    age_from: int | None
    age_until: int | None
    checked_on: date | None
    notes: tuple[str, ...]


class _Reading:
    """Takes fields out of a service and notes what it could not take whole."""

    def __init__(self, service: dict[str, Any]) -> None:
        self.service = service
        self.notes: list[str] = []

    def text(self, value: Any, *, what: str, most: int) -> str:
        """The words of a field, cut."""
        words = plain(_CONTROLS.sub("", value)).strip() if isinstance(value, str) else ""
        if len(words) > most:
            self.notes.append(f"the {what} was cut from {len(words):,} to {most:,} letters")
            words = words[: most - 1].rstrip() + "…"
        return words

    def line(self, value: Any, *, what: str, most: int) -> str:
        """The same in one line."""
        return self.text(" ".join(plain(value).split()) if isinstance(value, str) else "", what=what, most=most)

    def valid(self, value: Any, validator: Any, *, what: str, most: int) -> str:
        """An address, or nothing where it is none."""
        if not isinstance(value, str) or not value.strip():
            return ""
        try:
            validator(value.strip())
        except ValidationError:
            self.notes.append(f"the {what} was left out: it is not one")
            return ""
        if len(value.strip()) > most:
            self.notes.append(f"the {what} was left out: it is too long")
            return ""
        return value.strip()

    def ages(self) -> tuple[int | None, int | None]:
        """From which birthday, until which."""
        youngest, oldest = (_age(self.service.get(name)) for name in ("minimum_age", "maximum_age"))
        until = oldest + 1 if oldest is not None else None
        if youngest is not None and until is not None and until <= youngest:
            self.notes.append("the ages were left out: the highest is below the lowest")
            return None, None
        return youngest or None, until


def signpost(service: dict[str, Any]) -> Signpost:
    """The beginning of a signpost."""
    reading = _Reading(service)
    organization = service.get("organization")
    name = organization.get("name") if isinstance(organization, dict) else ""
    giver = reading.line(name, what="organisation’s name", most=NAME)
    title = reading.line(service["name"], what="title", most=TITLE)
    phones = list(_phones(service))
    age_from, age_until = reading.ages()
    return Signpost(
        id=service["id"],
        title=title or "A service without a name",
        answer=_answer(title, giver),
        body=_html(reading.text("\n\n".join(_told(service)), what="text", most=LONGEST_BODY)),
        contact_name=giver,
        contact_phone=reading.line(phones[0] if phones else "", what="telephone number", most=PHONE),
        contact_email=reading.valid(service.get("email"), EmailValidator(), what="e-mail address", most=254),
        contact_web=reading.valid(service.get("url"), URLValidator(["http", "https"]), what="web address", most=WEB),
        age_from=age_from,
        age_until=age_until,
        checked_on=_day(service.get("assured_date")),
        notes=tuple(reading.notes),
    )


def _answer(title: str, giver: str) -> str:
    """A first line for the editor to write anew, not longer than an answer may be."""
    words = f"You can get help from {giver or 'others'}: {title}".split()
    return " ".join(words[:60])


def _told(service: dict[str, Any]) -> Iterator[str]:
    """What it is, who it is for and what it costs, in the feed's own words."""
    for name in ("description", "eligibility_description", "application_process", "fees", "fees_description"):
        if isinstance(service.get(name), str):
            yield service[name]
    costs = service.get("cost_options")
    for cost in costs if isinstance(costs, list) else ():
        said = [cost.get(name) for name in ("option", "amount", "amount_description")] if isinstance(cost, dict) else []
        yield " ".join(str(part) for part in said if isinstance(part, str | int | float))


def _phones(service: dict[str, Any]) -> Iterator[str]:
    contacts = service.get("contacts")
    for holder in (service, *(contacts if isinstance(contacts, list) else ())):
        phones = holder.get("phones") if isinstance(holder, dict) else None
        for phone in phones if isinstance(phones, list) else ():
            number = phone.get("number") if isinstance(phone, dict) else None
            if isinstance(number, str) and number.strip():
                yield number


def _age(value: Any) -> int | None:
    """An age that somebody can be; a string of digits is one too."""
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) <= 3:
        value = int(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number and 0 <= value < OLDEST else None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _html(text: str) -> str:
    return "".join(
        "<p>" + "<br/>".join(escape(line) for line in paragraph.splitlines()) + "</p>"
        for paragraph in text.split("\n\n")
        if paragraph.strip()
    )
