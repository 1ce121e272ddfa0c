"""What was agreed elsewhere and is followed in a plan, or could be: promises, assessments, inspectors, resolutions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from alongside.board.models import Action, Item, Recommendation, Resolution
from alongside.partners import queries as partners
from alongside.shell import clock
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb
from alongside.shell.slots import Followed
from alongside.shell.wording import day
from alongside.voice import queries as voice

PLANS = Record.ACTION_PLANS
Kind = Action.Origin


@dataclass(frozen=True, slots=True)
class Origin:
    """Something agreed elsewhere, in its own words."""

    kind: str
    id: UUID
    what: str
    owner_post: str
    due_on: date | None
    outcome: str
    where: str
    """Which promise, assessment, inspection or meeting."""
    href: str
    """Its own page; empty where there is none or this reader may not open it."""
    is_open: bool = True
    """Whether it is still to be done."""
    action_id: UUID | None = None
    """The action that it has become."""

    @property
    def kind_words(self) -> str:
        """What kind it is."""
        return str(Kind(self.kind).label)


def origins(by: Actor) -> list[Origin]:
    """Everything that could be followed in a plan, as far as this reader may read it; with its action where it is."""
    by.check(PLANS, Verb.READ)
    taken = dict(Action.objects.filter(origin__isnull=False).values_list("origin", "pk"))
    found = [*_promises(by), *_assessments(by), *_recommendations(), *_resolutions(by)]
    return [replace(one, action_id=taken.get(one.id)) for one in found if one.is_open or one.id in taken]


def origin(by: Actor, kind: str, origin_id: UUID) -> Origin:
    """One of them. NotYours where there is none, or this reader may not read it."""
    found = next((one for one in origins(by) if (one.kind, one.id) == (kind, origin_id)), None)
    if found is None:
        raise NotYours(f"There is no {kind} of that name to follow.")
    return found


def origin_of(by: Actor, action: Action) -> Origin | None:
    """Where an action comes from, as far as this reader may read it."""
    if action.origin is None:
        return None
    kind = action.origin_kind or Kind.RESOLUTION
    return next((one for one in origins(by) if (one.kind, one.id) == (kind, action.origin)), None)


def followed_in(by: Actor, origin_id: UUID) -> list[Followed]:
    """For the page of a promise or an assessment: the action that it has become, or the way to make it one."""
    if not by.can_at_work(PLANS, Verb.READ):
        return []
    action = Action.objects.filter(origin=origin_id).select_related("plan").first()
    if action is not None:
        words = f"{action.plan.title}: {action.get_state_display().lower()}"
        return [Followed(words, reverse("board:action", args=[action.pk]), is_followed=True)]
    if not by.can_at_work(PLANS, Verb.CREATE):
        return []
    found = next((one for one in origins(by) if one.id == origin_id), None)
    if found is None:
        return []
    return [Followed("Follow it in an action plan", reverse("board:take_over", args=[found.kind, found.id]), False)]


# ---------------------------------------------------------------------------------------------------------------------


def _promises(by: Actor) -> Iterable[Origin]:
    may_open = by.can_at_work(Record.COMMITMENTS, Verb.READ)
    for theme in voice.told(on=clock.today()).themes:
        for one in theme.commitments:
            if one.is_refusal:
                continue
            href = reverse("commitments:commitment", args=[one.id]) if may_open else ""
            yield Origin(
                Kind.COMMITMENT, one.id, one.what, one.owner_post, one.by_when, "", f"“{theme.title}”", href,
                is_open=one.state == "promised",
            )  # fmt: skip


def _assessments(by: Actor) -> Iterable[Origin]:
    if not by.can(Record.IMPACT, Verb.READ):
        return
    for row in partners.assessments():
        href = reverse("impact_assessment", args=[row.id])
        for one in partners.agreed_actions(row.id):
            yield Origin(
                Kind.ASSESSMENT, one.id, one.what, one.lead, one.by_on, row.title, row.title, href,
                is_open=one.done_on is None,
            )  # fmt: skip


def _recommendations() -> Iterable[Origin]:
    for row in Recommendation.objects.all():
        where = f"{row.source}, {day(row.on)}" + (f", {row.number}" if row.number else "")
        yield Origin(Kind.RECOMMENDATION, row.pk, row.words, "", None, row.source, where, "")


def _resolutions(by: Actor) -> Iterable[Origin]:
    rows = Resolution.objects.select_related("item__meeting").order_by("-recorded_at")
    may_read_exempt = by.can(Record.EXEMPT_PAPERS, Verb.READ)
    for row in rows:
        item = row.item
        if item.reach == Item.Reach.EXEMPT and not may_read_exempt:
            continue
        href = reverse("board:item", args=[item.pk]) if by.can_at_work(Record.MEETINGS, Verb.READ) else ""
        where = f"Meeting of {day(item.meeting.on)}, resolution {row.number}"
        is_public = item.reach == Item.Reach.PUBLIC
        what = row.words if is_public else f"Resolution {row.number} of {day(item.meeting.on)}"
        outcome = item.title if is_public else "Of a paper that is not public"
        yield Origin(Kind.RESOLUTION, row.pk, what, item.owner_post if is_public else "", None, outcome, where, href)
