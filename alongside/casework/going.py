"""Whether a letter may go: asked when it is written, and asked again at the very moment of sending.

A death and a disputed date of birth stop every letter. What goes by post goes only where it is known to be safe to
write and where the address is not protected; "nobody has asked" is not safe. An address from which a letter came back
is in doubt until somebody says that it is right after all, or puts another in its place: nothing is posted there.
"""

from __future__ import annotations

from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from alongside.casework import access
from alongside.casework.models import ContactPoint, Letter, Person

DIED = "They have died. No letter goes to them."
ALIVE = "This letter is written only when somebody has died."
DISPUTED = "Their date of birth is disputed. No letter goes out until that is settled."
NO_ADDRESS = "No address is recorded."
PROTECTED = "Their address is protected: nothing is posted there."
UNSAFE = "It is not safe to write to their address."
IN_DOUBT = "A letter came back from their address: nothing is posted there until somebody has checked it."
NOT_ASKED = "Nobody has asked whether it is safe to write to their address. Ask them first."
CHANGED = "The address has changed since the letter was written."
NO_ACCOUNT = "They have no place of their own here yet, so they cannot read it there."
ANOTHER_WAY = "You can put it in their own place, or give it to them by hand."
SAFE = "They, or a worker with them, said that it is safe to write there."
STOPS = frozenset({DIED, DISPUTED, NO_ADDRESS, PROTECTED, UNSAFE, IN_DOUBT, NOT_ASKED, CHANGED, NO_ACCOUNT})
"""Why the sender stops a letter by itself: what passes when the reason does."""
OTHER = "It goes to somebody else, at the address that the writer gave."


def safe_addresses(person: Person, on: date) -> QuerySet[ContactPoint]:
    """The addresses to which a letter may go, the newest first."""
    rows = (
        _addresses(person, on).filter(safe_to_write=True, is_protected=False).exclude(pk__in=in_doubt(on).values("pk"))
    )
    return rows.order_by("-from_on", "pk")


def safe_address(person: Person, on: date) -> ContactPoint | None:
    """The address to which a letter may go; None where there is none."""
    return safe_addresses(person, on).first()


def in_doubt(on: date) -> QuerySet[ContactPoint]:
    """The addresses from which a letter came back (``came_back_at``) and that nobody has known to be right since."""
    returned = Letter.objects.filter(
        contact_point=OuterRef("pk"), address=OuterRef("value"), state=Letter.State.RETURNED, removed_at=None
    )
    rows = ContactPoint.objects.filter(access.live(on), kind=ContactPoint.Kind.ADDRESS)
    rows = rows.annotate(came_back_at=Subquery(returned.order_by("-settled_at").values("settled_at")[:1]))
    since = Q(checked_on__isnull=True) | Q(checked_on__lt=F("came_back_at__date"))
    return rows.filter(since, came_back_at__isnull=False)


def why_no_address(person: Person, on: date) -> str:
    """Why nothing can be posted to them, in a sentence; empty where something can."""
    if safe_addresses(person, on).exists():
        return ""
    rows = list(_addresses(person, on))
    if not rows:
        return NO_ADDRESS
    if any(row.is_protected for row in rows):
        return PROTECTED
    if any(row.safe_to_write is False for row in rows):
        return UNSAFE
    return IN_DOUBT if any(row.safe_to_write for row in rows) else NOT_ASKED


def why_not(person: Person, on: date, *, channel: str, to_other: bool = False, after_death: bool = False) -> str:
    """Why no letter may go to them in this way; empty where it may."""
    if after_death and not person.died_on:
        return ALIVE
    if person.died_on and not after_death:
        return DIED
    if person.born_basis == Person.BornBasis.DISPUTED:
        return DISPUTED
    if to_other:
        return ""
    if channel == Letter.Channel.POST:
        return why_no_address(person, on)
    return NO_ACCOUNT if channel == Letter.Channel.OWN_PLACE and person.user_id is None else ""


def why_not_now(letter: Letter, person: Person, on: date, *, after_death: bool) -> str:
    """The same for a letter that waits: its own address has to be safe still."""
    told = why_not(person, on, channel=letter.channel, to_other=letter.to_other, after_death=after_death)
    if told or letter.to_other or letter.channel != Letter.Channel.POST:
        return told
    held = safe_address(person, on) if letter.contact_point_id is None else letter.contact_point
    if held is None or not safe_addresses(person, on).filter(pk=held.pk).exists():
        return CHANGED
    return CHANGED if letter.address and held.value != letter.address else ""


def _addresses(person: Person, on: date) -> QuerySet[ContactPoint]:
    return ContactPoint.objects.filter(access.live(on), person=person, kind=ContactPoint.Kind.ADDRESS)
