"""Which rows of sufficiency somebody may reach: all or none, for they are about nobody."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db import models
from django.utils.timezone import localdate

from alongside.shell.actors import Actor
from alongside.shell.queries import looks_at
from alongside.shell.refusals import NotYours, OwnWork, WrongState
from alongside.shell.roles import Reach, Record, Verb
from alongside.sufficiency.models import HomeSearch

Row = TypeVar("Row", bound=models.Model)
REMOVED_SEARCH = "removed search"
"""What the audit says of a search that was taken out."""


def check(actor: Actor, verb: Verb) -> None:
    """Raise NotYours unless this person's roles give the verb."""
    if not can(actor, verb):
        raise NotYours("sufficiency")


def can(actor: Actor, verb: Verb) -> bool:
    """Whether this person's roles give the verb."""
    return Reach.ANYTHING in actor.reaches(Record.SUFFICIENCY, verb)


def row_for(actor: Actor, model: type[Row], pk: UUID, verb: Verb = Verb.READ) -> Row:
    """One row. Raises NotYours where it does not exist or is not theirs."""
    check(actor, verb)
    found = model._default_manager.filter(pk=pk).first()
    if found is None:
        raise NotYours(model._meta.verbose_name)
    return found


def search_for(actor: Actor, search_id: UUID, *, held: bool = False) -> HomeSearch:
    """A search, to be changed; ``held`` until the transaction ends. WrongState where it was taken out, with by whom."""
    check(actor, Verb.UPDATE)
    rows = HomeSearch.objects.select_for_update() if held else HomeSearch.objects.all()
    found = rows.filter(pk=search_id).first()
    if found is not None:
        return found
    for line in looks_at(search_id):
        if line.verb == REMOVED_SEARCH:
            day = localdate(line.at)
            raise WrongState(f"{line.who} took this search out on {day.day} {day:%B %Y}. Nothing of it is left.")
    raise NotYours("search for a home")


def check_not_own_work(actor: Actor, author_id: UUID | None) -> None:
    """Raise OwnWork where this person is the author."""
    if actor.id is not None and actor.id == author_id:
        raise OwnWork("You made this yourself. Somebody else has to publish it.")
