"""Forms of the offer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.shell.forms import Form


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
