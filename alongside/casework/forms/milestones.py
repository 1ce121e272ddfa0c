"""Forms of supervision and life events."""

from __future__ import annotations

from django import forms

from alongside.casework.models import LifeEvent
from alongside.shell.forms import DateField, Form


class Supervision(Form):
    """What was decided in supervision."""

    held_on = DateField(label="When?")
    decision = forms.CharField(label="What was decided?", widget=forms.Textarea(attrs={"rows": 3}))
    discussion = forms.CharField(
        label="What was talked about?", required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    to_do = forms.CharField(label="What has to be done?", max_length=300, required=False)
    due_on = DateField(label="By when?", required=False)


class Done(Form):
    """It is done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    done_on = DateField(label="When was it done?")


class Lived(Form):
    """Something that mattered."""

    kind = forms.ChoiceField(label="What kind of event?", choices=LifeEvent.Kind.choices)
    happened_on = DateField(label="When?")
    what = forms.CharField(label="What happened?", max_length=300)
    how_marked = forms.CharField(label="How did we mark it?", max_length=200, required=False)
