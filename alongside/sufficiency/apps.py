"""Start-up of sufficiency."""

from django.apps import AppConfig


class SufficiencyConfig(AppConfig):
    """Enough of the right homes: snapshot, forecast, levers, and how wrong the last one was."""

    name = "alongside.sufficiency"
    label = "sufficiency"
    verbose_name = "Sufficiency"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the pages in the staff menu."""
        from alongside.shell import slots
        from alongside.shell.roles import Record, Verb
        from alongside.sufficiency import queries

        item = slots.MenuItem("Enough homes", "sufficiency:snapshot", Record.SUFFICIENCY, own_to=Verb.UPDATE)
        slots.menu.register(item)
        slots.read_by_everybody.register(queries.homes_we_need)
        slots.read_by_everybody.register(queries.how_we_compare)
