"""Young people who live in another council's area than the one that is responsible for them."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.shell.actors import Actor

HERE = (
    ("T. Achterberg", "looked_after", "Northfold Council", "Mel Dunn, 01632 960411", 210),
    ("Kasim R.", "care_leaver", "Southmere Borough", "Leaving care duty, 01632 960422", 95),
    ("Lily-Mae O.", "care_leaver", "Northfold Council", "Jude Pell, 01632 960413", 40),
    ("D. Osei", "looked_after", "City of Eastwick", "Ren Abbot, 01632 960433", 12),
)
"""Name, who they are, whose, whom to call there, and how many days they have been here."""
OPEN = (
    "Leisure pass, the care leavers’ house on Tuesdays, help with a council-tax form. Money comes from their council."
)
AREAS = ("Northfold", "City of Eastwick", "Southmere", "Westerby")


def add_registers(data_officer: Actor, advisers: list[Actor], *, on: date) -> None:
    """Write down who lives here for other councils, and a few of ours who live elsewhere."""
    districts = people.district_choices()
    for number, (name, kind, council, contact, days) in enumerate(HERE):
        casework.add_living_here(
            name=name,
            kind=kind,
            council=council,
            contact=contact,
            district=districts[number % len(districts)][0] if districts else "",
            from_on=on - timedelta(days=days),
            told_on=on - timedelta(days=days - 4),
            open_to_them=OPEN if kind == "care_leaver" else "",
            on=on,
            by=data_officer,
        )
    for number, adviser in enumerate(advisers[: len(AREAS)]):
        row = next((row for row in people.caseload(adviser, on=on).rows if row.age >= 18), None)
        if row is not None:
            since = on - timedelta(days=60 + 40 * number)
            casework.set_living_elsewhere(
                person_id=row.id,
                council=AREAS[number],
                from_on=since,
                told_on=since + timedelta(days=3) if number else None,
                contact="Leaving care duty, 01632 960450",
                on=on,
                by=adviser,
            )
