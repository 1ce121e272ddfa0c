"""Start-up of the offer."""

from django.apps import AppConfig


class OfferConfig(AppConfig):
    """The local offer."""

    name = "alongside.offer"
    label = "offer"
    verbose_name = "Local offer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the ground."""
        from alongside.shell import slots
        from alongside.shell.roles import Record, Verb

        slots.menu.register(slots.MenuItem("Check the law", "provisions", Record.LAW_CHECK, Verb.CREATE))
