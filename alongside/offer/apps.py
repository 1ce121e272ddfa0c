"""Start-up of the offer."""

from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import pre_save
from wagtail.signals import page_published


class OfferConfig(AppConfig):
    """The local offer."""

    name = "alongside.offer"
    label = "offer"
    verbose_name = "Local offer"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register with the ground, and open the content editor to whoever signs in with a role for it."""
        from alongside.offer import (
            before_publishing,
            checks,  # noqa: F401  the checks register themselves
            models,
            pledge_words,
            stamp,
        )
        from alongside.shell import slots
        from alongside.shell.roles import Record, Verb

        slots.menu.register(slots.MenuItem("Local offer", "offer_desk", Record.OFFER_DESK))
        slots.menu.register(slots.MenuItem("Check the law", "provisions", Record.LAW_CHECK, Verb.CREATE))
        for label, url_name, verb in (
            ("Audit of the offer", "offer_audit", Verb.UPDATE),
            ("Feedback of readers", "feedback_given", Verb.UPDATE),
            ("What people look for", "looked_for", Verb.UPDATE),
            ("Translations", "translations", Verb.UPDATE),
            ("Other forms", "forms_made", Verb.UPDATE),
            ("Take over signposts", "import_signposts", Verb.CREATE),
        ):
            slots.offer_desks.register(slots.MenuItem(label, url_name, Record.OFFER_TEXT, verb))
        stamp.watch()
        slots.edition_published.register(_freeze_forms)
        slots.pledge_gates.register(pledge_words.faults)
        slots.pledge_approved.register(_show_pledge)
        slots.pledge_ended.register(_end_pledge)
        page_published.connect(_note_words, dispatch_uid="offer translations")
        user_logged_in.connect(_let_into_editor, dispatch_uid="offer editor")
        for page in (models.OfferIndexPage, models.AreaPage, models.EntitlementPage):
            pre_save.connect(before_publishing.keep_readable, sender=page, dispatch_uid=f"readable {page.__name__}")


def _let_into_editor(user: Any, **_: Any) -> None:
    from alongside.offer import actions
    from alongside.shell import clock
    from alongside.shell.queries import actor_for

    actions.let_into_editor(user_id=user.pk, by=actor_for(user.pk, on=clock.today()))


def _show_pledge(**told: Any) -> None:
    from alongside.offer import actions

    actions.show_pledge(**told)


def _end_pledge(**told: Any) -> None:
    from alongside.offer import actions

    actions.end_pledge(**told)


def _freeze_forms(**told: Any) -> None:
    from alongside.offer import actions

    actions.freeze_forms(**told)


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
