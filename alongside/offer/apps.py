"""Start-up of the offer."""

from django.apps import AppConfig


class OfferConfig(AppConfig):
    """The local offer."""

    name = "alongside.offer"
    label = "offer"
    verbose_name = "Local offer"
    default_auto_field = "django.db.models.BigAutoField"
