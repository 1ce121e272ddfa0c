"""Start-up of sufficiency."""

from django.apps import AppConfig


class SufficiencyConfig(AppConfig):
    """Enough of the right homes: snapshot, forecast, levers, and how wrong the last one was."""

    name = "alongside.sufficiency"
    label = "sufficiency"
    verbose_name = "Sufficiency"
    default_auto_field = "django.db.models.BigAutoField"
