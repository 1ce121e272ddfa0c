"""Forms of contact: one that takes under a minute, the rest of it behind a fold, notes, and what was agreed."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework import keeping_in_touch
from alongside.casework.models import CaseNote, Contact, Hidden, LostContactStep, Method
from alongside.shell.forms import DateField, Form

METHODS = [choice for choice in Method.choices if choice[0] != Method.GROUP]
LINES = forms.Textarea(attrs={"rows": 3})
NOT_SAID = ("", "Not said")


class YesNo(forms.TypedChoiceField):
    """Yes, no, or nothing said (None)."""

    said = {"yes": True, "no": False}

    def __init__(self, **kwargs: Any) -> None:
        choices = [NOT_SAID, ("yes", "Yes"), ("no", "No")]
        super().__init__(choices=choices, coerce=self.said.get, empty_value=None, required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What is held as the choice that says so."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class Hiding(Form):
    """Whether the young person does not see something, why, and when that is looked at again."""

    hidden = forms.ChoiceField(label="Does the young person see it?", choices=Hidden.choices, required=False)
    hidden_until = DateField(
        label="If not: when is hiding it looked at again?", required=False, help_text="For example 27 3 2027"
    )


class RecordContact(Hiding):
    """A contact. What is needed comes first; the rest is behind a fold and all optional."""

    says_optional = False
    outcome = forms.ChoiceField(
        label="Was it made?",
        choices=Contact.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the contact was made"},
    )
    method = forms.ChoiceField(
        label="How?", choices=METHODS, widget=forms.RadioSelect, error_messages={"required": "Say how it was"}
    )
    happened_on = DateField(label="When?")
    summary = forms.CharField(label="In one line (optional)", max_length=1000, required=False, widget=forms.TextInput())
    with_whom = forms.ChoiceField(label="With whom?", choices=Contact.With.choices, initial=Contact.With.THEMSELF)
    with_whom.help_text = "Only contact with the young person counts as keeping in touch"
    seen = YesNo(label="Were they seen?")
    alone = YesNo(label="Were they seen alone?")
    place = forms.CharField(label="Where?", max_length=120, required=False)
    started_by = forms.ChoiceField(
        label="Who got in touch?", choices=[NOT_SAID, *Contact.StartedBy.choices], required=False
    )
    took_part = forms.CharField(label="Who else took part?", max_length=200, required=False)
    their_words = forms.CharField(label="In the young person’s words", required=False, widget=LINES)
    purpose = forms.CharField(label="What for?", max_length=200, required=False)
    what_next = forms.CharField(label="What happens next?", max_length=300, required=False)
    statutory_visit = forms.BooleanField(
        label="It was the social worker’s visit to a looked-after child", required=False
    )
    minutes = forms.IntegerField(label="Minutes", min_value=0, max_value=1440, required=False)
    travel_minutes = forms.IntegerField(label="Minutes of travel", min_value=0, max_value=1440, required=False)
    cost = forms.DecimalField(label="What it cost", min_value=0, max_digits=7, decimal_places=2, required=False)
    cost.govuk = {"prefix": {"text": "£"}}  # type: ignore[attr-defined]
    late_reason = forms.CharField(
        label="If it was some days ago: why is it written down late?", max_length=200, required=False
    )
    about_others = forms.CharField(
        label="What concerns somebody else",
        required=False,
        widget=LINES,
        help_text="The young person never sees this part",
    )
    field_order = ("outcome", "method", "happened_on", "summary", "with_whom", "their_words", "what_next")
    first = ("outcome", "method", "happened_on", "summary")

    @property
    def rest(self) -> list[str]:
        """The fields behind the fold."""
        return [name for name, field in self.fields.items() if name not in self.first and not _is_hidden(field)]

    @property
    def is_unfolded(self) -> bool:
        """Whether the fold stands open: something in it was typed, or is wrong."""
        names = self.rest
        typed = [name for name in names if self.is_bound and self[name].value() not in _UNTOUCHED]
        return bool(typed or [name for name in names if name in self.errors])


class CorrectContact(RecordContact):
    """A contact put right."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def is_unfolded(self) -> bool:
        """Whoever puts something right sees all of it."""
        return True


class TakeOut(Form):
    """Why something is taken out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why is it taken out?", max_length=200, help_text="It stays in the history, with this reason"
    )


class Agree(Form):
    """How often and how to be in touch."""

    every_weeks = forms.TypedChoiceField(
        label="How often?",
        coerce=int,
        choices=[(n, "Every week" if n == 1 else f"Every {n} weeks") for n in keeping_in_touch.CHOICES],
        initial=8,
    )
    method = forms.ChoiceField(label="Mostly how?", choices=METHODS)
    with_them = forms.BooleanField(label="Agreed with the young person", required=False)
    words = forms.CharField(label="What was agreed, or why it is so", max_length=300, required=False)
    from_on = DateField(label="From")


class StartLost(Form):
    """Contact is lost."""

    started_on = DateField(label="Since when?")
    why = forms.CharField(label="What is known?", max_length=300)


class Step(Form):
    """A step taken to find somebody."""

    kind = forms.ChoiceField(
        label="What was done?",
        choices=[choice for choice in LostContactStep.Kind.choices if choice[0] != LostContactStep.Kind.REVIEW],
    )
    taken_on = DateField(label="When?")
    result = forms.CharField(label="What came of it?", max_length=500)


class ReviewLost(Form):
    """A manager's look at the steps taken."""

    result = forms.CharField(
        label="What do you think of it, and what comes next?", max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )


class WriteNote(Hiding):
    """A note."""

    text = forms.CharField(label="The note", widget=forms.Textarea(attrs={"rows": 5}))
    kind = forms.ChoiceField(label="What kind of note is it?", choices=CaseNote.Kind.choices)
    happened_on = DateField(label="When was it?")
    is_significant = forms.BooleanField(label="Significant: put it into the chronology", required=False)
    about_others = forms.CharField(
        label="What concerns somebody else", required=False, widget=LINES,
        help_text="The young person never sees this part",
    )  # fmt: skip
    field_order = ("text", "kind", "happened_on", "is_significant", "about_others", "hidden", "hidden_until")


class CorrectNote(WriteNote):
    """A note put right."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Whom(Form):
    """Whom a contact was with: narrows the list; where there are too many people for one, finds by the whole name."""

    says_optional = False
    text = forms.CharField(label="Name or reference", max_length=80, required=False)

    def __init__(self, data: Any = None, *, must_search: bool = False, **given: Any) -> None:
        super().__init__(data, **given)
        if must_search:
            self.fields["text"].label = "Whole name or reference"


class MyWords(Form):
    """What a young person adds to a contact about them."""

    says_optional = False
    contact_id = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(label="What do you want to add?", max_length=2000, widget=LINES)


_UNTOUCHED = ("", None, [], ["", "", ""], [None, None, None], False, Contact.With.THEMSELF.value)


def _is_hidden(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.HiddenInput)
