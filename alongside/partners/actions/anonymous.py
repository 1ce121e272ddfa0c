"""Counting what public forms bring on a day, so that a machine can be held off and staff see that it was."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F

from alongside.partners.models import FormsOfDay
from alongside.shell.refusals import Refusal


class TooManyToday(Refusal):
    """So many forms in a day do not come from people."""

    status = 409
    template = "409_state.html"


def is_full(form: str, *, most: int, on: date) -> bool:
    """Whether as many as that came in today."""
    return FormsOfDay.objects.filter(form=form, on=on, taken__gte=most).exists()


@transaction.atomic
def count(form: str, *, on: date, taken: bool) -> None:
    """Count a form as taken or held off."""
    row, _ = FormsOfDay.objects.get_or_create(form=form, on=on)
    name = "taken" if taken else "held_off"
    FormsOfDay.objects.filter(pk=row.pk).update(**{name: F(name) + 1})
