"""Forms of the offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm

from alongside.offer import access
from alongside.offer.reading import sentences as sentence_parts
from alongside.shell.forms import DateField, Form
from alongside.shell.locking import check_not_saved_since


class EntitlementForm(WagtailAdminPageForm):
    """The editor's form of an entitlement: what no row of it can see by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._district = self.instance.written_by_district_id
        if self.for_user and not self.instance.pk:
            self._district = self.instance.written_by_district_id = access.own_district(access.actor_of(self.for_user))

    def clean(self) -> dict[str, Any]:
        """Nobody saves over what somebody else saved meanwhile, and two amounts for one thing never hold on one day.

        What a district writes holds in that district. Raises EditConflict, with both texts.
        """
        cleaned: dict[str, Any] = super().clean()
        check_not_saved_since(
            self.instance, self.data, by=self.for_user, words=_plain, labels=lambda name: _label(self, name),
            written={name: value for name, value in cleaned.items() if name in WRITTEN},
        )  # fmt: skip
        if self._district and "districts" in cleaned:
            cleaned["districts"] = cleaned["districts"].model.objects.filter(pk=self._district)
        amounts = self.formsets.get("amounts")
        if amounts and amounts.is_valid() and any(_overlap(*two) for two in combinations(_kept(amounts), 2)):
            self.add_error(
                None, "Two amounts hold on the same day. End the earlier one, or say for each what it is for."
            )
        return cleaned


WRITTEN = (
    "title", "answer", "body", "how_to_get_it", "how_long_it_takes", "decided_by", "contact_name", "contact_phone",
    "contact_email", "contact_web", "owned_by", "search_words", "sources", "last_checked_on", "next_check_on",
)  # fmt: skip
"""What is shown side by side where two people wrote at once."""


def _label(form: forms.ModelForm, name: str) -> str:
    return str(form.fields[name].label or name)


def _plain(value: Any) -> str:
    """As it is read: rich text without its markup, a line for each block."""
    return "\n".join(sentence_parts(str(value))) if "<" in str(value) else str(value)


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


class CorrectContactForm(Form):
    """A phone number or an address put right the same day."""

    field = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[
            ("contact_phone", _("The phone number")),
            ("contact_email", _("The e-mail address")),
            ("contact_web", _("The web address")),
        ],
        widget=forms.RadioSelect,
    )
    value = forms.CharField(label=_("What is right?"), max_length=200)
    why = forms.CharField(label=_("How do you know?"), widget=forms.Textarea)


class CorrectAmountForm(Form):
    """An amount that the law fixes, put right the same day."""

    pounds = forms.DecimalField(label=_("The right amount, in pounds"), min_value=0, max_digits=9, decimal_places=2)
    from_on = DateField(label=_("From which day?"))
    why = forms.CharField(label=_("Which law says so?"), widget=forms.Textarea)


class ConsultationForm(Form):
    """What relevant persons were asked before the offer changes."""

    asked = forms.CharField(label=_("What was asked?"), widget=forms.Textarea)
    who = forms.CharField(
        label=_("Who was asked?"),
        help_text=_("Care leavers, children in care who will leave, those who stand for them, districts, health."),
        widget=forms.Textarea,
    )
    how_many = forms.IntegerField(label=_("How many took part?"), min_value=0)
    from_on = DateField(label=_("From"))
    to_on = DateField(label=_("Until"))
    said = forms.CharField(
        label=_("What did they say?"), help_text=_("Nobody’s name. This is public."), widget=forms.Textarea
    )
    changed = forms.CharField(label=_("What changed because of it?"), widget=forms.Textarea)


class ProposalForm(Form):
    """A new edition, put before those who sign."""

    note = forms.CharField(
        label=_("A word to readers"), help_text=_("Public, with the edition."), required=False, widget=forms.Textarea
    )


class ReasonForm(Form):
    """Why a hard text may be published."""

    reason = forms.CharField(label=_("Why must it stay as it is?"), widget=forms.Textarea)


class TranslationsForm(Form):
    """A file of translations, and what whoever brings it says of it."""

    file = forms.FileField(label="PO file", help_text="As you had it from this page, with the translations filled in.")
    state = forms.ChoiceField(
        label="Has somebody who knows the language read it?",
        choices=[("machine_draft", "No: it is a machine’s draft"), ("reviewed", "Yes: it is reviewed")],
        widget=forms.RadioSelect,
    )
