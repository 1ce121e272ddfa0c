"""Taking in what young people say, looking where it may be urgent, and putting it where it belongs."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Reach, Record, Verb
from alongside.voice import urgent
from alongside.voice.hearing import view_for
from alongside.voice.models import View
from alongside.voice.owning import theme_for

OF_MESSAGES = "view"
"""The topic of a message from a young person's own place that says what they think."""
TYPED = (View.Came.FORUM, View.Came.LETTER)


@transaction.atomic
def say(*, words: str, may_see: str, on: date, by: Actor) -> View:
    """Say what one thinks, in one's own place, and be told there what came of it."""
    if Reach.ME not in by.reaches(Record.VIEWS, Verb.CREATE) or by.id is None:
        raise NotYours("view")
    return _take(words, View.Came.PORTAL, may_see, on, by, account_id=by.id)


@transaction.atomic
def take_from_message(*, message_id: UUID, topic: str, words: str, on: date, by: Actor) -> View | None:
    """A young person wrote to their worker what they think of something: the team that listens sees it too."""
    if topic != OF_MESSAGES or by.id is None or View.objects.filter(message=message_id).exists():
        return None
    return _take(words, View.Came.PORTAL, View.MaySee.TEAM, on, by, account_id=by.id, message=message_id)


@transaction.atomic
def pass_on(*, words: str, may_see: str, they_agree: bool, on: date, by: Actor) -> View:
    """Pass on what a young person said. They know of it and said who may see it; whose it is is not written down."""
    by.check(Record.VIEWS, Verb.CREATE)
    if not they_agree:
        raise FactRefused("Ask them first. What they say is theirs.")
    return _take(words, View.Came.ADVISER, may_see, on, by, passed_on_by_id=by.id)


@transaction.atomic
def type_in_view(*, words: str, came: str, may_see: str, received_on: date, on: date, by: Actor) -> View:
    """Type in what was said in a forum, or came on a slip or in a letter."""
    by.check(Record.VIEWS, Verb.UPDATE)
    if came not in TYPED or received_on > on:
        raise FactRefused("Say how it came, and on which day.")
    return _take(words, View.Came(came), may_see, received_on, by, passed_on_by_id=by.id)


@transaction.atomic
def look_at_urgent(*, view_id: UUID, version: int, found: str, note: str, on: date, by: Actor) -> View:
    """Say what one found behind urgent words, as the person on duty. Where there may be danger, say what was done."""
    view = view_for(by, view_id, Verb.APPROVE)
    if view.look_by is None or view.looked_on is not None:
        raise WrongState("Nobody has to look at this, or somebody did.")
    if found not in View.Found.values or (found != View.Found.NOTHING and not note.strip()):
        raise FactRefused("Say what you found and what you did.")
    changes = {"looked_on": on, "looked_by_id": by.id, "found": found, "found_note": note.strip()}
    return _change(view, version, changes, "looked at urgent words", by, found=found)


@transaction.atomic
def find_writer(*, view_id: UUID, why: str, by: Actor) -> str:
    """Whose view with urgent words this is, for the person on duty who has to reach them. It is in the audit, and why.

    Raises FactRefused where nobody can tell.
    """
    view = view_for(by, view_id, Verb.APPROVE)
    if view.look_by is None:
        raise NotYours("view")
    if view.account is None:
        raise FactRefused("Nobody can tell whose it is: no name is kept with it.")
    if not why.strip():
        raise FactRefused("Say why you have to know.")
    audit.record(
        actor=by,
        verb="looked at whose view it is",
        subject_kind="account",
        subject=view.account_id,
        purpose=why.strip(),
    )
    return view.account.name


@transaction.atomic
def put_under_theme(*, view_id: UUID, version: int, theme: str, on: date, by: Actor) -> View:
    """Say which theme a view belongs to; an empty text takes it out again."""
    view = view_for(by, view_id, Verb.UPDATE)
    found = theme_for(by, UUID(theme)) if theme else None
    return _change(view, version, {"theme": found}, "put view under theme", by)


@transaction.atomic
def join_views(*, view_id: UUID, same_as: UUID, by: Actor) -> View:
    """Say that a view is the same as another, by the same person or about the same happening: the two count as one."""
    view, other = view_for(by, view_id, Verb.UPDATE), view_for(by, same_as, Verb.UPDATE)
    other = other.same_as or other
    if other.pk == view.pk:
        raise FactRefused("This is the same view.")
    for twin in View.objects.filter(same_as=view):
        save_over(twin, version=twin.version, changes={"same_as": other}, what="the view")
    return _change(view, view.version, {"same_as": other}, "joined views", by)


@transaction.atomic
def part_views(*, view_id: UUID, by: Actor) -> View:
    """Take that back: it counts for itself again."""
    view = view_for(by, view_id, Verb.UPDATE)
    return _change(view, view.version, {"same_as": None}, "parted views", by)


# ---------------------------------------------------------------------------------------------------------------------


def _take(words: str, came: View.Came, may_see: str, on: date, by: Actor, **who: Any) -> View:
    words = words.strip()
    if not words:
        raise FactRefused("Write something first.")
    if may_see not in View.MaySee.values:
        raise FactRefused("Say who may see it.")
    found = urgent.found_in(words)
    view = View.objects.create(
        came=came,
        words=words,
        may_see=may_see,
        received_on=on,
        urgent_words=found,
        look_by=urgent.look_by(on) if found else None,
        **who,
    )
    _tell(view, "took in view", by, came=came.value)
    return view


def _change(view: View, version: int, changes: dict[str, Any], verb: str, by: Actor, **detail: Any) -> View:
    view = save_over(view, version=version, changes=changes, what="the view")
    _tell(view, verb, by, **detail)
    return view


def _tell(view: View, verb: str, by: Actor, **detail: Any) -> None:
    audit.record(actor=by, verb=verb, subject_kind="view", subject=view.pk, detail=detail)
