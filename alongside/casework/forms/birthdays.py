"""Forms of birthday records."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.shell.forms import Form

CHOOSE = ("", "Choose")


class ProposeBirthday(Form):
    """What the return says of somebody at a birthday."""

    in_touch = forms.ChoiceField(label="In touch", error_messages={"required": "Choose whether you were in touch"})
    activity = forms.ChoiceField(label="Main activity", error_messages={"required": "Choose the activity"})
    accommodation = forms.ChoiceField(
        label="Accommodation, and whether it is suitable", error_messages={"required": "Choose the accommodation"}
    )
    why = forms.CharField(
        label="Where it comes from",
        required=False,
        max_length=1000,
        help_text="Needed where none of the records above says so",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, choices: dict[str, tuple[tuple[str, str], ...]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, options in choices.items():
            self.fields[name].choices = [CHOOSE, *options]  # type: ignore[attr-defined]


class ApproveBirthdays(Form):
    """The proposals that were ticked."""

    record_ids = forms.TypedMultipleChoiceField(label="Approve", required=False)

    def __init__(self, *args: Any, waiting: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["record_ids"].choices = [(str(one), "") for one in waiting]  # type: ignore[attr-defined]


class SendBackBirthday(Form):
    """What is not right in a proposal."""

    comment = forms.CharField(
        label="What is not right in it",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is not right in it"},
    )
