"""Letters: those of one person, one to read, what waits for approval, batches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q

from alongside.casework import (
    access,
    composing,
    going,
    letter_languages,
    letter_texts,
    letter_words,
    lettering,
    outbox,
    proving,
    steps_letters,
)
from alongside.casework.complaints import letters_told
from alongside.casework.letter_languages import Words
from alongside.casework.lettering import Text
from alongside.casework.models import (
    Allocation,
    Determination,
    Letter,
    LetterBatch,
    Person,
    Proof,
    Source,
)
from alongside.law import Category, age_on
from alongside.shell import audit, paper
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Verb

State = Letter.State
NEW = timedelta(days=28)
"""How long after a new allocation, or after a decision was told, a letter about it is offered."""
YEAR = timedelta(days=335)
STATUS_TEXTS = {
    Category.ELIGIBLE.value: "you_are_eligible",
    Category.RELEVANT.value: "you_are_relevant",
    Category.FORMER_RELEVANT.value: "you_are_former_relevant",
    Category.QUALIFYING.value: "you_are_qualifying",
    Category.NONE.value: "not_eligible",
}


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list."""

    id: UUID
    person: UUID
    label: str
    title: str
    state: str
    is_waiting: bool
    to_name: str
    channel: str
    made_at: datetime
    sent_at: datetime | None
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A letter that is worth sending now, and why."""

    key: str
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class ToWrite:
    """The text from which a letter is about to be written, and the language and form that the person has chosen.

    ``words``: the text in that language; of state "none" in English, and where it is not translated.
    """

    text: Text
    language: str
    language_name: str
    large_print: bool
    easy_read: bool
    words: Words


@dataclass(frozen=True, slots=True)
class LettersPage:
    """A person's letters, what may be written to them, and what stands in the way."""

    rows: tuple[LetterRow, ...]
    suggestions: tuple[Suggestion, ...]
    groups: tuple[tuple[str, tuple[Text, ...]], ...]
    why_not: str
    """Why nothing goes out to them at all; empty where something may."""
    why_no_post: str
    """Why nothing can be posted."""
    has_account: bool
    form: str
    """In which language and form they have chosen to get letters, in words."""
    proofs: int
    proof_until: date | None


