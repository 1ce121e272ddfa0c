"""Verbs of complaints, compliments and advocates."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.casework import access, slices
from alongside.casework.actions.portal import _themself
from alongside.casework.complaints import Progress, complaint_for, progress_of
from alongside.casework.local_clocks import rights as clocks
from alongside.casework.models import (
    Advocacy,
    Allocation,
    Complaint,
    ComplaintAbout,
    ComplaintStep,
    How,
    Person,
    Referral,
    Source,
)
from alongside.casework.steps_rights import check_complaint
from alongside.partners import queries as partners
from alongside.shell import audit, clock
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.models import User
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Record, Verb

ADVOCACY_SERVICE = "Advocacy service"
FURTHER_THAN_ONE = (2, 3)
"""Stages that are answered by somebody who may approve: the head of service, the director."""


@transaction.atomic
def record_complaint(
    *,
    person_id: UUID,
    kind: str,
    received_on: date,
    how: str,
    words: str,
    on: date,
    by: Actor,
    wants: str = "",
    about: Collection[str] = (),
) -> Complaint:
    """Write down a complaint or a compliment, as the young person or for them. Those it is about never see it."""
    person = access.person_for(by, person_id, Record.COMPLAINTS, Verb.CREATE, on=on)
    _check_day(received_on, person.born_on, on)
    if not words.strip():
        raise FactRefused("Write what they say.")
    themself = person.user_id is not None and person.user_id == by.id
    workers = [_worker(person, one, by) for one in dict.fromkeys(about)]
    complaint = Complaint.objects.create(
        person=person,
        kind=kind,
        received_on=received_on,
        how=how,
        words=words.strip(),
        wants=wants.strip(),
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.PORTAL if themself else Source.TYPED,
    )
    for worker in workers:
        ComplaintAbout.objects.create(complaint=complaint, worker=worker)
    first = "thank" if kind == Complaint.Kind.COMPLIMENT else "receive"
    _add(complaint, None, first, on=received_on, by=by)
    return complaint


@transaction.atomic
def complain(
    *, kind: str, words: str, on: date, by: Actor, wants: str = "", about: Collection[str] = (), advocate: bool = False
) -> Complaint:
    """Complain, or say what is good, as the young person who is signed in; and ask for an advocate with it."""
    person = _themself(by, Record.COMPLAINTS, Verb.CREATE, on)
    complaint = record_complaint(
        person_id=person.pk,
        kind=kind,
        received_on=on,
        how=How.PORTAL,
        words=words,
        wants=wants,
        about=about,
        on=on,
        by=by,
    )
    if advocate:
        ask_for_advocate(about="", on=on, by=by)  # whom it is about reads the line of the advocate too
    return complaint


@transaction.atomic
def acknowledge_complaint(*, complaint_id: UUID, words: str, on: date, by: Actor) -> ComplaintStep:
    """Tell the young person that it was received and who deals with it: whoever does this deals with it."""
    complaint = complaint_for(by, complaint_id, Verb.UPDATE, on=on)
    where = progress_of(complaint)
    if where.acknowledged_on:
        raise WrongState("This stage was acknowledged before.")
    step = _add(complaint, where, "acknowledge", words=words, on=on, by=by)
    if by.id is not None:
        changes = {"handler_id": by.id}
        save_over(complaint, version=complaint.version, changes=changes, what="who deals with it")
    return step


@transaction.atomic
def extend_complaint(*, complaint_id: UUID, words: str, on: date, by: Actor) -> ComplaintStep:
    """Take more time for this stage, once, because it is complex. The young person reads why."""
    complaint = complaint_for(by, complaint_id, Verb.UPDATE, on=on)
    where = progress_of(complaint)
    if where.is_extended or complaint.kind == Complaint.Kind.DATA:
        raise WrongState("This stage cannot be given more time.")
    if not words.strip():
        raise FactRefused("Say why it is complex: the young person reads it.")
    return _add(complaint, where, "extend", words=words, on=on, by=by)


@transaction.atomic
def answer_complaint(*, complaint_id: UUID, outcome: str, words: str, on: date, by: Actor) -> ComplaintStep:
    """Answer this stage. Later stages are answered higher up, and never by whoever answered the stage before."""
    complaint = complaint_for(by, complaint_id, Verb.UPDATE, on=on)
    where = progress_of(complaint)
    if where.stage in FURTHER_THAN_ONE:
        access.person_for(by, complaint.person_id, Record.COMPLAINTS, Verb.APPROVE, on=on)
    if by.id is not None and by.id == where.last_answerer:
        raise OwnWork("You answered the stage before, so somebody else answers this one.")
    if not words.strip() or outcome not in ComplaintStep.Outcome.values:
        raise FactRefused("Say what was found, and answer in words that the young person understands.")
    return _add(complaint, where, "answer", outcome=outcome, words=words, on=on, by=by)


@transaction.atomic
def go_on_with_complaint(*, complaint_id: UUID, words: str, on: date, by: Actor) -> ComplaintStep:
    """Go on to the next stage, as the young person or for them: from an answer, or where stage 1 is late."""
    complaint = complaint_for(by, complaint_id, Verb.CREATE, on=on)
    where = progress_of(complaint)
    if complaint.kind != Complaint.Kind.COMPLAINT:
        raise WrongState("This kind of complaint has one stage. The Information Commissioner can look at it.")
    due = clocks.answer_by(complaint, where)
    if due is not None and on <= due:
        raise WrongState("We have not had our time to answer yet.")
    return _add(complaint, where, "go_on", words=words, on=on, by=by)


@transaction.atomic
def take_complaint_back(*, complaint_id: UUID, on: date, by: Actor, words: str = "") -> ComplaintStep:
    """Take it back, as the young person or for them. What was said stays on record."""
    complaint = complaint_for(by, complaint_id, Verb.CREATE, on=on)
    return _add(complaint, progress_of(complaint), "take_back", words=words, on=on, by=by)


@transaction.atomic
def learn_from_complaint(*, complaint_id: UUID, words: str, on: date, by: Actor) -> ComplaintStep:
    """Write down what the service does differently from now on."""
    complaint = complaint_for(by, complaint_id, Verb.UPDATE, on=on)
    if not words.strip():
        raise FactRefused("Write what you do differently now.")
    return _add(complaint, progress_of(complaint), "learn", words=words, on=on, by=by)


@transaction.atomic
def offer_advocate(*, person_id: UUID, about: str, offered_on: date, on: date, by: Actor) -> Advocacy:
    """Write down that an advocate was offered, or that the young person asked for one."""
    person = access.person_for(by, person_id, Record.COMPLAINTS, Verb.CREATE, on=on)
    _check_day(offered_on, person.born_on, on)
    themself = person.user_id is not None and person.user_id == by.id
    waiting = Advocacy.objects.filter(person=person, removed_at=None, to_on=None).exclude(answer=Advocacy.Answer.NO)
    if waiting.exists():
        raise FactRefused("An advocate was offered already, or stands beside them now.")
    advocacy = Advocacy.objects.create(
        person=person,
        offered_on=offered_on,
        asked=themself,
        about=about,
        answer=Advocacy.Answer.YES if themself else Advocacy.Answer.WAITING,
        answered_on=offered_on if themself else None,
        recorded_at=clock.now(),
        recorded_by_id=by.id,
        source=Source.PORTAL if themself else Source.TYPED,
    )
    audit.record(actor=by, verb="offered advocate", subject_kind="person", subject=person.pk)
    return advocacy


@transaction.atomic
def ask_for_advocate(*, about: str, on: date, by: Actor) -> Advocacy:
    """Ask for an advocate as the young person who is signed in. Asking twice is asking once."""
    person = _themself(by, Record.COMPLAINTS, Verb.CREATE, on)
    for held in Advocacy.objects.filter(person=person, removed_at=None, to_on=None).exclude(answer=Advocacy.Answer.NO):
        if held.answer == Advocacy.Answer.WAITING:
            changes = {"answer": Advocacy.Answer.YES, "answered_on": on, "asked": True}
            held = save_over(held, version=held.version, changes=changes, what="the advocate")
        audit.record(actor=by, verb="asked for advocate", subject_kind="person", subject=person.pk)
        return held
    return offer_advocate(person_id=person.pk, about=about, offered_on=on, on=on, by=by)


@transaction.atomic
def record_advocate(
    *,
    advocacy_id: UUID,
    version: int,
    answer: str,
    on: date,
    by: Actor,
    organisation: str = "",
    advocate: str = "",
    phone: str = "",
    account: str = "",
    from_on: date | None = None,
) -> Advocacy:
    """Write down what the young person said to the offer, and who their advocate is from when.

    ``account`` is the advocate's own here: what the young person shows opens to it alone, and to nobody without one.
    """
    held = _advocacy(advocacy_id, by, on)
    changes: dict[str, Any] = {"answer": answer, "answered_on": held.answered_on or on}
    if answer == Advocacy.Answer.WAITING:
        changes["answered_on"] = None
    if from_on or organisation:
        _check_advocate(held, answer, organisation, from_on, on)
        named = _account(account, organisation, on)
        changes |= {"organisation_id": UUID(organisation), "advocate": advocate, "phone": phone, "from_on": from_on}
        changes["account_id"] = named.pk if named else None
        if changes["account_id"] != held.account_id:
            _close(held, on)
            changes["referral"] = _opened(held, held.shares, named, UUID(organisation), on, by)
    held = save_over(held, version=version, changes=changes, what="the advocate")
    audit.record(actor=by, verb="recorded advocate", subject_kind="person", subject=held.person_id)
    return held


@transaction.atomic
def end_advocacy(*, advocacy_id: UUID, version: int, to_on: date, on: date, by: Actor) -> Advocacy:
    """The advocate stands beside them no longer; what was opened to them closes the same day."""
    held = _advocacy(advocacy_id, by, on)
    if held.from_on is None or to_on < held.from_on or to_on > on:
        raise FactRefused("The last day is after the first, and not in the future.")
    _close(held, to_on)
    held = save_over(held, version=version, changes={"to_on": to_on}, what="the advocate")
    audit.record(actor=by, verb="ended advocacy", subject_kind="person", subject=held.person_id)
    return held


@transaction.atomic
def show_my_advocate(*, shares: Collection[str], on: date, by: Actor) -> Advocacy:
    """Choose, as the young person, what one's advocate sees: that and nothing else, from now on."""
    person = _themself(by, Record.COMPLAINTS, Verb.CREATE, on)
    held = Advocacy.objects.filter(access.live(on), person=person, removed_at=None).first()
    if held is None or held.organisation_id is None:
        raise FactRefused("You have no advocate yet.")
    wanted = [one.value for one in slices.open_to_advocates() if one.value in shares]
    _close(held, on)
    opened = _opened(held, wanted, held.account, held.organisation_id, on, by)
    changes = {"shares": wanted, "referral": opened}
    held = save_over(held, version=held.version, changes=changes, what="what the advocate sees")
    audit.record(
        actor=by,
        verb="chose what the advocate sees",
        subject_kind="person",
        subject=person.pk,
        detail={"shows": wanted},
    )
    return held


