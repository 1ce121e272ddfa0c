"""Start-up of partners."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Tells the ground who acts for which organisation."""

    name = "alongside.partners"
    label = "partners"
    verbose_name = "Partners"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the ground."""
        from alongside.partners import actions, queries
        from alongside.shell import slots
        from alongside.shell.roles import Reach, Record

        slots.organisations_of.register(queries.organisations_of)
        slots.menu.register(slots.MenuItem("Partners", "organisations", Record.ORGANISATIONS))
        outside = frozenset({Reach.PARTNER})
        slots.menu.register(slots.MenuItem("Our organisation", "ours", Record.OWN_BODY, daily=True, within=outside))
        slots.protocol_step.register(actions.note_step)
        slots.edition_published.register(actions.rest_edition_on_impact)
        slots.edition_gates.register(queries.in_the_way_of_the_offer)
