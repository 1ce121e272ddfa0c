"""You said, we did: as everybody reads it, and as those see it who work on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.offer import queries as offer
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import AT_WORK, Record, Role, Verb, reaches
from alongside.shell.slots import Followed, followed_in
from alongside.voice import texts
from alongside.voice.models import Changed, Commitment, Consultation, Progress, Theme
from alongside.voice.owning import SHOWN, STEPS, can_reach, can_step, commitment_for, is_own_work, theme_for
from alongside.voice.queries.quotes import QuoteShown, quotes_of

State = Commitment.State
ANSWER_WITHIN = timedelta(days=60)
"""A theme without an answer for longer than this shows as late to staff."""
OWNERS = tuple(role for role in Role if reaches(frozenset({role}), Record.COMMITMENTS, Verb.READ) & AT_WORK)
"""Roles whose holders can own a commitment."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a commitment changed: its words, and where it can be read, if anywhere."""

    id: UUID
    kind: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way."""

    kind: str
    kind_words: str
    on: date
    words: str
    was_due_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CommitmentShown:
    """A commitment on a day."""

    id: UUID
    what: str
    because: str
    owner_post: str
    by_when: date | None
    first_by_when: date | None
    state: str
    outcome: str
    ended_on: date | None
    is_refusal: bool
    is_late: bool
    """Whether its day has passed and it is not done."""
    is_moved: bool
    """Whether another day was promised first."""
    changes: tuple[Link, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """What young people told us, and what we do about it."""

    id: UUID
    slug: str
    title: str
    said: str
    heard: str
    heard_on: date
    consultation: str
    """The name in its address, where its results are published."""
    commitments: tuple[CommitmentShown, ...]
    quotes: tuple[QuoteShown, ...] = ()
    """Somebody's own words, as two workers agreed to show them."""


@dataclass(frozen=True, slots=True)
class Told:
    """The public page: every theme that has an answer, and how many answers stand where."""

    themes: tuple[ThemeShown, ...]
    done: int
    under_way: int
    late: int
    cannot: int


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment in the list of those who work on it."""

    id: UUID
    theme: str
    what: str
    owner: str
    by_when: date | None
    state: str
    state_words: str
    is_late: bool
    is_mine: bool
    is_own_work: bool


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme in the list of those who work on it."""

    id: UUID
    title: str
    heard_on: date
    commitments: int
    is_unanswered: bool
    is_late: bool
    """Whether it has been without an answer for too long."""


@dataclass(frozen=True, slots=True)
class CommitmentsDesk:
    """What is to be done, the most pressing first."""

    themes: tuple[ThemeRow, ...]
    late: tuple[CommitmentRow, ...]
    to_agree: tuple[CommitmentRow, ...]
    under_way: tuple[CommitmentRow, ...]
    over: tuple[CommitmentRow, ...]


@dataclass(frozen=True, slots=True)
class ThemeDesk:
    """A theme with every commitment, also those that nobody has agreed yet."""

    shown: ThemeShown
    version: int
    rows: tuple[CommitmentRow, ...]
    consultation: str


@dataclass(frozen=True, slots=True)
class CommitmentDesk:
    """A commitment as those see it who work on it."""

    shown: CommitmentShown
    row: CommitmentRow
    theme_id: UUID
    version: int
    owner: str
    """The owner's account, for the form."""
    steps: frozenset[str]
    """What can be done with it in its state by somebody who may."""
    may_update: bool
    may_approve: bool
    followed: tuple[Followed, ...] = ()
    """The action of a plan that it has become, or where it can become one."""


def told(*, on: date) -> Told:
    """Every theme with what we do about it, the newest first."""
    rows = Theme.objects.filter(commitments__state__in=SHOWN).distinct().select_related("consultation")
    themes = _themes(rows, on, states=SHOWN)
    every = [one for theme in themes for one in theme.commitments]
    return Told(
        themes=themes,
        done=sum(one.state == State.DONE for one in every),
        under_way=sum(one.state == State.PROMISED and not one.is_late for one in every),
        late=sum(one.is_late for one in every),
        cannot=sum(one.state == State.CANNOT for one in every),
    )


def told_theme(slug: str, *, on: date) -> ThemeShown | None:
    """One of them; None where everybody may not read it yet."""
    rows = Theme.objects.filter(slug=slug, commitments__state__in=SHOWN).distinct().select_related("consultation")
    return next(iter(_themes(rows, on, states=SHOWN)), None)


def told_of_themes(ids: Iterable[UUID], *, on: date) -> dict[UUID, ThemeShown]:
    """Those of these themes that everybody may read."""
    rows = Theme.objects.filter(pk__in=ids, commitments__state__in=SHOWN).distinct().select_related("consultation")
    return {one.id: one for one in _themes(rows, on, states=SHOWN)}


def commitments_desk(actor: Actor, *, on: date) -> CommitmentsDesk:
    """Every theme and commitment, for those who work on them."""
    actor.check(Record.COMMITMENTS, Verb.READ)
    rows = [_row(one, actor, on) for one in Commitment.objects.select_related("theme", "owner")]
    open_states = (State.WRITTEN, State.SENT_BACK)
    return CommitmentsDesk(
        themes=tuple(_theme_row(one, on) for one in Theme.objects.prefetch_related("commitments")),
        late=tuple(one for one in rows if one.is_late),
        to_agree=tuple(one for one in rows if one.state in open_states),
        under_way=tuple(one for one in rows if one.state == State.PROMISED and not one.is_late),
        over=tuple(one for one in rows if one.state in (State.DONE, State.CANNOT)),
    )


