"""The form that takes a list of people out."""

from __future__ import annotations

from django import forms

from alongside.casework.lists_out import LISTS
from alongside.shell.forms import Form


class TakeOut(Form):
    """Which list, and what for."""

    what = forms.ChoiceField(
        label="Which list?",
        choices=[(one.name, one.title) for one in LISTS],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a list"},
    )
    what.choice_hints = {one.name: one.hint for one in LISTS}  # type: ignore[attr-defined]
    purpose = forms.CharField(
        label="What is it for?",
        min_length=5,
        max_length=200,
        help_text="Such as “inspection announced on 3 December”. It is kept, beside your name and who is on the list",
        error_messages={"required": "Say what it is for"},
    )
