"""Start-up of voice."""

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """What young people say, and what comes of it."""

    name = "alongside.voice"
    label = "voice"
    verbose_name = "Voice"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the pages in the staff menu and in a young person's own place; stand in the way of an early edition."""
        from alongside.shell import slots
        from alongside.shell.roles import Record, Verb
        from alongside.voice import actions, queries

        for label, url_name, record, verb, own_to, daily in (
            ("What they tell us", "views:desk", Record.VIEWS, Verb.READ, Verb.UPDATE, False),
            ("Consultations", "voice_staff:consultations", Record.CONSULTATIONS, Verb.READ, Verb.CREATE, False),
            ("Forums", "forums:desk", Record.FORUMS, Verb.READ, Verb.CREATE, False),
            ("You said, we did", "commitments:desk", Record.COMMITMENTS, Verb.READ, Verb.CREATE, False),
            ("May be urgent", "views:urgent", Record.VIEWS, Verb.APPROVE, None, True),
            ("They said to me", "views:pass_on", Record.VIEWS, Verb.CREATE, None, False),
            ("Seven principles", "principles:desk", Record.PRINCIPLES, Verb.READ, None, False),
        ):
            slots.menu.register(slots.MenuItem(label, url_name, record, verb, daily=daily, own_to=own_to))
        slots.pressing.register(queries.what_presses)
        card = slots.PortalCard("Have your say", "my_voice:asked", "Tell us what you think. Nobody sees it was you")
        slots.portal_cards.register(card)
        told = slots.PortalCard("What you told us", "my_views:mine", "Tell us any day, and see what came of it")
        slots.portal_cards.register(told)
        slots.view_received.register(actions.take_from_message)
        slots.edition_gates.register(queries.in_the_way_of_an_edition)
