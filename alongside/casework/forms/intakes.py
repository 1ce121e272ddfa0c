"""Files that are sent in, and what findings are narrowed by."""

from __future__ import annotations

from typing import Any

from django import forms

from alongside.shell.forms import FilterForm, Form

MOST_BYTES = 64 * 1024 * 1024
ANYTHING = ("", "Any")


class ManyFiles(forms.ClearableFileInput):
    """A box that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; answers a list. Too many bytes are refused before any is read."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Raise ValidationError where a file is missing, empty or everything is too large."""
        files = [super(FilesField, self).clean(one, initial) for one in data or []]
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if sum(file.size for file in files) > MOST_BYTES:
            raise forms.ValidationError("The files together are larger than 64 MB, the most that is read.")
        return files


class SendReturn(Form):
    """A statutory return and, if at hand, last year's."""

    this_year = FilesField(
        label="This year’s return",
        help_text="Its CSV or XLSX tables all together, or one zip, or the XML file",
        error_messages={"required": "Choose the files of the return"},
    )
    last_year = FilesField(
        label="Last year’s return", help_text="With it, more can be checked and less is not known", required=False
    )
    dry_run = forms.BooleanField(
        label="Only check it, change nothing", required=False, help_text="You see what would change"
    )


class SendOpeningPosition(Form):
    """An opening-position file."""

    file = forms.FileField(
        label="The opening position", help_text="A CSV or XLSX file", error_messages={"required": "Choose the file"}
    )
    dry_run = forms.BooleanField(label="Only check it, change nothing", required=False)

    def clean_file(self) -> Any:
        """Too large a file is refused before it is read."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("The file is larger than 64 MB, the most that is read.")
        return file


class FindingFilter(FilterForm):
    """What findings are narrowed by."""

    check = forms.ChoiceField(label="Check", required=False)
    table = forms.ChoiceField(label="Table", required=False)
    severity = forms.ChoiceField(label="What it hinders", required=False)

    def __init__(self, *args: Any, checks: Any = (), tables: Any = (), severities: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("check", checks), ("table", tables), ("severity", severities)):
            self.fields[name].choices = [ANYTHING, *choices]  # type: ignore[attr-defined]
