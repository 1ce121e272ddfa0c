"""Writing a consultation, opening and closing it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb
from alongside.voice import sealing, texts
from alongside.voice.access import check_step, consultation_for
from alongside.voice.models import Box, Consultation, Question

TAKEN_NAMES = {"thank-you", "you-said", "tell-us"}
MOST_QUESTIONS, MOST_CHOICES = 15, 12


@transaction.atomic
def write_consultation(
    *, title: str, purpose: str, can: str, cannot: str, answering: str, about_offer: bool, by: Actor
) -> Consultation:
    """Begin a consultation: what it is for, what can change and what cannot, who may answer."""
    by.check(Record.CONSULTATIONS, Verb.CREATE)
    if answering not in Consultation.Answering.values:
        raise FactRefused("Say who may answer.")
    words = _said(title=title, purpose=purpose, can=can, cannot=cannot)
    consultation = Consultation.objects.create(
        slug=_free_slug(title),
        answering=answering,
        about_offer=about_offer,
        words={settings.LANGUAGE_CODE: words},
        made_at=clock.now(),
        made_by_id=by.id,
    )
    _tell(consultation, "wrote consultation", by)
    return consultation


@transaction.atomic
def change_words(
    *,
    consultation_id: UUID,
    version: int,
    title: str,
    purpose: str,
    can: str,
    cannot: str,
    answering: str,
    about_offer: bool,
    by: Actor,
) -> Consultation:
    """Change what it says, while it is being written."""
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "write")
    words = consultation.words | {settings.LANGUAGE_CODE: _said(title=title, purpose=purpose, can=can, cannot=cannot)}
    changes = {"words": words, "answering": answering, "about_offer": about_offer}
    consultation = save_over(consultation, version=version, changes=changes, what="the consultation")
    _tell(consultation, "changed consultation", by)
    return consultation


@transaction.atomic
def add_question(
    *, consultation_id: UUID, kind: str, text: str, by: Actor, hint: str = "", choices: list[str] | None = None
) -> Question:
    """Add a question at the end."""
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "write")
    last = consultation.questions.aggregate(last=Max("number"))["last"] or 0
    if consultation.questions.count() >= MOST_QUESTIONS:
        raise FactRefused(f"At most {MOST_QUESTIONS} questions: whoever is asked more gives up.")
    question = Question.objects.create(
        consultation=consultation,
        number=last + 1,
        kind=kind,
        words={settings.LANGUAGE_CODE: _asked(kind, text, hint, choices)},
    )
    _tell(consultation, "added question", by, number=question.number)
    return question


@transaction.atomic
def change_question(
    *, question_id: UUID, kind: str, text: str, by: Actor, hint: str = "", choices: list[str] | None = None
) -> Question:
    """Change a question, while the consultation is being written."""
    question = _question(question_id, by)
    question.kind = kind
    question.words = question.words | {settings.LANGUAGE_CODE: _asked(kind, text, hint, choices)}
    question.save()
    _tell(question.consultation, "changed question", by, number=question.number)
    return question


@transaction.atomic
def remove_question(*, question_id: UUID, by: Actor) -> Consultation:
    """Take a question out, while the consultation is being written."""
    question = _question(question_id, by)
    consultation, number = question.consultation, question.number
    question.delete()
    _tell(consultation, "removed question", by, number=number)
    return consultation


@transaction.atomic
def translate_consultation(
    *,
    consultation_id: UUID,
    language: str,
    words: Mapping[str, str],
    questions: Mapping[UUID, Mapping[str, Any]],
    by: Actor,
) -> Consultation:
    """Keep the words of a language, or the easy ones. They are shown where nothing is missing in them."""
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "translate")
    if language != texts.EASY and language not in dict(settings.LANGUAGES):
        raise NotYours("language")
    changes = {"words": consultation.words | {language: dict(words)}}
    consultation = save_over(consultation, version=consultation.version, changes=changes, what="the consultation")
    for question in consultation.questions.all():
        if question.pk in questions:
            question.words = question.words | {language: dict(questions[question.pk])}
            question.save()
    _tell(consultation, "translated consultation", by, language=language)
    return consultation


@transaction.atomic
def open_consultation(*, consultation_id: UUID, opens_on: date, closes_on: date, on: date, by: Actor) -> Consultation:
    """Open it from a day until a day: a box is made, and from now on its questions stay as they are."""
    consultation = consultation_for(by, consultation_id, Verb.APPROVE)
    check_step(consultation, "open")
    if not consultation.questions.exists():
        raise FactRefused("It asks nothing yet. Add a question.")
    if closes_on < opens_on or closes_on < on:
        raise FactRefused("The last day lies before the first, or before today.")
    Box.objects.create(consultation=consultation, key=sealing.new_key())
    changes = {"state": Consultation.State.OPEN, "opens_on": opens_on, "closes_on": closes_on}
    return _step(consultation, changes, "opened consultation", by)


@transaction.atomic
def extend_consultation(*, consultation_id: UUID, closes_on: date, on: date, by: Actor) -> Consultation:
    """Give it another last day; one that was closed is open again."""
    consultation = consultation_for(by, consultation_id, Verb.APPROVE)
    check_step(consultation, "extend")
    if closes_on < on:
        raise FactRefused("This day has passed.")
    changes = {"state": Consultation.State.OPEN, "closes_on": closes_on}
    return _step(consultation, changes, "extended consultation", by)


@transaction.atomic
def close_consultation(*, consultation_id: UUID, on: date, by: Actor) -> Consultation:
    """Close it: no more answers are taken, and those in the box stay sealed."""
    consultation = consultation_for(by, consultation_id, Verb.APPROVE)
    check_step(consultation, "close")
    last = min(consultation.closes_on or on, max(on, consultation.opens_on or on))
    changes = {"state": Consultation.State.CLOSED, "closes_on": last}
    return _step(consultation, changes, "closed consultation", by)


def _step(consultation: Consultation, changes: dict[str, Any], verb: str, by: Actor) -> Consultation:
    consultation = save_over(consultation, version=consultation.version, changes=changes, what="the consultation")
    _tell(consultation, verb, by)
    return consultation


def _tell(consultation: Consultation, verb: str, by: Actor, **detail: Any) -> None:
    audit.record(actor=by, verb=verb, subject_kind="consultation", subject=consultation.pk, detail=detail)


def _question(question_id: UUID, by: Actor) -> Question:
    question = Question.objects.select_related("consultation").filter(pk=question_id).first()
    if question is None:
        raise NotYours("question")
    check_step(consultation_for(by, question.consultation_id, Verb.UPDATE), "write")
    return question


def _said(**words: str) -> dict[str, str]:
    said = {name: text.strip() for name, text in words.items()}
    if not all(said.values()):
        raise FactRefused("Say what it is called, what it is for, what can change and what cannot.")
    return said


def _asked(kind: str, text: str, hint: str, choices: list[str] | None) -> dict[str, Any]:
    """The words of a question. A scale has five answers, a choice at least two, the others none."""
    if kind not in Question.Kind.values or not text.strip():
        raise FactRefused("Say what you ask, and how it is answered.")
    given = [one.strip() for one in choices or [] if one.strip()]
    if kind == Question.Kind.SCALE:
        given = given or list(texts.SCALE)
        if len(given) != len(texts.SCALE):
            raise FactRefused(f"A scale has {len(texts.SCALE)} steps: write {len(texts.SCALE)} lines, or none.")
    elif kind in (Question.Kind.ONE, Question.Kind.SEVERAL):
        if not 2 <= len(given) <= MOST_CHOICES or len(set(given)) < len(given):
            raise FactRefused(f"Write 2 to {MOST_CHOICES} answers to choose from, each on its own line, no two alike.")
    else:
        given = []
    return {"text": text.strip(), "hint": hint.strip(), "choices": given}


def _free_slug(title: str) -> str:
    """A name for the address that nobody has yet."""
    wanted = slugify(title)[:50] or "consultation"
    taken = TAKEN_NAMES | set(Consultation.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{number}" for number in range(2, 1000))) if name not in taken)
