"""Start-up of the ground."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ShellConfig(AppConfig):
    """Puts the database guards back after every migration, and has sign-ins written down."""

    name = "alongside.shell"
    label = "shell"
    verbose_name = "Accounts and audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what has to be there from the start."""
        from alongside.shell import (
            checks,  # noqa: F401  the checks register themselves
            dictionary,
            documents,
            guards,
            sessions,
            slots,
        )

        post_migrate.connect(guards.install, sender=self, dispatch_uid="alongside guards")
        sessions.write_sign_ins_down()
        slots.documents.register(slots.Document("permissions.md", documents.permissions))
        slots.documents.register(slots.Document("pages.md", documents.pages))
        slots.documents.register(slots.Document("data-dictionary.md", dictionary.data_dictionary))
