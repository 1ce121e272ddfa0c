"""Forms of those who make consultations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from alongside.shell.forms import DateField, Form
from alongside.voice import texts
from alongside.voice.bands import BANDS
from alongside.voice.models import Consultation, Question
from alongside.voice.queries import QuestionShown, Shown

LONG = forms.Textarea(attrs={"rows": 4})


class Words(Form):
    """What a consultation says, and who may answer."""

    title = forms.CharField(label="What is it called?", max_length=120, help_text="A question is a good name")
    purpose = forms.CharField(label="What is it for?", max_length=1000, widget=LONG)
    can = forms.CharField(
        label="What can change?", max_length=1000, widget=LONG, help_text="What you can really decide, or ask for"
    )
    cannot = forms.CharField(
        label="What cannot change?", max_length=1000, widget=LONG, help_text="And why. Say so before they answer"
    )
    answering = forms.ChoiceField(
        label="Who may answer?", choices=Consultation.Answering.choices, widget=forms.RadioSelect
    )
    about_offer = forms.BooleanField(
        label="It asks about the local offer",
        required=False,
        help_text="The next edition of the offer waits for its results and can rest on them",
    )


class QuestionForm(Form):
    """A question."""

    kind = forms.ChoiceField(label="How is it answered?", choices=Question.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(label="What do you ask?", max_length=200)
    hint = forms.CharField(label="A line that helps", max_length=200, required=False)
    choices = forms.CharField(
        label="Answers to choose from",
        required=False,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One on each line. A scale has five, from the worst on; left empty it has: " + ", ".join(texts.SCALE),
    )

    def clean_choices(self) -> list[str]:
        """The lines."""
        return _lines(self.cleaned_data["choices"])


class Opening(Form):
    """From when until when."""

    opens_on = DateField(label="First day")
    closes_on = DateField(label="Last day")


class Until(Form):
    """Until when."""

    closes_on = DateField(label="New last day")


class Codes(Form):
    """Codes for people of an age and a district."""

    number = forms.IntegerField(label="How many codes?", min_value=1, max_value=500)
    band = forms.ChoiceField(label="For which age?", required=False)
    area = forms.ChoiceField(label="For which district?", required=False)

    def __init__(self, *args: Any, districts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["band"].choices = [("", "Any age"), *((one, one) for one in BANDS)]  # type: ignore[attr-defined]
        named = [("", "Anywhere"), *((one, one) for one in districts)]
        self.fields["area"].choices = named  # type: ignore[attr-defined]


class Accounts(Form):
    """Who of those with a place of their own is invited."""

    youngest = forms.IntegerField(label="From which age?", min_value=5, max_value=30, initial=16)
    oldest = forms.IntegerField(label="Up to which age?", min_value=5, max_value=30, initial=25)
    districts = forms.MultipleChoiceField(
        label="In which districts?",
        required=False,
        help_text="Choose none for everybody",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, districts: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["districts"].choices = [(one, one) for one in districts]  # type: ignore[attr-defined]


class Translation(Form):
    """Every text in another language. The English stands in the hint."""

    says_optional = False

    def __init__(self, *args: Any, asked: Shown, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for name, label in zip(texts.FIELDS, ("Title", "Purpose", "What can change", "What cannot"), strict=True):
            self._add(name, label, getattr(asked, name), rows=1 if name == "title" else 3)
        for one in asked.questions:
            self._add(f"q{one.number}_text", f"Question {one.number}", one.text, rows=1)
            if one.hint:
                self._add(f"q{one.number}_hint", f"Question {one.number}: the line that helps", one.hint, rows=1)
            if one.choices:
                label = f"Question {one.number}: answers, one on each line, in this order"
                self._add(f"q{one.number}_choices", label, " / ".join(one.choices), rows=len(one.choices))

    def _add(self, name: str, label: str, english: str, *, rows: int) -> None:
        widget = forms.TextInput(attrs={"dir": "auto"}) if rows == 1 else forms.Textarea(
            attrs={"rows": rows, "dir": "auto"}
        )  # fmt: skip
        self.fields[name] = forms.CharField(label=label, help_text=english, required=False, widget=widget)

    @property
    def words(self) -> dict[str, str]:
        """What the consultation says."""
        return {name: self.cleaned_data[name].strip() for name in texts.FIELDS}

    @property
    def questions(self) -> dict[UUID, dict[str, Any]]:
        """What each question says."""
        return {one.id: self._question(one) for one in self.asked.questions}

    def _question(self, one: QuestionShown) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "text": said[f"q{one.number}_text"].strip(),
            "hint": said.get(f"q{one.number}_hint", "").strip(),
            "choices": _lines(said.get(f"q{one.number}_choices", "")),
        }


class Quote(Form):
    """What of a text is shown."""

    theme = forms.CharField(label="What is it about?", max_length=80, required=False)
    quote = forms.CharField(
        label="What of it is shown?",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Their own words, without what could point at them. Empty shows nothing",
    )
    names_nobody = forms.BooleanField(label="I have read it: nobody can be known by it", required=False)


class Shows(Form):
    """What a picture shows."""

    shows = forms.CharField(label="What does it show?", max_length=200, required=False)
    is_shown = forms.BooleanField(label="Everybody may see it: nobody can be known by it", required=False)


class Found(Form):
    """What was found and what happens next."""

    found = forms.CharField(label="What did they say?", max_length=4000, widget=LONG, help_text="In plain words")
    next_steps = forms.CharField(
        label="What happens next?", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What changes, who does it, until when. What cannot change, and why",
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
