"""How far councils are with the seven principles, by their own answer and by that of their young people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import AT_WORK, Record, Verb
from alongside.voice import parenting
from alongside.voice.models import Assessment, Commitment
from alongside.voice.owning import SHOWN


@dataclass(frozen=True, slots=True)
class AssessmentShown:
    """One answer."""

    id: UUID
    version: int
    council: str
    authority: str
    area: str
    is_less: bool
    principle: str
    questions: tuple[str, ...]
    rating: int
    rating_words: str
    answer: str
    evidence: tuple[tuple[str, str], ...]
    young_rating: int | None
    young_words: str
    young_view: str
    heard: str
    action: str
    commitment: str
    commitment_id: str
    theme: str
    """The name of the commitment's theme in the address, where everybody can read it."""
    review_on: date
    is_late: bool
    """Whether the day has passed on which it had to be looked at again."""
    differ: bool
    """Whether young people say that it is less far than the council says."""
    state: str
    state_words: str
    agreed_on: date | None
    is_own_work: bool


@dataclass(frozen=True, slots=True)
class PrincipleShown:
    """A principle with every answer that everybody can read."""

    id: str
    title: str
    questions: tuple[str, ...]
    answers: tuple[AssessmentShown, ...]


@dataclass(frozen=True, slots=True)
class PrinciplesDesk:
    """Every answer, and what nobody has answered yet for the councils that have begun."""

    rows: tuple[AssessmentShown, ...]
    missing: tuple[tuple[str, str, int], ...]
    """Council, area in which the principles generally count, how many of the seven have no answer."""


def principles_public(*, on: date) -> tuple[PrincipleShown, ...]:
    """The seven principles with what has been agreed."""
    rows = _rows(Assessment.objects.filter(state=Assessment.State.AGREED), on)
    return tuple(
        PrincipleShown(one.id, one.title, one.questions, tuple(row for row in rows if row.principle == one.title))
        for one in parenting.principles().values()
    )


def principles_desk(actor: Actor, *, on: date) -> PrinciplesDesk:
    """For those who work on them."""
    actor.check(Record.PRINCIPLES, Verb.READ)
    found = list(Assessment.objects.all())
    answered: dict[tuple[str, str], int] = {}
    for one in found:
        answered[one.council, one.area] = answered.get((one.council, one.area), 0) + 1
    kinds = {one.council: one.authority for one in found}
    missing = [
        (council, area.title, len(parenting.principles()) - answered.get((council, area.id), 0))
        for council, kind in sorted(kinds.items())
        for area in parenting.areas_of(kind)
        if not area.is_less
    ]
    rows = _rows(Assessment.objects.all(), on, actor)
    return PrinciplesDesk(rows=rows, missing=tuple(one for one in missing if one[2]))


def one_assessment(actor: Actor, assessment_id: UUID, *, on: date) -> AssessmentShown:
    """One answer."""
    found = Assessment.objects.filter(pk=assessment_id)
    if not found or not actor.reaches(Record.PRINCIPLES, Verb.READ) & AT_WORK:
        raise NotYours("assessment")
    return _rows(found, on, actor)[0]


def promises_to_choose() -> tuple[tuple[str, str], ...]:
    """Commitments that everybody can read: id and words."""
    return tuple((str(one.pk), one.what) for one in Commitment.objects.filter(state__in=SHOWN))


# ---------------------------------------------------------------------------------------------------------------------


def _rows(rows: Iterable[Assessment], on: date, actor: Actor | None = None) -> tuple[AssessmentShown, ...]:
    known = {one.pk: one for one in Commitment.objects.select_related("theme")}
    return tuple(_row(one, known.get(one.commitment_id), on, actor) for one in rows)  # type: ignore[arg-type]


def _row(one: Assessment, promised: Commitment | None, on: date, actor: Actor | None) -> AssessmentShown:
    area, principle = parenting.areas()[one.area], parenting.principles()[one.principle]
    return AssessmentShown(
        id=one.pk,
        version=one.version,
        council=one.council,
        authority=parenting.AUTHORITIES[one.authority],
        area=area.title,
        is_less=area.is_less,
        principle=principle.title,
        questions=principle.questions,
        rating=one.rating,
        rating_words=parenting.SCALE[one.rating],
        answer=one.answer,
        evidence=tuple((words, address) for words, address in one.evidence),
        young_rating=one.young_rating,
        young_words=parenting.SCALE[one.young_rating] if one.young_rating else "",
        young_view=one.young_view,
        heard=one.heard,
        action=one.action,
        commitment=promised.what if promised else "",
        commitment_id=str(promised.pk) if promised else "",
        theme=promised.theme.slug if promised else "",
        review_on=one.review_on,
        is_late=one.review_on < on,
        differ=one.young_rating is not None and one.young_rating < one.rating,
        state=one.state,
        state_words=one.get_state_display(),
        agreed_on=one.agreed_on,
        is_own_work=actor is not None and actor.id is not None and one.written_by_id == actor.id,
    )
