"""A life in care: episodes, categories by age, what the returns said year by year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString

from alongside.casework import picture, words
from alongside.casework.models import CareMark, Person
from alongside.casework.standing import Standing, Stay
from alongside.law import Category, Finding, TimelineStretch, birthday
from alongside.returns.codes import CODE_SETS
from alongside.returns.tables import year_in_words


@dataclass(frozen=True, slots=True)
class StayRow:
    """One episode of care in words."""

    from_on: date
    to_on: date | None
    legal_status: str
    place: str
    reason_ended: str
    source: str
    is_typed: bool
    """A worker recorded it, no return."""


@dataclass(frozen=True, slots=True)
class MarkRow:
    """What one year's return said of a care leaver."""

    year: int
    in_touch: str
    activity: str
    accommodation: str


def _meaning(codes: str, code: str) -> str:
    return CODE_SETS[codes].get(code) or code if code else ""


def stay(stay: Stay) -> StayRow:
    """One episode in words."""
    return StayRow(
        from_on=stay.from_on,
        to_on=stay.to_on,
        legal_status=_meaning("LS", stay.legal_status),
        place=_meaning("PLACE", stay.place),
        reason_ended=_meaning("REC", stay.reason_ended),
        source=f"Return {year_in_words(stay.year)}" if stay.year else "Recorded by a worker",
        is_typed=stay.year is None,
    )


def _joined(stretches: tuple[TimelineStretch, ...]) -> list[TimelineStretch]:
    """The law's stretches, those joined that differ in nothing shown here."""
    joined: list[TimelineStretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and _shown(last.finding) == _shown(stretch.finding):
            joined[-1] = replace(last, to_on=stretch.to_on)
        else:
            joined.append(stretch)
    return joined


def _shown(finding: Finding) -> tuple[str, str]:
    category = words.category_in_words(finding.category, looked_after=finding.looked_after)
    return category, str(finding.certainty).capitalize()


def in_words(stretches: tuple[TimelineStretch, ...]) -> tuple[tuple[date, date | None, str, str], ...]:
    """From, until, category and certainty of each stretch."""
    return tuple((one.from_on, one.to_on, *_shown(one.finding)) for one in _joined(stretches))


def drawing(where: Standing, stretches: tuple[TimelineStretch, ...]) -> SafeString:
    """The life as a picture: time in care, and category by age."""
    categories = [
        picture.Bar(
            stretch.from_on,
            stretch.to_on,
            words.SHORT_CATEGORIES[stretch.finding.category],
            strong=stretch.finding.category is not Category.UNKNOWN,
            settled=stretch.finding.certainty == "clear",
        )
        for stretch in _joined(stretches)
        if stretch.finding.category is not Category.NONE
    ]
    return picture.life(
        born_on=where.person.born_on,
        on=where.on,
        care=[picture.Bar(*run, "", strong=False) for run in _runs(where)],
        categories=categories,
        title="Time in care and category, by age. The same is in the table below.",
    )


def _runs(where: Standing) -> list[tuple[date, date]]:
    """Episodes that touch are one time in care, which ends at 18 at the latest."""
    eighteenth = birthday(where.person.born_on, 18)
    runs: list[tuple[date, date]] = []
    for stay in where.stays:
        ends = min(stay.to_on or eighteenth, eighteenth)
        if runs and runs[-1][1] >= stay.from_on:
            runs[-1] = (runs[-1][0], max(runs[-1][1], ends))
        elif stay.from_on < ends:
            runs.append((stay.from_on, ends))
    return runs


def marks(person: Person) -> tuple[MarkRow, ...]:
    """What the returns said of a care leaver, newest first."""
    rows = CareMark.objects.filter(person=person, withdrawn_at=None).order_by("-year")
    return tuple(
        MarkRow(
            year=row.year or 0,
            in_touch=_meaning("IN_TOUCH", row.in_touch),
            activity=_meaning("ACTIV", row.activity),
            accommodation=_meaning("ACCOM", row.accommodation),
        )
        for row in rows
    )


def statuses() -> tuple[tuple[str, str], ...]:
    """Legal statuses by code, for a form."""
    return tuple((code, f"{code}: {meaning}" if meaning else code) for code, meaning in CODE_SETS["LS"].items())