# ---------------------------------------------------------------------------------------------------------------------


def _add(
    complaint: Complaint, where: Progress | None, step: str, *, on: date, by: Actor, words: str = "", outcome: str = ""
) -> ComplaintStep:
    """Add a step, if the table has it. Of two at the same moment the second is told that somebody was sooner."""
    after = check_complaint(where.state if where else None, step)
    try:
        with transaction.atomic():
            made = ComplaintStep.objects.create(
                complaint=complaint,
                number=(where.count if where else 0) + 1,
                step=step,
                state=after,
                on=on,
                outcome=outcome,
                words=words.strip(),
                made_at=clock.now(),
                made_by_id=by.id,
            )
    except IntegrityError as error:
        raise WrongState("Somebody else was a moment sooner: look at it again.") from error
    detail = {"step": step, "complaint": str(complaint.pk)}
    audit.record(
        actor=by, verb="took step of complaint", subject_kind="person", subject=complaint.person_id, detail=detail
    )
    return made


def _worker(person: Person, about: str, by: Actor) -> User:
    """A worker whom it is about: somebody with an account here. A young person names those who help them."""
    found = User.objects.filter(pk=about, is_active=True).first()
    if found is None:
        raise FactRefused("There is no such worker.")
    works = Allocation.objects.filter(person=person, worker=found).exists()
    if person.user_id == by.id and not works:
        raise FactRefused("Choose one of your people, or write the name in your own words.")
    if found.pk == by.id:
        raise OwnWork("It is about you, so somebody else writes it down.")
    return found


