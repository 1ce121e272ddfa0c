"""Forms of safety."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.models import Hidden, Incident, SafeguardingReferral, SafetyWarning
from alongside.casework.models.safety import Degree
from alongside.shell.forms import DateField, Form


def _words(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **more)


class Warn(Form):
    """A warning."""

    kind = forms.ChoiceField(label="What kind of danger?", choices=SafetyWarning.Kind.choices)
    level = forms.ChoiceField(label="How grave?", choices=Degree.choices, widget=forms.RadioSelect)
    facts = _words("What is known", help_text="Facts, and where they come from")
    visiting_rule = forms.CharField(
        label="Rule for visits",
        max_length=200,
        required=False,
        help_text="Partners see this and nothing else, like “Two of you, in the library”",
    )
    must_know = forms.CharField(label="Who must know", max_length=200, required=False)
    told = forms.BooleanField(label="They know of this warning", required=False)
    told_why_not = forms.CharField(label="If they do not, why", max_length=200, required=False)
    hidden = forms.ChoiceField(
        label="May they see it when they ask for their records?",
        required=False,
        choices=[("", "Yes"), *((value, label) for value, label in Hidden.choices if value)],
    )


class ChangeWarning(Warn):
    """A warning that is there."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class Review(Form):
    """Whether it goes on."""

    answer = forms.ChoiceField(
        label="Is it still needed?",
        choices=[("keep", "Yes, it goes on as it is"), ("end", "No, it ends")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it goes on"},
    )
    why = forms.CharField(label="If it ends, why", max_length=200, required=False)


class Plan(Form):
    """A safety plan."""

    concern = _words("What do we fear?")
    likelihood = forms.ChoiceField(label="How likely is it?", choices=Degree.choices, widget=forms.RadioSelect)
    harm = forms.ChoiceField(label="How grave would it be?", choices=Degree.choices, widget=forms.RadioSelect)
    protective = _words("What protects them?")
    steps = _words("What do we do, and who does it?")
    contingency = _words("What if it goes wrong?")
    agreed_by = forms.CharField(label="Who agreed to it?", max_length=200, help_text="The young person too?")
    own_words = _words("What the young person says", required=False)


class RecordIncident(Form):
    """An incident."""

    kind = forms.ChoiceField(
        label="What happened?",
        choices=[one for one in Incident.Kind.choices if one[0] != Incident.Kind.DEATH],
        widget=forms.RadioSelect,
        help_text="A manager records a death, on a page of its own",
    )
    happened_on = DateField(label="When did it happen, or since when are they missing?")
    aware_on = DateField(label="When did we learn of it?")
    facts = _words("What is known")
    reported_to = forms.CharField(label="Who was told?", max_length=200, required=False, help_text="Like the police")


class RecordDeath(Form):
    """A death."""

    died_on = DateField(label="When did they die?")
    told_by = forms.CharField(label="Who told us, and how do they know?", max_length=200)
    aware_on = DateField(label="When did we learn of it?")
    facts = _words("What is known")
    reported_to = forms.CharField(label="Who was told?", max_length=200, required=False)
    reference = forms.CharField(
        label="Type their reference",
        max_length=20,
        help_text="It stands at the top of this page. So a death is not recorded of somebody else by a slip",
    )


class UndoDeath(Form):
    """A death that was recorded in error."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="How do we know that it is wrong?", max_length=200)


class FollowIncident(Form):
    """What followed."""

    back_on = DateField(label="They came back on", required=False)
    talked_on = DateField(label="Somebody talked with them about it on", required=False)
    notified_on = DateField(label="Formal notice was given on", required=False)
    notified_whom = forms.CharField(label="To whom was notice given?", max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, is_missing: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("notified_on", "notified_whom", "talked_on") if is_missing else ("back_on",):
            del self.fields[name]


class ReferToSafeguarding(Form):
    """A referral to safeguarding."""

    to = forms.CharField(label="To whom?", max_length=160)
    referred_on = DateField(label="When?")
    reason = _words("Why")
    consent = forms.ChoiceField(
        label="What does the young person say?",
        choices=SafeguardingReferral.Consent.choices,
        widget=forms.RadioSelect,
    )
    why_without = forms.CharField(
        label="Without their consent: why",
        max_length=300,
        required=False,
        help_text="It can be made without consent. It says why",
    )


class AnswerSafeguarding(Form):
    """What came of a referral."""

    result_on = DateField(label="When did they answer?")
    result = _words("What came of it")
    version = forms.IntegerField(widget=forms.HiddenInput)
