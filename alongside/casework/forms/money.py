"""Forms of money."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from alongside.casework.allowances import Allowance
from alongside.casework.models import MoneyDecision, MoneyPayment
from alongside.shell.forms import DateField, Form

OTHER = "other"
POUNDS = {"prefix": {"text": "£"}, "classes": "govuk-input--width-5"}


def _pounds(label: str, **more: Any) -> forms.DecimalField:
    field = forms.DecimalField(
        label=label,
        max_digits=9,
        decimal_places=2,
        error_messages={"invalid": "Give pounds and pence, like 12.50", "required": "Say how much"},
        **more,
    )
    field.govuk = POUNDS  # type: ignore[attr-defined]
    return field


def _choices(allowances: Iterable[Allowance]) -> list[tuple[str, str]]:
    return [(one.key, _choice(one)) for one in allowances] + [(OTHER, "Something else")]


def _choice(one: Allowance) -> str:
    name = f"{one.title}: {one.what_for}" if one.what_for else one.title
    return f"{name} ({one.words}{f', £{one.left:,.2f} left' if one.left is not None and one.used else ''})"


class _Ask(Form):
    def __init__(self, *args: Any, allowances: Iterable[Allowance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["allowance"].choices = _choices(allowances)

    def clean(self) -> dict[str, Any]:
        """Something else needs a name."""
        told = super().clean() or {}
        if told.get("allowance") == OTHER:
            told["allowance"] = ""
            if not told.get("what"):
                self.add_error("what", "Say in a few words what it is for")
        return told


class AskForMoney(_Ask):
    """Money for a young person."""

    allowance = forms.ChoiceField(label="What is it?", initial=OTHER)
    what = forms.CharField(label="If it is something else, what?", max_length=160, required=False)
    amount = _pounds("How much?")
    reason = forms.CharField(label="Why", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    is_urgent = forms.BooleanField(
        label="It cannot wait until tomorrow", required=False, help_text="It is decided today"
    )
    evidence = forms.FileField(label="A photo of a quote, letter or receipt", required=False)
    at_once = forms.ChoiceField(
        label="Did you pay it at once?",
        required=False,
        help_text="A manager countersigns it on the next working day",
        choices=[("", "No, somebody else decides first"), *MoneyPayment.Method.choices],
    )

    def __init__(self, *args: Any, at_once: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not at_once:
            del self.fields["at_once"]


class AskForMyMoney(_Ask):
    """Money for oneself."""

    allowance = forms.ChoiceField(label="What do you need money for?", initial=OTHER)
    what = forms.CharField(label="Something else? Say what", max_length=160, required=False)
    amount = _pounds("How much?")
    reason = forms.CharField(label="Tell us why", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    is_urgent = forms.BooleanField(
        label="I need it today",
        required=False,
        help_text="No food, no heating or nowhere safe to stay. At night, call us instead",
    )
    evidence = forms.FileField(label="A photo, like a price or a bill", required=False)


class DecideMoney(Form):
    """Yes, part or no."""

    answer = forms.ChoiceField(
        label="What do you decide?",
        choices=MoneyDecision.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes, part of it or no"},
    )
    amount = _pounds("If it is part of it, how much?", required=False)
    reason = forms.CharField(
        label="Why, in words for the young person",
        max_length=2000,
        required=False,
        help_text="Needed for part and for no, and where it is more than is left",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, countersigning: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if countersigning:
            self.fields["answer"].label = "It is paid already. Was that right?"
            self.fields["answer"].choices = [("yes", "Yes, I countersign it"), ("no", "No")]
            self.fields["answer"].error_messages["required"] = "Choose yes or no"
            del self.fields["amount"]


class ToldOfMoney(Form):
    """When and how they were told."""

    told_on = DateField(label="When were they told?")
    how = forms.CharField(label="How?", max_length=60, help_text="Like “on the phone”")


class AskAgain(Form):
    """Why a decision is wrong, in the words of the young person."""

    words = forms.CharField(
        label="Why they ask again, in their own words", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AskMyselfAgain(AskAgain):
    """The same, where the young person asks."""

    words = forms.CharField(label="Say why you ask again", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class Receipt(Form):
    """A photo of a receipt."""

    file = forms.FileField(label="The photo", error_messages={"required": "Choose the photo"})


class Pay(Form):
    """When and how it was paid."""

    paid_on = DateField(label="When was it paid?")
    method = forms.ChoiceField(label="How?", choices=MoneyPayment.Method.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"paid_on": on}, **kwargs)
