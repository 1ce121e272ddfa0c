"""Views at any time: for the team that listens, for whoever is on duty, and for whoever said them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q

from alongside.shell import slots
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb
from alongside.voice.hearing import view_for, views_for
from alongside.voice.letter_box import FORM, USUAL_A_DAY
from alongside.voice.models import Flood, Theme, View
from alongside.voice.queries.commitments import ThemeShown, told_of_themes

MOST_SHOWN = 200
READ_WITHIN = timedelta(days=3)
"""We say that views are read within this time; one that lies longer without a theme shows as late."""


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A view as those see it who may. Whose it is is never told here."""

    id: UUID
    version: int
    words: str
    came: str
    came_words: str
    received_on: date
    may_see: str
    theme_id: UUID | None
    theme: str
    same_as: UUID | None
    joined: int
    """How many others are the same."""
    urgent_words: tuple[str, ...]
    look_by: date | None
    looked_on: date | None
    found: str
    found_note: str
    is_late: bool
    """Whether somebody on duty should have looked, or the team should have read it, by now."""
    can_be_quoted: bool
    """Whether everybody may read it, it has a theme, and no word in it means danger."""
    has_writer: bool
    """Whether it can be found out, in danger, whose it is."""


@dataclass(frozen=True, slots=True)
class ViewsDesk:
    """What came in: what waits to be read, what was read, and how many there are under each theme."""

    new: tuple[ViewRow, ...]
    read: tuple[ViewRow, ...]
    themes: tuple[tuple[UUID, str, int], ...]
    is_unusual: bool
    """Whether unusually many came without a name today."""


@dataclass(frozen=True, slots=True)
class UrgentViews:
    """Views with urgent words: those that nobody on duty has looked at, and those that somebody has."""

    waiting: tuple[ViewRow, ...]
    looked_at: tuple[ViewRow, ...]


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What a young person said, and what came of it."""

    words: str
    received_on: date
    is_read: bool
    theme: ThemeShown | None
    """Once everybody can read what we do about it."""


def views_desk(actor: Actor, *, on: date) -> ViewsDesk:
    """What came in, as far as this person may see it."""
    actor.check(Record.VIEWS, Verb.READ)
    rows = views_for(actor).select_related("theme").annotate(twins=Count("joined"))
    new = rows.filter(theme=None, same_as=None).order_by("received_on", "id")[:MOST_SHOWN]
    read = rows.exclude(theme=None, same_as=None)[:MOST_SHOWN]
    themes = Theme.objects.annotate(number=Count("views", filter=Q(views__same_as=None)))
    today = View.objects.filter(came=View.Came.SITE, received_on=on).count()
    return ViewsDesk(
        new=tuple(_row(one, on) for one in new),
        read=tuple(_row(one, on) for one in read),
        themes=tuple((one.pk, one.title, one.number) for one in themes),
        is_unusual=today > USUAL_A_DAY,
    )


def urgent_views(actor: Actor, *, on: date) -> UrgentViews:
    """What somebody on duty has to look at, the oldest first."""
    actor.check(Record.VIEWS, Verb.APPROVE)
    rows = views_for(actor).filter(look_by__isnull=False).select_related("theme").annotate(twins=Count("joined"))
    waiting = rows.filter(looked_on=None).order_by("look_by", "id")
    looked_at = rows.exclude(looked_on=None).order_by("-looked_on", "id")[:MOST_SHOWN]
    return UrgentViews(tuple(_row(one, on) for one in waiting), tuple(_row(one, on) for one in looked_at))


def what_presses(actor: Actor, on: date) -> list[slots.Pressing]:
    """What cannot wait: words that may mean danger for those on duty, a flood for those who listen."""
    found = []
    if actor.can_at_work(Record.VIEWS, Verb.APPROVE):
        waiting = list(View.objects.filter(look_by__isnull=False, looked_on=None).values_list("look_by", flat=True))
        if waiting:
            words = "Words that may mean danger: " + (
                "one view waits for somebody on duty" if len(waiting) == 1 else f"{len(waiting)} views wait for duty"
            )
            found.append(slots.Pressing(words, "views:urgent", is_late=min(waiting) < on))
    if actor.can_at_work(Record.VIEWS, Verb.UPDATE):
        forms = set(Flood.objects.filter(on=on).values_list("form", flat=True))
        words = "Unusually many answers come in. A machine may be at work"
        if FORM in forms:
            found.append(slots.Pressing(words, "views:desk"))
        if forms - {FORM}:
            found.append(slots.Pressing(words, "voice_staff:consultations"))
    return found


def one_view(actor: Actor, view_id: UUID, *, on: date) -> ViewRow:
    """One view."""
    found = view_for(actor, view_id)
    found.twins = found.joined.count()  # type: ignore[attr-defined]
    return _row(found, on)


def like(actor: Actor, view_id: UUID, *, on: date) -> tuple[ViewRow, ...]:
    """Other views that share most of their longer words with this one, the most alike first: they may be the same."""
    found = view_for(actor, view_id, Verb.READ)
    own = _longer_words(found.words)
    others = views_for(actor).exclude(pk=found.pk).filter(same_as=None).select_related("theme")
    alike = []
    for other in others.annotate(twins=Count("joined"))[:1000]:
        theirs = _longer_words(other.words)
        share = len(own & theirs) / max(1, min(len(own), len(theirs)))
        if share >= 0.5:
            alike.append((-share, other))
    alike.sort(key=lambda one: one[0])
    return tuple(_row(other, on) for _, other in alike[:8])


def themes_to_choose() -> tuple[tuple[str, str], ...]:
    """Every theme: id and title."""
    return tuple((str(one.pk), one.title) for one in Theme.objects.order_by("title"))


def said_before(account: UUID, *, on: date) -> tuple[SaidBefore, ...]:
    """What this account said and wants to be told of, the newest first."""
    rows = list(View.objects.filter(account_id=account).select_related("same_as"))
    theme_of = {one.pk: one.theme_id or (one.same_as.theme_id if one.same_as else None) for one in rows}
    told = told_of_themes([one for one in theme_of.values() if one], on=on)
    return tuple(
        SaidBefore(one.words, one.received_on, theme_of[one.pk] is not None, told.get(theme_of[one.pk]))  # type: ignore[arg-type]
        for one in rows
    )


# ---------------------------------------------------------------------------------------------------------------------


def _longer_words(text: str) -> set[str]:
    return {word for word in "".join(c if c.isalnum() else " " for c in text.casefold()).split() if len(word) > 3}


def _row(one: View, on: date) -> ViewRow:
    unlooked = one.look_by is not None and one.looked_on is None
    unread = one.theme_id is None and one.same_as_id is None
    return ViewRow(
        id=one.pk,
        version=one.version,
        words=one.words,
        came=one.came,
        came_words=one.get_came_display(),
        received_on=one.received_on,
        may_see=one.get_may_see_display(),
        theme_id=one.theme_id,
        theme=one.theme.title if one.theme else "",
        same_as=one.same_as_id,
        joined=one.twins,  # type: ignore[attr-defined]
        urgent_words=tuple(one.urgent_words),
        look_by=one.look_by,
        looked_on=one.looked_on,
        found=one.get_found_display() if one.found else "",
        found_note=one.found_note,
        is_late=(unlooked and one.look_by is not None and one.look_by < on)
        or (unread and on - one.received_on > READ_WITHIN),
        can_be_quoted=one.may_see == View.MaySee.EVERYBODY
        and one.theme_id is not None
        and (one.look_by is None or one.found == View.Found.NOTHING),
        has_writer=one.account_id is not None,
    )
