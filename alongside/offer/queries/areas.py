"""The areas of the offer."""

from __future__ import annotations

from alongside.offer.models import AreaPage, in_english


def areas_by_name() -> list[tuple[str, str]]:
    """Code and title of each area that the offer has, in the editor's order."""
    return list(dict(in_english(AreaPage.objects.all()).order_by("-path").values_list("area", "title")).items())[::-1]
