"""Forms of groups and drop-ins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.casework.models import GroupSession
from alongside.shell.forms import DateField, Form


class Session(Form):
    """A session."""

    name = forms.CharField(label="What is it called?", max_length=120)
    kind = forms.ChoiceField(label="What is it?", choices=GroupSession.Kind.choices)
    held_on = DateField(label="When?")
    place = forms.CharField(label="Where?", max_length=120, required=False)
    note = forms.CharField(label="What was done?", max_length=500, required=False)
    others = forms.IntegerField(
        label="How many came without giving a name?", min_value=0, max_value=500, initial=0, required=False
    )

    def clean_others(self) -> int:
        """Nobody where nothing is said."""
        return self.cleaned_data.get("others") or 0


class Came(Form):
    """Somebody came."""

    person_id = forms.TypedChoiceField(label="Who came?", coerce=str)
    spoke = forms.BooleanField(label="I spoke with them: it was a contact", required=False)
    summary = forms.CharField(label="If so, in one line", max_length=1000, required=False)

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person_id"].choices = list(people)  # type: ignore[attr-defined]
