"""Forms around indicators."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.board.register import ASKS, GROUPS, State, register
from alongside.shell.forms import DateField, FilterForm, Form

ALL = ("", "All")
LARGEST = 2 * 1024 * 1024


def indicators() -> list[tuple[str, str]]:
    """Every indicator, to choose from."""
    return [(one.id, f"{one.id} {one.name}") for one in register().values()]


def long(label: str, hint: str = "", *, required: bool = False) -> forms.CharField:
    """A box for several sentences."""
    box = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, help_text=hint, max_length=4000, widget=box, required=required)


class ShowForm(FilterForm):
    """Which indicators to show."""

    group = forms.ChoiceField(label="About", required=False, choices=[ALL, *GROUPS.items()])
    asks = forms.ChoiceField(label="Asks", required=False, choices=[ALL, *ASKS.items()])
    state = forms.ChoiceField(
        label="Figures are",
        required=False,
        choices=[ALL, *((one.name.lower(), one.value.capitalize()) for one in State)],
    )


class EntryForm(Form):
    """A figure that no part computes."""

    from_on = DateField(label="First day")
    to_on = DateField(label="Last day")
    found = forms.IntegerField(label="How many?", required=False, min_value=0)
    of = forms.IntegerField(label="Of how many?", required=False, min_value=0, help_text="For a share or an average")
    value = forms.DecimalField(
        label="Or the value", required=False, help_text="Where nothing is counted: pounds, months, a rate"
    )
    evidence = long("Where can this be checked?", "The report, list or system, and its date", required=True)


class StoryForm(Form):
    """Turning the curve."""

    story = long("What is behind it?", "The causes that you know of, for better and worse")
    partners = long("Who can help to turn it?")
    works = long("What works?", "What would make a difference, no-cost and low-cost ideas too")
    data_agenda = long("Which data do we still need?")


class FileForm(Form):
    """A file to take in."""

    def clean_file(self) -> Any:
        """The file, if it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("This file is too large to be a list of councils and figures.")
        return file


class BenchmarksForm(FileForm):
    """A file of other councils' figures."""

    file = forms.FileField(
        label="CSV file",
        help_text="Headings: indicator, who, value, on (2025-03-31), source. All of it or none is taken",
    )


class NeighboursForm(FileForm):
    """A file of councils like ours."""

    file = forms.FileField(
        label="CSV file", help_text="Headings: council, rank, source. It takes the place of the one before"
    )


class StatedForm(Form):
    """A figure that a paper states."""

    indicator = forms.ChoiceField(label="Indicator")
    where = forms.CharField(label="Which paper, and where in it?", max_length=200)
    period = forms.CharField(
        label="For when?", max_length=60, help_text="As on our pages, to compare with them: 2025/26, or Apr–Jun 2026"
    )
    value = forms.DecimalField(label="What does it say?")
    parts = forms.CharField(
        label="Parts that should add up to it", required=False, max_length=200, help_text="12, 13, 5, 21"
    )
    found = forms.IntegerField(label="If it is a share: how many?", required=False, min_value=0)
    of = forms.IntegerField(label="Of how many?", required=False, min_value=1)
    base = forms.DecimalField(label="If it is a projection: from which number?", required=False, min_value=0)
    years = forms.DecimalField(label="How many years ahead?", required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("indicator", indicators())


class ExplainForm(Form):
    """Why figures differ."""

    explained = long("Why do they differ, and which one holds?", required=True)
