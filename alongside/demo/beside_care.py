"""What a return tells beside the episodes of care: adoption, times missing, and who the social worker was.

Chance is drawn for each child and year by itself, so that no other row of the return changes with it.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from alongside.demo.adoption import ADOPTED
from alongside.demo.lives import Life
from alongside.law.ages import age_on

Row = list[str]
MISSING_FROM = 11
GOES_MISSING = 0.13
WORKERS = 70
STAYS_WITH_A_CHILD = 520
"""Days that a social worker stays with a child, on average."""
WHY_ANOTHER = ("LEFTRL", "LEFTRL", "TSPROC", "MANAGE", "ABSENC")


def rows_of(life: Life, starts_on: date, ends_on: date) -> dict[str, list[Row]]:
    """The rows of one child in one year, by table."""
    spells = [(one.from_on, one.to_on) for one in life.stays]
    if not any(from_on <= ends_on and (to_on or ends_on) >= starts_on for from_on, to_on in spells):
        return {}
    return {
        "placed_for_adoption": _placed(life, starts_on, ends_on),
        "ad1": _adopted(life, starts_on, ends_on),
        "missing": _missing(life, starts_on, ends_on),
        "sw_episodes": _workers(life, starts_on, ends_on),
    }


def _placed(life: Life, starts_on: date, ends_on: date) -> list[Row]:
    told = life.adoption
    if told is None or told.placed_on > ends_on or (life.last_end or ends_on) < starts_on:
        return []
    return [[life.child, _day(life.born_on), _day(told.placed_on), "", ""]]


def _adopted(life: Life, starts_on: date, ends_on: date) -> list[Row]:
    told, last = life.adoption, life.stays[-1]
    if told is None or last.to_on is None or last.reason_ended not in ADOPTED or not starts_on <= last.to_on <= ends_on:
        return []
    return [[life.child, _day(life.born_on), _day(told.decided_on), _day(told.matched_on), "0", "2", "MF", "L11"]]


def _missing(life: Life, starts_on: date, ends_on: date) -> list[Row]:
    chance = Random(f"missing {life.child} {starts_on}")
    days = [day for one in life.stays for day in (max(one.from_on, starts_on), min(one.to_on or ends_on, ends_on))]
    first, last = days[0] + timedelta(days=1), days[-1] - timedelta(days=4)
    if first >= last or age_on(life.born_on, first) < MISSING_FROM or chance.random() > GOES_MISSING:
        return []
    begins = sorted(
        {first + timedelta(days=chance.randrange((last - first).days)) for _ in range(chance.randint(1, 4))}
    )
    here = [day for day in begins if any(one.from_on < day and (one.to_on or ends_on) > day for one in life.stays)]
    apart = [day for before, day in zip((None, *here), here, strict=False) if before is None or (day - before).days > 4]
    kinds = [(day, chance.choice("MMMA"), day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3)))) for day in apart]
    return [[life.child, _day(life.born_on), kind, _day(day), _day(back)] for day, kind, back in kinds]


def _workers(life: Life, starts_on: date, ends_on: date) -> list[Row]:
    """A line of social workers from the day care began; the line is the same in every year's return."""
    chance = Random(f"workers {life.child}")
    rows, before = [], None
    begins = life.stays[0].from_on
    leaves_on = life.last_end
    while begins <= ends_on and (leaves_on is None or begins < leaves_on):
        goes = begins + timedelta(days=60 + int(chance.expovariate(1 / STAYS_WITH_A_CHILD)))
        worker, why = f"SW{600_000 + chance.randrange(WORKERS)}", chance.choice(WHY_ANOTHER) if before else "FCONTA"
        ended = min(goes, leaves_on) if leaves_on else goes
        if ended >= starts_on:
            until = _day(ended) if ended <= ends_on else ""
            rows.append([life.child, _day(life.born_on), worker, _day(begins), until, why])
        begins, before = goes, worker
    return rows


def _day(day: date) -> str:
    return day.strftime("%d/%m/%Y")
