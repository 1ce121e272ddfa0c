"""Drop-ins and who came; a record opened in an emergency, somebody who knows a young person, a file that is held."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.casework import actions as casework
from alongside.casework import queries as people
from alongside.demo.grown import REFERENCE
from alongside.shell.actors import Actor

SESSIONS = (
    ("Tuesday supper", "drop_in", "The house in Mill Lane", "Lentil soup, and help with two letters.", 3, 1),
    ("Driving theory", "group", "The library in Kingsmere", "Signs and stopping distances.", 0, 8),
)
"""Name, kind, place, what was done, how many came without a name, how many days ago."""
TALKED = "Ate with us and stayed to talk about the new job."
WHY_NOW = "Called the duty line from the station, and nobody in her own team answers."
NEIGHBOUR = "My neighbour's daughter."
HELD = "The inquiry into the home in Saltby asked for it."


def add_sessions(advisers: list[Actor], *, on: date) -> None:
    """Two sessions; of those who came to the first, one spoke with a worker, which is a contact."""
    for name, kind, place, note, others, days in SESSIONS:
        session = casework.hold_session(
            name=name, kind=kind, held_on=on - timedelta(days=days), place=place, note=note, others=others, on=on,
            by=advisers[0],
        )  # fmt: skip
        came = [row for row in people.caseload(advisers[0], on=on).rows if row.age >= 17][-2:]
        for number, row in enumerate(came):
            spoke = number == 0 and others > 0
            casework.note_attendance(
                session_id=session.pk, person_id=row.id, spoke=spoke, summary=TALKED if spoke else "", on=on,
                by=advisers[0],
            )  # fmt: skip


def add_safekeeping(advisers: list[Actor], head: Actor, *, on: date) -> None:
    """What a manager has to look at: why a record was opened, and who must not see one; and what is held."""
    casework.hold_file(reference=REFERENCE, why=HELD, on=on, by=head)
    first, *_, last = advisers
    rows = people.caseload(first, on=on).rows
    if first.id == last.id or len(rows) < 2:  # a smaller council may have nobody to tell of
        return
    casework.break_glass(reference=rows[-1].reference, reason=WHY_NOW, on=on, by=last)
    casework.declare_conflict(person_id=rows[-2].id, why=NEIGHBOUR, on=on, by=last)
