"""Forms of the audit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from alongside.law import ItemStatus
from alongside.offer import checklist
from alongside.offer.queries import State
from alongside.shell.forms import DateField, FilterForm, Form


class AuditFilterForm(FilterForm):
    """Which items to show."""

    state = forms.MultipleChoiceField(
        label="State",
        choices=[(one.value, one.label) for one in State],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    status = forms.MultipleChoiceField(
        label="Asked for by",
        choices=[(one.value, checklist.STATUS_WORDS[one]) for one in ItemStatus],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class EvidenceForm(Form):
    """What shows that an item about the whole offer is met."""

    words = forms.CharField(
        label="What shows it?",
        help_text="What was done, with whom, when. It is not shown on public pages.",
        widget=forms.Textarea,
        max_length=2000,
    )

    def facts(self, *, on: date) -> dict[str, Any]:
        """What the action takes."""
        return {"words": self.cleaned_data["words"], "on": on}


class NotOfferedForm(Form):
    """A decision not to offer an item."""

    reason = forms.CharField(
        label="Why is it not offered?",
        help_text="In plain words, as you would tell a young person.",
        widget=forms.Textarea,
        max_length=1000,
    )
    said_publicly = forms.TypedChoiceField(
        label="Say so on the public page?",
        choices=[("yes", "Yes, with the reason"), ("no", "No, staff only")],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    decided_by = forms.CharField(label="Who decided?", max_length=200)
    decided_on = DateField(label="When?")
    next_look_on = DateField(label="When is it looked at again?", help_text="At most three years later.")

    def clean_decided_on(self) -> date:
        """A decision was taken already."""
        decided_on: date = self.cleaned_data["decided_on"]
        if decided_on > self.today:
            raise forms.ValidationError("The decision must be today or earlier.")
        return decided_on

    def clean(self) -> dict[str, Any]:
        """It is looked at again after it was taken, and not in some far century."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        decided_on, next_look_on = cleaned.get("decided_on"), cleaned.get("next_look_on")
        if decided_on and next_look_on and not 0 < (next_look_on - decided_on).days <= LONGEST_DAYS:
            self.add_error("next_look_on", "The next look is after the decision, and at most three years later.")
        return cleaned

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def facts(self, *, on: date) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


LONGEST_DAYS = 3 * 366
