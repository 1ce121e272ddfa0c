"""Forms of the school terms."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.shell.forms import DateField, Form


class ProposeTerms(Form):
    """First and last day of each of the three terms of a school year."""

    year = forms.TypedChoiceField(label="School year", coerce=int)
    autumn_from = DateField(label="Autumn term, first day")
    autumn_to = DateField(label="Autumn term, last day")
    spring_from = DateField(label="Spring term, first day")
    spring_to = DateField(label="Spring term, last day")
    summer_from = DateField(label="Summer term, first day")
    summer_to = DateField(label="Summer term, last day")

    def __init__(self, *args: Any, years: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = list(years)  # type: ignore[attr-defined]


class DecideTerms(Form):
    """Approve what was proposed or send it back."""

    year = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Your decision",
        choices=[("approve", "Approve: education plans are due by them from now on"), ("send_back", "Send back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or to send back"},
    )
    comment = forms.CharField(label="What should be different", required=False, max_length=300)
