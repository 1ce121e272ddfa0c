"""Forms of the offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from alongside.shell.forms import Form


class EntitlementForm(WagtailAdminPageForm):
    """The editor's form of an entitlement: what no row of it can see by itself."""

    def clean(self) -> dict[str, Any]:
        """Two amounts for the same thing never hold on the same day: a reader could not tell which is true."""
        cleaned: dict[str, Any] = super().clean()
        amounts = self.formsets.get("amounts")
        if amounts and amounts.is_valid() and any(_overlap(*two) for two in combinations(_kept(amounts), 2)):
            self.add_error(
                None, "Two amounts hold on the same day. End the earlier one, or say for each what it is for."
            )
        return cleaned


def _kept(rows: Iterable[forms.Form]) -> list[Mapping[str, Any]]:
    return [row.cleaned_data for row in rows if row.cleaned_data and not row.cleaned_data.get("DELETE")]


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if one["what_for"] != other["what_for"]:
        return False
    return (one["from_on"] or date.min) < (other["to_on"] or date.max) and (other["from_on"] or date.min) < (
        one["to_on"] or date.max
    )


class ProvisionCheckForm(Form):
    """A legal officer's check of one provision."""

    agrees = forms.TypedChoiceField(
        label=_("Does what this site says agree with the law as published?"),
        choices=[("yes", _("Yes, it agrees")), ("no", _("No, it differs"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
    )
    edition = forms.CharField(
        label=_("Which edition did you read?"),
        help_text=_("For example: legislation.gov.uk, in force on 1 November 2026."),
        max_length=200,
    )
    note = forms.CharField(
        label=_("Note"), help_text=_("What differs, or what to mind."), required=False, widget=forms.Textarea
    )


class TranslationsForm(Form):
    """A file of translations, and what whoever brings it says of it."""

    file = forms.FileField(label="PO file", help_text="As you had it from this page, with the translations filled in.")
    state = forms.ChoiceField(
        label="Has somebody who knows the language read it?",
        choices=[("machine_draft", "No: it is a machine’s draft"), ("reviewed", "Yes: it is reviewed")],
        widget=forms.RadioSelect,
    )
