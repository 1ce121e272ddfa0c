"""Why a person is in a category on a day: one plain sentence a step, in the order a person would argue it."""

from __future__ import annotations

from collections.abc import Callable

from alongside.law.categories.care import FOREVER, SETTLED_MONTHS, THIRTEEN_WEEKS, Run, days_counted, months_on
from alongside.law.categories.case import Answer, Case
from alongside.law.categories.life import Life
from alongside.law.categories.wording import day, days, listed, turned
from alongside.law.findings import Category, Reason, Track
from alongside.law.register import provision

AGE = "flra1969.s9"
LOOKED_AFTER = "ca1989.s22.1"
MORE_THAN_A_DAY = "ca1989.s22.2"
ELIGIBLE = "ca1989.sch2.19B.2"
THIRTEEN_WEEKS_RULE = "cp2010.r40.1"
SHORT_BREAKS_LEFT_OUT = "cp2010.r40.2"
RELEVANT = "ca1989.s23A.2"
RESPONSIBLE = "ca1989.s23A.4"
ADDITIONAL = "cl2010.r3.2"
FOUR_WEEKS = "cl2010.r3.3"
SETTLED = "cl2010.r3.5"
BROKEN_DOWN = "cl2010.r3.6"
FORMER_RELEVANT = "ca1989.s23C.1"
UNTIL_21 = "ca1989.s23C.6"
CONTINUING = "ca1989.s23C.7"
RESUMED = "ca1989.s23CA"
ON_REQUEST = "ca1989.s23CZB.2"
OFFERED = "ca1989.s23CZB.7"
GUARDIANSHIP = "ca1989.s24.1A"
QUALIFYING = "ca1989.s24.1B"
ACCOMMODATED = "ca1989.s24.2"

_ELSEWHERE = {
    "voluntary": "a voluntary organisation",
    "private_home": "a private children's home",
    "health": "a health service",
    "education": "a council's education service",
    "care_home": "a care home",
    "hospital": "a hospital",
    "private_fostering": "a private foster home",
}


def reasons_for(case: Case, on: int, answer: Answer) -> tuple[Reason, ...]:
    """The whole argument for an answer, with the doubts at its end."""
    life = case.life
    if on >= life.died:
        return (_because(AGE, f"Died on {day(life.died)}: no duty to the person goes on after that."),)
    steps = [_age(life, on), *_ARGUMENTS[answer.category](case, on)]
    if answer.category in (Category.ELIGIBLE, Category.RELEVANT, Category.FORMER_RELEVANT) and answer.responsible:
        steps.append(_responsible(answer))
    steps += [_because(*_DOUBTS[name](case, on)) for name in answer.ambiguities]
    if answer.category is not Category.UNKNOWN and case.could_be_on(on, answer.category) is not answer.category:
        steps.append(_not_held(case))
    return tuple(steps)


# ---- one argument a category ----


def _eligible(case: Case, on: int) -> list[Reason]:
    life = case.life
    return [
        _looked_after(life, on),
        _enough_days(life, on, on),
        _because(ELIGIBLE, "You are 16 or 17, looked after, and have been for long enough: you are an eligible child."),
    ]


def _relevant(case: Case, on: int) -> list[Reason]:
    life = case.life
    steps = _not_looked_after(life, on)
    steps += _was_relevant(life, on)
    steps += _parents(life, on)
    steps.append(_because(RELEVANT, "You left care and are not yet 18: you are a relevant child."))
    return steps


def _former_relevant(case: Case, on: int) -> list[Reason]:
    life = case.life
    if life.left_care_at_18_eligible():
        steps = [
            _because(LOOKED_AFTER, f"You were looked after until you turned 18 on {day(life.b18)}.", *_facts(life)),
            _enough_days(life, life.b18, on),
            _because(FORMER_RELEVANT, "You were an eligible child until then: now you are a former relevant child."),
        ]
    else:
        steps = _was_relevant(life, on) + _parents(life, on)
        steps.append(
            _because(
                FORMER_RELEVANT,
                "You were a relevant child, and would be one still if you were under 18: "
                "you are a former relevant child.",
            )
        )
    return steps + _tracks(life, on)


