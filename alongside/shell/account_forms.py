"""Forms of those who look after accounts."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.shell import queries
from alongside.shell.forms import DateField, FilterForm, Form
from alongside.shell.roles import Role

AT_WORK = [(role.value, role.label) for role in sorted(Role) if role is not Role.YOUNG_PERSON]
"""A young person's account is opened by their adviser, with a code."""


class Filter(FilterForm):
    """Narrows the list of accounts."""

    words = forms.CharField(label="Name or e-mail", required=False, max_length=80)
    role = forms.ChoiceField(label="Role", required=False, choices=[("", "All roles"), *AT_WORK])
    closed = forms.BooleanField(label="Also closed accounts", required=False)


class About(Form):
    """Who somebody is at work."""

    name = forms.CharField(label="Name", max_length=120)
    email = forms.EmailField(label="Work e-mail", help_text="They sign in with it, and get their link there")
    job_title = forms.CharField(label="Job title", max_length=120, required=False)
    phone = forms.CharField(label="Work phone", max_length=40, required=False)


class Part(Form):
    """A role, and the team in which it is held."""

    role = forms.ChoiceField(label="Role", choices=[("", "Choose one"), *AT_WORK])
    team = forms.ChoiceField(label="Team", required=False, help_text="For those who work in one")
    new_team = forms.CharField(label="Or a new team", max_length=120, required=False)
    to_on = DateField(
        label="Until", required=False, help_text="The first day without it, where it is known: for agency staff, say"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].choices = [  # type: ignore[attr-defined]
            ("", "No team"),
            *((str(pk), name) for pk, name in queries.teams()),
        ]


class Team(Form):
    """A team."""

    name = forms.CharField(label="Name", max_length=120)
    phone = forms.CharField(
        label="Phone", max_length=40, required=False, help_text="Young people of the team see it in their own place"
    )


class ChangedTeam(Team):
    """A change of a team; ``before`` is what it was when the form was drawn."""

    before = forms.CharField(widget=forms.HiddenInput)


class Opening(Part, About):
    """A new account with its first role."""


class Changed(About):
    """A change of who somebody is; ``before`` is what they were when the form was drawn."""

    before = forms.CharField(widget=forms.HiddenInput)
