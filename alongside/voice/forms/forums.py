"""Forms of those who run forums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from alongside.shell.forms import DateField, Form
from alongside.voice import placement
from alongside.voice.forms.commitments import Choices, long
from alongside.voice.models import AgendaItem, Forum, Meeting, Part


class ForumForm(Form):
    """A forum."""

    kind = forms.ChoiceField(label="Whose is it?", choices=Forum.Kind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label="What do they call it?", max_length=80)
    about = long("What does it do?", "In short sentences, for somebody who thinks of coming", most=600)
    meets = forms.CharField(label="When and where does it meet?", max_length=200)
    joining = forms.CharField(label="How does one join?", max_length=200, help_text="Whom to ring or write to")


class ChangeForumForm(ForumForm):
    """The same, once it is there."""

    is_running = forms.BooleanField(label="It meets at present", required=False)


class PlanForm(Form):
    """A meeting to come."""

    kind = forms.ChoiceField(label="What is it?", choices=Meeting.Kind.choices, widget=forms.RadioSelect)
    held_on = DateField(label="On which day?")


class AgendaForm(Form):
    """A point of the agenda."""

    words = forms.CharField(label="What is it about?", max_length=200)
    put_by = forms.ChoiceField(label="Who wants it there?", choices=AgendaItem.PutBy.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label="Does it belong to something they told us?", required=False)

    def __init__(self, *args: Any, themes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", "No"), *themes]  # type: ignore[attr-defined]


class HoldForm(Form):
    """How many came and what was said."""

    young_people = forms.IntegerField(label="How many young people came?", min_value=0, max_value=200)
    workers = forms.IntegerField(label="How many others came?", min_value=0, max_value=200)
    notes = long("What was said?", "No names. Young people read it before anybody else does", most=6000, rows=10)


class AgreeForm(Form):
    """Young people agreed the notes."""

    agreed_on = DateField(label="When did they agree the notes?")
    number = forms.IntegerField(label="How many of them?", min_value=1, max_value=200)


class VisitForm(Form):
    """What young inspectors found."""

    home = forms.CharField(label="Which home?", max_length=120, help_text="As its people call it. No address")
    visited_on = DateField(label="When?")
    inspectors = forms.IntegerField(label="How many inspectors?", min_value=1, max_value=30)
    said = long("What do they say of it?", "In their words. Nobody who lives there is named", most=2000)
    answer_by = DateField(label="The home answers by")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, asked in enumerate(placement.points(), start=1):
            self.fields[f"found_{number}"] = forms.ChoiceField(
                label=f"{number}. {asked}", choices=list(placement.FOUND.items()), widget=forms.RadioSelect,
                error_messages={"required": f"Say what they found on point {number}"},
            )  # fmt: skip
            self.fields[f"words_{number}"] = forms.CharField(
                label=f"A word on point {number}", required=False, max_length=300
            )

    def clean(self) -> dict[str, Any]:
        """The ten points as pairs of what was found and a word on it."""
        cleaned = super().clean() or self.cleaned_data
        numbers = range(1, len(placement.points()) + 1)
        cleaned["points"] = [(cleaned.pop(f"found_{n}", ""), cleaned.pop(f"words_{n}", "")) for n in numbers]
        return cleaned


class AnswerVisitForm(Form):
    """What the home changes."""

    answer = long("What changes, and by when?", "Young inspectors and everybody else can read it", most=2000)


class PartForm(Form):
    """Young people chose or taught somebody."""

    kind = forms.ChoiceField(label="What did they do?", choices=Part.Kind.choices, widget=forms.RadioSelect)
    whom = forms.ChoiceField(label="Whom?", choices=Part.Whom.choices, widget=forms.RadioSelect)
    what = forms.CharField(label="Which panel or course?", max_length=200)
    held_on = DateField(label="When?")
    young_people = forms.IntegerField(label="How many young people?", min_value=1, max_value=200)
    changed = long("What changed by it?", "What was decided or done differently because of them", most=600)


class PanelsForm(Form):
    """How many recruitment panels there were in a quarter in all."""

    quarter = forms.TypedChoiceField(label="Which quarter?", coerce=date.fromisoformat)
    held = forms.IntegerField(
        label="How many recruitment panels were there in all?", min_value=0, max_value=2000,
        help_text="With and without young people on them. What is written here already gives way to it.",
    )  # fmt: skip

    def __init__(self, *args: Any, quarters: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(one.isoformat(), f"From {one:%-d %B %Y}") for one in quarters]
        self.fields["quarter"].choices = chosen  # type: ignore[attr-defined]
