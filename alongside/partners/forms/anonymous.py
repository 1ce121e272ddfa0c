"""What the forms of people without an account have in common, so that a machine is held off and nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alongside.shell import clock
from alongside.shell.forms import Form

FASTEST = timedelta(seconds=3)
"""No person fills in such a form in less."""
_SALT = "alongside.partners.drawn"


class AnonymousForm(Form):
    """``nickname`` is a trap: people do not see it, machines fill it in. ``drawn`` says, signed, when it was drawn."""

    nickname = forms.CharField(required=False, max_length=200)
    drawn = forms.CharField(required=False, max_length=200)

    groups: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    """The fields in the order of the page, under a heading each."""

    @property
    def seems_sent_by_a_machine(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data["nickname"])

    @property
    def mark(self) -> str:
        """The hidden text that says when it was drawn: the one that came back, or a new one."""
        sent = self.data.get("drawn", "")
        return sent if _drawn_at(sent) is not None else signing.dumps(clock.now().timestamp(), salt=_SALT)

    def clean(self) -> dict[str, Any]:
        """A form that comes back at once was filled in by a machine, or sent twice: it is asked for again."""
        cleaned = super().clean() or self.cleaned_data
        drawn_at = _drawn_at(cleaned.get("drawn", ""))
        if drawn_at is None or clock.now().timestamp() - drawn_at < FASTEST.total_seconds():
            raise ValidationError(_("Please look over what you wrote, and send it once more."))
        return cleaned


def _drawn_at(mark: str) -> float | None:
    try:
        return float(signing.loads(mark, salt=_SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return None
