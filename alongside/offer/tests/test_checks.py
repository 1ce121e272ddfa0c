"""What the offer asks for before the server starts."""

from datetime import date
from typing import Any

from alongside.offer.checks import commenced_provisions_are_known


def test_a_commenced_provision_that_nobody_knows_stops_the_start(settings: Any) -> None:
    settings.COMMENCED = {"cwsa2026.s7": date(2027, 4, 1), "cwsa2026.s77": date(2027, 4, 1)}
    assert [error.msg for error in commenced_provisions_are_known()] == [
        "COMMENCED names cwsa2026.s77, which is no provision of the register."
    ]
    settings.COMMENCED = {"cwsa2026.s7": date(2027, 4, 1)}
    assert commenced_provisions_are_known() == []