def _check_day(day: date, born_on: date, on: date) -> None:
    if not born_on <= day <= on:
        raise FactRefused("This day is in the future, or before birth.")


def _advocacy(advocacy_id: UUID, by: Actor, on: date) -> Advocacy:
    held = Advocacy.objects.filter(pk=advocacy_id, removed_at=None).first()
    if held is None:
        raise NotYours("advocacy")
    access.person_for(by, held.person_id, Record.COMPLAINTS, Verb.CREATE, on=on)
    return held


def _check_advocate(held: Advocacy, answer: str, organisation: str, from_on: date | None, on: date) -> None:
    if answer != Advocacy.Answer.YES:
        raise FactRefused("Only somebody who wants an advocate has one.")
    if organisation not in {str(one.id) for one in partners.organisations() if one.kind == ADVOCACY_SERVICE}:
        raise FactRefused("Choose the advocacy service that the advocate comes from.")
    if from_on is None or from_on > on + timedelta(days=28) or from_on < held.person.born_on:
        raise FactRefused("Say from which day, at most four weeks ahead.")


def _account(account: str, organisation: str, on: date) -> User | None:
    """The advocate's account here, if they have one: it acts for the service that they come from."""
    if not account:
        return None
    found = User.objects.filter(pk=account, is_active=True).first()
    if found is None or UUID(organisation) not in partners.organisations_of(found.pk, on):
        raise FactRefused("This account does not belong to somebody of that advocacy service.")
    return found


def _opened(
    held: Advocacy, shows: Collection[str], account: User | None, organisation: UUID, on: date, by: Actor
) -> Referral | None:
    """What the advocate sees from now on, and nobody else of their service. Without an account of theirs, nothing."""
    if not shows or account is None:
        return None
    return Referral.objects.create(
        person=held.person,
        organisation_id=organisation,
        only_for=account,
        field_groups=sorted({Record.CORE_DETAILS.value, *shows}),
        reason="Their advocate: the young person chose what is shown",
        from_on=on,
        referred_by_id=by.id,
    )


def _close(held: Advocacy, on: date) -> None:
    """End what was opened to the advocate; what was opened today is closed today."""
    if held.referral is not None and (held.referral.to_on is None or held.referral.to_on > on):
        held.referral.to_on = max(on, held.referral.from_on)
        held.referral.save()
