"""Start-up of the offer."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class OfferConfig(AppConfig):
    """The local offer."""

    name = "alongside.offer"
    label = "offer"
    verbose_name = "Local offer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the ground, and open the content editor to whoever signs in with a role for it."""
        from alongside.offer import checks  # noqa: F401  the checks register themselves
        from alongside.shell import slots
        from alongside.shell.roles import Record, Verb

        slots.menu.register(slots.MenuItem("Check the law", "provisions", Record.LAW_CHECK, Verb.CREATE))
        slots.menu.register(slots.MenuItem("Other forms", "forms_made", Record.OFFER_TEXT, Verb.UPDATE))
        slots.edition_published.register(_freeze_forms)
        user_logged_in.connect(_let_into_editor, dispatch_uid="offer editor")


def _let_into_editor(user: Any, **_: Any) -> None:
    from alongside.offer import actions
    from alongside.shell import clock
    from alongside.shell.queries import actor_for

    actions.let_into_editor(user_id=user.pk, by=actor_for(user.pk, on=clock.today()))


def _freeze_forms(**told: Any) -> None:
    from alongside.offer import actions

    actions.freeze_forms(**told)
