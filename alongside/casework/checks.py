"""What must be right in the settings of casework before the server starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from alongside.casework import keeping_in_touch
from alongside.casework.local_clocks import by_id


@register(Tags.compatibility)
def own_periods_are_of_clocks_that_exist(**_: Any) -> list[CheckMessage]:
    """A period of the council's own belongs to a clock of that name."""
    unknown = sorted(settings.LOCAL_CLOCKS.keys() - by_id().keys() - {keeping_in_touch.CLOCK})
    return [
        Error(
            f"LOCAL_CLOCKS names a clock that there is not: {name}.",
            hint="The names stand in docs/generated/clocks.md.",
            id="casework.E001",
        )
        for name in unknown
    ]
