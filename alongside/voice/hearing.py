"""Which views somebody may see: what the young person said of it counts as much as the role."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import AT_WORK, Record, Verb
from alongside.voice.models import Quote, View

SHARED = (View.MaySee.WORKERS, View.MaySee.EVERYBODY)


def views_for(actor: Actor) -> QuerySet[View]:
    """The views that this person may see: the team that listens all; others those that were shared with them;
    whoever is on duty those in which a word may be urgent.
    """
    if _may(actor, Verb.UPDATE):
        return View.objects.all()
    seen = Q(pk__in=())
    if _may(actor, Verb.READ):
        seen |= Q(may_see__in=SHARED)
    if _may(actor, Verb.APPROVE):
        seen |= Q(look_by__isnull=False)
    return View.objects.filter(seen)


def view_for(actor: Actor, view_id: UUID, verb: Verb = Verb.READ) -> View:
    """The view, locked for whoever changes it. Raises NotYours."""
    if verb is not Verb.READ and not _may(actor, verb):
        raise NotYours("view")
    rows = views_for(actor) if verb is Verb.READ else views_for(actor).select_for_update()
    found = rows.filter(pk=view_id).first()
    if found is None:
        raise NotYours("view")
    return found


def _may(actor: Actor, verb: Verb) -> bool:
    return bool(actor.reaches(Record.VIEWS, verb) & AT_WORK)


def quote_for(actor: Actor, quote_id: UUID, verb: Verb = Verb.READ) -> Quote:
    """A quote of a view, locked for whoever changes it. Whoever may read views that everybody may read may read it."""
    if not _may(actor, verb):
        raise NotYours("quote")
    rows = Quote.objects.select_related("view", "theme")
    if verb is not Verb.READ:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=quote_id).first()
    if found is None:
        raise NotYours("quote")
    return found
