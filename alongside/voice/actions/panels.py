"""How many recruitment panels there were in all, against which those with young people on them are counted."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb
from alongside.voice.models import PanelsOfQuarter, Part
from alongside.voice.quarters import next_quarter, quarter_of


@transaction.atomic
def count_panels(*, quarter: date, held: int, on: date, by: Actor) -> PanelsOfQuarter:
    """Write down how many recruitment panels there were in a quarter in all; what was written before it gives way."""
    by.check(Record.FORUMS, Verb.CREATE)
    if quarter != quarter_of(quarter) or quarter > on:
        raise FactRefused("Choose a quarter that has begun.")
    sat = Part.objects.filter(kind=Part.Kind.RECRUITING, on__gte=quarter, on__lt=next_quarter(quarter)).count()
    if held < sat:
        raise FactRefused(f"Young people sat on {sat} panels of that quarter, so there were at least as many.")
    row = PanelsOfQuarter.objects.filter(from_on=quarter).first()
    if row is None:
        row = PanelsOfQuarter.objects.create(from_on=quarter, held=held, recorded_by_id=by.id)
    else:
        row = save_over(row, version=row.version, changes={"held": held, "recorded_by_id": by.id}, what="the number")
    detail = {"quarter": quarter.isoformat(), "held": held}
    audit.record(actor=by, verb="counted panels", subject_kind="panels of a quarter", detail=detail)
    return row
