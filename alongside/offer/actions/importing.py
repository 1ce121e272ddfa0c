"""Taking signposts over from another feed, as drafts."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from alongside.offer import access
from alongside.offer.models import AreaPage, EntitlementPage, ImportedSignpost, WhoFor, in_english
from alongside.offer.open_referral.read import services_from
from alongside.offer.open_referral.signposts import LONGEST_ID, Signpost, signpost
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import AlreadyDone, FactRefused, FileRefused
from alongside.shell.roles import Record, Verb

A_YEAR = timedelta(days=365)
LONGEST_ADDRESS = 500
MOST_DRAFTS = 300
"""More than an editor will check, and about as many as can be written while others wait to write."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many drafts were made, how many were there before, and what was cut or left out of which."""

    added: int
    kept: int
    notes: tuple[str, ...]


def import_signposts(*, given: str | Path | IO[bytes], source: str, area: str, on: date, by: Actor) -> Imported:
    """Make a draft signpost of each service of a feed, all of them or nothing. ``source`` is the feed's web address.

    Nothing is published: a draft lacks the post that keeps it true and how to get it, which an editor must fill in
    first, and its next check is due on the day ``on``. A service that was taken over before, by its id, is left alone.
    The feed is read before anything is locked. Raises FileRefused, FactRefused.
    """
    access.check(by, Record.OFFER_TEXT, Verb.CREATE, None)
    source = _address(source)
    signposts = _each_once([signpost(service) for service in services_from(given)])
    try:
        with transaction.atomic():
            new = _not_taken_before(signposts, source)
            parent = _area(area)
            for one in new:
                _add_draft(one, parent, source, on)
            detail = {"area": area, "added": len(new), "kept": len(signposts) - len(new)}
            audit.record(actor=by, verb="imported signposts", subject_kind="offer", detail=detail)
    except IntegrityError as error:
        raise AlreadyDone("Somebody else was taking over the same services. Look at what they made first.") from error
    notes = tuple(f"“{one.title}”: {note}." for one in new for note in one.notes)
    return Imported(len(new), len(signposts) - len(new), notes)


def _not_taken_before(signposts: list[Signpost], source: str) -> list[Signpost]:
    known = set(ImportedSignpost.objects.filter(imported_from=source).values_list("imported_id", flat=True))
    new = [one for one in signposts if one.id not in known]
    if len(new) > MOST_DRAFTS:
        raise FileRefused(f"There are {len(new):,} new services in it; at most {MOST_DRAFTS} become drafts at once.")
    return new


def _area(area: str) -> AreaPage:
    found = in_english(AreaPage.objects.filter(area=area)).order_by("path").first()
    if found is None:
        raise FactRefused(f"The offer has no area “{area}”.")
    return found


def _address(source: str) -> str:
    """The feed's address, written the same way each time, without a name and password that may stand in it."""
    try:
        parts = urlsplit(source.strip())
        place = parts.netloc.lower().rpartition("@")[2]
        address = urlunsplit((parts.scheme.lower(), place, parts.path.rstrip("/"), "", ""))
        URLValidator(["http", "https"])(address)
    except (ValidationError, ValueError) as error:
        raise FactRefused("Say where the feed is: a web address that begins with https://.") from error
    if len(address) > LONGEST_ADDRESS:
        raise FactRefused("The feed’s address is too long.")
    return address


def _each_once(signposts: list[Signpost]) -> list[Signpost]:
    seen: dict[str, int] = {}
    for number, one in enumerate(signposts, 1):
        if len(one.id) > LONGEST_ID:
            raise FileRefused(f"Record {number} (“{one.title}”) has an id of more than {LONGEST_ID} letters.")
        if one.id in seen:
            raise FileRefused(f"Record {number} (“{one.title}”) has the same id as record {seen[one.id]}.")
        seen[one.id] = number
    return signposts


def _add_draft(one: Signpost, parent: AreaPage, source: str, on: date) -> None:
    """A draft. What the feed cannot know is empty, so that the editor cannot publish before somebody has filled it."""
    checked_on = one.checked_on if one.checked_on and on - A_YEAR <= one.checked_on < on else on - A_YEAR
    page = EntitlementPage(
        title=one.title,
        slug=_free_slug(one.title, parent),
        kind=EntitlementPage.Kind.SIGNPOST,
        answer=one.answer,
        body=one.body,
        how_to_get_it="",
        contact_name=one.contact_name,
        contact_phone=one.contact_phone,
        contact_email=one.contact_email,
        contact_web=one.contact_web,
        owned_by="",
        last_checked_on=checked_on,
        next_check_on=on,
        sources="\n".join(filter(None, [source, one.contact_web])),
        live=False,
    )
    page.who_for = [WhoFor(age_from=one.age_from, age_until=one.age_until, other_councils=True)]
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision(clean=False)  # what a draft lacks is for the editor to fill
    ImportedSignpost.objects.create(
        imported_from=source, imported_id=one.id, entitlement_id=page.entitlement_id, imported_at=clock.now()
    )


def _free_slug(title: str, parent: AreaPage) -> str:
    stem = slugify(title)[:60].strip("-") or "signpost"
    is_taken = parent.get_children().filter(slug=stem).exists()
    return f"{stem}-{uuid.uuid4().hex[:8]}" if is_taken else stem