@dataclass(frozen=True, slots=True)
class OneLetter:
    """A letter to read, with what this reader may do to it."""

    id: UUID
    person: UUID
    row: LetterRow
    said: dict[str, Any]
    address: str
    address_why: str
    text: str
    version: int
    form: str
    """In which language and form it is, in words."""
    checked_by: str
    """Who checked the translation that it was written from; empty where nobody did, and in English."""
    decides: bool
    approved_by: str
    error: str
    can_queue: bool
    can_decide: bool
    can_withdraw: bool
    can_settle: bool
    is_own_work: bool
    to_other: bool
    in_doubt: bool
    """Whether it came back, and nobody has checked since where it went."""
    pdf_sha256: str


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch and how far it is."""

    id: UUID
    title: str
    made_at: datetime
    by: str
    made: int
    sent: int
    stopped: int
    waiting: int


@dataclass(frozen=True, slots=True)
class BatchPage:
    """One batch, with those that were stopped or failed."""

    row: BatchRow
    not_sent: tuple[LetterRow, ...]


def letters_of(actor: Actor, person_id: UUID, *, on: date) -> LettersPage:
    """The letters of one person, for those who may read them."""
    person = access.person_for(actor, person_id, Record.LETTERS, on=on)
    rows = list(
        letters_told(actor, Letter.objects.filter(person=person, removed_at=None)).select_related(
            "recorded_by", "person"
        )[:200]
    )
    texts = letter_texts.every()
    grouped = {key: tuple(one for one in texts if one.group == key) for key in lettering.GROUPS}
    why_not = going.why_not(person, on, channel=Letter.Channel.BY_HAND)
    proofs = list(Proof.objects.filter(person=person, removed_at=None).order_by("-made_at"))
    return LettersPage(
        rows=tuple(_row(row) for row in rows),
        suggestions=() if why_not else tuple(_suggestions(person, rows, on)),
        groups=tuple((lettering.GROUPS[key], of) for key, of in grouped.items()),
        why_not=why_not,
        why_no_post=going.why_no_address(person, on),
        has_account=person.user_id is not None,
        form=_form(letter_words.offered(person.letter_language), person.large_print, person.easy_read),
        proofs=len(proofs),
        proof_until=next((one.until_on for one in proofs if proving.holds(one, on)), None),
    )


def text_to_write(actor: Actor, person_id: UUID, key: str, *, on: date) -> ToWrite:
    """The text from which a letter to this person is about to be written."""
    person = access.person_for(actor, person_id, Record.LETTERS, Verb.CREATE, on=on)
    text, language = letter_texts.current(key), letter_words.offered(person.letter_language)
    words = letter_languages.words_for_letter(text, language)
    return ToWrite(text, language, _named(language), person.large_print, person.easy_read, words)


def one_letter(actor: Actor, letter_id: UUID, *, on: date) -> OneLetter:
    """One letter. Raises NotYours for those out of whose reach it is."""
    letter = _letter(actor, letter_id)
    person = access.person_for(actor, letter.person_id, Record.LETTERS, on=on)
    may = {verb: access.can_reach(actor, person, Record.LETTERS, verb, on=on) for verb in (Verb.CREATE, Verb.APPROVE)}
    own = letter.recorded_by_id is not None and letter.recorded_by_id == actor.id
    ready = steps_letters.can_step(letter, "queue")
    return OneLetter(
        id=letter.pk,
        person=person.pk,
        row=_row(letter),
        said=letter.snapshot,
        address=letter.address,
        address_why=letter.address_why,
        text=f"version {letter.text_number}" if letter.text_number else "as delivered",
        version=letter.version,
        form=_form(letter.language, letter.large_print, letter.easy_read),
        checked_by=(letter.snapshot.get("translated") or {}).get("checked_by", ""),
        decides=letter.decides,
        approved_by=letter.approved_by.name if letter.approved_by else "",
        error=letter.error,
        can_queue=may[Verb.CREATE] and ready,
        can_decide=may[Verb.APPROVE] and letter.decides and steps_letters.can_step(letter, "approve"),
        can_withdraw=may[Verb.CREATE] and steps_letters.can_step(letter, "stop"),
        can_settle=may[Verb.CREATE] and steps_letters.can_step(letter, "return"),
        is_own_work=own,
        to_other=letter.to_other,
        in_doubt=letter.state == State.RETURNED and going.in_doubt(on).filter(pk=letter.contact_point_id).exists(),
        pdf_sha256=letter.pdf_sha256,
    )


def letter_paper(actor: Actor, letter_id: UUID, *, on: date) -> bytes:
    """A letter on paper: as it was posted, else made from what it says."""
    letter = _letter(actor, letter_id)
    access.person_for(actor, letter.person_id, Record.LETTERS, on=on)
    audit.record(actor=actor, verb="downloaded letter", subject_kind="person", subject=letter.person_id)
    return paper_of(letter, on)


def letters_to_approve(actor: Actor, *, on: date) -> tuple[LetterRow, ...]:
    """Letters that tell a decision and wait for somebody else's yes, oldest first."""
    people = access.visible_to(actor, Record.LETTERS, Verb.APPROVE, on=on)
    rows = Letter.objects.filter(state=State.DRAFTED, decides=True, removed_at=None, person__in=people)
    signed = [one.key for one in lettering.delivered().values() if one.by_director]
    if Reach.SERVICE not in actor.reaches(Record.LETTERS, Verb.APPROVE):
        rows = rows.exclude(text_key__in=signed)
    rows = rows.exclude(recorded_by_id=actor.id) if actor.id else rows
    rows = letters_told(actor, rows).select_related("recorded_by", "person")
    return tuple(_row(row) for row in rows.order_by("recorded_at", "pk"))


def letter_batches(actor: Actor, *, on: date) -> tuple[BatchRow, ...]:
    """The batches that this actor made, newest first; whoever serves everybody sees all."""
    actor.check(Record.LETTERS, Verb.READ)
    return tuple(_batch(row) for row in _batches(actor)[:50])


def letter_batch(actor: Actor, batch_id: UUID, *, on: date) -> BatchPage:
    """One batch and how far it is."""
    row = _batches(actor).filter(pk=batch_id).first()
    if row is None:
        raise NotYours("letters made at once")
    people = access.visible_to(actor, Record.LETTERS, on=on)
    rows = Letter.objects.filter(batch=row, person__in=people).filter(Q(state=State.STOPPED) | ~Q(error=""))
    rows = rows.select_related("recorded_by", "person").order_by("person__surname", "pk")
    return BatchPage(_batch(row), tuple(_row(one) for one in rows))


