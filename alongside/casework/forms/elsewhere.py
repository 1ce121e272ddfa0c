"""Forms of the registers of young people who live in another council's area."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.models import LivingHere
from alongside.shell.forms import DateField, Form

SMALL = {"rows": 3}


class LivesHere(Form):
    """Another council's young person who lives here."""

    name = forms.CharField(label="Name or initials", max_length=80)
    born_on = DateField(label="Date of birth", required=False)
    kind = forms.ChoiceField(
        label="Who are they?",
        choices=LivingHere.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who they are"},
    )
    council = forms.CharField(label="Whose young person are they?", max_length=120, help_text="The responsible council")
    contact = forms.CharField(
        label="Who is responsible there", required=False, max_length=200, help_text="Name, and how to reach them"
    )
    district = forms.ChoiceField(label="District", required=False)
    from_on = DateField(label="Lives here from")
    told_on = DateField(label="Notice came on")
    open_to_them = forms.CharField(
        label="What is open to them here",
        required=False,
        max_length=2000,
        help_text="Such as leisure passes, the care leavers’ house, help with council tax",
        widget=forms.Textarea(attrs=SMALL),
    )

    def __init__(self, *args: Any, districts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [("", "Not known"), *districts]  # type: ignore[attr-defined]


class ChangeLivesHere(LivesHere):
    """The same, with the end."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    to_on = DateField(label="Lived here until", required=False)
    ended_told_on = DateField(label="Notice of the end came on", required=False)


class LivesElsewhere(Form):
    """A young person of ours in another council's area."""

    council = forms.CharField(label="In which council’s area do they live?", max_length=120)
    from_on = DateField(label="Since when?")
    told_on = DateField(label="When was that council told?", required=False)
    contact = forms.CharField(
        label="Who is there for them", required=False, max_length=200, help_text="Name, and how to reach them"
    )
    given_there = forms.CharField(
        label="What that council gives them", required=False, max_length=2000, widget=forms.Textarea(attrs=SMALL)
    )


class BackHere(Form):
    """They live in this area again."""

    to_on = DateField(label="Since when do they live here again?")
