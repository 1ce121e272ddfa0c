"""Council tax of Brightwater's districts, equality impact assessments, and what complaints taught."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from alongside.partners import actions as partners
from alongside.partners import queries
from alongside.partners.models import CouncilTaxScheme
from alongside.shell.actors import Actor

OWN_PEOPLE = {
    "saltby": ("Dawn Pickles", "Colin Wragg", 50),
    "westering": ("Nia Prosser", "Farah Aziz", 50),
}
"""Who proposes and approves in a district that keeps its own; how much it cuts, as its part of the offer says."""
USUAL_BILLS = (1390, 1415, 1440, 1365, 1470, 1420, 1405)
"""A usual bill in each district, in the order of their names."""
STRATEGY = "Accommodation strategy"
HOW = "Ask the council tax office of your district. Your adviser can write with you. You show a letter from us."


def add_fairness(actors: dict[str, Actor], *, on: date) -> None:
    """Schemes, assessments and lessons, each as far as it stands today. ``actors``: those who work here, by name."""
    _add_schemes(actors, on=on)
    assess("strategy", STRATEGY, actors, on=on, as_far_as="waits")
    partners.propose_strategy(on=on, by=actors["Bronwen Hale"])
    worker = actors["Leon Marchetti"]
    lesson = partners.add_lesson(
        learnt_from="complaint", what="Letters about money came after the money was needed.",
        action="Money for a move is decided five days before it.", lead="Team manager, north",
        by_on=on - timedelta(days=30), on=on - timedelta(days=90), by=worker,
    )  # fmt: skip
    partners.finish_lesson(
        lesson_id=lesson.pk, version=lesson.version, on=on - timedelta(days=35), by=worker,
        came_of_it="Nobody complained of it since.",
    )  # fmt: skip
    partners.add_lesson(
        learnt_from="compliment", what="A call on the evening before a tenancy began helped more than a visit after.",
        action="Each adviser rings on that evening.", lead="Head of service", by_on=on + timedelta(days=40), on=on,
        by=worker,
    )  # fmt: skip


def _add_schemes(actors: dict[str, Actor], *, on: date) -> None:
    """A scheme of each district for this year; and one for next year that waits for somebody to approve it."""
    begun = date(on.year - (on.month < 4), 4, 1)
    for (slug, _name), bill in zip(queries.districts(), USUAL_BILLS, strict=True):
        proposer, approver, percent = OWN_PEOPLE.get(slug, ("Leon Marchetti", "Frances Adeyemi", 100))
        scheme = _propose(slug, percent, bill, begun, actors[proposer])
        partners.approve_scheme(scheme_id=scheme.pk, version=scheme.version, by=actors[approver])
    _propose("kingsmere", 100, 1510, date(begun.year + 1, 4, 1), actors["Gus Trelawny"])


def _propose(slug: str, percent: int, bill: int, from_on: date, by: Actor) -> CouncilTaxScheme:
    return partners.propose_scheme(
        district=slug, percent=percent, age_from=18, age_until=25, other_councils=percent == 100,
        lives_elsewhere=False, joint="share", how=HOW, source="Decision of the council on its budget",
        usual_bill=Decimal(bill), from_on=from_on, by=by,
    )  # fmt: skip


def assess(about: str, reference: str, actors: dict[str, Actor], *, on: date, as_far_as: str = "published") -> None:
    """An assessment on a day, by the commissioner; the head of service approves it, or has still to."""
    writer, head = actors["Bronwen Hale"], actors["Frances Adeyemi"]
    row = partners.begin_assessment(
        about=about, about_reference=reference, title=f"{reference}: who is helped",
        aims="Help that reaches each of them, and nobody left out.",
        stakeholders="Young people who leave care, advisers, seven districts. We asked the care leavers forum.",
        review_on=on + timedelta(days=300), on=on, by=writer,
    )  # fmt: skip
    partners.write_finding(
        assessment_id=row.pk, characteristic="disability", barriers="Some forms are hard to read.",
        positive="Easy words come with each form.", negative="A meeting takes longer to find.", by=writer,
    )  # fmt: skip
    partners.write_finding(
        assessment_id=row.pk, characteristic="pregnancy", barriers="", positive="Parents are asked first.",
        negative="", by=writer,
    )  # fmt: skip
    partners.add_impact_action(
        assessment_id=row.pk, what="Keep two meetings a week free for them.", lead="Head of service",
        by_on=on + timedelta(days=90), on=on, by=writer,
    )  # fmt: skip
    row = partners.send_assessment(assessment_id=row.pk, version=row.version, by=writer)
    if as_far_as == "published":
        row = partners.approve_assessment(assessment_id=row.pk, version=row.version, on=on, by=head)
        partners.publish_assessment(assessment_id=row.pk, version=row.version, on=on, by=writer)
