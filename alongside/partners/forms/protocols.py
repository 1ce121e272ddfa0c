"""Forms about protocols, their duties and steps, homes, gaps and the accommodation strategy."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.partners import queries
from alongside.shell.forms import DateField, Form

SMALL = {"rows": 3}


class Edition(Form):
    """A version of a protocol."""

    aims = forms.CharField(label="What it is for", widget=forms.Textarea(attrs={"rows": 6}), max_length=4000)
    organisations = forms.MultipleChoiceField(label="Who is to be party to it", widget=forms.CheckboxSelectMultiple)
    starts_on = DateField(label="Holds from")
    review_on = DateField(label="Looked at again by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisations"].choices = queries.bodies()  # type: ignore[attr-defined]


class Protocol(Edition):
    """A new protocol."""

    kind = forms.ChoiceField(label="What is it about?", choices=queries.PROTOCOL_KINDS)
    title = forms.CharField(label="What is it called?", max_length=120)
    field_order = ["kind", "title"]


class ChangeEdition(Edition):
    """A change of one that is being written."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Duty(Form):
    """Who does what within how many days of what."""

    falls_on = forms.ChoiceField(label="It falls on each", choices=queries.BODY_KINDS)
    role = forms.CharField(label="Who there", max_length=120, help_text="A post, such as housing options officer")
    what = forms.CharField(label="Does what", max_length=300, widget=forms.Textarea(attrs=SMALL))
    days = forms.IntegerField(label="Within how many days", min_value=0, max_value=730)
    after = forms.CharField(label="Of what", max_length=200)
    source = forms.CharField(label="Where that stands", max_length=200, help_text="An Act, guidance or a paragraph")
    code = forms.ChoiceField(label="Counted from", required=False, choices=queries.COUNTED_FROM)


class Sign(Form):
    """A signature for one's own organisation."""

    post = forms.CharField(label="Your post", max_length=120)
    approved_by = forms.CharField(
        label="Which body of yours approved it?", max_length=120, help_text="Such as the cabinet"
    )
    approved_on = DateField(label="On which day?")
    reference = forms.CharField(label="Minute or decision number", max_length=60, required=False)


class Step(Form):
    """A step of a duty that casework does not report."""

    duty_id = forms.ChoiceField(label="What was asked")
    party_id = forms.ChoiceField(label="Of whom")
    asked_on = DateField(label="Asked or begun on")
    done_on = DateField(label="Done on", required=False, help_text="Left empty: not done yet")

    def __init__(
        self, *args: Any, duties: list[tuple[str, str]], parties: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty_id"].choices = duties  # type: ignore[attr-defined]
        self.fields["party_id"].choices = parties  # type: ignore[attr-defined]


class FinishStep(Form):
    """The day on which it was done."""

    done_on = DateField(label="On which day was it done?")
    version = forms.IntegerField(widget=forms.HiddenInput)


class Homes(Form):
    """Homes of one kind."""

    what = forms.CharField(label="What is it?", max_length=160, help_text="Such as supported flats with staff by day")
    district = forms.ChoiceField(label="Where?", required=False)
    organisation_id = forms.ChoiceField(label="Who runs it?", required=False)
    places = forms.IntegerField(label="How many places?", min_value=1, max_value=999)
    from_on = DateField(label="Open from", help_text="A day to come: it is planned")
    to_on = DateField(label="Closes on", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [("", queries.EVERYWHERE), *queries.districts()]
        self.fields["district"].choices = places  # type: ignore[attr-defined]
        self.fields["organisation_id"].choices = [("", "Not said"), *queries.bodies()]  # type: ignore[attr-defined]

    def clean_organisation_id(self) -> str | None:
        """Nobody, where nobody is chosen."""
        return self.cleaned_data["organisation_id"] or None


class ChangeHomes(Homes):
    """A change of them."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Gap(Form):
    """Something that is missing."""

    kind = forms.ChoiceField(label="What is missing?", choices=queries.GAP_KINDS)
    district = forms.ChoiceField(label="Where?", required=False)
    what = forms.CharField(
        label="In a few words", max_length=500, widget=forms.Textarea(attrs=SMALL), help_text="No names of young people"
    )
    noticed_on = DateField(label="Noticed on")
    review_on = DateField(label="Reviewed together by")

    def __init__(self, *args: Any, districts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = districts  # type: ignore[attr-defined]


class ReviewGap(Form):
    """What was decided together."""

    present = forms.MultipleChoiceField(label="Which bodies were there?", widget=forms.CheckboxSelectMultiple)
    decided = forms.CharField(label="What was decided?", max_length=1000, widget=forms.Textarea(attrs=SMALL))
    closes = forms.BooleanField(label="The gap is closed", required=False)
    lead = forms.CharField(label="Who does something about it?", max_length=120, required=False, help_text="A post")
    by_on = DateField(label="By when?", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = queries.bodies()  # type: ignore[attr-defined]


class Head(Form):
    """What the strategy says under a head."""

    words = forms.CharField(label="What we do", max_length=4000, widget=forms.Textarea(attrs={"rows": 10}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
