"""Results: what was found, the quotes that a person chose, and telling everybody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from alongside.offer import actions as offer
from alongside.shell import audit, clock
from alongside.shell import queries as shell
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours
from alongside.shell.roles import Record, Verb
from alongside.voice import texts
from alongside.voice.access import check_not_own_work, check_step, consultation_for
from alongside.voice.models import Consultation, Drawing, Said

LONGEST_QUOTE = 400


@transaction.atomic
def choose_quote(*, said_id: UUID, version: int, theme: str, quote: str, names_nobody: bool, by: Actor) -> Said:
    """Say what a text is about, and what of it is shown; an empty quote shows nothing.

    ``names_nobody``: whoever chooses has read it and says that nobody can be known by it.
    """
    said = Said.objects.select_related("question").filter(pk=said_id).first()
    if said is None:
        raise NotYours("text")
    consultation = consultation_for(by, said.question.consultation_id, Verb.UPDATE)
    check_step(consultation, "work on results")
    quote = quote.strip()
    if quote and not names_nobody:
        raise FactRefused("Read the quote again, and say that nobody can be known by it.")
    if len(quote) > LONGEST_QUOTE:
        raise FactRefused(f"A quote has at most {LONGEST_QUOTE} characters.")
    if quote and not theme.strip():
        raise FactRefused("Say what the quote is about.")
    changes = {"theme": theme.strip(), "quote": quote, "chosen_by_id": by.id if quote else None}
    said = save_over(said, version=version, changes=changes, what="the quote")
    audit.record(actor=by, verb="chose quote", subject_kind="consultation", subject=consultation.pk)
    return said


@transaction.atomic
def choose_drawing(*, drawing_id: UUID, version: int, shows: str, is_shown: bool, by: Actor) -> Drawing:
    """Say in words what a picture shows, and whether everybody may see it: nobody can be known by it."""
    drawing = Drawing.objects.select_related("question").filter(pk=drawing_id).first()
    if drawing is None:
        raise NotYours("drawing")
    consultation = consultation_for(by, drawing.question.consultation_id, Verb.UPDATE)
    check_step(consultation, "work on results")
    if is_shown and not shows.strip():
        raise FactRefused("Say in words what the picture shows, for those who cannot see it.")
    changes = {"shows": shows.strip(), "is_shown": is_shown, "chosen_by_id": by.id if is_shown else None}
    drawing = save_over(drawing, version=version, changes=changes, what="the picture")
    audit.record(actor=by, verb="chose drawing", subject_kind="consultation", subject=consultation.pk)
    return drawing


@transaction.atomic
def write_results(
    *, consultation_id: UUID, version: int, found: str, next_steps: str, by: Actor, language: str = ""
) -> Consultation:
    """Write in plain words what was found and what happens next, in the first language or another."""
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "work on results")
    language = language or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        raise NotYours("language")
    results = consultation.results | {language: {"found": found.strip(), "next": next_steps.strip()}}
    changes = {"results": results, "results_by_id": by.id}
    consultation = save_over(consultation, version=version, changes=changes, what="the results")
    detail = {"language": language}
    audit.record(actor=by, verb="wrote results", subject_kind="consultation", subject=consultation.pk, detail=detail)
    return consultation


@transaction.atomic
def put_results_forward(*, consultation_id: UUID, by: Actor) -> Consultation:
    """Say that the results are ready: a second person reads and publishes them. Until then they stay as they are."""
    consultation = consultation_for(by, consultation_id, Verb.UPDATE)
    check_step(consultation, "put forward")
    told = consultation.results.get(settings.LANGUAGE_CODE, {})
    if not told.get("found") or not told.get("next"):
        raise FactRefused("Write first what was found and what happens next.")
    if consultation.about_offer and not by.can(Record.OFFER_CONSULTATION, Verb.CREATE):
        raise FactRefused("It asked about the offer: whoever may record a consultation on the offer puts it forward.")
    changes = {"state": Consultation.State.WAITING, "put_forward_by_id": by.id}
    return _step(consultation, changes, "put results forward", by)


@transaction.atomic
def send_results_back(*, consultation_id: UUID, by: Actor) -> Consultation:
    """Have the results written anew."""
    consultation = consultation_for(by, consultation_id, Verb.APPROVE)
    check_step(consultation, "send back")
    changes = {"state": Consultation.State.COUNTED, "put_forward_by_id": None}
    return _step(consultation, changes, "sent results back", by)


@transaction.atomic
def publish_results(*, consultation_id: UUID, on: date, by: Actor) -> Consultation:
    """Show everybody the results that somebody else wrote. Where the offer was asked about, its next edition can rest
    on them.
    """
    consultation = consultation_for(by, consultation_id, Verb.APPROVE)
    check_step(consultation, "publish")
    check_not_own_work(by, consultation)
    changes = {"state": Consultation.State.PUBLISHED, "published_on": on, "published_by_id": by.id}
    consultation = _step(consultation, changes, "published results", by)
    if consultation.about_offer:
        _tell_the_offer(consultation, consultation.results[settings.LANGUAGE_CODE], on, by)
    return consultation


# ---------------------------------------------------------------------------------------------------------------------


def _step(consultation: Consultation, changes: dict[str, Any], verb: str, by: Actor) -> Consultation:
    consultation = save_over(consultation, version=consultation.version, changes=changes, what="the results")
    audit.record(actor=by, verb=verb, subject_kind="consultation", subject=consultation.pk)
    return consultation


def _tell_the_offer(consultation: Consultation, told: Mapping[str, str], on: date, by: Actor) -> None:
    """Record it with the offer as what relevant persons were asked, in the name of whoever put it forward."""
    writer = consultation.put_forward_by_id
    offer.record_consultation(
        asked=texts.told(consultation.words)["title"],
        who="Children in care and care leavers",
        how_many=consultation.answers,
        from_on=consultation.opens_on,  # type: ignore[arg-type]  a published one was open
        to_on=consultation.closes_on,  # type: ignore[arg-type]
        said=told["found"],
        changed=told["next"],
        at=clock.now(),
        by=shell.actor_for(writer, on=on) if writer else by,
    )
