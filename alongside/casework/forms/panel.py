"""Forms of the risk panel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from alongside.shell.forms import DateField, Form

People = Iterable[tuple[UUID, str]]


def _words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **more)


def _somebody(people: People) -> list[tuple[str, str]]:
    return [("", "Choose"), *((str(one), name) for one, name in people)]


class CallPanel(Form):
    """A day for a panel."""

    held_on = DateField(label="When is it?")
    place = forms.CharField(label="Where?", max_length=160)
    chair = forms.TypedChoiceField(label="Who chairs it?", coerce=UUID)

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].choices = _somebody(people)


class AddMember(Form):
    """A member."""

    user = forms.TypedChoiceField(label="Who?", coerce=UUID)
    capacity = forms.CharField(label="For whom do they sit?", max_length=120, required=False, help_text="Like housing")

    def __init__(self, *args: Any, people: People, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].choices = _somebody(people)


class ReferToPanel(Form):
    """A referral to the panel."""

    reason = _words("Why do you ask the panel?")
    wanted = _words("What do you want from it?")


class Prepare(Form):
    """The paper for the panel."""

    summary = forms.CharField(
        label="The paper for the panel",
        max_length=8000,
        required=False,
        help_text="What has been tried, what is feared, what protects, what they say themselves",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    paper = forms.FileField(label="A photo of a paper to go with it", required=False)
    is_ready = forms.BooleanField(label="All papers are ready", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideItem(Form):
    """What the panel said and decided."""

    discussion = _words("What was said")
    decision = _words("What was decided", help_text="The young person reads this. Write it to them: “you”, “we”")


class AddAction(Form):
    """Something to do."""

    what = forms.CharField(label="What is done?", max_length=300)
    who = forms.CharField(label="Who does it?", max_length=120)
    due_on = DateField(label="By when?")


class Conflict(Form):
    """A conflict."""

    why = forms.CharField(
        label="What is the conflict?", max_length=200, help_text="Like “my cousin”. You will not see this item any more"
    )


class ToldOfPanel(Form):
    """When and how they were told."""

    told_on = DateField(label="When were they told?")
    how = forms.CharField(label="How?", max_length=60)
