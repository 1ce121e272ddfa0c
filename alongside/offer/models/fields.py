"""Columns of our own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

TEXT_FEATURES = ["bold", "ul", "ol", "link", "h3"]
"""What an editor can do to a text."""


class ManyChoices(models.JSONField):
    """Several of a list of choices, kept as a list of their codes and edited as tick boxes."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Tick boxes."""
        return forms.MultipleChoiceField(
            choices=self.choices,
            required=False,
            label=kwargs.get("label", self.verbose_name.capitalize()),
            help_text=kwargs.get("help_text", self.help_text),
            widget=forms.CheckboxSelectMultiple,
        )

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """The choices are words for people: a new one needs no migration."""
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Every code is one of the choices."""
        known = {code for code, _ in self.choices or ()}
        strange = set(value) - known
        if strange:
            raise ValidationError(f"Not a choice: {', '.join(sorted(strange))}.")
