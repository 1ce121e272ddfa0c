"""The areas of the offer."""

from __future__ import annotations

from alongside.offer.models import AreaPage


def areas_by_name() -> list[tuple[str, str]]:
    """Code and title of each area that the offer has, in the editor's order."""
    return list(dict(AreaPage.objects.order_by("-path").values_list("area", "title")).items())[::-1]
