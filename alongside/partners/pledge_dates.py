"""From when until when a pledge may hold, and when it is asked to go on."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from alongside.shell.refusals import FactRefused

LONGEST = timedelta(days=366)
"""A pledge is made for a year at most; then we ask again, so that what the offer says stays true."""
ASKED_AHEAD = timedelta(days=42)
"""How long before its end a signatory is asked whether the pledge goes on."""


def check(from_on: date, ends_on: date, *, on: date) -> None:
    """Raise FactRefused where a pledge from the one day to the other cannot be."""
    if ends_on <= from_on:
        raise FactRefused(_("The end has to be after the first day."))
    if ends_on <= on:
        raise FactRefused(_("The end is past."))
    if ends_on - max(from_on, on) > LONGEST:
        raise FactRefused(_("A pledge is made for a year at most. Choose an earlier end; we ask you again before it."))
    if from_on - on > LONGEST:
        raise FactRefused(_("This begins more than a year from now. Tell us nearer the time."))