def _qualifying(case: Case, on: int) -> list[Reason]:
    life = case.life
    if life.guarded is not None and life.is_guarded(on):
        made, ended = life.guarded
        until = "" if ended == FOREVER else f" until {day(ended)}"
        return [
            _because(
                GUARDIANSHIP, f"You were looked after until a special guardianship order was made on {day(made)}."
            ),
            _because(
                GUARDIANSHIP,
                f"The order was in force{until}: you qualify for advice and assistance until you "
                f"turn 21 on {day(life.b21)}.",
            ),
        ]
    steps = [_left(life, on), *_why_not_stronger(life, on)]
    steps.append(
        _because(
            QUALIFYING,
            f"You left after you turned 16: you qualify for advice and assistance until you turn 21 "
            f"on {day(life.b21)}.",
        )
    )
    return steps


def _none(case: Case, on: int) -> list[Reason]:
    life = case.life
    care = [_looked_after(life, on)] if life.care.is_looked_after(on) else []
    if on < life.b16:
        return [*care, _because(ELIGIBLE, "Support for leaving care begins at 16.")]
    if care:
        return care + _why_not_eligible(life, on)
    if on >= life.b21 and life.is_qualifying(life.b21 - 1):
        return [
            _because(QUALIFYING, f"You qualified for advice and assistance until you turned 21 on {day(life.b21)}.")
        ]
    ended = [end for _, end in life.care.runs if end <= on]
    if not ended:
        return [_because(LOOKED_AFTER, "You have not been looked after, as far as the records go.")]
    if max(ended) < life.b16:
        last = max(ended)
        return [
            _because(
                QUALIFYING,
                f"Your time in care ended on {day(last)}, before you turned 16, and nothing else "
                "that the law asks for is recorded.",
                *_facts(life),
            )
        ]
    return [_left(life, on), *_why_not_stronger(life, on)]


def _unknown(case: Case, on: int) -> list[Reason]:
    life = case.life
    care = [_looked_after(life, on)] if life.care.is_looked_after(on) else []
    steps = [*care, _not_held(case)]
    if case.circumstances.treated_as_care_leaver:
        steps.append(
            _because(
                QUALIFYING,
                "Your council treats you as a care leaver. You keep the support you have while "
                "someone looks for the records.",
            )
        )
    return steps


_ARGUMENTS: dict[Category, Callable[[Case, int], list[Reason]]] = {
    Category.ELIGIBLE: _eligible,
    Category.RELEVANT: _relevant,
    Category.FORMER_RELEVANT: _former_relevant,
    Category.QUALIFYING: _qualifying,
    Category.NONE: _none,
    Category.UNKNOWN: _unknown,
}


# ---- the steps ----


def _because(provision_id: str, text: str, *facts: str) -> Reason:
    return Reason(text, provision(provision_id).citation, facts)


def _facts(life: Life, runs: list[Run] | None = None) -> tuple[str, ...]:
    """The runs of care, as facts used."""
    return tuple(
        f"looked after from {day(start)}" + ("" if end == FOREVER else f" to {day(end)}")
        for start, end in (life.care.runs if runs is None else runs)
    )


def _age(life: Life, on: int) -> Reason:
    birthdays = ((16, life.b16), (18, life.b18), (21, life.b21), (25, life.b25))
    passed = [turned(age, day_, on) for age, day_ in birthdays if day_ <= on][-1:]
    ahead = [turned(age, day_, on) for age, day_ in birthdays if day_ > on][:1]
    born = life.circumstances.born_on.toordinal()
    return _because(AGE, f"You {' and '.join(passed + ahead)}.", f"born on {day(born)}")


def _looked_after(life: Life, on: int) -> Reason:
    since = next(start for start, end in life.care.runs if start <= on < end)
    authority = life.care.authority_on(on)
    by = f" by {authority}" if authority else ""
    return _because(LOOKED_AFTER, f"You are looked after{by}, without a break since {day(since)}.", *_facts(life))


def _not_looked_after(life: Life, on: int) -> list[Reason]:
    ended = [end for _, end in life.care.runs if end <= on]
    return (
        [_because(LOOKED_AFTER, f"You are not looked after now: your care ended on {day(max(ended))}.")]
        if ended
        else []
    )


def _enough_days(life: Life, upto: int, on: int) -> Reason:
    runs = life.care.counted(on)
    number, pieces = days_counted(runs, life.b14, upto)
    several = f" in {pieces} times that are added up" if pieces > 1 else ""
    text = (
        f"From your 14th birthday on {day(life.b14)} to {day(upto)} you were looked after for {days(number)}{several}; "
        f"the law asks for 13 weeks, which is {THIRTEEN_WEEKS} days."
    )
    return _because(
        THIRTEEN_WEEKS_RULE, text, *_facts(life, [run for run in runs if run[1] > life.b14 and run[0] <= upto])
    )


