"""What a young person sees of letters and proofs in their own place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from markupsafe import Markup

from alongside.casework import composing, letter_words, proving
from alongside.casework.models import Letter, Person, Proof
from alongside.casework.queries.letters import paper_of
from alongside.casework.queries.portal import my_record
from alongside.shell import audit, design, paper
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Record


@dataclass(frozen=True, slots=True)
class MyLetter:
    """A letter that was sent to them. ``language``: that of its title."""

    id: UUID
    title: str
    language: str
    sent_at: datetime
    is_new: bool
    said: dict[str, Any]


@dataclass(frozen=True, slots=True)
class MyLetterForm:
    """In which language and form their letters come."""

    language: str
    large_print: bool
    easy_read: bool
    in_words: str


@dataclass(frozen=True, slots=True)
class MyLetters:
    """The letters that they got, newest first, and how letters come to them."""

    rows: tuple[MyLetter, ...]
    form: MyLetterForm


@dataclass(frozen=True, slots=True)
class MyProof:
    """A proof that they made."""

    id: UUID
    made_at: datetime
    until_on: date
    ended_at: datetime | None
    holds: bool
    code: str


@dataclass(frozen=True, slots=True)
class MyProofs:
    """The proof that counts, those before it, and whether another can be made."""

    now: MyProof | None
    before: tuple[MyProof, ...]
    why_not: str
    """Why none can be made; empty where one can."""
    address: str
    drawing: Markup


def my_letters(actor: Actor, *, on: date) -> MyLetters:
    """The letters of the person who is signed in, newest first; what is hidden is left out."""
    person = my_record(actor, Record.LETTERS, on=on)
    _note(actor, person, "letters")
    rows = tuple(_mine(row) for row in _sent(person).order_by("-sent_at")[:200])
    return MyLetters(rows, _letter_form(person))


def my_letter_form(actor: Actor, *, on: date) -> MyLetterForm:
    """In which language and form letters come to the person who is signed in."""
    person = my_record(actor, Record.LETTERS, on=on)
    _note(actor, person, "language of letters")
    return _letter_form(person)


def my_letter(actor: Actor, letter_id: UUID, *, on: date) -> MyLetter:
    """One letter of one's own."""
    person = my_record(actor, Record.LETTERS, on=on)
    _note(actor, person, "letter")
    return _mine(_my_letter(person, letter_id))


def my_letter_paper(actor: Actor, letter_id: UUID, *, on: date) -> bytes:
    """One letter of one's own, as it was on paper."""
    person = my_record(actor, Record.LETTERS, on=on)
    _note(actor, person, "letter on paper")
    return paper_of(_my_letter(person, letter_id), on)


def my_proofs(actor: Actor, *, on: date) -> MyProofs:
    """The proofs of the person who is signed in."""
    person = my_record(actor, Record.DOCUMENTS, on=on)
    _note(actor, person, "proof")
    rows = [_proof(row, on) for row in Proof.objects.filter(person=person, removed_at=None).order_by("-made_at")]
    now = next((row for row in rows if row.holds and row.code), None)
    drawing = Markup(paper.qr_drawing(proving.address(), "Opens the page where the code is checked"))  # noqa: S704
    return MyProofs(
        now=now,
        before=tuple(row for row in rows if row is not now),
        why_not=proving.lasts_until(person, on)[1],
        address=proving.address(),
        drawing=drawing,
    )


def my_proof_paper(actor: Actor, proof_id: UUID, *, on: date) -> bytes:
    """One's proof on paper, while it counts."""
    person = my_record(actor, Record.DOCUMENTS, on=on)
    _note(actor, person, "proof on paper")
    row = Proof.objects.filter(pk=proof_id, person=person, removed_at=None, ended_at=None).first()
    if row is None or not proving.holds(row, on):
        raise NotYours("proof")
    style = design.custom_properties(design.council()) + composing.STYLE.read_text("utf-8")
    told = {
        "proof": _proof(row, on),
        "name": person.name or person.label,
        "on": on,
        "address": proving.address(),
        "qr": paper.qr(proving.address()),
        "logo_address": paper.logo_address(),
        "style": Markup(style),  # noqa: S704  our own file and the council's colours
    }
    return paper.pdf(render_to_string("casework/paper/proof.html", told))


# ---------------------------------------------------------------------------------------------------------------------


def _sent(person: Person) -> QuerySet[Letter]:
    return Letter.objects.filter(person=person, hidden="", removed_at=None, to_other=False, sent_at__isnull=False)


def _my_letter(person: Person, letter_id: UUID) -> Letter:
    letter = _sent(person).filter(pk=letter_id).first()
    if letter is None:
        raise NotYours("letter")
    return letter


def _letter_form(person: Person) -> MyLetterForm:
    language = letter_words.offered(person.letter_language)
    forms = {"in big letters": person.large_print, "with each sentence on its own line": person.easy_read}
    said = " and ".join(words for words, wanted in forms.items() if wanted)
    named = f"in {dict(settings.LANGUAGES)[language]}"
    return MyLetterForm(language, person.large_print, person.easy_read, ", ".join(filter(None, (named, said))))


def _mine(row: Letter) -> MyLetter:
    told = row.snapshot.get("translated")
    title, language = (told["title"], told["language"]) if told else (row.title, letter_words.ENGLISH)
    return MyLetter(
        row.pk, title, language, row.sent_at or row.recorded_at, row.state == Letter.State.SENT, row.snapshot
    )


def _proof(row: Proof, on: date) -> MyProof:
    return MyProof(row.pk, row.made_at, row.until_on, row.ended_at, proving.holds(row, on), proving.code_shown(row))


def _note(actor: Actor, person: Person, what: str) -> None:
    audit.record(
        actor=actor, verb="looked at own place", subject_kind="person", subject=person.pk, detail={"page": what}
    )
