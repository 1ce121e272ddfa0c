"""How young people feel that the promise is kept: counts of faces, by month, and nothing of who or when.

This is not done by actions: who rates is not known and must not be, and the audit's hour would tell more than the
reader was told.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.partners.actions import TooManyToday
from alongside.partners.models import Commitment, FormsOfDay, Rating

MOST_A_DAY = 300


@transaction.atomic
def rate(*, faces: Mapping[UUID, int], on: date) -> None:
    """Count a face for each commitment that somebody rated. Raises TooManyToday beyond what people would send."""
    day, _ = FormsOfDay.objects.get_or_create(form="rate", on=on)
    if day.taken >= MOST_A_DAY:
        raise TooManyToday("Far too much came in today, and we think that a machine sends it. Please try tomorrow.")
    FormsOfDay.objects.filter(pk=day.pk).update(taken=F("taken") + 1)
    for row in Commitment.objects.filter(pk__in=faces):
        count, _ = Rating.objects.get_or_create(commitment=row, month=on.replace(day=1), face=faces[row.pk])
        Rating.objects.filter(pk=count.pk).update(number=F("number") + 1)