def theme_desk(actor: Actor, theme_id: UUID, *, on: date) -> ThemeDesk:
    """One theme with every commitment."""
    theme = theme_for(actor, theme_id)
    rows = theme.commitments.select_related("theme", "owner")
    return ThemeDesk(
        shown=_themes([theme], on)[0],
        version=theme.version,
        rows=tuple(_row(one, actor, on) for one in rows),
        consultation=theme.consultation.slug if theme.consultation else "",
    )


def commitment_desk(actor: Actor, commitment_id: UUID, *, on: date, verb: Verb = Verb.READ) -> CommitmentDesk:
    """One commitment and what can be done with it, for whoever may do ``verb`` to it."""
    found = commitment_for(actor, commitment_id)
    if not can_reach(actor, found, verb):
        raise NotYours("commitment")
    return CommitmentDesk(
        shown=_shown(found, _offer(on), on),
        row=_row(found, actor, on),
        theme_id=found.theme_id,
        version=found.version,
        owner=str(found.owner_id or ""),
        steps=frozenset(step for step in STEPS if can_step(found, step)),
        may_update=can_reach(actor, found, Verb.UPDATE),
        may_approve=can_reach(actor, found, Verb.APPROVE),
        followed=tuple(one for ask in followed_in.all() for one in ask(actor, found.pk)),
    )


def owners(*, on: date) -> tuple[tuple[str, str], ...]:
    """Who can own a commitment: account and name with post, by name."""
    found = {str(one.id): one for role in OWNERS for one in shell.workers_with(role, on=on)}
    named = [(key, f"{one.name}, {one.job_title}" if one.job_title else one.name) for key, one in found.items()]
    return tuple(sorted(named, key=lambda one: one[1]))


def offer_pages(*, on: date) -> tuple[tuple[str, str], ...]:
    """Pages of the offer: id and title, by title."""
    return tuple(sorted(((str(one.id), one.title) for one in offer.entitlements(on=on)), key=lambda one: one[1]))


def published_consultations() -> tuple[tuple[str, str], ...]:
    """Consultations whose results everybody can read: name in the address and title."""
    rows = Consultation.objects.filter(state=Consultation.State.PUBLISHED)
    return tuple((one.slug, texts.told(one.words)["title"]) for one in rows)


# ---------------------------------------------------------------------------------------------------------------------


def _themes(rows: Iterable[Theme], on: date, *, states: Iterable[str] = tuple(State)) -> tuple[ThemeShown, ...]:
    found = list(rows)
    wanted = Commitment.objects.filter(theme__in=found, state__in=states)
    by_theme: dict[UUID, list[Commitment]] = {}
    for one in wanted.prefetch_related("progress", "changes"):
        by_theme.setdefault(one.theme_id, []).append(one)
    quotes = quotes_of(found)
    pages = _offer(on) if Changed.objects.filter(kind=Changed.Kind.OFFER).exists() else {}
    return tuple(
        ThemeShown(
            id=one.pk,
            slug=one.slug,
            title=one.title,
            said=one.said,
            heard=one.heard,
            heard_on=one.heard_on,
            consultation=_results_of(one.consultation),
            commitments=tuple(_shown(each, pages, on) for each in by_theme.get(one.pk, [])),
            quotes=quotes.get(one.pk, ()),
        )
        for one in found
    )


def _offer(on: date) -> dict[UUID, tuple[str, str]]:
    return {one.id: (one.title, one.url) for one in offer.entitlements(on=on)}


def _results_of(consultation: Consultation | None) -> str:
    published = consultation is not None and consultation.state == Consultation.State.PUBLISHED
    return consultation.slug if consultation is not None and published else ""


def _is_late(one: Commitment, on: date) -> bool:
    return one.state == State.PROMISED and one.by_when is not None and one.by_when < on


def _shown(one: Commitment, pages: dict[UUID, tuple[str, str]], on: date) -> CommitmentShown:
    return CommitmentShown(
        id=one.pk,
        what=one.what,
        because=one.because,
        owner_post=one.owner_post,
        by_when=one.by_when,
        first_by_when=one.first_by_when,
        state=one.state,
        outcome=one.outcome,
        ended_on=one.ended_on,
        is_refusal=one.is_refusal,
        is_late=_is_late(one, on),
        is_moved=one.by_when != one.first_by_when,
        changes=tuple(_link(each, pages) for each in one.changes.all()),
        steps=tuple(_step(each) for each in one.progress.all()),
    )


def _step(one: Progress) -> Step:
    return Step(one.kind, one.get_kind_display(), one.on, one.words, one.was_due_on, one.due_on)


def _link(one: Changed, pages: dict[UUID, tuple[str, str]]) -> Link:
    """A page of the offer that is no longer there is named without an address."""
    if one.entitlement is None:
        return Link(one.pk, one.kind, one.words, one.address)
    title, url = pages.get(one.entitlement, ("A page that is no longer in our offer", ""))
    return Link(one.pk, one.kind, title, url)


def _row(one: Commitment, actor: Actor, on: date) -> CommitmentRow:
    return CommitmentRow(
        id=one.pk,
        theme=one.theme.title,
        what=one.what,
        owner=f"{one.owner_post} ({one.owner.name})" if one.owner else one.owner_post,
        by_when=one.by_when,
        state=one.state,
        state_words=one.get_state_display(),
        is_late=_is_late(one, on),
        is_mine=actor.id is not None and one.owner_id == actor.id,
        is_own_work=is_own_work(actor, one),
    )


def _theme_row(one: Theme, on: date) -> ThemeRow:
    states = [each.state for each in one.commitments.all()]
    unanswered = not any(state in SHOWN for state in states)
    return ThemeRow(
        id=one.pk,
        title=one.title,
        heard_on=one.heard_on,
        commitments=len(states),
        is_unanswered=unanswered,
        is_late=unanswered and on - one.heard_on > ANSWER_WITHIN,
    )