# ---------------------------------------------------------------------------------------------------------------------


def _letter(actor: Actor, letter_id: UUID) -> Letter:
    rows = letters_told(actor, Letter.objects.filter(pk=letter_id, removed_at=None))
    letter = rows.select_related("recorded_by", "approved_by", "person").first()
    if letter is None:
        raise NotYours("letter")
    return letter


def paper_of(letter: Letter, on: date) -> bytes:
    """The paper of a letter: as it was posted, else made from what it says. Whoever asks has checked."""
    posted = outbox.paper_of(letter.pk) if letter.sent_at else None
    if posted is not None:
        return posted
    return paper.pdf(composing.page(letter, letter.sent_at.date() if letter.sent_at else on))


def _named(language: str) -> str:
    return str(dict(settings.LANGUAGES).get(language, language))


def _form(language: str, large_print: bool, easy_read: bool) -> str:
    """العربية, in large print, one sentence to a line."""
    form = ("in large print" if large_print else "", "one sentence to a line" if easy_read else "")
    return ", ".join([_named(language), *(one for one in form if one)])


def _row(letter: Letter) -> LetterRow:
    return LetterRow(
        id=letter.pk,
        person=letter.person_id,
        label=letter.person.label,
        title=letter.title,
        state=letter.get_state_display(),
        is_waiting=letter.state in (State.QUEUED, State.APPROVED),
        to_name=letter.to_name,
        channel=letter.get_channel_display(),
        made_at=letter.recorded_at,
        sent_at=letter.sent_at,
        by=letter.recorded_by.name if letter.recorded_by else "By itself",
        why=letter.why or letter.error,
    )


def _suggestions(person: Person, letters: list[Letter], on: date) -> list[Suggestion]:
    """Letters that what happened calls for, and that were not written since."""
    found = []
    rows = Allocation.objects.filter(person=person, kind=Allocation.Kind.PERSONAL_ADVISER, worker__isnull=False)
    held = list(rows.select_related("worker").order_by("from_on"))
    newest = held[-1] if held else None
    brought = newest is not None and newest.source == Source.OPENING_POSITION  # they worked together before
    if newest and newest.worker and not brought and on - NEW <= newest.from_on <= on:
        key = "change_of_adviser" if len({row.worker_id for row in held}) > 1 else "welcome"
        if not _written(letters, ("change_of_adviser", "welcome"), newest.from_on):
            found.append(_suggestion(key, f"{newest.worker.name} is their adviser since this month."))
    decision = Determination.objects.filter(person=person, state="approved").order_by("-number").first()
    if decision and decision.told_on and decision.told_on >= on - NEW and decision.category in STATUS_TEXTS:
        key = STATUS_TEXTS[decision.category]
        if not _written(letters, (key,), decision.told_on - NEW):
            found.append(_suggestion(key, "The decision on their category was told to them."))
    if 21 <= age_on(person.born_on, on) < 25 and not _written(letters, ("yearly_offer",), on - YEAR):
        found.append(_suggestion("yearly_offer", "They are between 21 and 25. A slip to send back comes with it."))
    return found


def _suggestion(key: str, why: str) -> Suggestion:
    return Suggestion(key, letter_texts.current(key).title, why)


def _written(letters: list[Letter], keys: tuple[str, ...], since: date) -> bool:
    return any(
        one.text_key in keys and one.state != State.STOPPED and one.recorded_at.date() >= since for one in letters
    )


def _batches(actor: Actor):  # type: ignore[no-untyped-def]
    rows = LetterBatch.objects.select_related("made_by").annotate(
        made=Count("letters"),
        sent=Count("letters", filter=Q(letters__sent_at__isnull=False)),
        stopped=Count("letters", filter=Q(letters__state=State.STOPPED)),
        waiting=Count("letters", filter=Q(letters__state=State.QUEUED)),
    )
    rows = rows.order_by("-made_at", "pk")
    everybody = actor.is_system or Reach.SERVICE in actor.reaches(Record.LETTERS, Verb.READ)
    return rows if everybody else rows.filter(made_by_id=actor.id)


def _batch(row: Any) -> BatchRow:
    by = row.made_by.name if row.made_by else "By itself"
    return BatchRow(row.pk, row.title, row.made_at, by, row.made, row.sent, row.stopped, row.waiting)
