"""The text of a letter that is used now: the newest that was approved here, else the one that was delivered."""

from __future__ import annotations

from dataclasses import replace

from alongside.casework import lettering
from alongside.casework.lettering import Text
from alongside.casework.models import LetterText
from alongside.shell.refusals import NotYours


def current(key: str) -> Text:
    """The text for ``key``. Raises NotYours where there is no such letter."""
    delivered = _delivered(key)
    row = LetterText.objects.filter(key=key, state=LetterText.State.APPROVED).order_by("-number").first()
    return replace(delivered, title=row.title, body=row.body, number=row.number) if row else delivered


def every() -> tuple[Text, ...]:
    """All texts as they are used now, group by group."""
    newest: dict[str, LetterText] = {}
    for row in LetterText.objects.filter(state=LetterText.State.APPROVED).order_by("number"):
        newest[row.key] = row
    return tuple(
        replace(one, title=row.title, body=row.body, number=row.number) if (row := newest.get(one.key)) else one
        for one in lettering.delivered().values()
    )


def latest_step(key: str) -> LetterText | None:
    """The latest step of this text's own versions, whatever its state."""
    _delivered(key)
    return LetterText.objects.filter(key=key).select_related("proposed_by").order_by("-number").first()


def _delivered(key: str) -> Text:
    found = lettering.delivered().get(key)
    if found is None:
        raise NotYours("a text of a letter")
    return found
