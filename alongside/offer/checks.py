"""What must be right before the server starts, as the offer knows it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from alongside.law import provisions


@register()
def commenced_provisions_are_known(**_: Any) -> list[CheckMessage]:
    """Each key of COMMENCED is a provision of the register: a slip of the pen must not leave a duty switched off."""
    known = {provision.id for provision in provisions()}
    return [
        Error(
            f"COMMENCED names {key}, which is no provision of the register.",
            hint="`python -m alongside.law register` lists them all.",
            id="offer.E001",
        )
        for key in settings.COMMENCED
        if key not in known
    ]
