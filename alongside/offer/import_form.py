"""The form that sends another feed's file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alongside.offer.open_referral.read import MOST_BYTES
from alongside.offer.queries import areas_by_name
from alongside.shell.forms import Form


class ImportSignposts(Form):
    """A file of services, where it is from, and where in the offer its drafts go."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("JSON: a page of a feed’s services, a list, or one service a line"),
        error_messages={"required": _("Choose the file")},
    )
    source = forms.URLField(
        label=_("Where is the feed?"),
        help_text=_("Its web address. With it we know again what was taken over before"),
        assume_scheme="https",
        max_length=500,
        error_messages={"required": _("Write the feed’s web address")},
    )
    area = forms.ChoiceField(label=_("Where do the drafts go?"), choices=areas_by_name)

    def clean_file(self) -> Any:
        """Too large a file is refused before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                _("The file is larger than %(most)s MB, the most that is read.") % {"most": MOST_BYTES // 1024**2}
            )
        return file
