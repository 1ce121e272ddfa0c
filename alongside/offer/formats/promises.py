"""Why somebody gets it, in the words of the tag that the pages draw."""

from __future__ import annotations

from django.utils.translation import gettext as _

from alongside.offer.queries import Entitlement


def promise(one: Entitlement) -> str:
    """The words of the tag."""
    if one.promise == "must" and not one.is_ours:
        return _("They must do this. It is the law")
    return {
        "must": _("We must do this. It is the law"),
        "choose": _("We choose to do this"),
        "partner": _("Another organisation gives this"),
        "signpost": _("Someone else can help with this"),
        "pledge": _("A promise from a local business"),
    }[one.promise]
