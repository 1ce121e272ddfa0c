"""Forms of reviews, assessments and the list before 18."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.casework.models import JointAssessment, NeedsAssessment, PlanReview
from alongside.casework.queries.assessing import BEFORE_18
from alongside.shell.forms import DateField, Form

MOST = 6000


def _text(label: str, rows: int = 3, *, required: bool = False, hint: str = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, help_text=hint, widget=widget, max_length=MOST)


def _line(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, **{"max_length": 120, **more})


class PlanReviewForm(Form):
    """A review to be held."""

    trigger = forms.ChoiceField(label="Why?", choices=PlanReview.Trigger.choices, widget=forms.RadioSelect)
    asked_on = DateField(label="When did they ask?", required=False, help_text="Only if the young person asked")
    asked_words = _text("What they want to talk about", 2)
    planned_on = DateField(label="When is it?", required=False)
    place = _line("Where?", max_length=160)
    chair = _line("Who leads it?")
    invited = _text("Who is invited?", 2, hint="Ask the young person whom they want there")


class ChangeReview(Form):
    """When and where it is to be."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    planned_on = DateField(label="When is it?", required=False)
    place = _line("Where?", max_length=160)
    chair = _line("Who leads it?")
    invited = _text("Who is invited?", 2)


class TakeOutReview(Form):
    """It is not held after all."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why is it taken out?",
        max_length=200,
        help_text="It will not be held, or was written down by mistake. The days that it moved move back",
    )


class HoldReview(Form):
    """That it was held."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    held_on = DateField(label="When was it held?")
    took_part = forms.ChoiceField(
        label="How did the young person take part?", choices=PlanReview.Part.choices, widget=forms.RadioSelect
    )
    words = _text("What they say", 4, hint="In their own words")
    attended = _text("Who came, and who sent apologies", 2)
    is_adequate = forms.TypedChoiceField(
        label="Is the plan still right?",
        choices=[("yes", "Yes, it goes on as it is"), ("no", "No, it changes")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    changes = _text("What changes", 3, hint="Then write the next version: open actions go into it by themselves")
    decisions = _text("What was decided", 3)
    notes_sent_on = DateField(label="When were they given the notes?", required=False)


class BeginAssessment(Form):
    """Why an assessment is made, and how much it looks at."""

    trigger = forms.ChoiceField(label="Why?", choices=NeedsAssessment.Trigger.choices, widget=forms.RadioSelect)
    extent = forms.ChoiceField(
        label="How much is looked at?",
        choices=NeedsAssessment.Form.choices,
        widget=forms.RadioSelect,
        initial="whole",
        help_text="From 21 it may be about no more than what was asked for",
    )
    asked_for = _text("What did they ask for?", 3, hint="Needed where it is about that only")


class WriteAssessment(Form):
    """The young person's words, who was asked, the result."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = _text("What they say and want", 4, hint="In their own words")
    consulted = forms.MultipleChoiceField(
        label="Who was asked?",
        required=False,
        choices=NeedsAssessment.Asked.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    consulted_words = _text("What those who were asked say", 3)
    meetings = _text("Meetings", 2, hint="When, where, who was there")
    result = _text("What comes of it", 4)


class WriteAssessmentHead(Form):
    """One head of an assessment: their words first."""

    says_optional = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = _text("What they say", 3)
    strengths = _text("What goes well", 2)
    needs = _text("What is needed", 3)
    evidence = _text("How we know", 2)
    conclusion = _text("What follows for the plan", 2)


class SendAssessment(Form):
    """To a manager."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class DecideAssessment(Form):
    """What a manager answers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label="Your answer",
        widget=forms.RadioSelect,
        choices=[("approve", "It is finished"), ("send_back", "Send it back to be written on")],
    )
    comment = _text("What you say to whoever wrote it", hint="Needed where you send it back")


def _agreed() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Does the young person agree to it?",
        choices=[("", "Nobody has asked yet"), ("yes", "Yes"), ("no", "No")],
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        required=False,
    )


class AskAdultServices(Form):
    """Asking adult services for an assessment together."""

    why = _text("Why?", 3, required=True)
    asked_on = DateField(label="When did you ask?")
    agreed = _agreed()
    worker = _line("Who deals with it there?")


class WriteJoint(Form):
    """How it goes, and what was decided."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    worker = _line("Who deals with it there?")
    met_on = DateField(label="When were they assessed together?", required=False)
    decided_on = DateField(label="When did adult services decide?", required=False)
    decision = forms.ChoiceField(
        label="What did they decide?",
        choices=[("", "Not decided yet"), *JointAssessment.Decision.choices],
        required=False,
    )
    decision_words = _text("In words", 3)
    told_on = DateField(label="When was the young person told?", required=False)


class BeforeEighteen(Form):
    """Since when each thing is settled."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    notes = _text("What is missing, and what is done about it", 3)
    field_order = (*BEFORE_18, "notes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, words in BEFORE_18.items():
            self.fields[name] = DateField(label=f"{words}: settled since", required=False)
        self.order_fields([*BEFORE_18, "notes"])

    def clean_version(self) -> int:
        """Nothing typed before: the list is new."""
        return int(self.cleaned_data.get("version") or 0)