def _was_relevant(life: Life, on: int) -> list[Reason]:
    ended = life.eligible_until(on)
    if ended is not None:
        return [
            _enough_days(life, ended, on),
            _because(
                ELIGIBLE,
                f"That care went on after you turned 16 on {day(life.b16)}, until {day(ended)}: "
                "you were an eligible child.",
            ),
        ]
    if life.admitted is None:
        return []
    number, _ = days_counted(life.care.counted_by_four_weeks(life.admitted), life.b14, life.admitted)
    return [
        _because(ADDITIONAL, f"On your 16th birthday you were detained or in hospital, since {day(life.admitted)}."),
        _because(
            ADDITIONAL,
            f"Before that you had been looked after for {days(number)} since you turned 14; the law asks "
            f"for {THIRTEEN_WEEKS}. No care at 16 is needed then.",
            *_facts(life),
        ),
    ]


def _parents(life: Life, on: int) -> list[Reason]:
    since = life.with_parent_since(on)
    if since is not None:
        complete = months_on(since, SETTLED_MONTHS)
        return [
            _because(
                SETTLED,
                f"You have lived with a parent since {day(since)}, counted from when you were 16 and out of "
                f"care. Six months are complete on {day(complete)}.",
            )
        ]
    left = [moved_out for _, moved_out in life.parents if moved_out <= on]
    if left and life.is_settled(max(left) - 1):
        return [
            _because(
                BROKEN_DOWN,
                f"You had settled with a parent, but no longer live there since {day(max(left))}. "
                "That gives you back the support you had.",
            )
        ]
    return []


def _left(life: Life, on: int) -> Reason:
    """The last thing at 16 or 17 that makes a person qualify."""
    ended = [end for _, end in life.care.runs if life.b16 <= end <= on]
    if ended:
        return _because(QUALIFYING, f"You were looked after at 16 or 17, until {day(max(ended))}.", *_facts(life))
    for stay in life.circumstances.accommodated_elsewhere:
        start = stay.from_on.toordinal()
        for counts, end in life.elsewhere:
            if start <= end and counts <= end and life.b16 <= end <= on and start <= counts:
                where = _ELSEWHERE[stay.kind]
                return _because(ACCOMMODATED, f"At 16 or 17 you lived in or with {where}, until {day(end)}.")
    return _because(QUALIFYING, "Nothing is recorded that the law asks for at 16 or 17.")


def _why_not_stronger(life: Life, on: int) -> list[Reason]:
    """Why someone who was in care at 16 or 17 is neither relevant nor former relevant."""
    if not life.care.runs:
        return []
    if life.eligible_until(on) is not None or life.is_additional():
        complete = life.settled_from(on)
        if complete is not None and complete <= on:
            return [
                _because(
                    SETTLED,
                    f"You have lived with a parent for six months without a break, complete on "
                    f"{day(complete)}: the stronger support stops while that lasts.",
                )
            ]
    steps = []
    if life.care.breaks and life.care.counted(on) != life.care.runs:
        steps.append(
            _because(
                SHORT_BREAKS_LEFT_OUT,
                "Short breaks from home do not count towards the 13 weeks.",
                *_facts(life, life.care.breaks),
            )
        )
    number, _ = days_counted(life.care.counted(on), life.b14, on)
    if number < THIRTEEN_WEEKS:
        steps.append(
            _because(
                THIRTEEN_WEEKS_RULE,
                f"Since you turned 14 on {day(life.b14)} you were looked after for "
                f"{days(number)}; for more support the law asks for {THIRTEEN_WEEKS}.",
            )
        )
    return steps


def _why_not_eligible(life: Life, on: int) -> list[Reason]:
    if not any(start <= on < end for start, end in life.care.counted(on)):
        return [
            _because(
                SHORT_BREAKS_LEFT_OUT,
                "You are on a short break from home, and short breaks do not lead to this support.",
            )
        ]
    return _why_not_stronger(life, on)


def _responsible(answer: Answer) -> Reason:
    verb = "looks" if answer.looked_after else "last looked"
    return _because(RESPONSIBLE, f"{answer.responsible} {verb} after you, and owes you this wherever you live.")


