"""What must be right in the settings of casework before the server starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from alongside.casework import keeping_in_touch
from alongside.casework.local_clocks import LocalClock, by_id


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


@register(Tags.compatibility)
def no_own_period_is_of_a_clock_that_is_fixed(**_: Any) -> list[CheckMessage]:
    """What the law fixes, or the record itself, no council sets."""
    return [
        Error(
            f"LOCAL_CLOCKS sets {name}, which is fixed {'by law' if clock.is_by_law else f'to {clock.day_from}'}.",
            hint="Leave it out.",
            id="casework.E002",
        )
        for name, clock in _set_here()
        if clock.is_fixed
    ]


@register(Tags.compatibility)
def no_own_period_is_nought(**_: Any) -> list[CheckMessage]:
    """No time at all is given only where none is usual."""
    names = [name for name, clock in _set_here() if clock.usual.count]
    return [
        Error(
            f"LOCAL_CLOCKS gives {name} no time at all.",
            hint="Write how long it runs: 1 or more.",
            id="casework.E003",
        )
        for name in (*names, keeping_in_touch.CLOCK)
        if settings.LOCAL_CLOCKS.get(name, (1,))[0] == 0
    ]


def _set_here() -> list[tuple[str, LocalClock]]:
    return [(name, clock) for name, clock in sorted(by_id().items()) if name in settings.LOCAL_CLOCKS]
