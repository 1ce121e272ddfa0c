"""The form of a district's council tax scheme."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.partners import queries
from alongside.shell.forms import DateField, Form


class Scheme(Form):
    """What a district takes off for care leavers."""

    district = forms.ChoiceField(label="District")
    percent = forms.IntegerField(label="How much is cut, per cent", min_value=1, max_value=100)
    age_from = forms.IntegerField(label="From this birthday", min_value=16, max_value=24, initial=18)
    age_until = forms.IntegerField(label="Until this birthday", min_value=17, max_value=26, initial=25)
    other_councils = forms.BooleanField(label="Also for care leavers of other councils", required=False)
    lives_elsewhere = forms.BooleanField(label="Also where they are liable and live elsewhere", required=False)
    joint = forms.ChoiceField(label="Where others owe the bill too", choices=queries.JOINT, widget=forms.RadioSelect)
    how = forms.CharField(
        label="How to ask for it", max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everybody reads this. Easy words",
    )  # fmt: skip
    source = forms.CharField(label="Where that was decided", max_length=200)
    usual_bill = forms.DecimalField(
        label="A usual bill there a year, in pounds", required=False, min_value=1, max_digits=7, decimal_places=2,
        help_text="For a small flat (band A), before the cut. From it we reckon what a claim saves",
    )  # fmt: skip
    from_on = DateField(label="Holds from")

    def __init__(self, *args: Any, districts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = districts  # type: ignore[attr-defined]
