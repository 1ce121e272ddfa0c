"""Forms of those who say how far a council is with the seven principles."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from alongside.shell.forms import DateField, Form
from alongside.voice import parenting
from alongside.voice.forms.commitments import Choices, long

SCALE = [(str(number), words) for number, words in parenting.SCALE.items()]


class BeginForm(Form):
    """Whose answer it is, about what."""

    council = forms.CharField(label="Which council?", max_length=80)
    authority = forms.ChoiceField(
        label="What kind of council is it?",
        choices=list(parenting.AUTHORITIES.items()),
        widget=forms.RadioSelect,
        help_text="It decides which areas of work it runs",
    )
    area = forms.ChoiceField(label="Which area of its work?")
    principle = forms.ChoiceField(
        label="Which principle?",
        choices=[(one.id, one.title) for one in parenting.principles().values()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        less = " (the guidance: less likely to apply)"
        named = [(one.id, one.title + (less if one.is_less else "")) for one in parenting.areas().values()]
        self.fields["area"].choices = named  # type: ignore[attr-defined]


class AnswerForm(Form):
    """The answer, what shows it, what young people say, what is next."""

    rating = forms.TypedChoiceField(label="How far are you?", choices=SCALE, coerce=int, widget=forms.RadioSelect)
    answer = long("What do you do, and what not?", "In plain words: young people read it", most=1500)
    evidence = forms.CharField(
        label="What shows it?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on each line. Where it can be read, put its address after a bar: Report of May | https://…",
    )  # fmt: skip
    young_rating = forms.TypedChoiceField(
        label="How far do young people say you are?", required=False, coerce=int, empty_value=None,
        choices=[("", "Nobody has asked them yet"), *SCALE], widget=forms.RadioSelect,
    )  # fmt: skip
    young_view = forms.CharField(
        label="What do they say?", required=False, max_length=1500, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="In their words, as they agreed them",
    )  # fmt: skip
    heard = forms.CharField(label="Where did they say it?", required=False, max_length=200)
    action = long("What do you do next?", "Who, what, by when", most=1000)
    commitment = forms.ChoiceField(label="Is it something that was promised?", required=False)
    review_on = DateField(label="When do you look at it again?")

    def __init__(self, *args: Any, promises: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commitment"].choices = [("", "No"), *promises]  # type: ignore[attr-defined]

    def clean_evidence(self) -> list[list[str]]:
        """Words and an address each; only addresses of the web."""
        found = []
        for line in filter(None, (line.strip() for line in self.cleaned_data["evidence"].splitlines())):
            words, _, address = (part.strip() for part in line.partition("|"))
            if not address and words.startswith("https://"):
                address = words
            if address and urlsplit(address).scheme not in ("http", "https"):
                raise ValidationError("An address begins with https://")
            found.append([words or address, address])
        return found


class AssessForm(BeginForm, AnswerForm):
    """Both, for a first answer."""

    field_order = tuple(BeginForm.base_fields)
