"""Forms about records that may be one person, and about files whose time is over."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.forms.safekeeping import FEW_WORDS, REFERENCE
from alongside.shell.forms import DateField, Form

STEP_WORDS = {
    "agree": "They are one person",
    "refuse": "They are two people",
    "merge": "Merge them",
    "undo": "Undo the merge",
}


class FlagDuplicate(Form):
    """Two references that may be one person."""

    keeps = forms.CharField(**(REFERENCE | {"label": "Reference of the record that would live on"}))
    goes = forms.CharField(**(REFERENCE | {"label": "Reference of the other record"}))
    why = forms.CharField(label="Why do you think that they are one person?", max_length=400, widget=FEW_WORDS)


class NextStep(Form):
    """What is done with a pair."""

    step = forms.ChoiceField(label="What do you decide?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, steps: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(step, STEP_WORDS[step]) for step in steps]  # type: ignore[attr-defined]


class HoldFile(Form):
    """Hold a file."""

    reference = forms.CharField(**REFERENCE)
    why = forms.CharField(label="Why does it have to be held?", max_length=400, widget=FEW_WORDS)


class KeepOpen(Form):
    """A file that is written in after 25."""

    why = forms.CharField(
        label="Why does it have to stay open?",
        max_length=400,
        widget=FEW_WORDS,
        help_text="Like a course of the plan that goes on, or money that is not paid yet",
    )
    until_on = DateField(label="Until when?", help_text="At most a year from now. You can decide it again")


class CloseFile(Form):
    """A file need not stay open any more."""

    why = forms.CharField(label="Why need it not stay open?", max_length=200)


class ProposeDisposal(Form):
    """Propose to dispose of a file."""

    reference = forms.CharField(**REFERENCE)
    why = forms.CharField(label="Why does nobody need it any more?", max_length=400, widget=FEW_WORDS)


class DecideDisposal(Form):
    """Decide about a file."""

    gone = forms.TypedChoiceField(
        label="What do you decide?",
        choices=[("no", "Keep the file"), ("yes", "Dispose of it for good")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
