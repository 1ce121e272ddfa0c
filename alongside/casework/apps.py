"""Start-up of casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Young people and those who work with them."""

    name = "alongside.casework"
    label = "casework"
    verbose_name = "Casework"
    default_auto_field = "django.db.models.BigAutoField"
