"""Forms of letters, their texts, and checking a proof."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from alongside.casework.lettering import ASKED, Text
from alongside.casework.models import Letter
from alongside.shell.forms import DateField, Form

LONG = ("what", "why")


class WriteLetter(Form):
    """What is still to be said for one letter: what the text asks, in what form, and how it gets there."""

    def __init__(self, *args: Any, text: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {name: _asked(name) for name in text.asked}
        other = _to_other() if text.to_other else {}
        ways = {} if text.to_other else {"channel": _channel()}
        forms_of_letter = ("large_print",) if text.to_other else ("language", "large_print", "easy_read")
        rest = {name: self.fields[name] for name in forms_of_letter}
        self.fields = {**other, **asked, **ways, **rest}
        self.asked = tuple(asked)
        for field in self.fields.values():
            if field.required:
                field.error_messages["required"] = f"Answer this: {field.label}"

    large_print = forms.BooleanField(label="In large print", required=False)
    easy_read = forms.BooleanField(label="With one sentence to a line", required=False)
    language = forms.ChoiceField(
        label="Language",
        choices=lambda: settings.LANGUAGES,
        help_text="What you type above stands in it as you type it. Where the text is not translated, or nobody has "
        "checked the translation, the English is in the letter too",
    )

    def clean(self) -> dict[str, Any]:
        """What was asked, gathered under one name."""
        given = super().clean() or {}
        given["asked"] = {name: given.pop(name) for name in self.asked if name in given}
        return given


class SendLetter(Form):
    """Another way for a letter that was stopped."""

    channel = forms.ChoiceField(required=False, choices=[("", ""), *Letter.Channel.choices])


class DecideLetter(Form):
    """Approve a letter or stop it."""

    answer = forms.ChoiceField(
        label="Your decision",
        choices=[("approve", "Approve: it goes out"), ("stop", "It does not go out")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it goes out"},
    )
    comment = forms.CharField(label="Why not", required=False, max_length=300, help_text="Needed to stop it")


class WithdrawLetter(Form):
    """Taking a letter back."""

    why = forms.CharField(label="Why do you take it back?", max_length=300)


class SettleLetter(Form):
    """What became of a letter."""

    what = forms.ChoiceField(
        label="What became of it?",
        choices=[("acknowledge", "They answered, or sent the slip back"), ("return", "The post brought it back")],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label="What they said, or what stood on it", required=False, max_length=300)


class MakeBatch(Form):
    """One letter to many people."""

    text_key = forms.ChoiceField(label="Which letter?")
    age_from = forms.IntegerField(label="From what age?", min_value=14, max_value=30)
    age_to = forms.IntegerField(label="Up to what age?", min_value=14, max_value=30)

    def __init__(self, *args: Any, texts: tuple[Text, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text_key"].choices = [(one.key, one.title) for one in texts]  # type: ignore[attr-defined]


class ProposeText(Form):
    """Other words for a letter."""

    title = forms.CharField(label="Title", max_length=120)
    body = forms.CharField(
        label="Text",
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="A blank line begins a new paragraph. Lines that begin with “- ” are a list",
    )
    why = forms.CharField(label="Why should it change?", max_length=300)


class DecideText(Form):
    """Approve a text or send it back."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Your decision",
        choices=[("approve", "Approve: letters are written from it from now on"), ("send_back", "Send back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to approve or to send back"},
    )
    comment = forms.CharField(label="What should be different", required=False, max_length=300)


class WriteTranslation(Form):
    """A letter's words in another language."""

    english = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(label="Title", max_length=160, widget=forms.TextInput(attrs={"dir": "auto"}))
    body = forms.CharField(
        label="Text",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"}),
        help_text="Paragraphs and lists as in the English. What stands in braces stays as it is: {name}",
    )


class CheckTranslation(Form):
    """Check a translation or send it back."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="What did you find?",
        choices=[("check", "It is right: letters go out with it alone"), ("send_back", "Send back")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is right or goes back"},
    )
    comment = forms.CharField(
        label="How was it checked, or what should be different?",
        max_length=300,
        help_text="Who read it that knows the language: you, or an interpreter with you",
        error_messages={"required": "Say how it was checked, or what should be different"},
    )


class Verify(Form):
    """The code of a proof, as somebody reads it off a page."""

    code = forms.CharField(
        label="The code",
        max_length=40,
        help_text="12 letters and numbers, like K7MP-2QRX-9WDT",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    born_on = DateField(
        label="Their date of birth", required=False, help_text="If you know it: then we say yes only if it is the same"
    )


def _asked(name: str) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3}) if name in LONG else forms.TextInput()
    return forms.CharField(label=ASKED[name], max_length=2000, widget=widget)


def _to_other() -> dict[str, forms.Field]:
    return {
        "to_name": forms.CharField(label="To whom does it go?", max_length=160),
        "address": forms.CharField(
            label="To which address?", max_length=250, help_text="With commas between the lines"
        ),
    }


def _channel() -> forms.ChoiceField:
    return forms.ChoiceField(label="How does it get there?", choices=Letter.Channel.choices, widget=forms.RadioSelect)
