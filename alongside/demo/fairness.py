"""Council tax of Brightwater's districts, equality impact assessments, and what complaints taught."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.partners import actions as partners
from alongside.partners import queries
from alongside.shell.actors import Actor

OWN_PEOPLE = {
    "saltby": ("Dawn Pickles", "Colin Wragg", 100),
    "westering": ("Nia Prosser", "Farah Aziz", 100),
    "kingsmere": ("Gus Trelawny", "", 75),
}
"""Who proposes and who approves in a district that keeps its own; nobody yet where nobody is named; and per cent."""
LEFT_OUT = ("fenmarch", "harrowdale")
"""Districts that have no scheme written down yet."""
HOW = "Ask the council tax office of your district. Your adviser can write with you. You show a letter from us."


def add_fairness(actors: dict[str, Actor], *, on: date) -> None:
    """Schemes, assessments and lessons, each as far as it stands today. ``actors``: those who work here, by name."""
    _add_schemes(actors, on=on)
    _add_assessments(actors, on=on)
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
    begun = date(on.year - (on.month < 4), 4, 1)
    for slug in (slug for slug, _name in queries.districts() if slug not in LEFT_OUT):
        proposer, approver, percent = OWN_PEOPLE.get(slug, ("Leon Marchetti", "Frances Adeyemi", 100))
        scheme = partners.propose_scheme(
            district=slug, percent=percent, age_from=18, age_until=25, other_councils=slug == "saltby",
            lives_elsewhere=False, joint="whole" if percent == 100 else "share", how=HOW,
            source="Decision of the council on its budget", from_on=begun, by=actors[proposer],
        )  # fmt: skip
        if approver:
            partners.approve_scheme(scheme_id=scheme.pk, version=scheme.version, by=actors[approver])


def _add_assessments(actors: dict[str, Actor], *, on: date) -> None:
    writer, head = actors["Bronwen Hale"], actors["Frances Adeyemi"]
    for about, reference, title, is_published in (
        ("protocol", "Homes for care leavers", "Homes for care leavers: who is helped", True),
        ("strategy", "Accommodation strategy", "The accommodation strategy: who is helped", False),
    ):
        row = partners.begin_assessment(
            about=about, about_reference=reference, title=title,
            aims="More homes to choose from, and nobody in bed and breakfast.",
            stakeholders="Young people who leave care, advisers, seven districts. We asked the care leavers forum.",
            review_on=on + timedelta(days=300), on=on, by=writer,
        )  # fmt: skip
        partners.write_finding(
            assessment_id=row.pk, characteristic="disability", barriers="Few flats have no stairs.",
            positive="We ask for flats on the ground floor.", negative="They may wait longer for one.", by=writer,
        )  # fmt: skip
        partners.write_finding(
            assessment_id=row.pk, characteristic="pregnancy", barriers="", positive="Parents come first on the list.",
            negative="", by=writer,
        )  # fmt: skip
        partners.add_impact_action(
            assessment_id=row.pk, what="Ask two landlords for flats without stairs.", lead="Commissioner of homes",
            by_on=on + timedelta(days=90), on=on, by=writer,
        )  # fmt: skip
        row = partners.send_assessment(assessment_id=row.pk, version=row.version, by=writer)
        if is_published:
            row = partners.approve_assessment(assessment_id=row.pk, version=row.version, on=on, by=head)
            partners.publish_assessment(assessment_id=row.pk, version=row.version, on=on, by=writer)
