"""Forms of the areas of a young person's life: each asks what its kind of record names, in the words of the columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db import models

from alongside.casework.areas import Kind
from alongside.casework.models.homes import Judged
from alongside.shell.forms import DateField, Form

POUNDS = frozenset(
    {"rent", "amount", "cost", "saved", "to_carer", "from_them", "advance", "bridged"},
)
"""Columns that hold money."""
NUMBERS = frozenset({"nhs_number", "insurance_number", "learner_number"})
"""Columns that hold a number somebody is known by."""
NOT_SAID = ("", "Not recorded")
CHOOSE = ("", "Choose")
JUDGED = [CHOOSE, *Judged.choices]
"""Nothing is judged good by leaving it as it stands."""
YES_NO = {"yes": True, "no": False}


class LifeRecord(Form):
    """One record of somebody's life, new or to be changed."""

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        asked: Iterable[str],
        choices: dict[str, list[tuple[str, str]]],
        version: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name in asked:
            self.fields[name] = _field(kind, name, choices.get(name, []))
        if version is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)


class TakeOut(Form):
    """Why a record is taken out."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why is it taken out?", max_length=200, help_text="It stays in the history")


class Assess(Form):
    """Whether a home is suitable."""

    assessed_on = DateField(label="When did you look at it?")
    own_view = forms.CharField(
        label="What does the young person think of it?", max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    facilities = forms.ChoiceField(label="Facilities and services", choices=JUDGED)
    repair = forms.ChoiceField(label="State of repair", choices=JUDGED)
    safety = forms.ChoiceField(label="Safety", choices=JUDGED)
    location = forms.ChoiceField(
        label="Where it is", choices=JUDGED, help_text="From there to learning, work, family and friends"
    )
    support = forms.ChoiceField(label="Support there", choices=JUDGED)
    tenancy = forms.ChoiceField(label="The tenancy", choices=JUDGED)
    cost = forms.ChoiceField(label="What it costs them", choices=JUDGED)
    knows_rights = forms.BooleanField(label="They know their rights and duties there", required=False)
    knows_costs = forms.BooleanField(label="They know who pays for what", required=False)
    is_suitable = forms.TypedChoiceField(
        label="Is it suitable?",
        choices=[("yes", "Suitable"), ("no", "Not suitable")],
        coerce=lambda typed: YES_NO[typed],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is suitable"},
    )
    why = forms.CharField(label="Why?", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))


class DecideHome(Form):
    """Approve an assessment of a home, or send it back."""

    answer = forms.ChoiceField(
        label="Your decision",
        choices=[("approve", "Approve"), ("send_back", "Send back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or to send back"},
    )
    comment = forms.CharField(
        label="What you say to it",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed to send it back",
    )


class AnswerProposal(Form):
    """What becomes of something that a young person told us of their learning."""

    answer = forms.ChoiceField(
        label="Is it so?",
        choices=[("yes", "Yes, take it over"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )
    why = forms.CharField(label="If not: why", required=False, max_length=200)


class Jobcentre(Form):
    """What was agreed with one Jobcentre."""

    jobcentre = forms.CharField(label="Jobcentre", max_length=120)
    contact = forms.CharField(label="Whom to call", max_length=120)
    phone = forms.CharField(label="Phone", max_length=40, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    agreed = forms.CharField(
        label="What was agreed",
        max_length=4000,
        widget=forms.Textarea,
        help_text="Claims made ready before 18, a person to call, a word to us before any sanction",
    )
    reviewed_on = DateField(label="Last looked at on")
    ended_on = DateField(label="No longer holds since", required=False)

    def __init__(self, *args: Any, version: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if version is not None:
            self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput, initial=version)


class RateHome(Form):
    """What a young person thinks of their home."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    rating = forms.TypedChoiceField(
        label="How is your home?",
        choices=[(5, "Very good"), (4, "Good"), (3, "It is OK"), (2, "Not good"), (1, "Bad")],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )
    own_view = forms.CharField(
        label="What is good, and what has to change? You can leave this empty",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MyActivity(Form):
    """What a young person does now."""

    says_optional = False
    code = forms.ChoiceField(
        label="What do you do now?",
        choices=[
            ("F2", "School or college, full time"),
            ("P2", "School or college, part time"),
            ("F1", "University"),
            ("F4", "An apprenticeship"),
            ("F5", "A job or training, full time"),
            ("P5", "A job or training, part time"),
            ("G5", "Nothing at the moment"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )
    place = forms.CharField(label="Where? You can leave this empty", required=False, max_length=160)
    course = forms.CharField(label="What course or job? You can leave this empty", required=False, max_length=160)
    from_on = DateField(label="When did it start?")


# ---------------------------------------------------------------------------------------------------------------------


def _field(kind: Kind, name: str, choices: list[tuple[str, str]]) -> forms.Field:
    """The question for one column."""
    column: models.Field[Any, Any] = kind.model._meta.get_field(name)  # type: ignore[assignment]
    label = str(column.verbose_name)
    said: dict[str, Any] = {"label": label[0].upper() + label[1:], "help_text": kind.hints.get(name, "")}
    said["required"] = not (column.blank or isinstance(column, models.BooleanField))
    if isinstance(column, models.ForeignKey):
        options = choices if said["required"] else [NOT_SAID, *choices]
        return forms.TypedChoiceField(choices=options, coerce=UUID, empty_value=None, **said)
    if column.choices:
        options = [(str(value), str(words)) for value, words in column.choices]
        return forms.ChoiceField(choices=[CHOOSE if said["required"] else NOT_SAID, *options], **said)
    if isinstance(column, models.BooleanField) and column.null:
        options = [NOT_SAID, ("yes", "Yes"), ("no", "No")]
        return _YesNo(choices=options, coerce=YES_NO.get, empty_value=None, **(said | {"required": False}))
    if isinstance(column, models.BooleanField):
        return forms.BooleanField(**said)
    if isinstance(column, models.DateField):
        return DateField(**said)
    return _typed(column, name, said)


def _typed(column: models.Field[Any, Any], name: str, said: dict[str, Any]) -> forms.Field:
    """A question that is answered with a number or in words."""
    found: forms.Field
    if isinstance(column, models.DecimalField):
        found = forms.DecimalField(
            max_digits=column.max_digits, decimal_places=column.decimal_places, min_value=0, **said
        )
    elif isinstance(column, models.PositiveSmallIntegerField):
        found = forms.IntegerField(min_value=0, max_value=1000, **said)
    elif isinstance(column, models.TextField):
        found = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 3}), **said)
    elif name in NUMBERS:
        found = _Number(max_length=column.max_length, **said)
    else:
        found = forms.CharField(max_length=column.max_length, **said)
    if name in POUNDS:
        found.govuk = {"prefix": {"text": "£"}, "classes": "govuk-input--width-5"}  # type: ignore[attr-defined]
    elif isinstance(found, forms.DecimalField | forms.IntegerField):
        found.govuk = {"classes": "govuk-input--width-4"}  # type: ignore[attr-defined]
    return found


class _Number(forms.CharField):
    """A number that people write in groups: what stands between them is left out."""

    def to_python(self, value: Any) -> str:
        """Its letters and digits."""
        return "".join(one for one in super().to_python(value) if one.isalnum()).upper()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No length for the browser to cut it at: it is longer with its spaces."""
        return {}


class _YesNo(forms.TypedChoiceField):
    """Yes, no, or not recorded."""

    def prepare_value(self, value: Any) -> Any:
        """What is held as the choice that says so."""
        return {True: "yes", False: "no", None: ""}.get(value, value)
