"""What the offer has for somebody at a birthday, to go with the letter: what begins, what ends, what goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alongside.offer.models import TranslationState
from alongside.offer.queries.entitlements import Entitlement


@dataclass(frozen=True, slots=True)
class BirthdayRow:
    """An entitlement: its title and, where it is told, the answer in a sentence; and in which language they are.

    ``is_draft``: nobody has checked the translation.
    """

    title: str
    answer: str
    language: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class AtBirthday:
    """A heading and what stands under it."""

    heading: str
    rows: tuple[BirthdayRow, ...]


def at_birthday(*, age: int, on: date, language: str) -> tuple[AtBirthday, ...]:
    """What the offer has at this birthday; nothing where no letter of the offer is written for that age."""
    from alongside.offer.formats import letters

    found = letters.letter(age=age, on=on, language=language)
    if found is None:
        return ()
    return tuple(
        AtBirthday(part.heading, tuple(_row(one, part.is_told) for one in part.entitlements)) for part in found.parts
    )


def _row(one: Entitlement, is_told: bool) -> BirthdayRow:
    is_draft = one.translation in (TranslationState.State.MACHINE_DRAFT, TranslationState.State.BEING_UPDATED)
    return BirthdayRow(one.title, one.answer if is_told else "", one.language, is_draft)
