"""Forms of organisations, of who acts for them, and of contacts for co-operation."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.partners import queries
from alongside.shell.forms import DateField, FilterForm, Form


class Filter(FilterForm):
    """Narrows the list of organisations."""

    words = forms.CharField(label="Name", required=False, max_length=80)
    kind = forms.ChoiceField(label="Kind", required=False, choices=[("", "All kinds"), *queries.KINDS])
    district = forms.ChoiceField(label="District", required=False)
    closed = forms.BooleanField(label="Also those who work with us no longer", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [("", "All districts"), *queries.districts()]  # type: ignore[attr-defined]


class District(Form):
    """A new district."""

    name = forms.CharField(label="Name", max_length=50, help_text="Of the area, such as Kingsmere")


class Organisation(Form):
    """A new organisation."""

    name = forms.CharField(label="Name", max_length=160)
    kind = forms.ChoiceField(label="Kind", choices=queries.KINDS)
    district = forms.ChoiceField(label="District", required=False, help_text="A district council names its own")
    phone = forms.CharField(label="Phone", required=False, max_length=40)
    email = forms.EmailField(label="E-mail", required=False)
    web = forms.URLField(label="Web address", required=False, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["district"].choices = [("", "No district"), *queries.districts()]  # type: ignore[attr-defined]


class ChangeOrganisation(Organisation):
    """A change of one that is there."""

    closed_on = DateField(label="Works with us no longer, from this day on", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Member(Form):
    """Somebody who acts for an organisation."""

    email = forms.EmailField(label="E-mail address of their account")
    capacity = forms.CharField(
        label="In what capacity", max_length=120, required=False, help_text="Such as housing options, north"
    )
    from_on = DateField(label="From")
    to_on = DateField(label="Until", required=False, help_text="The first day on which they act no longer")


class EndMembership(Form):
    """The end of it."""

    to_on = DateField(label="From which day on do they act no longer?")


class Contact(Form):
    """A contact for co-operation."""

    name = forms.CharField(label="Name", max_length=120)
    post = forms.CharField(label="Post", max_length=120, required=False)
    for_what = forms.CharField(label="For what", max_length=200, help_text="Such as health plans of care leavers")
    phone = forms.CharField(label="Phone", required=False, max_length=40)
    email = forms.EmailField(label="E-mail", required=False)
    last_checked_on = DateField(label="Last checked")
    next_check_on = DateField(label="Check again on", required=False, help_text="Left empty: in six months")


class ChangeContact(Contact):
    """A change of one."""

    version = forms.IntegerField(widget=forms.HiddenInput)
