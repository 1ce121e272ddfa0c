"""Education, training and work; skills for daily life."""

from __future__ import annotations

from datetime import date

from alongside.casework.areas.base import Area, Facts, Kind, check_days, check_order, money, phrase, short
from alongside.casework.models import Activity, BursaryInstalment, EducationPlan, Person, Skill, Vacation
from alongside.law import age_on
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record

NOTHING = frozenset({"G4", "G5", "G6"})
HIGHER = frozenset({"F1", "P1"})
APPRENTICE = frozenset({"F4", "P4"})


def check_activity(facts: Facts, person: Person, on: date) -> None:
    """What belongs together: a year at university with university, a reason with nothing to do."""
    check_order(facts, "from_on", "to_on")
    code = facts["code"]
    if facts["from_on"] < person.born_on:
        raise FactRefused("The first day is before birth.")
    if facts.get("university_year") and code not in HIGHER:
        raise FactRefused("A year at university goes only with higher education.")
    if facts.get("is_ring_fenced") and code not in APPRENTICE:
        raise FactRefused("Only an apprenticeship can be one that the council keeps for care leavers.")
    if code in NOTHING and not facts.get("why_without"):
        raise FactRefused("Say why they have neither education, work nor training.")


def says_activity(row: Activity, on: date) -> str:
    """What they do, in a sentence."""
    since = f"{short(row.from_on)} to {short(row.to_on)}" if row.to_on else f"since {short(row.from_on)}"
    kept = "kept by the council for care leavers" if row.is_ring_fenced else ""
    year = f"year {row.university_year}" if row.university_year else ""
    what = row.get_why_without_display() if row.code in NOTHING else row.course
    risk = row.get_risk_display().lower() if row.risk in ("some", "high") else ""
    return phrase(row.get_code_display(), what, year, row.place, kept, since, risk)


def check_instalment(facts: Facts, person: Person, on: date) -> None:
    """An amount, and a payment in the past."""
    check_days(facts, on, "paid_on", ahead=("due_on",))
    if facts["amount"] <= 0:
        raise FactRefused("The amount has to be more than nothing.")


def check_vacation(facts: Facts, person: Person, on: date) -> None:
    """An end after its start."""
    check_order(facts, "from_on", "to_on")
    check_days(facts, on, "arranged_on", ahead=("from_on",))


def check_plan(facts: Facts, person: Person, on: date) -> None:
    """A plan made in the past, of a term that is not far off."""
    check_days(facts, on, "reviewed_on", ahead=("term_ends_on",))


def check_skill(facts: Facts, person: Person, on: date) -> None:
    """Somebody's view at least."""
    check_days(facts, on, "looked_at_on")
    if not facts.get("own_level") and not facts.get("our_level"):
        raise FactRefused("Give at least one of the two views.")


ACTIVITY = Kind(
    slug="activity",
    one="what they do",
    many="Education, training and work",
    model=Activity,
    record=Record.LEARNING,
    fields=(
        *("code", "place", "course", "level", "hours", "from_on", "to_on", "university_year", "is_ring_fenced"),
        *("funding", "risk", "why_without"),
    ),
    hints={"from_on": "What they did before ends on this day", "university_year": "1 for the first"},
    says=says_activity,
    coded=lambda row, on: phrase(row.code, short(row.from_on), short(row.to_on)),
    day=lambda row: row.from_on,
    is_open=lambda row, on: row.to_on is None or row.to_on > on,
    check=check_activity,
)
INSTALMENT = Kind(
    slug="instalment",
    one="a bursary payment",
    many="Bursary payments",
    model=BursaryInstalment,
    record=Record.LEARNING,
    fields=("bursary", "amount", "due_on", "paid_on"),
    says=lambda row, on: phrase(
        f"{row.bursary}: {money(row.amount)}",
        f"paid {short(row.paid_on)}" if row.paid_on else f"to be paid {short(row.due_on)}",
    ),
    coded=lambda row, on: phrase(money(row.amount), short(row.due_on), short(row.paid_on)),
    day=lambda row: row.due_on,
    is_open=lambda row, on: row.paid_on is None,
    over="",
    check=check_instalment,
    moves=lambda row, person: {"bursary_instalment_due": row.due_on, "bursary_instalment_paid": row.paid_on},
)
VACATION = Kind(
    slug="vacation",
    one="a vacation",
    many="Somewhere to stay in the vacation",
    model=Vacation,
    record=Record.LEARNING,
    fields=("name", "from_on", "to_on", "needs_home", "arranged_on", "where"),
    says=lambda row, on: phrase(
        f"{row.name} from {short(row.from_on)}",
        f"arranged: {row.where or short(row.arranged_on)}"
        if row.arranged_on
        else ("not arranged yet" if row.needs_home else "they have a place"),
    ),
    coded=lambda row, on: phrase(short(row.from_on), short(row.arranged_on)),
    day=lambda row: row.from_on,
    is_open=lambda row, on: row.needs_home and row.arranged_on is None and row.from_on >= on,
    check=check_vacation,
    moves=lambda row, person: {
        "vacation_starts": row.from_on if row.needs_home else None,
        "vacation_home_arranged": row.arranged_on if row.needs_home else None,
    },
)
PLAN = Kind(
    slug="education-plan",
    one="an education plan",
    many="Personal education plan, each term",
    model=EducationPlan,
    record=Record.LEARNING,
    fields=("term_ends_on", "reviewed_on", "needs", "own_view"),
    hints={"term_ends_on": "The plan is due before it"},
    says=lambda row, on: phrase(
        f"Term to {short(row.term_ends_on)}",
        f"plan of {short(row.reviewed_on)}" if row.reviewed_on else "no plan yet",
    ),
    coded=lambda row, on: phrase(short(row.term_ends_on), short(row.reviewed_on)),
    day=lambda row: row.reviewed_on or row.term_ends_on,
    is_open=lambda row, on: row.reviewed_on is None,
    over="",
    check=check_plan,
    moves=lambda row, person: {"term_ends": row.term_ends_on, "education_plan_reviewed": row.reviewed_on},
)


def skills_in_short(rows: list[Skill]) -> str:
    """How many they can do, in one line: as the adviser sees it, or they themself where the adviser has not looked."""
    levels = [row.our_level or row.own_level for row in rows]
    words = {Skill.Level.ALONE: "alone", Skill.Level.HELP: "with help", Skill.Level.NOT_YET: "not yet"}
    return "Skills: " + phrase(*(f"{count} {how}" for level, how in words.items() if (count := levels.count(level))))


SKILL = Kind(
    slug="skill",
    one="a skill",
    many="Skills for daily life",
    model=Skill,
    record=Record.LEARNING,
    fields=("item", "own_level", "our_level", "looked_at_on"),
    says=lambda row, on: phrase(
        row.get_item_display(),
        f"they say: {row.get_own_level_display().lower()}" if row.own_level else "",
        f"adviser: {row.get_our_level_display().lower()}" if row.our_level else "",
        short(row.looked_at_on),
    ),
    coded=lambda row, on: phrase(row.get_item_display(), row.our_level, short(row.looked_at_on)),
    day=lambda row: row.looked_at_on,
    is_open=lambda row, on: True,
    in_short=skills_in_short,
    check=check_skill,
)
AREA = Area(
    "learning",
    "Learning and work",
    Record.LEARNING,
    (ACTIVITY, PLAN, INSTALMENT, VACATION, SKILL),
    "What they do is not recorded here.",
)


def term_counts(person: Person, on: date) -> bool:
    """Whether a plan each term is still to be made: in care and at school age."""
    return age_on(person.born_on, on) < 18
