"""Verbs of help after 21: offering it each year, asking for it, ending it, and looking after somebody unasked."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.casework import access, records
from alongside.casework.actions.clocks import happened
from alongside.casework.models import Hidden, Person, SupportOffer, SupportRequest, WelfareWatch
from alongside.law import age_on
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused, NotYours, WrongState
from alongside.shell.roles import Record, Verb

FROM_AGE, TO_AGE = 21, 25
"""Support on request is for those of 21 to 24 (Children Act 1989, section 23CZB)."""
LONGEST_WORDS = 4000
How = SupportRequest.How


@transaction.atomic
def ask_for_support(*, person_id: UUID, how: str, wants: str, asked_on: date, on: date, by: Actor) -> SupportRequest:
    """Ask for support, as the young person, or note that they asked: for the first time or once more.

    The law's clock for assessing what they need starts on that day, and the yearly offer rests while it goes on.
    """
    person = access.person_for(by, person_id, Record.SUPPORT, Verb.CREATE, on=on)
    if how not in How.values or (how == How.PORTAL) is not records.is_themself(person, by):
        raise FactRefused("Say how they told us.")
    access.hold(person)
    records.check_day(person, asked_on, on=on)
    if age_on(person.born_on, asked_on) < FROM_AGE:
        raise FactRefused("This is for people from 21 on. Until then help is there without asking: write a message.")
    if age_on(person.born_on, asked_on) >= TO_AGE:
        raise FactRefused("From the 25th birthday on this can no longer be asked for. Call us: we say who can help.")
    if _requests(person).filter(ended_on=None).exists():
        raise WrongState("They have asked already, and that goes on.")
    if _requests(person).filter(ended_on__gt=asked_on).exists():
        raise FactRefused("On that day they had support already.")
    request = SupportRequest.objects.create(
        **records.written(person, by=by), asked_on=asked_on, how=how, wants=_words(wants)
    )
    audit.record(actor=by, verb="asked for support", subject_kind="person", subject=person.pk, detail={"how": how})
    return request


@transaction.atomic
def note_result(
    *, request_id: UUID, version: int, result: str, result_words: str, on: date, by: Actor
) -> SupportRequest:
    """Note what was agreed with them. It ends nothing: only they end it."""
    request = _request(request_id, on, by)
    if not result or result not in SupportRequest.Result.values or not result_words.strip():
        raise FactRefused("Say what was agreed.")
    changes = {"result": result, "result_words": _words(result_words), "result_on": on}
    request = save_over(request, version=version, changes=changes, what="what they asked for")
    audit.record(actor=by, verb="agreed support", subject_kind="person", subject=request.person_id)
    return request


@transaction.atomic
def end_support(
    *, request_id: UUID, version: int, ended_how: str, ended_words: str, ended_on: date, on: date, by: Actor
) -> SupportRequest:
    """Note that the young person no longer wants support. Nobody else can want that for them: say how they told us.

    They go on being offered it each year, and may come back at any time before 25.
    """
    request = _request(request_id, on, by)
    if ended_how not in How.values or ended_how == How.PORTAL or not ended_words.strip():
        raise FactRefused("Only they can end it: say how they told us, and in what words.")
    return _end(request, version, ended_how, ended_words, ended_on, on, by)


@transaction.atomic
def ask_for_my_support(*, wants: str, on: date, by: Actor) -> SupportRequest:
    """Ask for support, or come back, as the young person who is signed in."""
    person = _themself(by, on)
    return ask_for_support(person_id=person.pk, how=How.PORTAL, wants=wants, asked_on=on, on=on, by=by)


@transaction.atomic
def end_my_support(*, ended_words: str, on: date, by: Actor) -> SupportRequest:
    """Say, as the young person who is signed in, that one no longer wants support."""
    request = _requests(_themself(by, on)).filter(ended_on=None).first()
    if request is None:
        raise WrongState("There is nothing to stop.")
    return _end(request, request.version, How.PORTAL, ended_words, on, on, by)


@transaction.atomic
def offer_support(*, person_id: UUID, sent_on: date, channel: str, on: date, by: Actor) -> SupportOffer:
    """Note that support was offered. The yearly clock starts again with it."""
    person = access.person_for(by, person_id, Record.SUPPORT, Verb.CREATE, on=on)
    if records.is_themself(person, by):
        raise NotYours("offer")
    if channel not in SupportOffer.Channel.values:
        raise FactRefused("Say how it was offered.")
    records.check_day(person, sent_on, on=on)
    if age_on(person.born_on, sent_on) < FROM_AGE:
        raise FactRefused("The offer is made from the 21st birthday on.")
    offer = SupportOffer.objects.create(**records.written(person, by=by), sent_on=sent_on, channel=channel)
    _tell_clock(offer, on, by)
    audit.record(actor=by, verb="offered support", subject_kind="person", subject=person.pk)
    return offer


@transaction.atomic
def note_reply(
    *,
    offer_id: UUID,
    version: int,
    reached: str,
    reply: str,
    reply_words: str,
    replied_on: date | None,
    on: date,
    by: Actor,
) -> SupportOffer:
    """Note whether an offer reached them, and what they answer. One that did not reach them was none: it stays due.

    Who says yes has asked for support: that is noted at once.
    """
    offer = SupportOffer.objects.filter(pk=offer_id, removed_at=None).first()
    if offer is None:
        raise NotYours("offer")
    person = access.person_for(by, offer.person_id, Record.SUPPORT, Verb.UPDATE, on=on)
    _check_reply(offer, reached, reply, replied_on, on)
    before = offer.reply
    changes = {"reached": reached, "reply": reply, "reply_words": _words(reply_words), "replied_on": replied_on}
    offer = save_over(offer, version=version, changes=changes, what="this offer")
    _tell_clock(offer, on, by)
    says_yes = reply == SupportOffer.Reply.YES != before
    if says_yes and replied_on and not _requests(person).filter(ended_on=None).exists():
        how = How.SLIP if offer.channel == SupportOffer.Channel.LETTER else How.MESSAGE
        ask_for_support(person_id=person.pk, how=how, wants=reply_words, asked_on=replied_on, on=on, by=by)
    audit.record(actor=by, verb="noted reply to offer", subject_kind="person", subject=person.pk)
    return offer


@transaction.atomic
def watch_welfare(*, person_id: UUID, why: str, told: bool, why_not_told: str, on: date, by: Actor) -> WelfareWatch:
    """Go on looking how somebody is who did not ask for it, because of a risk that is named."""
    person = access.person_for(by, person_id, Record.SUPPORT, Verb.CREATE, on=on)
    if records.is_themself(person, by):
        raise NotYours("welfare")
    if not why.strip():
        raise FactRefused("Say what you are worried about.")
    if not told and not why_not_told.strip():
        raise FactRefused("Tell the young person, or say why not.")
    access.hold(person)
    if WelfareWatch.objects.filter(person=person, ended_on=None, removed_at=None).exists():
        raise WrongState("Their welfare is looked after already.")
    watch = WelfareWatch.objects.create(
        **records.written(person, by=by),
        why=_words(why),
        told=told,
        why_not_told=why_not_told.strip(),
        from_on=on,
        hidden=Hidden.NO if told else Hidden.SERIOUS_HARM,
    )
    audit.record(actor=by, verb="watches welfare", subject_kind="person", subject=person.pk)
    return watch


@transaction.atomic
def look_at_welfare(*, watch_id: UUID, version: int, goes_on: bool, words: str, on: date, by: Actor) -> WelfareWatch:
    """Look again whether there is still a reason; end it where there is none."""
    watch = WelfareWatch.objects.filter(pk=watch_id, ended_on=None, removed_at=None).first()
    if watch is None:
        raise NotYours("welfare")
    access.person_for(by, watch.person_id, Record.SUPPORT, Verb.UPDATE, on=on)
    if not words.strip():
        raise FactRefused("Say what you found.")
    changes: dict[str, Any] = {"looked_on": on}
    if goes_on:
        changes["why"] = f"{watch.why}\n\n{on:%-d %B %Y}: {words.strip()}"
    else:
        changes |= {"ended_on": on, "ended_why": words.strip()[:200]}
    watch = save_over(watch, version=version, changes=changes, what="this watch")
    audit.record(actor=by, verb="looked at welfare", subject_kind="person", subject=watch.person_id)
    return watch


# ---------------------------------------------------------------------------------------------------------------------


def _requests(person: Person) -> QuerySet[SupportRequest]:
    return SupportRequest.objects.filter(person=person, removed_at=None)


def _request(request_id: UUID, on: date, by: Actor) -> SupportRequest:
    request = SupportRequest.objects.filter(pk=request_id, removed_at=None).first()
    if request is None:
        raise NotYours("request")
    access.person_for(by, request.person_id, Record.SUPPORT, Verb.UPDATE, on=on)
    return request


def _themself(by: Actor, on: date) -> Person:
    person = Person.objects.filter(user_id=by.id).first() if by.id else None
    if person is None:
        raise NotYours("a place of one's own")
    return access.person_for(by, person.pk, Record.SUPPORT, Verb.CREATE, on=on)


def _end(
    request: SupportRequest, version: int, how: str, words: str, ended_on: date, on: date, by: Actor
) -> SupportRequest:
    if request.ended_on is not None:
        raise WrongState("They ended it already.")
    records.check_day(request.person, ended_on, on=on)
    if ended_on < request.asked_on:
        raise FactRefused("That is before they asked.")
    changes = {"ended_on": ended_on, "ended_how": how, "ended_words": _words(words)}
    request = save_over(request, version=version, changes=changes, what="what they asked for")
    audit.record(actor=by, verb="ended support", subject_kind="person", subject=request.person_id)
    return request


def _check_reply(offer: SupportOffer, reached: str, reply: str, replied_on: date | None, on: date) -> None:
    if reached not in SupportOffer.Reached.values or reply not in SupportOffer.Reply.values:
        raise FactRefused("Say whether it reached them and what they answer.")
    if reply and reached == SupportOffer.Reached.NO:
        raise FactRefused("Who answers was reached.")
    if bool(reply) is not bool(replied_on):
        raise FactRefused("Give the answer with its day, or neither.")
    if replied_on and replied_on < offer.sent_on:
        raise FactRefused("That is before it was offered.")
    if replied_on and replied_on > on:
        raise FactRefused("This day is in the future.")


def _tell_clock(offer: SupportOffer, on: date, by: Actor) -> None:
    counts = offer.reached != SupportOffer.Reached.NO and offer.removed_at is None
    day = offer.sent_on if counts else None
    happened(person=offer.person, kind="offered_support", happened_on=day, record=offer.pk, on=on, by=by)


def _words(words: str) -> str:
    words = words.strip()
    if len(words) > LONGEST_WORDS:
        raise FactRefused(f"That is too long: at most {LONGEST_WORDS:,} letters.")
    return words
