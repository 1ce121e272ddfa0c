"""Letters of the invented council: an address, a draft, one in the queue."""

from __future__ import annotations

from alongside.casework import actions, letter_texts, lettering
from alongside.casework.models import ContactPoint, Letter, LetterTranslation
from alongside.casework.tests.scene import SYSTEM, TODAY, Council


def address(
    council: Council,
    name: str = "Fay",
    *,
    safe: bool | None = True,
    protected: bool = False,
    value: str = "1 Quay, Saltby, BW1 4AB",
) -> ContactPoint:
    """An address of somebody."""
    return actions.add_contact_point(
        person_id=council.id(name), kind="address", value=value, safe_to_write=safe, is_protected=protected,
        on=TODAY, by=SYSTEM,
    )  # fmt: skip


def draft(council: Council, key: str = "welcome", *, who: str = "Fay", worker: str = "Cal", **given) -> Letter:
    """A letter that was written."""
    return actions.draft_letter(person_id=council.id(who), key=key, on=TODAY, by=council.actor(worker), **given)


def queued(council: Council, **given) -> Letter:
    """A letter that waits to be sent."""
    letter = draft(council, **given)
    return actions.queue_letter(letter_id=letter.pk, on=TODAY, by=council.actor("Cal"))


def queued_with_address(council: Council) -> Letter:
    """The same, to an address that is safe."""
    address(council)
    return queued(council)


def send(on=TODAY) -> int:
    """Send what waits."""
    return actions.send_letters(on=on, by=SYSTEM)


def translate(
    council: Council, key: str = "welcome", *, title: str, body: str, language: str = "ar", checked: bool = False
) -> LetterTranslation:
    """Words in another language, of the English as it is now; ``checked`` by somebody else."""
    english = lettering.fingerprint(letter_texts.current(key).words)
    row = actions.write_letter_translation(
        key=key, language=language, title=title, body=body, english=english, on=TODAY, by=council.actor("Nadia")
    )
    if not checked:
        return row
    return actions.decide_letter_translation(
        key=key, language=language, number=row.number, answer="check", comment="Read with a speaker", on=TODAY,
        by=council.actor("Hana"),
    )  # fmt: skip
