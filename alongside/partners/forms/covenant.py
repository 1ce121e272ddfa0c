"""Forms of staff about the covenant."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.partners import queries
from alongside.shell.forms import DateField, Form

SMALL = {"rows": 3}


class Check(Form):
    """The words of the offer for a pledge."""

    organisation = forms.ChoiceField(label="Who is it?", required=False)
    title = forms.CharField(label="Title", max_length=80, help_text="As it stands in the offer")
    answer = forms.CharField(
        label="What you can get",
        max_length=500,
        widget=forms.Textarea(attrs=SMALL),
        help_text="Begins with “You can get”. At most 60 words, easy to read",
    )
    how = forms.CharField(
        label="How to get it",
        max_length=500,
        widget=forms.Textarea(attrs=SMALL),
        help_text="A line for each step begins with a hyphen",
    )
    age_from = forms.IntegerField(label="From this birthday", required=False, min_value=0, max_value=25)
    age_until = forms.IntegerField(label="Until this birthday", required=False, min_value=1, max_value=26)
    other_councils = forms.BooleanField(label="Also for care leavers of other councils", required=False)
    districts = forms.MultipleChoiceField(
        label="Only for those who live in", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: everywhere",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].choices = queries.districts()  # type: ignore[attr-defined]
        if is_new:
            choices = [("", "A new organisation, as it signed up"), *queries.bodies_to_choose()]
            self.fields["organisation"].choices = choices  # type: ignore[attr-defined]
        else:
            self.fields["organisation"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """The ages are in order."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("age_from"), cleaned.get("age_until")
        if first is not None and last is not None and last <= first:
            self.add_error("age_until", "This birthday comes after the one before.")
        return cleaned


class Why(Form):
    """A reason, which the others read."""

    why = forms.CharField(label="Why?", max_length=600, widget=forms.Textarea(attrs=SMALL))


class WhyVersion(Why):
    """The same about a pledge in the state in which it was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Used(Form):
    """How many used a pledge."""

    number = forms.IntegerField(label="How many young people used it?", min_value=0, max_value=5000)
    from_on = DateField(label="Counted from")
    to_on = DateField(label="Counted to")
    outcome = forms.CharField(
        label="What came of it", required=False, max_length=600, widget=forms.Textarea(attrs=SMALL),
        help_text="No names of young people",
    )  # fmt: skip


class Longer(Form):
    """A pledge that goes on."""

    ends_on = DateField(label="New end", help_text="From this day on it is out of the offer. A year at most")
