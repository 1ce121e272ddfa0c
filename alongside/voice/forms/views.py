"""Forms of those who listen."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.shell.forms import DateField, Form
from alongside.voice.forms.commitments import Choices, long
from alongside.voice.models import View

TYPED = [(one.value, one.label) for one in (View.Came.FORUM, View.Came.LETTER)]


class PassOnForm(Form):
    """What they said to me."""

    words = long("What did they say?", "In their words. Leave out names, and what only they could know", most=2000)
    may_see = forms.ChoiceField(label="Who may see it? Ask them", choices=View.MaySee.choices, widget=forms.RadioSelect)
    they_agree = forms.BooleanField(label="They know that I pass this on, and agree", required=False)


class TypeInForm(Form):
    """What was said in a forum, or came on paper."""

    came = forms.ChoiceField(label="How did it come?", choices=TYPED, widget=forms.RadioSelect)
    received_on = DateField(label="When?")
    words = long("What did they say?", "In their words. Leave out names", most=2000)
    may_see = forms.ChoiceField(
        label="Who may see it? As the slip says", choices=View.MaySee.choices, widget=forms.RadioSelect
    )


class LookForm(Form):
    """What the person on duty found."""

    found = forms.ChoiceField(label="What did you find?", choices=View.Found.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="What did you do?", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class WriterForm(Form):
    """Why one has to know whose it is."""

    why = forms.CharField(label="Why do you have to know?", max_length=200, help_text="It is kept with your name")


class PlaceForm(Form):
    """Which theme."""

    theme = forms.ChoiceField(label="What is it about?", required=False)

    def __init__(self, *args: Any, themes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "Nothing yet"), *themes]  # type: ignore[attr-defined]


class QuoteForm(Form):
    """What of a view is shown."""

    words = forms.CharField(
        label="What of it is shown?", max_length=400, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Their own words, without what could point at them",
    )  # fmt: skip
    names_nobody = forms.BooleanField(label="I have read it: nobody can be known by it", required=False)


class AgreeQuoteForm(Form):
    """A second person has read it."""

    names_nobody = forms.BooleanField(label="I have read it: nobody can be known by it", required=False)
