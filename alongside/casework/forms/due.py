"""Narrowing what is due, and saying why something is late."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.shell.forms import FilterForm, Form

ALL = ("", "All")


class DueFilter(FilterForm):
    """What the list of what is due is narrowed by."""

    due = forms.ChoiceField(
        label="When",
        required=False,
        choices=[
            ("", "Late, today and soon"),
            ("today", "Today"),
            ("late", "Late"),
            ("manager", "Late by 5 working days or more"),
            ("head", "Late by 20 working days or more"),
            ("soon", "Soon"),
            ("everything", "Everything, later ones too"),
        ],
    )
    clock = forms.ChoiceField(label="What", required=False)
    team = forms.ChoiceField(label="Team", required=False)
    worker = forms.ChoiceField(label="Worker", required=False)

    def __init__(
        self,
        *args: Any,
        clocks: Iterable[tuple[str, str]] = (),
        teams: Iterable[tuple[str, str]] = (),
        workers: Iterable[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clock"].choices = [ALL, *clocks]  # type: ignore[attr-defined]
        for name, choices in (("team", list(teams)), ("worker", list(workers))):
            if len(choices) > 1:
                self.fields[name].choices = [ALL, *choices]  # type: ignore[attr-defined]
            else:
                del self.fields[name]


class GiveReason(Form):
    """Why something is late."""

    tick = forms.ChoiceField(label="What is late?", widget=forms.RadioSelect, error_messages={"required": "Choose one"})
    words = forms.CharField(
        label="Why?",
        max_length=500,
        help_text="Facts, and what happens next. It is kept for good and may be read by the young person one day",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, ticks: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tick"].choices = list(ticks)  # type: ignore[attr-defined]
