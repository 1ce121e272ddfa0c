"""Quotes of views: as everybody reads them, and as those see them who choose and agree them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb
from alongside.voice import naming
from alongside.voice.hearing import quote_for
from alongside.voice.models import Quote, Theme


@dataclass(frozen=True, slots=True)
class QuoteShown:
    """Somebody's words, and the month in which they said them: its first day."""

    words: str
    month: date


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote as those see it who agree it."""

    id: UUID
    version: int
    words: str
    month: date
    theme: str
    state: str
    state_words: str
    whole: str
    """All that was said; empty where it is kept no more."""
    may_name: tuple[str, ...]
    """What in the quote may point at a person. A guess; a person decides."""
    is_own_work: bool


def quotes_of(themes: Iterable[Theme]) -> dict[UUID, tuple[QuoteShown, ...]]:
    """What everybody may read, by theme."""
    found: dict[UUID, list[QuoteShown]] = {}
    for one in Quote.objects.filter(theme__in=list(themes), state=Quote.State.SHOWN):
        found.setdefault(one.theme_id, []).append(QuoteShown(one.words, _month(one)))
    return {theme: tuple(those) for theme, those in found.items()}


def quotes(actor: Actor) -> tuple[QuoteRow, ...]:
    """Those that wait and those that are shown, the waiting ones first."""
    actor.check(Record.VIEWS, Verb.APPROVE)
    rows = (
        Quote.objects.exclude(state=Quote.State.NOT_SHOWN).select_related("view", "theme").order_by("state", "-month")
    )
    return tuple(_row(one, actor) for one in rows)


def one_quote(actor: Actor, quote_id: UUID) -> QuoteRow:
    """One of them."""
    return _row(quote_for(actor, quote_id), actor)


# ---------------------------------------------------------------------------------------------------------------------


def _month(one: Quote) -> date:
    return date.fromisoformat(f"{one.month}-01")


def _row(one: Quote, actor: Actor) -> QuoteRow:
    return QuoteRow(
        id=one.pk,
        version=one.version,
        words=one.words,
        month=_month(one),
        theme=one.theme.title,
        state=one.state,
        state_words=one.get_state_display(),
        whole=one.view.words if one.view else "",
        may_name=naming.may_name(one.words),
        is_own_work=actor.id is not None and one.chosen_by_id == actor.id,
    )
