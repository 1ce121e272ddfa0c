"""Forms of action plans."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.board.forms.indicators import indicators, long
from alongside.board.models import Plan
from alongside.board.queries import Origin
from alongside.shell.forms import DateField, Form

Choices = tuple[tuple[str, str], ...]


class PlanForm(Form):
    """A plan."""

    title = forms.CharField(label="What is the plan called?", max_length=120)
    comes_from = forms.ChoiceField(label="What does it come from?", choices=Plan.Comes.choices)
    source = forms.CharField(label="Which one?", max_length=200, help_text="Its name and its date")
    begins_on = DateField(label="When does it begin?")
    ends_on = DateField(label="When does it end?")


class ActionForm(Form):
    """One action."""

    outcome = forms.CharField(label="What should be better?", max_length=200)
    what = long("What is done?", required=True)
    owner_post = forms.CharField(label="Whose job is it?", max_length=120, help_text="The post")
    owner = forms.ChoiceField(label="Whose list does it stand on?", required=False)
    due_on = DateField(label="By when?")
    indicator = forms.ChoiceField(label="Measured by which indicator?", required=False)
    measure = forms.CharField(label="Or measured by what else?", max_length=200, required=False)
    baseline = forms.DecimalField(
        label="Where does it begin?", required=False, help_text="Leave empty if nobody knows. The page will ask for it"
    )
    target = forms.DecimalField(label="Where should it get to?", required=False)
    rationale = long("Why this target?")

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner", [("", "Nobody who has an account here"), *owners])
        self.offer("indicator", [("", "None of them"), *indicators()])


class TakeOverForm(ActionForm):
    """Following in a plan what was agreed elsewhere: its words, owner and day are taken over where it says them."""

    plan_id = forms.ChoiceField(label="In which plan?")
    field_order = ["plan_id"]

    def __init__(self, *args: Any, plans: Choices, origin: Origin, **kwargs: Any) -> None:
        super().__init__(*args, initial={"outcome": origin.outcome}, **kwargs)
        self.offer("plan_id", plans)
        del self.fields["what"]
        if origin.owner_post:
            del self.fields["owner_post"]
        if origin.due_on:
            del self.fields["due_on"]


class RecommendationForm(Form):
    """What inspectors recommend."""

    source = forms.CharField(label="Which inspection or review?", max_length=200, help_text="As its report is called")
    on = DateField(label="When did its report come out?")
    number = forms.CharField(label="Its number in the report", max_length=20, required=False)
    words = long("What is recommended?", "In its own words", required=True)


class StepForm(Form):
    """How it is going."""

    words = long("How is it going?", "What was done, what is next, what is in the way", required=True)


class BaselineForm(Form):
    """Where it began."""

    baseline = forms.DecimalField(label="Where did it begin?")


class FinishForm(Form):
    """It is done."""

    evidence = long("How can it be seen that it is done?", "A paper, a figure, a page, with its date", required=True)


class TargetForm(Form):
    """Another target or day."""

    target = forms.DecimalField(label="Which target?", required=False)
    due_on = DateField(label="By when?")
    why = long("Why?", "The board decides on it", required=True)
