"""Start-up of the offer."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from wagtail.signals import page_published


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
        slots.menu.register(slots.MenuItem("Translations", "translations", Record.OFFER_TEXT, Verb.UPDATE))
        page_published.connect(_note_words, dispatch_uid="offer translations")
        user_logged_in.connect(_let_into_editor, dispatch_uid="offer editor")


def _let_into_editor(user: Any, **_: Any) -> None:
    from alongside.offer import actions
    from alongside.shell import clock
    from alongside.shell.queries import actor_for

    actions.let_into_editor(user_id=user.pk, by=actor_for(user.pk, on=clock.today()))


def _note_words(instance: Any, revision: Any = None, **_: Any) -> None:
    """Whoever publishes, by whatever button or at whatever hour: translations are marked within the same moment."""
    from alongside.offer import actions
    from alongside.shell import clock
    from alongside.shell.actors import Actor
    from alongside.shell.queries import actor_for

    page = instance.specific
    if hasattr(page, "words"):
        user = revision.user_id if revision else None
        by = actor_for(user, on=clock.today()) if user else Actor.system("publishing")
        actions.note_words_published(page=page, by=by)
