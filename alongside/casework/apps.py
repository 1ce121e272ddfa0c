"""Start-up of casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Young people and those who work with them."""

    name = "alongside.casework"
    label = "casework"
    verbose_name = "Casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the pages in the staff menu; the first that a role opens is its first page after sign-in."""
        from alongside.casework import documents
        from alongside.shell import slots
        from alongside.shell.roles import Record, Verb
        from alongside.shell.slots import MenuItem

        slots.menu.register(MenuItem("Team", "casework:team", Record.ELIGIBILITY, Verb.APPROVE))
        slots.menu.register(MenuItem("Returns", "casework:returns", Record.STATUTORY_RETURN))
        slots.menu.register(MenuItem("Opening position", "casework:opening_positions", Record.OPENING_POSITION))
        slots.menu.register(MenuItem("Young people", "casework:caseload", Record.CLOCKS))
        slots.menu.register(MenuItem("Messages", "casework:unanswered", Record.MESSAGES, Verb.UPDATE))
        slots.documents.register(slots.Document("states.md", documents.states))
        slots.menu.register(MenuItem("Find", "casework:find", Record.FIND_PEOPLE))
