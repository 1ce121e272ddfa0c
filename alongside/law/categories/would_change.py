"""What would change the answer: the next dates that do so by themselves, and the facts that would.

Nothing is said here by rule of thumb: a fact that would change the answer is tried out, by deciding the same day again
with that fact added, and is only named if the category does change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from alongside.law.categories.care import (
    FOREVER,
    SETTLED_MONTHS,
    THIRTEEN_WEEKS,
    day_reaching,
    days_counted,
    end_of,
    months_on,
)
from alongside.law.categories.case import Answer, Case
from alongside.law.categories.life import Life
from alongside.law.categories.wording import YOU_ARE, day, days
from alongside.law.facts import ParentStay, Spell
from alongside.law.findings import Category, Certainty, Track, WouldChange
from alongside.law.open_questions import QUESTION

_ORDER = list(Category)


def changes_for(case: Case, on: int, answer: Answer, answers: list[tuple[int, Answer]]) -> tuple[WouldChange, ...]:
    """Everything known that would change the category of the day."""
    if on >= case.life.died:
        return ()
    found = [*_by_date(case, on, answer, answers), *_by_fact(case, on, answer), *_by_reading(case, on, answer)]
    # What comes by itself on a date need not be told again as a fact that would bring it on that date.
    return tuple(change for change in found if change is found[0] or change.on is None or change.on != found[0].on)


def _by_date(case: Case, on: int, answer: Answer, answers: list[tuple[int, Answer]]) -> Iterator[WouldChange]:
    """The next change of category or of tracks that is already known."""
    for start, later in answers:
        if start <= on or (later.category, later.tracks) == (answer.category, answer.tracks):
            continue
        if start == case.life.died:
            return
        outcome = _outcome(later.category) if later.category is not answer.category else _outcome_of_tracks(later)
        yield WouldChange(f"On {day(start)} {_cause(case.life, start)}, and {outcome}.", later.category, _date(start))
        return


def _by_fact(case: Case, on: int, answer: Answer) -> Iterator[WouldChange]:
    life = case.life
    if answer.category is Category.UNKNOWN or case.could_be_on(on, answer.category) is not answer.category:
        yield from _if_records_are_found(case, on, answer)
    if life.care.is_looked_after(on):
        yield from _if_care_goes_on_or_ends(case, on, answer)
        return
    if answer.category in (Category.QUALIFYING, Category.NONE) and on >= life.b16:
        yield from _if_care_had_been_longer(case, on, answer)
        yield from _if_living_with_a_parent_ends(case, on, answer)
    if answer.category is Category.RELEVANT:
        yield from _if_care_begins_again(case, on)
        yield from _if_living_with_a_parent_begins(case, on)
    if answer.category is Category.FORMER_RELEVANT and life.b21 <= on < life.b25:
        yield from _if_support_is_asked_for(answer)


def _if_records_are_found(case: Case, on: int, answer: Answer) -> Iterator[WouldChange]:
    could_be = case.could_be_on(on, answer.category)
    if could_be is not Category.UNKNOWN:
        text = f"If older records show more time in care, you could be {YOU_ARE[could_be]}."
        yield WouldChange(text, could_be)


def _if_care_goes_on_or_ends(case: Case, on: int, answer: Answer) -> Iterator[WouldChange]:
    life = case.life
    if answer.category is Category.ELIGIBLE:
        left = _with_spells(case, _cut(case, on + 1))
        yield WouldChange(
            f"If you leave care before you turn 18 on {day(life.b18)}, you become a relevant child.",
            left.category_on(on + 1)[0] if on + 1 < life.b18 else Category.FORMER_RELEVANT,
        )
        return
    staying = _with_spells(case, _held_open(case, on))
    reached = day_reaching(staying.care.counted(on), life.b14, THIRTEEN_WEEKS)
    if reached is None:
        return
    first = max(reached, life.b16, on + 1)
    if first < life.b18 and staying.category_on(first)[0] is Category.ELIGIBLE:
        text = f"If you are still looked after on {day(first)}, you become an eligible child."
        yield WouldChange(text, Category.ELIGIBLE, _date(first))


def _if_care_had_been_longer(case: Case, on: int, answer: Answer) -> Iterator[WouldChange]:
    """The fewest more days at the end of the last time in care that would have made a difference."""
    life = case.life
    ended = [end for _, end in life.care.counted(on) if end <= on]
    if not ended:
        return
    last = max(ended)
    counted, _ = days_counted(life.care.counted(on), life.b14, on)
    missing = max(THIRTEEN_WEEKS - counted, life.b16 + 1 - last, 1)
    if last + missing > on:
        return
    category = _with_spells(case, _added(case, last, last + missing)).category_on(on)[0]
    if _ORDER.index(category) < _ORDER.index(answer.category):
        text = f"If your care had gone on for {_more(missing)} after {day(last)}, you would be {YOU_ARE[category]}."
        yield WouldChange(text, category)


def _if_living_with_a_parent_ends(case: Case, on: int, answer: Answer) -> Iterator[WouldChange]:
    life = case.life
    if not life.is_settled(on):
        return
    stays = tuple(
        replace(stay, to_on=_date(max(on, stay.from_on.toordinal())))
        for stay in case.circumstances.lived_with_parent
        if stay.from_on.toordinal() <= on
    )
    category = Life(replace(case.circumstances, lived_with_parent=stays)).category_on(on)[0]
    if _ORDER.index(category) < _ORDER.index(answer.category):
        yield WouldChange(f"If you stop living with your parent, you become {YOU_ARE[category]} again.", category)


def _if_care_begins_again(case: Case, on: int) -> Iterator[WouldChange]:
    category = _with_spells(case, _added(case, on, FOREVER)).category_on(on)[0]
    if category is Category.ELIGIBLE:
        yield WouldChange("If you come back into care before you turn 18, you become an eligible child.", category)


def _if_living_with_a_parent_begins(case: Case, on: int) -> Iterator[WouldChange]:
    life = case.life
    settled = months_on(on, SETTLED_MONTHS)
    if settled >= life.b18 or any(moved_in <= on < moved_out for moved_in, moved_out in life.parents):
        return
    home = replace(case.circumstances, lived_with_parent=(*case.circumstances.lived_with_parent, ParentStay(_date(on))))
    category = Life(home).category_on(settled)[0]
    if category is not Category.RELEVANT:
        text = f"If you live with a parent for six months without a break, {_outcome(category)}."
        yield WouldChange(text, category)


def _if_support_is_asked_for(answer: Answer) -> Iterator[WouldChange]:
    if Track.ON_REQUEST not in answer.tracks:
        text = (
            "If you tell your council that you want advice and support, it must give you an adviser until you turn 25."
        )
        yield WouldChange(text, Category.FORMER_RELEVANT)
    if not {Track.CONTINUING_PROGRAMME, Track.RESUMED_EDUCATION} & set(answer.tracks):
        text = (
            "If you tell your council about a course you are on or want to start, it must help you until you turn 25."
        )
        yield WouldChange(text, Category.FORMER_RELEVANT)


def _by_reading(case: Case, on: int, answer: Answer) -> Iterator[WouldChange]:
    for name in answer.ambiguities:
        question = QUESTION[name]
        if question.otherwise and question.makes is not Certainty.CLEAR:
            category = case.category_otherwise(on, name)
            yield WouldChange(f"{question.otherwise}, you would be {YOU_ARE[category]}.", category)


# ---- words ----


def _cause(life: Life, on: int) -> str:
    """What happens on the day, as the rules see it."""
    c = life.circumstances
    guarded = life.guarded or (FOREVER, FOREVER)
    causes = {
        "you turn 16": on == life.b16,
        "you turn 18": on == life.b18,
        "you turn 21": on == life.b21,
        "you turn 25": on == life.b25,
        "your care ends": any(on == end for _, end in life.care.runs),
        "your care begins": any(on == start for start, _ in life.care.runs),
        "you have lived with a parent for six months": life.settled_from(on) == on,
        "you stop living with your parent": any(on == moved_out for _, moved_out in life.parents),
        "a special guardianship order is made": on == guarded[0],
        "the special guardianship order ends": on == guarded[1],
        "your stay ends": any(on == end for _, end in life.elsewhere),
        "your stay begins to count": any(on == counts for counts, _ in life.elsewhere),
        "you ask for support": any(on == request.on.toordinal() for request in c.asked_for_support),
        "you no longer want support": any(on == end_of(request.ended_on) for request in c.asked_for_support),
        "your course ends": any(on == end_of(course.to_on) for course in c.education),
        "your course begins": any(on == course.from_on.toordinal() for course in c.education),
        "you tell your council of a course": any(on == end_of(course.told_authority_on) for course in c.education),
        "you have been looked after for 13 weeks": life.care.is_looked_after(on),
    }
    return next((cause for cause, holds in causes.items() if holds), "what is planned happens")


def _outcome(category: Category) -> str:
    if category is Category.NONE:
        return "this support ends"
    if category is Category.UNKNOWN:
        return "we must look up your history"
    return f"you become {YOU_ARE[category]}"


def _outcome_of_tracks(answer: Answer) -> str:
    if not answer.tracks:
        return "the support that ends at 25 is over"
    if answer.tracks == (Track.OFFER_ONLY,):
        return "from then on your council must offer you support every year"
    return "your support goes on in another form"


def _more(number: int) -> str:
    return "one more day" if number == 1 else f"{days(number).replace(' day', ' more day')}"


# ---- the same life with one fact changed ----


def _with_spells(case: Case, spells: tuple[Spell, ...]) -> Life:
    return Life(case.circumstances, spells=spells)


def _added(case: Case, start: int, end: int) -> tuple[Spell, ...]:
    spells = case.circumstances.spells or ()
    authority = case.life.care.authority_on(start)
    return (*spells, Spell(_date(start), None if end == FOREVER else _date(end), authority=authority))


def _cut(case: Case, end: int) -> tuple[Spell, ...]:
    """The spells so far, all of them ended by a day."""
    return tuple(
        spell if spell.to_on is not None and spell.to_on.toordinal() <= end else replace(spell, to_on=_date(end))
        for spell in case.circumstances.spells or ()
        if spell.from_on.toordinal() < end
    )


def _held_open(case: Case, on: int) -> tuple[Spell, ...]:
    """The spells so far, those of the day without an end."""
    return tuple(
        replace(spell, to_on=None) if spell.holds_on(_date(on)) else spell for spell in case.circumstances.spells or ()
    )


def _date(ordinal: int) -> date:
    return date.fromordinal(ordinal)
