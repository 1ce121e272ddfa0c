"""What the board's own records tell of the board, and what is published tells of the offer."""

from __future__ import annotations

from django.db.models import Q

from alongside.board.models import Action, Member
from alongside.offer import queries as offer
from alongside.shell import figures as measuring
from alongside.shell.figures import Figures, Measured, Period

figures = Figures("board")


@figures.computes("I16", source="Editions of the local offer", at_the_end=True)
def months_since_the_offer(period: Period) -> Measured | None:
    """Whole months from the day of the newest published edition of the local offer to the last day of the period."""
    days = [one.published_on for one in offer.editions() if one.published_on <= period.to_on]
    if not days:
        return None
    last, on = max(days), period.to_on
    months = (on.year - last.year) * 12 + on.month - last.month - (on.day < last.day)
    return measuring.amount(months, unit="months")


@figures.computes("L8", source="The entries of the local offer and their days of checking", at_the_end=True)
def offer_checked_in_time(period: Period) -> Measured | None:
    """Entries of the local offer whose day to be checked again had not passed on the last day of the period, of those
    that were last checked by then. Of an entry that was checked since, it is not known any more whether it was late.
    """
    on = period.to_on
    known = [one for one in offer.entitlements(on=on) if one.last_checked_on <= on]
    return _share(sum(one.next_check_on >= on for one in known), len(known))


@figures.computes("K3", source="Members of the board and their training")
def members_trained(period: Period) -> Measured | None:
    """Councillors who sit on the board on the last day and have had training by then that is not due again. Of all."""
    sitting = Member.objects.filter(kind=Member.Kind.COUNCILLOR, from_on__lte=period.to_on)
    sitting = sitting.filter(Q(to_on__isnull=True) | Q(to_on__gt=period.to_on))
    lasting = Q(trainings__due_again_on__isnull=True) | Q(trainings__due_again_on__gt=period.to_on)
    trained = sitting.filter(lasting, trainings__on__lte=period.to_on).distinct()
    return _share(trained.count(), sitting.count())


@figures.computes("K8", source="Action plans of the board")
def actions_on_time(period: Period) -> Measured | None:
    """Actions due in the days that were done by their day. Of all that were due in them."""
    due = Action.objects.filter(due_on__range=(period.from_on, period.to_on)).exclude(state=Action.State.STOPPED)
    times = due.filter(state=Action.State.DONE).values_list("ended_on", "due_on")
    return _share(sum(ended <= day for ended, day in times if ended), due.count())


def _share(found: int, of: int) -> Measured | None:
    """Councillors in office, actions and entries of the offer are no secret: small numbers of them are shown."""
    if of == 0:
        return None
    return measuring.amount(round(100 * found / of), unit=measuring.PERCENT)
