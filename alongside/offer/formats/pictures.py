"""Pictures for easy read: line drawings of our own, under the project's licence, each under 1 kB."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing on a field of 48 by 48, and what it shows."""

    name: str
    label: str
    path: str

    def svg(self) -> SafeString:
        """The drawing inside a page, where the sentence beside it says the same."""
        return mark_safe(  # noqa: S308  all of it is written below
            f'<svg class="app-picture" viewBox="0 0 48 48" aria-hidden="true" focusable="false">'
            f'<path d="{self.path}"/></svg>'
        )

    def address(self, colour: str) -> str:
        """The drawing as a ``data:`` address, for paper."""
        drawing = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48"><path d="{self.path}" '
            f'fill="none" stroke="{colour}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
        )
        return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


_ = gettext_lazy
_DRAWN = (
    ("home", _("A home"), "M5 24 24 7l19 17M10 20v21h28V20M20 41V29h8v12"),
    ("money", _("Money"), "M5 13h38v22H5zM24 30a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM11 19v10M37 19v10"),
    ("helping", _("One person helping another"),
     "M15 16a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM34 19a5 5 0 1 0 0-10 5 5 0 0 0 0 10z"
     "M6 42V27c0-5 4-8 9-8s8 3 10 7l4 4M42 42V30c0-4-3-8-8-8-4 0-6 3-8 8H18"),
    ("phone", _("A phone"), "M16 5h16v38H16zM16 11h16M16 36h16M23 39.5h2"),
    ("book", _("A book"), "M24 12c-5-4-11-5-18-4v29c7-1 13 0 18 4 5-4 11-5 18-4V8c-7-1-13 0-18 4zM24 12v29"),
    ("work", _("Work"), "M6 16h36v25H6zM17 16V9h14v7M6 26c11 5 25 5 36 0M24 27v5"),
    ("health", _("Health"), "M18 6h12v12h12v12H30v12H18V30H6V18h12z"),
    ("heart", _("A heart"), "M24 41C10 31 6 25 6 18a9 9 0 0 1 18-3 9 9 0 0 1 18 3c0 7-4 13-18 23z"),
    ("vote", _("A vote"), "M7 25h34v17H7zM16 31h16M17 25V7h14v18M21 15l3 3 5-6"),
    ("law", _("The law"), "M24 6v36M14 42h20M9 13h30M9 13 4 27a6 6 0 0 0 10 0zM39 13l-5 14a6 6 0 0 0 10 0z"),
    ("calendar", _("A calendar"), "M6 11h36v31H6zM6 20h36M15 6v9M33 6v9M14 27h4M22 27h4M30 27h4M14 34h4M22 34h4"),
    ("key", _("A key"), "M16 33a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM25 24h18v7M36 24v6M16 24h.1"),
    ("plan", _("A written plan"), "M11 8h26v35H11zM19 8V5h10v3M17 19l2 2 3-4M26 19h6M17 29l2 2 3-4M26 29h6"),
    ("food", _("Food"), "M13 5v12c0 6 8 6 8 0V5M17 5v38M35 43V5c-6 3-8 11-7 20h7"),
    ("travel", _("Travel"), "M9 8h30v28H9zM9 24h30M15 36v6M33 36v6M15 30h.1M33 30h.1M18 13h12"),
    ("baby", _("A baby"),
     "M24 19a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM13 42c-3-9 1-19 11-19s14 10 11 19zM21 12h.1M27 12h.1M14 33h20"),
    ("card", _("An identity card"),
     "M5 11h38v27H5zM16 24a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM10 33c0-8 12-8 12 0M28 19h10M28 26h10M28 32h6"),
    ("computer", _("A computer"), "M9 9h30v22H9zM4 38h40l-5-7H9z"),
    ("lock", _("A lock"), "M10 21h28v22H10zM16 21v-6a8 8 0 0 1 16 0v6M24 30v5"),
    ("clock", _("A clock"), "M24 43a19 19 0 1 0 0-38 19 19 0 0 0 0 38zM24 13v12l8 5"),
    ("question", _("A question"), "M24 43a19 19 0 1 0 0-38 19 19 0 0 0 0 38zM18 19c0-8 13-8 13 0 0 5-7 5-7 10M24 35h.1"),  # noqa: E501
    ("yes", _("Thumbs up"),
     "M6 22h8v20H6zM14 24l8-8V8c0-4 7-4 7 2v9h11c3 0 4 3 3 5l-4 16c0 1-1 2-3 2H14"),
    ("stop", _("A stop sign"), "M17 6h14l11 11v14L31 42H17L6 31V17zM16 24h16"),
    ("talk", _("People talking"), "M5 7h26v19H18l-7 7v-7H5zM36 17h7v19h-5v6l-7-6H19M12 14h12M12 19h8"),
    ("group", _("A group of people"),
     "M24 19a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM9 22a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM39 22a4 4 0 1 0 0-8 4 4 0 0 0 0 8z"
     "M12 42c0-11 4-18 12-18s12 7 12 18M3 37c0-7 2-11 7-11M45 37c0-7-2-11-7-11"),
)  # fmt: skip
PICTURES = {name: Picture(name, label, path) for name, label, path in _DRAWN}
