"""Forms of equality impact assessments, and of lessons."""

from __future__ import annotations

from django import forms

from alongside.partners import queries
from alongside.shell.forms import DateField, Form

SMALL = {"rows": 3}


class Assessment(Form):
    """A new assessment."""

    about = forms.ChoiceField(label="What is it of?", choices=queries.ABOUT)
    about_reference = forms.CharField(
        label="Which one?", max_length=120, help_text="Such as edition 4, or the name of the protocol"
    )
    title = forms.CharField(label="Title", max_length=160)
    aims = forms.CharField(label="What is to change, and why?", max_length=3000, widget=forms.Textarea)
    stakeholders = forms.CharField(
        label="Whom does it touch, and who was asked?", max_length=3000, widget=forms.Textarea
    )
    review_on = DateField(label="Looked at again by")


class Finding(Form):
    """What it means for people who share a characteristic."""

    characteristic = forms.ChoiceField(label="For whom?", choices=queries.CHARACTERISTICS)
    barriers = forms.CharField(
        label="What stands in their way?", max_length=1500, required=False, widget=forms.Textarea(attrs=SMALL)
    )
    positive = forms.CharField(
        label="What gets better for them?", max_length=1500, required=False, widget=forms.Textarea(attrs=SMALL)
    )
    negative = forms.CharField(
        label="What gets worse for them?", max_length=1500, required=False, widget=forms.Textarea(attrs=SMALL)
    )


class Action(Form):
    """What is done about it."""

    what = forms.CharField(label="What is done?", max_length=300, widget=forms.Textarea(attrs=SMALL))
    lead = forms.CharField(label="Who leads?", max_length=120, help_text="A post")
    by_on = DateField(label="By when?")


class GoAhead(Form):
    """What is to go ahead without an assessment, and why."""

    what = forms.ChoiceField(label="What goes ahead?", choices=queries.going_ahead_choices)
    why = forms.CharField(
        label="Why can it not wait?", min_length=10, max_length=600, widget=forms.Textarea(attrs=SMALL)
    )


class SendBack(Form):
    """Why it is sent back."""

    why = forms.CharField(label="Why?", max_length=600, widget=forms.Textarea(attrs=SMALL))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Lesson(Form):
    """Something learnt."""

    learnt_from = forms.ChoiceField(label="Learnt from", choices=queries.LEARNT_FROM)
    what = forms.CharField(
        label="What did we learn?", max_length=1000, widget=forms.Textarea(attrs=SMALL),
        help_text="Nothing from which somebody could tell who it was",
    )  # fmt: skip
    action = forms.CharField(label="What do we do about it?", max_length=300, widget=forms.Textarea(attrs=SMALL))
    lead = forms.CharField(label="Who leads?", max_length=120, help_text="A post")
    by_on = DateField(label="By when?")


class FinishLesson(Form):
    """What came of it."""

    came_of_it = forms.CharField(label="What came of it?", max_length=300, widget=forms.Textarea(attrs=SMALL))
    version = forms.IntegerField(widget=forms.HiddenInput)
