"""The offer as plain text, 72 columns: for a screen reader, an old phone, an e-mail."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from django.utils.translation import gettext as _

from alongside.offer.formats.promises import promise
from alongside.offer.formats.record import Document, in_its_language, site_address
from alongside.offer.formats.words import blocks
from alongside.offer.queries import Entitlement
from alongside.shell import design, wording

WIDTH = 72


@in_its_language
def text(document: Document) -> str:
    """The document as plain text."""
    of = design.council()
    lines = [*_wrapped(document.title), "=" * min(len(document.title), WIDTH), "", of.name]
    if document.edition:
        lines.append(_("Edition %(number)s") % {"number": document.edition})
    lines += [wording.day(document.on), "", *talk(), ""]
    for area in document.areas:
        if len(document.areas) > 1:
            lines += ["", area.title.upper(), "=" * min(len(area.title), WIDTH), *_wrapped(area.summary), ""]
        for one in area.entitlements:
            lines += [*entitlement(one), ""]
    return "\n".join(lines).rstrip() + "\n"


def talk() -> list[str]:
    """The numbers that are always there."""
    of = design.council()
    return [
        _("Talk to someone"),
        f"- {_('In the day:')} {of.phone}",
        f"- {_('At night and at weekends:')} {of.out_of_hours_phone}",
        f"- {_('In danger now?')} 999",
    ]


def entitlement(one: Entitlement) -> Iterator[str]:
    """An entitlement, line by line."""
    yield from _wrapped(one.title)
    yield "-" * min(len(one.title), WIDTH)
    yield from _wrapped(one.answer)
    for sum_ in one.amounts:
        since = f" ({_('since %(day)s') % {'day': wording.day(sum_.from_on)}})" if sum_.from_on else ""
        yield from _item(f"{sum_.what_for}: {sum_.text}{since}" if sum_.what_for else f"{sum_.text}{since}")
    for sum_ in one.later_amounts:
        yield from _item(_("From %(day)s: %(amount)s.") % {"day": wording.day(sum_.from_on), "amount": sum_.text})
    for taxed in one.taxed:
        yield from _item(taxed.words)
    yield from _wrapped(promise(one))
    if one.given_by:
        yield from _wrapped(_("Given by: %(whom)s") % {"whom": one.given_by})
    yield from ("", f"{_('Who can get it')}:")
    for sentence in one.who_for or (_("This is for everyone."),):
        yield from _item(sentence)
    if one.districts:
        yield from _item(_("You live in one of these districts: %(names)s.") % {"names": ", ".join(one.districts)})
    yield from ("", f"{_('How to get it')}:")
    yield from _rich(one.how_to_get_it)
    if one.how_long_it_takes:
        yield from _wrapped(f"{_('How long it takes:')} {one.how_long_it_takes}")
    yield from _item(f"{_('Ask:')} {one.contact.name}")
    for way in (one.contact.phone, one.contact.email, one.contact.web):
        if way:
            yield f"- {way}"
    if one.body:
        yield from ("", f"{_('Good to know')}:")
        yield from _rich(one.body)
    yield from ("", f"{_('Why you can get it')}:")
    if one.decided_by:
        yield from _wrapped(_("Decided by: %(whom)s.") % {"whom": one.decided_by})
    for ground in one.grounds:
        yield from _item(str(ground.citation))
    for sum_ in one.past_amounts:
        words = {"day": wording.day(sum_.to_on), "amount": sum_.text}
        yield from _wrapped(_("Before %(day)s it was %(amount)s.") % words)
    days = {"day": wording.day(one.last_checked_on), "next": wording.day(one.next_check_on)}
    yield from _wrapped(_("Checked on %(day)s. We check again by %(next)s.") % days)
    if one.is_overdue:
        yield from _wrapped(_("This check is late. Ask before you count on it."))
    yield site_address(one.url)


def _rich(html: str) -> Iterator[str]:
    for is_item, words in blocks(html):
        yield from _item(words) if is_item else _wrapped(words)


def _item(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="- ", subsequent_indent="  ", **_WHOLE)


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, **_WHOLE)


_WHOLE = {"break_long_words": False, "break_on_hyphens": False}
"""A web address is never cut."""
