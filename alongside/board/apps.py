"""Start-up of board."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """The board that asks: indicators, action plans, meetings and packs. It sees numbers only."""

    name = "alongside.board"
    label = "board"
    verbose_name = "Board"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the pages in the staff menu."""
        from alongside.board import queries
        from alongside.shell import slots
        from alongside.shell.roles import Record

        slots.followed_in.register(queries.followed_in)
        slots.menu.register(slots.MenuItem("Board", "board:home", Record.MEETINGS))
        slots.menu.register(slots.MenuItem("Action plans", "board:plans", Record.ACTION_PLANS))
        slots.menu.register(slots.MenuItem("Indicators", "board:indicators", Record.INDICATORS))
