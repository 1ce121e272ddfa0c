"""What the offer has for somebody at a birthday, to go with the letter: what begins, what ends, what goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AtBirthday:
    """A heading and what stands under it: title and, where it is told, the answer in a sentence."""

    heading: str
    rows: tuple[tuple[str, str], ...]


def at_birthday(*, age: int, on: date, language: str) -> tuple[AtBirthday, ...]:
    """What the offer has at this birthday; nothing where no letter of the offer is written for that age."""
    from alongside.offer.formats import letters

    found = letters.letter(age=age, on=on, language=language)
    if found is None:
        return ()
    return tuple(
        AtBirthday(part.heading, tuple((one.title, one.answer if part.is_told else "") for one in part.entitlements))
        for part in found.parts
    )
