"""Start-up of board."""

from django.apps import AppConfig


class BoardConfig(AppConfig):
    """The board that asks: indicators, action plans, meetings and packs. It sees numbers only."""

    name = "alongside.board"
    label = "board"
    verbose_name = "Board"
    default_auto_field = "django.db.models.BigAutoField"
