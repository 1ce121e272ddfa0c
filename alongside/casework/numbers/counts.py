"""Counts of casework for its own pages and for the board: people by category, late clocks, moves, complaints."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from alongside.casework import words
from alongside.casework.models import Advocacy, Complaint, CouncilTaxClaim, Person, RefusedService
from alongside.casework.moves import Why, expected_moves
from alongside.casework.numbers.base import figures
from alongside.casework.queries.council_tax import entitled_by_district, relieved
from alongside.casework.standing import Standing, standings
from alongside.law import months_after
from alongside.partners import queries as partners
from alongside.shell import disclosure
from alongside.shell.disclosure import Breakdown, Count
from alongside.shell.figures import Measured, Period, share


def people_by_category(*, on: date) -> Breakdown:
    """Everyone known on the day, by the category that holds. Source: determinations, else the law on the facts held."""
    counts: Counter[str] = Counter(dict.fromkeys(words.SHORT_CATEGORIES.values(), 0))
    for one in everyone(on):
        counts[words.SHORT_CATEGORIES[one.category]] += 1
    return disclosure.breakdown(counts)


def people_late_by_clock(*, on: date) -> dict[str, Count]:
    """For each of the law's clocks, how many people are past its last day. Not recorded is never late."""
    late: Counter[str] = Counter()
    for one in everyone(on):
        for _, due in one.due:
            late[due.title] += due.is_late(on)
    return {title: disclosure.count(number) for title, number in sorted(late.items())}


def people_in_doubt(*, on: date) -> Count:
    """How many keep support until a manager decides."""
    return disclosure.count(sum(one.needs_deciding for one in everyone(on)))


def refused_health_services(*, on: date) -> Breakdown:
    """Health services that turned a young person away in the year up to the day, by the reason given. A count of times.

    Source: what workers and nurses record of each; direction of travel: fewer.
    """
    counts: Counter[str] = Counter(dict.fromkeys((str(words) for _, words in RefusedService.Why.choices), 0))
    rows = RefusedService.objects.filter(removed_at=None, refused_on__gt=months_after(on, -12), refused_on__lte=on)
    for row in rows:
        counts[row.get_reason_display()] += 1
    return disclosure.breakdown(counts)


FORECAST = ((0, 6, "In the next 6 months"), (6, 12, "In 6 to 12 months"), (12, 24, "In 12 to 24 months"))
NO_HOME_KNOWN = "No home known"
ELSEWHERE = "Other districts together"
WHY_IN_ALL = "Why they move, in the next 24 months"


def moves_by_district(*, on: date) -> tuple[tuple[str, Breakdown], ...]:
    """How many young people will need another home in each stretch to come, by the district of their home now.

    Each counts once, in the stretch of the first move that is known: they turn 18 in care or left it before 18, Staying
    Put comes to its agreed end (or to the 21st birthday), their home has a last day or a notice, or a next home is
    written down already. Last comes why, over the whole 24 months, only where every stretch may be told whole: nothing
    that is hidden in one can then be worked out from the other. Source: what is recorded of homes, Staying Put and
    dates of birth; direction of travel: none, it is what homes are needed for.
    """
    moves = expected_moves(everyone(on), on=on)
    found = []
    for after, until, words_of_it in FORECAST:
        first, last = months_after(on, after), months_after(on, until)
        counts = Counter(one.district or NO_HOME_KNOWN for one in moves if first < one.on <= last)
        found.append((words_of_it, disclosure.breakdown(dict(sorted(counts.items())))))
    if all(stretch.total.value is not None for _, stretch in found):
        reasons = Counter({str(why): 0 for why in Why})
        reasons.update(str(one.why) for one in moves if on < one.on <= months_after(on, FORECAST[-1][1]))
        found.append((WHY_IN_ALL, disclosure.breakdown(reasons)))
    return tuple(found)


