"""Consultations as those see them who answer, and as those who make them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from alongside.shell import disclosure, wording
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record, Verb
from alongside.voice import sealing, texts
from alongside.voice.access import STEPS, can_step, consultation_for, is_own_work
from alongside.voice.models import Batch, Consultation, Question, Right, Sealed

State = Consultation.State
PUBLIC = (State.OPEN, State.CLOSED, State.COUNTED, State.WAITING, State.PUBLISHED, State.ENDED)


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question in the words of one language."""

    id: UUID
    number: int
    kind: str
    text: str
    hint: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A consultation in the words of one language. ``language`` is that in which the words really are."""

    id: UUID
    slug: str
    language: str
    title: str
    purpose: str
    can: str
    cannot: str
    answering: str
    state: str
    opens_on: date | None
    closes_on: date | None
    is_open: bool
    """Whether it can be answered on the day asked about."""
    questions: tuple[QuestionShown, ...]
    has_easy: bool
    languages: tuple[str, ...]
    """Languages in which its words are whole."""

    @property
    def asks_code(self) -> bool:
        """Whether a code has to be typed."""
        return self.answering == Consultation.Answering.CODE

    @property
    def asks_pictures(self) -> bool:
        """Whether a picture can come with an answer."""
        return any(one.kind == Question.Kind.PICTURE for one in self.questions)

    @property
    def asks_words(self) -> bool:
        """Whether somebody may write freely."""
        return any(one.kind == Question.Kind.WORDS for one in self.questions)


@dataclass(frozen=True, slots=True)
class Listed:
    """The public list: what can be answered today, what is still to be counted, what came of the others."""

    open: tuple[Shown, ...]
    waiting: tuple[Shown, ...]
    finished: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class ConsultationRow:
    """A consultation in the list of those who make them."""

    id: UUID
    title: str
    state: str
    answering: str
    opens_on: date | None
    closes_on: date | None
    answers: disclosure.Count
    is_over: bool
    """Whether its last day has passed and nobody has closed it."""
    has_crowd: bool


@dataclass(frozen=True, slots=True)
class BatchRow:
    """Answers that came together."""

    id: UUID
    kind: str
    words: str
    begun_on: date | None
    answers: disclosure.Count
    is_finished: bool
    is_set_aside: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """One consultation as those see it who make it."""

    row: ConsultationRow
    shown: Shown
    version: int
    state: str
    about_offer: bool
    languages: tuple[tuple[str, str, bool], ...]
    """Code, name, whether its words are whole: every language, and the easy words."""
    batches: tuple[BatchRow, ...]
    steps: frozenset[str]
    """What can be done with it in its state; whether this person may is for the page."""
    is_own_work: bool
    """Whether this person had a hand in its results."""


@dataclass(frozen=True, slots=True)
class Translatable:
    """What there is to say in another language, each with what is said there so far."""

    shown: Shown
    there: Shown | None
    words: dict[str, Any]
    questions: dict[UUID, dict[str, Any]]


def listed(*, language: str, on: date) -> Listed:
    """Every consultation that was opened, the newest first. Whom it is for is told on its page."""
    rows = [_shown(one, language, on) for one in _rows().filter(state__in=PUBLIC)]
    done = (State.PUBLISHED, State.ENDED)
    return Listed(
        open=tuple(one for one in rows if one.is_open),
        waiting=tuple(one for one in rows if not one.is_open and one.state not in done and _has_begun(one, on)),
        finished=tuple(one for one in rows if one.state in done),
    )


def shown(slug: str, *, language: str, on: date, easy: bool = False) -> Shown | None:
    """A consultation that was opened, in this language; with ``easy`` in the easy words where it has them."""
    row = _rows().filter(slug=slug, state__in=PUBLIC).first()
    return _shown(row, language, on, easy=easy) if row else None


def preview(actor: Actor, consultation_id: UUID, *, language: str, on: date, easy: bool = False) -> Shown:
    """The same for those who make it, whatever its state."""
    return _shown(consultation_for(actor, consultation_id), language, on, easy=easy)


def asked_of(account: UUID, *, language: str, on: date) -> tuple[Shown, ...]:
    """The consultations to which this account may still answer today in its own place."""
    rows = _rows().filter(state=State.OPEN, answering=Consultation.Answering.PORTAL)
    rows = rows.filter(opens_on__lte=on, closes_on__gte=on)
    proofs = {proof: one for one in rows for proof in sealing.proofs_of_account(one.pk, account)}
    still = set(Right.objects.filter(pk__in=proofs).values_list("pk", flat=True))
    return tuple(_shown(one, language, on) for proof, one in proofs.items() if proof in still)


def consultations(actor: Actor, *, on: date) -> tuple[ConsultationRow, ...]:
    """Every consultation, the newest first."""
    actor.check(Record.CONSULTATIONS, Verb.READ)
    return tuple(_row(one, on) for one in _rows())


def desk(actor: Actor, consultation_id: UUID, *, on: date) -> Desk:
    """One consultation with its languages, its batches and what can be done next."""
    row = consultation_for(actor, consultation_id)
    named = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    whole = _languages_of(row)
    every = (*named, (texts.EASY, "Easy words"))
    return Desk(
        row=_row(row, on),
        shown=_shown(row, settings.LANGUAGE_CODE, on),
        version=row.version,
        state=row.state,
        about_offer=row.about_offer,
        languages=tuple((code, name, code in whole) for code, name in every),
        batches=tuple(_batch(one, actor) for one in row.batches.all()),
        steps=frozenset(step for step in STEPS if can_step(row, step)),
        is_own_work=is_own_work(actor, row),
    )


def one_batch(actor: Actor, batch_id: UUID) -> tuple[BatchRow, UUID]:
    """A batch that this person is typing in, and its consultation."""
    rows = Batch.objects.filter(pk=batch_id, kind=Batch.Kind.PAPER, is_finished=False, typed_by_id=actor.id)
    found = rows.first()
    if found is None:
        raise NotYours("batch")
    consultation_for(actor, found.consultation_id)
    return _batch(found, actor), found.consultation_id


def one_question(actor: Actor, question_id: UUID) -> tuple[QuestionShown, UUID]:
    """A question, and its consultation."""
    found = Question.objects.filter(pk=question_id).first()
    if found is None:
        raise NotYours("question")
    consultation_for(actor, found.consultation_id)
    return _question(found, settings.LANGUAGE_CODE), found.consultation_id


def translatable(actor: Actor, consultation_id: UUID, language: str, *, on: date) -> Translatable:
    """What is to be said in another language, or in easy words."""
    row = consultation_for(actor, consultation_id)
    if (language != texts.EASY and language not in dict(settings.LANGUAGES)) or language == settings.LANGUAGE_CODE:
        raise NotYours("language")
    return Translatable(
        shown=_shown(row, settings.LANGUAGE_CODE, on),
        there=_shown(row, language, on) if language in _languages_of(row) else None,
        words=row.words.get(language, {}),
        questions={one.pk: one.words.get(language, {}) for one in row.questions.all()},
    )


def in_the_way_of_an_edition(since: date | None, on: date) -> list[str]:
    """What keeps the offer from a new edition: young people were asked about it, and it is not told what they said."""
    said = []
    asked = (State.OPEN, State.CLOSED, State.COUNTED, State.WAITING)
    for row in Consultation.objects.filter(about_offer=True, state__in=asked):
        title = texts.told(row.words)["title"]
        if row.state == State.OPEN and row.closes_on and row.closes_on >= on:
            said.append(f"“{title}” asks young people about the offer until {wording.day(row.closes_on)}.")
        else:
            said.append(f"“{title}” asked young people about the offer, and its results are not published yet.")
    return said


# ---------------------------------------------------------------------------------------------------------------------


def _rows() -> Any:
    return Consultation.objects.prefetch_related("questions")


def _has_begun(one: Shown, on: date) -> bool:
    return one.opens_on is not None and one.opens_on <= on


def _is_open(row: Consultation, on: date) -> bool:
    days = row.opens_on is not None and row.closes_on is not None and row.opens_on <= on <= row.closes_on
    return row.state == State.OPEN and days


def _languages_of(row: Consultation) -> tuple[str, ...]:
    """The languages in which nothing is missing, the first one and the easy words among them."""
    questions = list(row.questions.all())
    every = [code for code, _ in settings.LANGUAGES] + [texts.EASY]
    return tuple(code for code in every if code in row.words and _is_whole(row, questions, code))


def _is_whole(row: Consultation, questions: list[Question], code: str) -> bool:
    return all(texts.told(words, code).words is words.get(code) for words in (row.words, *(q.words for q in questions)))


def _shown(row: Consultation, language: str, on: date, *, easy: bool = False) -> Shown:
    whole = _languages_of(row)
    wanted = [texts.EASY] if easy and language == settings.LANGUAGE_CODE else []
    chosen = next((one for one in (*wanted, language) if one in whole), settings.LANGUAGE_CODE)
    told = texts.told(row.words, chosen)
    return Shown(
        id=row.pk,
        slug=row.slug,
        language=told.language,
        title=told["title"],
        purpose=told["purpose"],
        can=told["can"],
        cannot=told["cannot"],
        answering=row.answering,
        state=row.state,
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        is_open=_is_open(row, on),
        questions=tuple(_question(one, chosen) for one in row.questions.all()),
        has_easy=texts.EASY in whole,
        languages=tuple(one for one in whole if one != texts.EASY),
    )


def _question(row: Question, language: str) -> QuestionShown:
    told = texts.told(row.words, language)
    return QuestionShown(row.pk, row.number, row.kind, told["text"], told["hint"], tuple(told["choices"] or ()))


def _row(row: Consultation, on: date) -> ConsultationRow:
    lying = Sealed.objects.filter(batch__consultation=row, mark__isnull=False).count()
    return ConsultationRow(
        id=row.pk,
        title=texts.told(row.words)["title"],
        state=row.get_state_display(),
        answering=row.get_answering_display(),
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        answers=disclosure.count(row.answers or lying),
        is_over=row.state == State.OPEN and row.closes_on is not None and row.closes_on < on,
        has_crowd=row.batches.filter(kind=Batch.Kind.CROWD).exists(),
    )


def _batch(row: Batch, actor: Actor) -> BatchRow:
    number = row.sealed.filter(mark__isnull=False).count()
    return BatchRow(
        id=row.pk,
        kind=row.kind,
        words=row.get_kind_display(),
        begun_on=row.begun_on,
        answers=disclosure.count(number),
        is_finished=row.is_finished,
        is_set_aside=row.is_set_aside,
        is_mine=row.kind == Batch.Kind.PAPER and not row.is_finished and row.typed_by_id == actor.id,
    )
