"""The board's yearly report as a draft: what the year's records tell, for somebody to write on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.board.models import Meeting
from alongside.board.queries.indicators import IndicatorRow, indicator_rows
from alongside.board.queries.meetings import SHOWN, MeetingRow, public_row
from alongside.board.queries.plans import ActionRow, plan_rows
from alongside.board.queries.reaching import VisitRow, visits
from alongside.shell.actors import Actor
from alongside.shell.roles import Record, Verb
from alongside.voice import queries as voice

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class YearlyReport:
    """What happened in the twelve months up to a day."""

    from_on: date
    on: date
    changed: tuple[IndicatorRow, ...]
    """Indicators whose newest figure is more than noise."""
    steady: int
    """How many others have figures, whose changes are only noise or too few to tell."""
    meetings: tuple[MeetingRow, ...]
    resolved: tuple[tuple[date, str], ...]
    done: tuple[ActionRow, ...]
    late: tuple[ActionRow, ...]
    said: voice.Told
    visits: tuple[VisitRow, ...]


def yearly_report(by: Actor, *, on: date) -> YearlyReport:
    """The draft. Nothing of it is from papers that are not public."""
    by.check(Record.INDICATORS, Verb.READ)
    by.check(Record.ACTION_PLANS, Verb.READ)
    rows = [row for row in indicator_rows(by) if row.newest is not None]
    changed = [row for row in rows if row.told.kind in ("better", "worse", "changed")]
    held = Meeting.objects.filter(on__gt=on - YEAR, on__lte=on, is_public=True, state__in=SHOWN)
    meetings = [public_row(meeting) for meeting in held]
    actions = [one for plan in plan_rows(by, on=on) for one in plan.actions]
    return YearlyReport(
        from_on=on - YEAR,
        on=on,
        changed=tuple(changed),
        steady=len(rows) - len(changed),
        meetings=tuple(meetings),
        resolved=tuple((one.on, words) for one in meetings for item in one.items for _, words in item.resolutions),
        done=tuple(one for one in actions if one.ended_on is not None and one.ended_on > on - YEAR),
        late=tuple(one for one in actions if one.rating.colour == "red"),
        said=voice.told(on=on),
        visits=tuple(one for one in visits(by) if on - YEAR < one.on <= on),
    )
