"""Forms of consent, sharing, referrals to services and data breaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from alongside.casework.models import Basis, ConsentChoice, DataBreach, Hidden, How, ServiceReferral, SharingEvent
from alongside.shell.forms import DateField, Form

Choices = Iterable[tuple[str, str]]
YES_OR_NO = [("given", "Yes, they may know"), ("refused", "No, they must not know")]


class _Who(Form):
    """Somebody outside: an organisation, or somebody else by name."""

    organisation = forms.ChoiceField(label="Which organisation?", required=False)
    who = forms.CharField(
        label="Or who else?", max_length=120, required=False, help_text="Family, a friend, a landlord"
    )

    def __init__(self, *args: Any, organisations: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "None of these"), *organisations]  # type: ignore[attr-defined]


class Consent(_Who):
    """Who may know what for what."""

    what = forms.MultipleChoiceField(label="What is it about?", widget=forms.CheckboxSelectMultiple)
    what_for = forms.CharField(label="What for?", max_length=200)
    answer = forms.ChoiceField(label="What do they say?", choices=YES_OR_NO, widget=forms.RadioSelect)
    capacity = forms.ChoiceField(label="Who decided it?", choices=ConsentChoice.Capacity.choices)
    how = forms.ChoiceField(label="How did they say it?", choices=[one for one in How.choices if one[0] != How.PORTAL])
    decided_on = DateField(label="When did they say it?")
    ends_on = DateField(label="Until when does it hold?", required=False)

    def __init__(self, *args: Any, parts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = list(parts)  # type: ignore[attr-defined]


class _Basis(Form):
    """By what right, and what the young person wants."""

    basis = forms.ChoiceField(
        label="By what right?",
        choices=Basis.choices,
        widget=forms.RadioSelect,
        help_text="Nearly always our task by law. To keep somebody safe never hangs on a yes",
    )
    consent = forms.ChoiceField(label="Which yes of theirs does it rest on?", required=False)
    wishes = forms.ChoiceField(
        label="What does the young person want?", choices=SharingEvent.Wishes.choices, widget=forms.RadioSelect
    )
    wishes_why = forms.CharField(
        label="If they do not agree or were not asked: why all the same?", max_length=200, required=False
    )

    def __init__(self, *args: Any, consents: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].choices = [("", "It does not rest on a yes"), *consents]  # type: ignore[attr-defined]


class Sharing(_Basis, _Who):
    """Something was told to somebody."""

    what = forms.CharField(label="What was told?", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
    why = forms.CharField(label="What for?", max_length=200)
    no_more_than = forms.CharField(label="Why this much and no more?", max_length=200, required=False)
    shared_on = DateField(label="When was it told?")
    hidden = forms.ChoiceField(label="Does the young person see it here?", choices=Hidden.choices, required=False)
    field_order = ["organisation", "who", "what", "why", "no_more_than", "shared_on", "basis", "consent", "wishes",
                   "wishes_why", "hidden"]  # fmt: skip


class Refer(_Basis):
    """A referral to a service."""

    organisation = forms.ChoiceField(label="To whom?")
    service = forms.CharField(label="For what?", max_length=120)
    why = forms.CharField(label="Why?", max_length=200)
    groups = forms.MultipleChoiceField(
        label="What do they see of the record?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Their name and age always. Nothing of it any more once the referral ends",
    )
    field_order = ["organisation", "service", "why", "groups", "basis", "consent", "wishes", "wishes_why"]

    def __init__(self, *args: Any, organisations: Choices = (), parts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "Choose"), *organisations]  # type: ignore[attr-defined]
        self.fields["groups"].choices = list(parts)  # type: ignore[attr-defined]


class Reply(Form):
    """What the service answers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reply = forms.ChoiceField(
        label="Do you take it on?",
        choices=[one for one in ServiceReferral.Reply.choices if one[0] != ServiceReferral.Reply.WAITING],
        widget=forms.RadioSelect,
    )
    reply_words = forms.CharField(
        label="What do you say?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    started_on = DateField(label="When did it start?", required=False)


class EndService(Form):
    """What came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    result = forms.CharField(label="What came of it?", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    rating = forms.TypedChoiceField(
        label="What does the young person give it?",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "They were not asked"), *((str(one), f"{one} of 5") for one in range(1, 6))],
    )


def _moment(given: dict[str, Any], day: str, hour: str) -> datetime | None:
    """A day and an hour as a moment; None where there is no day."""
    if not given.get(day):
        return None
    return timezone.make_aware(datetime.combine(given[day], given.get(hour) or time()))


class RecordBreach(Form):
    """Facts got out or got lost."""

    what = forms.CharField(
        label="What happened?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Without names: say what kind of facts, where they went, who may have seen them",
    )
    happened_on = DateField(label="When did it happen?", required=False)
    aware_on = DateField(label="When did we know of it?")
    aware_hour = forms.TimeField(label="At what time?", help_text="Like 14:30. 72 hours run from here")
    how_many = forms.IntegerField(label="How many people is it about?", min_value=1, initial=1)

    def clean(self) -> dict[str, Any]:
        """The day and the hour as one moment."""
        given = super().clean() or {}
        given["aware_at"] = _moment(given, "aware_on", "aware_hour")
        return given

    @property
    def told(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("aware_on", "aware_hour")}


class DealWithBreach(Form):
    """The risk, who was told, what was done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    risk = forms.ChoiceField(
        label="What may it do to the people?", choices=DataBreach.Risk.choices, widget=forms.RadioSelect
    )
    told_on = DateField(label="When was the regulator told?", required=False)
    told_hour = forms.TimeField(label="At what time?", required=False, help_text="Like 14:30")
    why_not_told = forms.CharField(
        label="If the regulator is not told: why not?",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    told_people_on = DateField(label="When were the people told?", required=False)
    done = forms.CharField(
        label="What was done about it?", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    close = forms.BooleanField(label="Everything is done: close it", required=False)

    def clean(self) -> dict[str, Any]:
        """The day and the hour as one moment."""
        given = super().clean() or {}
        if given.get("told_on") and not given.get("told_hour"):
            self.add_error("told_hour", "Say at what time: the 72 hours are counted in hours.")
        given["told_regulator_at"] = _moment(given, "told_on", "told_hour")
        return given

    @property
    def told(self) -> dict[str, Any]:
        """What the action takes."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("told_on", "told_hour")}


class MyChoice(_Who):
    """The young person says who may know what."""

    what = forms.MultipleChoiceField(label="What is it about?", widget=forms.CheckboxSelectMultiple)
    what_for = forms.CharField(label="What for?", max_length=200, help_text="Like “to help me find a flat”")
    answer = forms.ChoiceField(
        label="What do you say?",
        choices=[("given", "Yes, they may know"), ("refused", "No, they must not know")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, parts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].label = "Who?"
        self.fields["who"].help_text = "Like your mum, a friend, your landlord"
        self.fields["what"].choices = list(parts)  # type: ignore[attr-defined]
