"""Easy read: short sentences, one idea each, with a picture.

Where somebody wrote the lines, they stand; elsewhere the sentences of the record do, and the page says so. What is a
fact (how much, who, when, whom to ask) always comes from the record, so no line can be out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alongside.offer.formats import paper
from alongside.offer.formats.pictures import PICTURES, Picture
from alongside.offer.formats.record import Document, in_its_language
from alongside.offer.formats.words import sentences, split
from alongside.offer.queries import Entitlement
from alongside.shell import design, wording

OF_AREA = {
    "accommodation": "home",
    "money": "money",
    "education": "book",
    "employment": "work",
    "health": "health",
    "relationships": "heart",
    "society": "vote",
    "rights": "law",
    "help": "helping",
}
"""The picture where nobody has chosen one."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence and its picture."""

    picture: Picture
    sentence: str


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An entitlement in easy read. ``is_written`` is false where no one has written it as easy read."""

    one: Entitlement
    is_written: bool
    sections: tuple[Section, ...]


def told(document: Document, one: Entitlement) -> Told:
    """An entitlement in easy read."""
    written = document.easy.get(one.id, ())
    first = [(line.picture, line.sentence) for line in written] or [
        (OF_AREA[one.area], sentence) for sentence in split(one.answer)
    ]
    sections = [
        (_("What it is"), first),
        (_("How much"), [*_amounts(one), *_taxes(one)]),
        (_("Who can get it"), [("group", sentence) for sentence in one.who_for] + list(_districts(one))),
        (_("How to get it"), list(_ways(one, is_written=bool(written)))),
        (_("Good to know"), list(_last(one))),
    ]
    return Told(
        one,
        bool(written),
        tuple(
            Section(heading, tuple(Line(PICTURES[picture], said) for picture, said in lines))
            for heading, lines in sections
            if lines
        ),
    )


@in_its_language
def source(document: Document) -> str:
    """Easy read for paper, as HTML that stands alone."""
    areas = [(area, [told(document, one) for one in area.entitlements]) for area in document.areas]
    return paper.page("easy_read_printed.html", document, areas=areas, colour=design.council().brand_colour)


def _amounts(one: Entitlement) -> Iterator[tuple[str, str]]:
    for sum_ in one.amounts:
        what_for = f" ({sum_.what_for})" if sum_.what_for else ""
        yield "money", _("You can get %(amount)s.") % {"amount": sum_.text + what_for}
        if sum_.from_on:
            yield "calendar", _("This is the amount since %(day)s.") % {"day": wording.day(sum_.from_on)}
    for sum_ in one.later_amounts:
        yield (
            "calendar",
            _("From %(day)s: %(amount)s.") % {"day": wording.day(sum_.from_on), "amount": sum_.text},
        )
    for sum_ in one.past_amounts:
        yield (
            "calendar",
            _("Before %(day)s it was %(amount)s.") % {"day": wording.day(sum_.to_on), "amount": sum_.text},
        )


def _taxes(one: Entitlement) -> Iterator[tuple[str, str]]:
    for taxed in one.taxed:
        yield "home", f"{taxed.districts}: {taxed.cut}"
        yield from (("home", sentence) for sentence in taxed.also)


def _districts(one: Entitlement) -> Iterator[tuple[str, str]]:
    if one.districts:
        yield "home", _("You live in one of these districts: %(names)s.") % {"names": ", ".join(one.districts)}


def _ways(one: Entitlement, *, is_written: bool) -> Iterator[tuple[str, str]]:
    if not is_written:
        yield from (("plan", sentence) for sentence in sentences(one.how_to_get_it))
    if one.how_long_it_takes:
        yield "clock", _("How long it takes: %(time)s") % {"time": one.how_long_it_takes}
    yield "helping", _("Ask: %(whom)s.") % {"whom": one.contact.name}
    if one.contact.phone:
        yield "phone", _("Ring %(phone)s.") % {"phone": one.contact.phone}
    if one.contact.email:
        yield "computer", _("Write to %(address)s") % {"address": one.contact.email}
    if one.contact.web:
        yield "computer", _("Look at %(address)s") % {"address": one.contact.web}


def _last(one: Entitlement) -> Iterator[tuple[str, str]]:
    if one.kind == "law":
        yield "law", _("We must do this. It is the law.") if one.is_ours else _("They must do this. It is the law.")
    elif one.kind == "choice":
        yield "yes", _("We choose to do this.")
    yield "stop", _("Told no? You can say it is wrong. Someone can help you.")
    days = {"day": wording.day(one.last_checked_on), "next": wording.day(one.next_check_on)}
    yield "calendar", _("We checked this on %(day)s. We check again by %(next)s.") % days
    if one.is_overdue:
        yield "question", _("This check is late. Ask before you count on it.")