def _not_held(case: Case) -> Reason:
    c = case.circumstances
    if c.spells is None:
        text = "No records of your time in care are held here, so nobody can say yet."
    elif c.history_held_from is not None:
        text = f"What happened before {day(c.history_held_from.toordinal())} is not held here, and it could matter."
    else:
        text = (
            "What is recorded does not explain why you are treated as a care leaver, so the records must be looked at."
        )
    return _because(THIRTEEN_WEEKS_RULE, text)


def _tracks(life: Life, on: int) -> list[Reason]:
    return [_because(*_TRACK_REASONS[track]) for track in life.tracks_on(on)]


_TRACK_REASONS = {
    Track.CONTINUING_PROGRAMME: (
        CONTINUING,
        "Your pathway plan sets out a course that goes on after you turned 21, so support goes on while you are on it.",
    ),
    Track.RESUMED_EDUCATION: (
        RESUMED,
        "You told your council about a course, so it must give you an adviser, a plan and help with the course.",
    ),
    Track.ON_REQUEST: (ON_REQUEST, "You asked for advice and support, so you have an adviser until you turn 25."),
    Track.OFFER_ONLY: (
        OFFERED,
        "You are over 21 and have not asked for support: your council must offer it every year until you turn 25.",
    ),
}


# ---- the doubts ----


def _a2(case: Case, on: int) -> tuple[str, str]:
    number, pieces = days_counted(case.life.care.counted(on), case.life.b14, on)
    return THIRTEEN_WEEKS_RULE, (
        "The law does not say whether the first and the last day in care both count. "
        f"Counted one way you have {days(number)}, the other way {number + pieces}; {THIRTEEN_WEEKS} are needed."
    )


def _a6(case: Case, on: int) -> tuple[str, str]:
    since = case.life.with_parent_since(on) or case.life.b16
    return SETTLED, (
        "The law does not say whether six months with a parent may begin before care ends or before 16. "
        f"We count from {day(since)}, which is better for you."
    )


def _a9(case: Case, on: int) -> tuple[str, str]:
    care = case.life.care
    without, _ = days_counted(care.counted(on), case.life.b14, on)
    whole, _ = days_counted(care.runs, case.life.b14, on)
    return SHORT_BREAKS_LEFT_OUT, (
        f"We do not count your short breaks, which leaves {days(without)}. With them it would be {whole}, and "
        "the law does not say clearly whether they count once you have been in care full time."
    )


def _a11(case: Case, on: int) -> tuple[str, str]:
    names = sorted(name for name in case.life.care.authorities() if name)
    between = f" ({listed(names)})" if names else ""
    return ELIGIBLE, (
        f"More than one council looked after you{between}. We add up the time, though the law does not spell that out."
    )


_DOUBTS: dict[str, Callable[[Case, int], tuple[str, str]]] = {
    "A1": lambda case, on: (
        ELIGIBLE,
        f"Part of your care was before you turned 14 on {day(case.life.b14)}. Only the part after that is counted, "
        "as the government's guidance says.",
    ),
    "A2": _a2,
    "A3": lambda case, on: (
        ELIGIBLE,
        f"Your care ended on your 16th birthday, {day(case.life.b16)}. We say you were 16 from the start of that day; "
        "the government's guidance asks for a day more.",
    ),
    "A4": lambda case, on: (
        FORMER_RELEVANT,
        f"Your 13 weeks were complete only as you turned 18 on {day(case.life.b18)}, and the law asks for them before.",
    ),
    "A5": lambda case, on: (
        AGE,
        "You were born on 29 February. In a year without that day we count your birthday on 1 March; "
        "some would say 28 February.",
    ),
    "A6": _a6,
    "A7": lambda case, on: (
        FORMER_RELEVANT,
        "The law is not clear on what follows if living with a parent becomes settled, or ends, after you turn 18.",
    ),
    "A8": lambda case, on: (
        CONTINUING,
        f"You turned 25 on {day(case.life.b25)}. The Act sets no age at which support for your course ends, "
        "but many councils stop at 25.",
    ),
    "A9": _a9,
    "A10": lambda case, on: (
        QUALIFYING,
        "Your only time in care at 16 or 17 was in short breaks. The Act does not leave them out here, but not "
        "everybody reads it so.",
    ),
    "A11": _a11,
    "A12": lambda case, on: (
        FORMER_RELEVANT,
        f"You were adopted on {day(case.life.adopted)}. The law does not say whether this support goes on.",
    ),
    "A14": lambda case, on: (
        ADDITIONAL,
        "Your care ended before you were detained or went into hospital; the law may ask that it lasted until then.",
    ),
}
