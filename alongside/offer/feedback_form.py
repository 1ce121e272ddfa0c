"""The form in which a reader tells us what they think of a page."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.shell.forms import Form

LONGEST = 1_000
USEFUL = {"yes": True, "no": False}


class FeedbackForm(Form):
    """Useful or not, and why. ``website`` is a trap: people do not see it, machines fill it in."""

    says_optional = False

    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    useful = forms.ChoiceField(
        label=_("Did this page help you?"),
        required=False,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Please leave out names, phone numbers and where you live."),
    )
    website = forms.CharField(required=False)

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the trap was filled in."""
        return bool(self.cleaned_data["website"])

    @property
    def given(self) -> dict[str, Any]:
        """What is kept."""
        cleaned = self.cleaned_data
        return {"page": cleaned["page"], "useful": USEFUL.get(cleaned["useful"]), "words": cleaned["words"]}

    def clean_page(self) -> str:
        """An address of this site and nothing else; what is none is left out."""
        page = self.cleaned_data["page"]
        return page if re.fullmatch(r"/[\w/-]*", page) else ""

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("useful") and not cleaned.get("words") and not cleaned.get("website"):
            self.add_error("useful", _("Choose yes or no, or write something."))
        return cleaned
