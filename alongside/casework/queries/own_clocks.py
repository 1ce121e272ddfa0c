"""Clocks beside those of the law's duties: how long each runs, whether that was set here, and whether it can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from alongside.casework import keeping_in_touch
from alongside.casework.local_clocks import LOCAL_CLOCKS, LocalClock, Period
from alongside.law import Basis, all_clocks, all_values
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class OwnClock:
    """One clock: how long it runs here."""

    id: str
    title: str
    why: str
    period: str
    """How long it runs here."""
    usual: str
    """How long it runs where a council sets nothing."""
    is_set_here: bool
    fixed: str
    """Why no period can be set; empty where one can."""
    stops: str
    basis: str


def own_clocks(actor: Actor) -> tuple[OwnClock, ...]:
    """Every clock of ours and every period that the law leaves open, by title."""
    actor.check(Record.LOCAL_SETTINGS, Verb.READ)
    return tuple(sorted((*_local(), *_left_open_by_law()), key=lambda one: one.title.casefold()))


def _local() -> Iterator[OwnClock]:
    for clock in LOCAL_CLOCKS:
        yield OwnClock(
            id=clock.id,
            title=clock.title,
            why=clock.why,
            period=_in_words(clock.how_long),
            usual=_in_words(str(clock.usual)),
            is_set_here=clock.id in settings.LOCAL_CLOCKS,
            fixed=_fixed(clock),
            stops=clock.stops,
            basis=clock.basis or "Our own rule",
        )


def _fixed(clock: LocalClock) -> str:
    if clock.is_by_law:
        return "fixed by law"
    return "fixed: the record says the day" if clock.day_from else ""


def _left_open_by_law() -> Iterator[OwnClock]:
    """Duties of the law that name no period: the one that runs is a value of ours, with its source."""
    for clock in all_clocks().values():
        for step in clock.steps:
            value = all_values()[step.within][-1]
            if step.quiet or value.basis is not Basis.LOCAL:
                continue
            own = settings.LOCAL_CLOCKS.get(clock.id) if clock.id == keeping_in_touch.CLOCK else None
            yield OwnClock(
                id=clock.id,
                title=f"{clock.title}: {step.words}" if step.words else clock.title,
                why="The law asks for it and names no period.",
                period=_in_words(str(Period(*own) if own else value)),
                usual=_in_words(str(value)),
                is_set_here=own is not None,
                fixed="" if clock.id == keeping_in_touch.CLOCK else "fixed as delivered",
                stops="",
                basis="The law, with a period of ours",
            )


def _in_words(period: str) -> str:
    return "the same day" if period.startswith("0 ") else period
