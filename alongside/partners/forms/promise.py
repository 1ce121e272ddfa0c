"""Forms of the promise: those of staff, and the faces."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html

from alongside.partners import queries
from alongside.partners.forms.anonymous import AnonymousForm
from alongside.partners.promise_years import label
from alongside.shell.forms import DateField, Form

SMALL = {"rows": 3}
MOUTHS = {
    5: "M6 12q4 6 8 0",
    4: "M6.5 12.5q3.5 3 7 0",
    3: "M6.5 13.5h7",
    2: "M6.5 14.5q3.5-3 7 0",
    1: "M6 15.5q4-6 8 0",
}
"""The face → how its mouth is drawn."""
FACE = (
    '<svg viewBox="0 0 20 20" width="32" height="32" fill="none" stroke="currentColor" stroke-width="1.3" '
    'aria-hidden="true"><circle cx="10" cy="10" r="8.5"/><path d="M7 7v2M13 7v2{}"/></svg> {}'
)


class Commitment(Form):
    """A commitment."""

    order = forms.IntegerField(label="Place in the list", min_value=1, max_value=50)
    title = forms.CharField(label="We will …", max_length=80)
    words = forms.CharField(
        label="What it means", max_length=600, widget=forms.Textarea(attrs=SMALL), help_text="A child of nine reads it"
    )


class ChangeCommitment(Commitment):
    """A change of one."""

    ended_on = DateField(label="Promised no longer, from this day on", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Sign(Form):
    """An organisation that signs."""

    organisation_id = forms.TypedChoiceField(label="Who signed?", coerce=UUID)
    signed_on = DateField(label="When?")
    signed_by = forms.CharField(label="By which post?", max_length=120, help_text="Such as chief executive")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_id"].choices = queries.may_sign()  # type: ignore[attr-defined]


class EndSigning(Form):
    """An organisation that leaves."""

    ended_on = DateField(label="From which day on?")


class Deed(Form):
    """What a signatory did."""

    organisation_id = forms.TypedChoiceField(label="Who did it?", coerce=UUID)
    commitment_id = forms.TypedChoiceField(label="For which commitment?", coerce=UUID)
    year = forms.TypedChoiceField(label="In which year?", coerce=int)
    words = forms.CharField(
        label="What was done?", max_length=400, widget=forms.Textarea(attrs=SMALL), help_text="Short, plain, no names"
    )

    def __init__(self, *args: Any, year: int, commitments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation_id"].choices = queries.have_signed()  # type: ignore[attr-defined]
        self.fields["commitment_id"].choices = commitments  # type: ignore[attr-defined]
        self.fields["year"].choices = [(one, label(one)) for one in (year, year - 1)]  # type: ignore[attr-defined]


class OurDeed(Form):
    """What one's own organisation did."""

    commitment_id = forms.TypedChoiceField(label="For which promise?", coerce=UUID)
    year = forms.TypedChoiceField(label="In which year?", coerce=int)
    words = forms.CharField(
        label="What did you do?", max_length=400, widget=forms.Textarea(attrs=SMALL), help_text="Short, plain, no names"
    )

    def __init__(self, *args: Any, year: int, commitments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment_id"].choices = commitments  # type: ignore[attr-defined]
        self.fields["year"].choices = [(one, label(one)) for one in (year, year - 1)]  # type: ignore[attr-defined]


class ChangeDeed(Form):
    """A change of it."""

    words = forms.CharField(label="What was done?", max_length=400, widget=forms.Textarea(attrs=SMALL))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Rate(AnonymousForm):
    """A face for each commitment; any may be left out."""

    says_optional = False

    def __init__(self, *args: Any, commitments: tuple[queries.CommitmentShown, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        faces = [(str(face), format_html(FACE, MOUTHS[face], words)) for face, words in queries.FACES]
        for one in commitments:
            field = forms.ChoiceField(label=one.title, required=False, choices=faces, widget=forms.RadioSelect)
            field.help_text = one.words
            self.fields[f"c{one.id.hex}"] = field
        self.groups = (("", tuple(f"c{one.id.hex}" for one in commitments)),)

    @property
    def faces(self) -> dict[UUID, int]:
        """What was chosen."""
        named = {name: value for name, value in self.cleaned_data.items() if name in self.groups[0][1]}
        return {UUID(name[1:]): int(value) for name, value in named.items() if value}
