"""Forms of a young person's own place, and of those who answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings

from alongside.casework.models import EnrolmentCode, Message
from alongside.shell.forms import DateField, Form

NEXT_DOOR = forms.Textarea(attrs={"rows": 5})


class Start(Form):
    """The code from the adviser, and what one signs in with from now on."""

    code = forms.CharField(
        label="Your code",
        max_length=40,
        help_text="12 letters and numbers from your adviser, like K7MP-2QRX-9WDT",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )
    born_on = DateField(label="Your date of birth")
    email = forms.EmailField(
        label="Your e-mail", help_text="You sign in with it", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label="A new password",
        max_length=200,
        help_text="At least 12 letters or numbers. Three words in a row are good",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    shared = forms.BooleanField(label="Other people use this phone or computer", required=False)


HAS_A_PAGE_OF_ITS_OWN = (Message.Topic.COMPLAINT, Message.Topic.ADVOCATE, Message.Topic.RECORDS)
"""A complaint may be about the very worker who reads the messages."""


class Write(Form):
    """A message."""

    says_optional = False
    topic = forms.ChoiceField(
        label="What is it about?",
        choices=[one for one in Message.Topic.choices if one[0] not in HAS_A_PAGE_OF_ITS_OWN],
        help_text="“What I think” also goes to the team that listens to young people. They do not see your name",
    )
    words = forms.CharField(label="Your message", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    feeling = forms.ChoiceField(
        label="How are you?", required=False, choices=[("", "I’d rather not say"), *Message.Feeling.choices]
    )
    reply_in = forms.TypedChoiceField(
        label="When do you need to hear back?",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "Within two working days is fine"), ("0", "Today"), ("1", "By tomorrow")],
    )


class Answer(Form):
    """An answer to a message, or a message of one's own."""

    words = forms.CharField(label="What you write", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class MyWay(Form):
    """A new phone number, e-mail address or address."""

    says_optional = False
    kind = forms.ChoiceField(
        label="What is new?",
        choices=[("phone", "My phone"), ("email", "My e-mail"), ("address", "My address")],
        widget=forms.RadioSelect,
    )
    value = forms.CharField(label="The new one", max_length=250)
    safe = forms.MultipleChoiceField(
        label="What is safe there?",
        required=False,
        help_text="Think of who else may see your phone or open your letters",
        choices=[
            ("call", "You can call me"),
            ("text", "You can text me"),
            ("voicemail", "You can leave a voicemail"),
            ("write", "You can write to me"),
        ],
        widget=forms.CheckboxSelectMultiple,
    )


class MyLetters(Form):
    """The language and the form of the letters that they get."""

    says_optional = False
    language = forms.ChoiceField(label="Language", choices=lambda: settings.LANGUAGES)
    large_print = forms.BooleanField(label="Big letters", required=False)
    easy_read = forms.BooleanField(label="Each sentence on its own line", required=False)


class Paper(Form):
    """A photo of a paper."""

    says_optional = False
    name = forms.CharField(label="What is it?", max_length=120, help_text="Like “receipt for the cooker”")
    file = forms.FileField(label="The photo", error_messages={"required": "Choose the photo"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = "image/*"


class PaperOrPortrait(Paper):
    """A photo of a paper, or of the young person."""

    is_portrait = forms.BooleanField(
        label="It is a photo of the young person, who agrees to have it on their page", required=False
    )


class MyPaper(Paper):
    """A photo of one's own."""

    is_portrait = forms.BooleanField(
        label="It is a photo of me: those who work with me may see it on my page", required=False
    )


class IDisagree(Form):
    """What somebody says against a decision."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label="Say why, in your own words", max_length=4000, widget=forms.Textarea)


class GiveCode(Form):
    """How a code reaches a young person."""

    handed = forms.ChoiceField(
        label="How do you give it to them?",
        choices=EnrolmentCode.Handed.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how the code reaches them"},
    )