def council_tax(*, on: date) -> tuple[tuple[str, Breakdown], ...]:
    """Claims of the year up to the day by what came of them, and whole pounds a year that they save, by district.

    A claim that was granted saves what is written on it; where nothing is, the cut of a usual bill by the scheme that
    held in its district on the day of the claim; where no usual bill is known, it is not counted. Part of it or none
    granted saves only what is written. Pounds of fewer than five claims would tell what one person pays, so such a
    district counts with all others. Source: what is recorded of claims, and the districts' schemes; direction of
    travel: fewer refused, more saved.
    """
    rows = CouncilTaxClaim.objects.filter(removed_at=None, claimed_on__gt=months_after(on, -12), claimed_on__lte=on)
    outcomes: Counter[str] = Counter({str(words): 0 for _, words in CouncilTaxClaim.Outcome.choices})
    pounds: Counter[str] = Counter()
    claims: Counter[str] = Counter()
    for row in rows.select_related("district"):
        outcomes[row.get_outcome_display() or "No answer yet"] += 1
        saved = _saved(row)
        if saved:
            pounds[row.district.name] += int(saved)
            claims[row.district.name] += 1
    told = {name: pounds[name] for name, number in claims.items() if number >= disclosure.SMALLEST_SHOWN}
    few = [name for name, number in claims.items() if number < disclosure.SMALLEST_SHOWN]
    if sum(claims[name] for name in few) >= disclosure.SMALLEST_SHOWN and len(few) > 1:
        told[ELSEWHERE] = sum(pounds[name] for name in few)
    saved_words = "Pounds saved a year: what is written on each claim, or the cut of a usual bill by the scheme"
    return (
        ("Claims of the last year", disclosure.breakdown(outcomes)),
        *(((saved_words, disclosure.breakdown(told)),) if told else ()),
    )


def council_tax_lists(*, on: date) -> Breakdown:
    """How many are on each district's list of the last 1 April. Source: homes, dates of birth, schemes of districts.

    On it is who lives there, is a care leaver, has the age and may owe the bill; direction of travel: none, it is who
    can be helped.
    """
    return disclosure.breakdown(entitled_by_district(on=on))


@figures.computes("I13", source="Homes, claims about council tax, and the districts’ schemes")
def council_tax_relief(period: Period) -> Measured | None:
    """Care leavers with a tenancy of their own, of the age of their district's scheme, to whom the district granted a
    claim in whole or in part; of all of them, on the last day of the period.
    """
    have, of = relieved(on=period.to_on)
    return share(have, of=of)


def _saved(claim: CouncilTaxClaim) -> Decimal | None:
    if claim.saved is not None or claim.outcome != CouncilTaxClaim.Outcome.GRANTED:
        return claim.saved
    held = {one.district_id: one for one in partners.schemes_on(claim.claimed_on)}
    return held[claim.district_id].saves if claim.district_id in held else None


def complaints_and_advocates(*, on: date) -> tuple[tuple[str, Breakdown], ...]:
    """What came in the year up to the day: complaints by stage and outcome, and answers to the offer of an advocate.

    Compliments stand among them. A count of times. Source: what is recorded of each; direction of travel: more heard
    at stage 1, more who say yes. One breakdown of complaints only: what one hides another could tell.
    """
    year = {"removed_at": None}
    rows = Complaint.objects.filter(received_on__gt=months_after(on, -12), received_on__lte=on, **year)
    counts: Counter[str] = Counter()
    for complaint in rows.prefetch_related("steps"):
        latest = max(complaint.steps.all(), key=lambda step: step.number, default=None)
        if latest is not None:
            outcome = f", {latest.get_outcome_display().lower()}" if latest.outcome else ""
            counts[f"{latest.get_state_display()}{outcome}"] += 1
    answers: Counter[str] = Counter({str(words): 0 for _, words in Advocacy.Answer.choices})
    offered = Advocacy.objects.filter(offered_on__gt=months_after(on, -12), offered_on__lte=on, **year)
    for advocacy in offered:
        answers[advocacy.get_answer_display()] += 1
    return (
        ("Complaints and compliments, by stage and outcome", disclosure.breakdown(dict(sorted(counts.items())))),
        ("Advocates offered, by the answer", disclosure.breakdown(answers)),
    )


def everyone(on: date) -> list[Standing]:
    """Where everybody stands on the day."""
    return list(standings(Person.objects.all(), on=on).values())
