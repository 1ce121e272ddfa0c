"""Forms of help after 21, and of the people around a young person."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.forms.contact import Hiding
from alongside.casework.models import NetworkMember, SupportOffer, SupportRequest
from alongside.shell.forms import DateField, Form

WORDS = forms.Textarea(attrs={"rows": 4})
BY_US = [choice for choice in SupportRequest.How.choices if choice[0] != SupportRequest.How.PORTAL]


class Ask(Form):
    """Somebody asked for support."""

    how = forms.ChoiceField(label="How did they ask?", choices=BY_US)
    asked_on = DateField(label="When?")
    wants = forms.CharField(label="What do they want, in their words?", required=False, widget=WORDS)


class Result(Form):
    """What was agreed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.ChoiceField(
        label="What came of it?",
        choices=[choice for choice in SupportRequest.Result.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what came of it"},
    )
    result_words = forms.CharField(label="What did you agree with them?", widget=WORDS)


class End(Form):
    """They no longer want support."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ended_how = forms.ChoiceField(label="How did they say so?", choices=BY_US)
    ended_on = DateField(label="When?")
    ended_words = forms.CharField(
        label="What did they say?", widget=WORDS, help_text="Only they can end it. They may come back at any time"
    )


class Offer(Form):
    """Support was offered."""

    channel = forms.ChoiceField(label="How?", choices=SupportOffer.Channel.choices)
    sent_on = DateField(label="When?")


class Reply(Form):
    """Whether an offer reached them, and what they answer."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reached = forms.ChoiceField(label="Did it reach them?", choices=SupportOffer.Reached.choices, required=False)
    reply = forms.ChoiceField(label="What do they answer?", choices=SupportOffer.Reply.choices, required=False)
    replied_on = DateField(label="When did they answer?", required=False)
    reply_words = forms.CharField(label="What did they say?", required=False, widget=WORDS)


class Watch(Form):
    """Looking after somebody's welfare unasked."""

    why = forms.CharField(label="What are you worried about?", widget=WORDS)
    told = forms.BooleanField(label="I told the young person, or will today", required=False)
    why_not_told = forms.CharField(
        label="If not, why not?", max_length=200, required=False, help_text="Only where telling them would do harm"
    )


class LookAgain(Form):
    """A second look."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label="What did you find?", widget=WORDS)
    goes_on = forms.TypedChoiceField(
        label="Is there still a reason?",
        choices=[("yes", "Yes, it goes on"), ("no", "No, it ends")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class Member(Hiding):
    """Somebody in the young person's life."""

    name = forms.CharField(label="Name", max_length=120)
    relationship = forms.CharField(label="Who are they to the young person?", max_length=80)
    phone = forms.CharField(label="How to reach them", max_length=120, required=False)
    is_supporter = forms.BooleanField(label="They count on this person", required=False)
    is_emergency = forms.BooleanField(label="To be called in an emergency", required=False)
    allowed = forms.ChoiceField(label="May they be in contact?", choices=NetworkMember.Allowed.choices)
    may_talk = forms.BooleanField(label="The young person says that we may talk to them", required=False)
    talk_about = forms.CharField(label="About what?", max_length=300, required=False)
    said_on = DateField(label="When did they say so?", required=False)
    field_order = (
        *("name", "relationship", "phone", "is_supporter", "is_emergency", "allowed"),
        *("may_talk", "talk_about", "said_on"),
    )


class ChangeMember(Member):
    """The same, changed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    ended = forms.BooleanField(label="They are no longer around", required=False)


class IAsk(Form):
    """Asking for support oneself."""

    says_optional = False
    wants = forms.CharField(
        label="What do you want help with?",
        required=False,
        max_length=2000,
        widget=WORDS,
        help_text="You can leave this empty. We will ask you",
    )


class IStop(Form):
    """Saying that one no longer wants support."""

    says_optional = False
    ended_words = forms.CharField(
        label="Do you want to say why? You need not",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MyPerson(Form):
    """Somebody in one's life."""

    says_optional = False
    name = forms.CharField(label="Their name", max_length=120)
    relationship = forms.CharField(
        label="Who are they to you?", max_length=80, help_text="Like “my aunt” or “a friend”"
    )
    phone = forms.CharField(label="Their phone, if you like", max_length=120, required=False)
    is_emergency = forms.BooleanField(label="Call them if something bad happens to me", required=False)
    may_talk = forms.BooleanField(label="You may talk to them about me", required=False)
    talk_about = forms.CharField(
        label="If so: about what?", max_length=300, required=False, help_text="Like “only about my home”"
    )

    def clean(self) -> dict[str, Any]:
        """Talking to somebody is about something."""
        given = super().clean() or {}
        if given.get("may_talk") and not given.get("talk_about"):
            self.add_error("talk_about", "Say what we may talk about")
        return given
