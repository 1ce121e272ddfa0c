"""The form in which a consultation is answered: made of its questions, the same on the site, in print and typed in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from alongside.shell import wording
from alongside.shell.forms import Form
from alongside.voice.models import Question
from alongside.voice.queries import QuestionShown, Shown

LONGEST = 2_000
FACES = ("M10 22q6-8 12 0", "M10 21q6-4 12 0", "M10 20h12", "M10 19q6 4 12 0", "M9 18q7 9 14 0")
"""The mouths of the five faces, from the saddest on."""
RING = (
    (_("In danger now?"), "999"),
    (_("Feel you cannot go on? Samaritans, day or night:"), "116 123"),
    (_("Under 19? Childline:"), "0800 1111"),
)
PICTURES = "image/jpeg,image/png,image/webp,image/heic"


class AnswerForm(Form):
    """Every question, and the code where one is needed. ``website`` is a trap: people do not see it."""

    says_optional = False

    def __init__(
        self, *args: Any, asked: Shown, with_code: bool = False, on_paper: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        if with_code:
            self.fields["code"] = forms.CharField(
                label=_("Your code"),
                required=not on_paper,
                max_length=40,
                help_text=_("10 letters and numbers from your slip"),
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
                error_messages={"required": _("Type the code from your slip")},
            )
        for question in asked.questions:
            self.fields[f"q{question.number}"] = _field(question, asked, on_paper)
        self.fields["website"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data["website"])

    @property
    def answers(self) -> dict[str, Any]:
        """Number of each question that was answered in words or by choosing → what was answered."""
        kinds = {one.number: one.kind for one in self.asked.questions if one.kind != Question.Kind.PICTURE}
        given = {number: self.cleaned_data.get(f"q{number}") for number in kinds}
        return {str(number): _kept(kinds[number], value) for number, value in given.items() if value}

    @property
    def drawings(self) -> list[tuple[int, Any]]:
        """Number of each question that was answered with a picture, and the file."""
        asked = [one.number for one in self.asked.questions if one.kind == Question.Kind.PICTURE]
        return [(number, self.cleaned_data[f"q{number}"]) for number in asked if self.cleaned_data.get(f"q{number}")]

    def clean(self) -> dict[str, Any]:
        """Something has to be answered."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.answers and not self.drawings and not cleaned.get("website"):
            self.add_error(None, _("You have not answered anything yet."))
        return cleaned


def _field(question: QuestionShown, asked: Shown, on_paper: bool) -> forms.Field:
    """The field of a question. Nobody has to answer one. Whoever types paper in needs no numbers to ring."""
    told: dict[str, Any] = {"label": question.text, "help_text": question.hint, "required": False}
    choices = [(str(place), words) for place, words in enumerate(question.choices, start=1)]
    if question.kind == Question.Kind.SEVERAL:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **told)
    if question.kind == Question.Kind.SCALE:
        faced = [(place, _face(FACES[int(place) - 1], words)) for place, words in choices]
        return forms.ChoiceField(choices=faced, widget=forms.RadioSelect, **told)
    if question.kind == Question.Kind.ONE:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **told)
    if question.kind == Question.Kind.PICTURE:
        field: forms.Field = forms.FileField(widget=forms.FileInput(attrs={"accept": PICTURES}), **told)
    else:
        told["help_text"] = question.hint if on_paper else _when_read(question.hint, asked)
        field = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4}), **told)
    field.govuk = {"label": {"text": question.text, "classes": "govuk-label--s"}}  # type: ignore[attr-defined]
    return field


def _when_read(hint: str, asked: Shown) -> SafeString:
    """Beside every box for words: when it is read, and whom to ring at once."""
    read = _("Nobody reads this before %(day)s.") % {"day": wording.day(asked.closes_on)} if asked.closes_on else ""
    said = [hint, read] if hint else [read]
    number = '{} <a class="govuk-link app-phone" dir="ltr" href="tel:{}">{}</a>'
    ring = [format_html(number, words, tel.replace(" ", ""), tel) for words, tel in RING]
    return format_html_join(mark_safe("<br>"), "{}", [(one,) for one in (*said, *ring)])


def _face(mouth: str, words: str) -> SafeString:
    """A face and what it says."""
    return format_html(
        '<svg viewBox="0 0 32 32" width="32" height="32" fill="none" stroke="currentColor" stroke-width="2" '
        'aria-hidden="true"><circle cx="16" cy="16" r="14"/><path d="M11 12v1M21 12v1"/><path d="{}"/></svg> {}',
        mouth,
        words,
    )


def _kept(kind: str, value: Any) -> Any:
    """As it lies in the box: numbers of chosen answers, or words."""
    if kind == Question.Kind.SEVERAL:
        return [int(one) for one in value]
    return value.strip() if kind == Question.Kind.WORDS else int(value)
