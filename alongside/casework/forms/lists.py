"""Narrowing and finding, and who covers for whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from alongside.casework import words
from alongside.shell.forms import DateField, FilterForm, Form

ANYTHING = ("", "Any")


class CaseloadFilter(FilterForm):
    """What a caseload is narrowed by."""

    due = forms.ChoiceField(
        label="What is due",
        required=False,
        choices=[
            ("", "Everything"),
            ("late", "Late"),
            ("soon", "Due in 14 days"),
            ("not_recorded", "Something not recorded here"),
            ("to_decide", "Waiting for a decision on the category"),
        ],
    )
    category = forms.ChoiceField(
        label="Category",
        required=False,
        choices=[ANYTHING, *((category.value, word) for category, word in words.SHORT_CATEGORIES.items())],
    )
    worker = forms.ChoiceField(label="Worker", required=False)

    def __init__(self, *args: Any, workers: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if workers:
            choices = [ANYTHING, ("none", "Nobody yet"), *workers]
            self.fields["worker"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["worker"]


class Find(Form):
    """Looking for somebody."""

    text = forms.CharField(
        label="Name or reference",
        max_length=100,
        help_text="A reference, or a first name and surname",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class Take(Form):
    """Take somebody whom nobody has into one's own team."""

    person_id = forms.UUIDField(widget=forms.HiddenInput)


class ArrangeCover(Form):
    """Who covers for whom, and how long."""

    worker = forms.ChoiceField(label="Who is away")
    covered_by = forms.ChoiceField(label="Who covers", required=False)
    from_on = DateField(label="First day")
    last_on = DateField(label="Last day")
    told_on = DateField(
        label="The young people and the team were told on",
        required=False,
        help_text="There is a letter for it: who is there for you while I am away",
    )

    def __init__(self, *args: Any, mine: Any = (), everyone: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = list(mine)  # type: ignore[attr-defined]
        self.fields["covered_by"].choices = [("", "Nobody yet"), *everyone]  # type: ignore[attr-defined]
