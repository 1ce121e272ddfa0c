"""Forms of those who write down what young people told us and what is done about it."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.shell.forms import DateField, Form
from alongside.voice.models import Changed

Choices = tuple[tuple[str, str], ...]
NOBODY = ("", "Nobody who has an account here")


def long(label: str, hint: str = "", *, most: int = 1000, rows: int = 4) -> forms.CharField:
    """A box for several sentences."""
    return forms.CharField(label=label, help_text=hint, max_length=most, widget=forms.Textarea(attrs={"rows": rows}))


class ThemeForm(Form):
    """What young people told us."""

    title = forms.CharField(label="What is it about?", max_length=80, help_text="Three or four words")
    said = long("What did they tell you?", "As they would say it, in short sentences. No names", most=600)
    heard = forms.CharField(
        label="Where did they say it?",
        max_length=200,
        help_text="For example: in the care leavers forum, and by 14 letters",
    )
    heard_on = DateField(label="When?", help_text="The day on which you had heard enough to write it down")
    consultation = forms.ChoiceField(label="Was it said in a consultation?", required=False)

    def __init__(self, *args: Any, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "No, or not only"), *consultations]
        self.fields["consultation"].choices = choices  # type: ignore[attr-defined]


class Owned(Form):
    """Who does it, or decided it."""

    owner_post = forms.CharField(
        label="Whose job is it?", max_length=120, help_text="The post, as everybody reads it: Head of housing"
    )
    owner = forms.ChoiceField(
        label="Whose list does it stand on?", required=False, help_text="Everybody sees the post, never this name"
    )

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [NOBODY, *owners]  # type: ignore[attr-defined]


class PromiseForm(Owned):
    """What we will do."""

    what = long("What will you do?", "One thing that can be seen when it is done. In plain words", most=600)
    by_when = DateField(label="By when?", help_text="The day on which young people may ask whether it is done")
    field_order = ("what", "owner_post", "owner", "by_when")


class RefusalForm(Owned):
    """What we cannot do."""

    what = long("What can you not do?", "In plain words", most=600)
    because = long("Why not?", "The honest reason: money, the law, another body decides. What they can do instead")
    field_order = ("what", "because", "owner_post", "owner")


class ProgressForm(Form):
    """How it is going."""

    words = long("How is it going?", "Everybody can read this. What is done, what is next", most=600)


class MoveForm(Form):
    """A later day."""

    by_when = DateField(label="Which day do you promise now?")
    words = long("Why is it later?", "Everybody can read this, and the day that you promised first", most=600)


class OutcomeForm(Form):
    """What came of it."""

    outcome = long("What is different now?", "What a young person can see, get or do that they could not before")


class GiveUpForm(Form):
    """Why it cannot be done after all."""

    because = long("Why can it not be done?", "The honest reason. What they can do instead")


class HeardForm(Form):
    """What young people say of it."""

    words = long("What do young people say of it?", "Whether it is any better. No names", most=600)


class LinkForm(Form):
    """What it changes."""

    kind = forms.ChoiceField(label="What does it change?", choices=Changed.Kind.choices, widget=forms.RadioSelect)
    page = forms.ChoiceField(label="Which page of the offer?", required=False)
    words = forms.CharField(
        label="Which action or policy?", required=False, max_length=200, help_text="Its name, or its number in the plan"
    )
    address = forms.URLField(label="Where can it be read?", required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, pages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["page"].choices = [("", "No page"), *pages]  # type: ignore[attr-defined]
