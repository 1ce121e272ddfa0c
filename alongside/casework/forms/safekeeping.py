"""Forms about looking and keeping."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.shell.forms import Form

REFERENCE = {
    "label": "Reference of the young person",
    "max_length": 20,
    "widget": forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
}
FEW_WORDS = forms.Textarea(attrs={"rows": 3})


class BreakGlass(Form):
    """Open a record beyond one's reach."""

    reference = forms.CharField(**REFERENCE)
    reason = forms.CharField(
        label="Why can it not wait?",
        max_length=400,
        help_text="A manager reads this, and the young person may",
        widget=FEW_WORDS,
    )


class KnowThem(Form):
    """Declare a conflict."""

    reference = forms.CharField(**REFERENCE)
    why = forms.CharField(label="How do you know each other?", max_length=200, help_text="Like “my neighbour’s son”")


class EndConflict(Form):
    """Say that a conflict is over."""

    why = forms.CharField(label="Why is it over?", max_length=200)


class LookInto(Form):
    """What a manager found about a day of unusual reading."""

    words = forms.CharField(label="What did you find?", max_length=200, widget=FEW_WORDS)


class ReviewGlass(Form):
    """What a manager says about a record opened in an emergency."""

    was_right = forms.TypedChoiceField(
        label="Was it right to look?",
        choices=[("yes", "Yes"), ("no", "No, and I will talk to them")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    words = forms.CharField(label="What did you find?", max_length=400, widget=FEW_WORDS)
    tell = forms.TypedChoiceField(
        label="May the young person know that somebody looked?",
        choices=[("yes", "Yes"), ("no", "No, it would not be safe")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )


class Restrict(Form):
    """Restrict a record to some workers."""

    reference = forms.CharField(**REFERENCE)
    named = forms.MultipleChoiceField(label="Who may reach it?", required=False, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label="Why does it have to be restricted?", max_length=200)

    def __init__(self, *args: Any, workers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].choices = list(workers)  # type: ignore[attr-defined]


class AddToList(Form):
    """Put somebody on an access list."""

    worker = forms.ChoiceField(label="Worker")
    reason = forms.CharField(label="Why do they need to reach it?", max_length=200)

    def __init__(self, *args: Any, workers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worker"].choices = list(workers)  # type: ignore[attr-defined]


class CheckRestriction(Form):
    """Whether a restriction still has to stand."""

    still_needed = forms.TypedChoiceField(
        label="Does it still have to be restricted?",
        choices=[("yes", "Yes"), ("no", "No, lift it")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    words = forms.CharField(label="What did you find?", max_length=200, widget=FEW_WORDS)
