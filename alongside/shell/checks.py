"""What must be right before the server starts; each failure says what to do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from alongside.shell import design, guards


def refuse_to_start_without_guards() -> None:
    """Raise ImproperlyConfigured while an append-only table can be changed. The web server asks when it starts."""
    missing = guards.missing()
    if missing:
        raise ImproperlyConfigured(
            f"Alongside cannot start: without their guards are {', '.join(missing)}. "
            "Run manage.py migrate, which puts them back."
        )


@register(Tags.security, deploy=True)
def demo_is_off(**_: Any) -> list[CheckMessage]:
    """The page that signs anybody in is never open on a real council's site."""
    if settings.DEMO:
        return [Error("DEMO is on: anybody could sign in as anybody.", hint="Unset DEMO.", id="shell.E001")]
    return []


@register(Tags.compatibility)
def colours_can_be_read(**_: Any) -> list[CheckMessage]:
    """The council's own colours leave every word readable."""
    return [
        Error(fault, hint="Set COUNCIL_BRAND_COLOUR or COUNCIL_ACTION_COLOUR.", id="shell.E003")
        for fault in design.colour_faults(design.council())
    ]
