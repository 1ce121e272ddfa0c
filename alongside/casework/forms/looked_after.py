"""The talk after being missing, and decisions that a senior officer takes."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework import steps_looked_after as steps
from alongside.casework.models import CareDecision, ReturnTalk
from alongside.shell.forms import DateField, Form


class Talk(Form):
    """They are back: the talk with somebody independent."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="The talk with somebody independent", choices=ReturnTalk.Outcome.choices, widget=forms.RadioSelect
    )
    talk_on = DateField(label="When was it held, offered or tried?")
    talk_with = forms.CharField(
        label="Who talked with them, or offered it?", max_length=120, help_text="Somebody who does not look after them"
    )
    said = forms.CharField(
        label="What they said, in their words",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    result = forms.CharField(
        label="What is done about it", max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )


class ProposeCareDecision(Form):
    """Care ends, or a home lies outside the area."""

    kind = forms.ChoiceField(
        label="What is to be decided?", choices=CareDecision.Kind.choices, widget=forms.RadioSelect
    )
    planned_on = DateField(label="On which day is it to happen?")
    place = forms.CharField(
        label="Which home?", max_length=200, required=False, help_text="Needed for a home outside the area"
    )
    emergency = forms.BooleanField(label="They were placed there already, in an emergency", required=False)
    wishes = forms.CharField(
        label="What does the young person want?",
        max_length=2000,
        help_text="In their words",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why = forms.CharField(label="Why?", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    checks = forms.MultipleChoiceField(
        label="What was done",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What belongs to your decision has to be done before it is put to a senior officer",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = {key: words for asked in steps.CHECKS.values() for key, words in asked.items()}
        self.fields["checks"].choices = list(every.items())  # type: ignore[attr-defined]


class DecideCare(Form):
    """A senior officer's answer."""

    answer = forms.ChoiceField(
        label="Your decision", choices=[("approve", "Approve"), ("refuse", "Refuse")], widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label="Your reasons", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Needed where you refuse",
    )  # fmt: skip


class ToldCouncil(Form):
    """The council of the area was written to."""

    told_on = DateField(label="When was it written to?")
