"""The form that takes a district's council tax list out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from alongside.shell.forms import Form
from alongside.shell.wording import day


class CouncilTaxList(Form):
    """Which district's list, as of which day, and what for."""

    district = forms.ChoiceField(label="Which district?")
    day = forms.ChoiceField(label="As of", widget=forms.RadioSelect)
    purpose = forms.CharField(
        label="What is it for?", min_length=5, max_length=200,
        help_text="It is kept, beside your name and who is on the list",
        error_messages={"required": "Say what it is for"},
    )  # fmt: skip

    def __init__(self, *args: Any, districts: list[tuple[str, str]], days: tuple[date, date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = districts  # type: ignore[attr-defined]
        self.fields["day"].choices = [(one.isoformat(), day(one)) for one in days]  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """The day itself."""
        return date.fromisoformat(self.cleaned_data["day"])
