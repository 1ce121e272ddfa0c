"""The letter box: what somebody says without a name, from the public site or from their own place.

This is no action: who acts is not known and must not be, and a line of the audit would tell at what moment a view came.
Nothing is kept but the day, the words, and who may see them.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alongside.shell.refusals import FactRefused
from alongside.voice import urgent
from alongside.voice.models import Flood, View

MOST_A_DAY = 300
"""So many views without a name in a day do not come from people; what comes on top is asked to come back or ring."""
FORM = "tell-us"
"""What the form is called in its address."""
USUAL_A_DAY = 40
"""More than this on a day is told to staff."""


def drop_view(*, words: str, may_see: str, mark: UUID, on: date) -> None:
    """Keep what somebody said. The same form sent again changes nothing."""
    today = View.objects.filter(came=View.Came.SITE, received_on=on).count()
    if today >= USUAL_A_DAY:
        note_flood(FORM, on=on)
    if today >= MOST_A_DAY:
        raise FactRefused(_("So much came in today that the box is full. Please ring us, or come back tomorrow."))
    found = urgent.found_in(words)
    try:
        with transaction.atomic():
            View.objects.create(
                came=View.Came.SITE,
                words=words.strip(),
                may_see=may_see,
                received_on=on,
                mark=mark,
                urgent_words=found,
                look_by=urgent.look_by(on) if found else None,
            )
    except IntegrityError:
        return  # it was sent before


def note_flood(form: str, *, on: date) -> None:
    """Note that more comes through a form today than people send, so that staff are told. Once a day."""
    Flood.objects.get_or_create(on=on, form=form)
