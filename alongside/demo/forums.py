"""Groups of young people in Brightwater, and what they did. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.demo.people import POSTS
from alongside.shell import queries as shell
from alongside.shell.models import User
from alongside.shell.roles import Role
from alongside.voice import actions as voice
from alongside.voice import queries
from alongside.voice.queries import quarters_to_count

FORUMS = (
    ("in_care", "The Otters", "We are 8 to 15. We eat pizza, play, and say what is good and what is not.",
     "Each second Saturday, at eleven, in the library at Kingsmere", "Ask your social worker, or ring Leon."),
    ("leavers", "The Loud Table", "We are care leavers. We meet the people who decide, and ask them things.",
     "Each first Tuesday, at half past five, with food", "Just come. Or ring Leon, and he comes with you."),
    ("inspectors", "Fresh Eyes", "We look at homes, and say what it is like to live there. We are paid for it.",
     "Six times a year", "You are 16 or over. Ring Leon."),
)  # fmt: skip
POINTS = (
    ("yes", "They had made us cake."), ("yes", ""), ("partly", "Two of the six rooms have a lock."),
    ("yes", "Everybody chose a wall."), ("yes", "We asked three of them."), ("yes", ""), ("partly", "Not after eight."),
    ("yes", ""), ("no", "The wi-fi is off at nine."), ("not_seen", ""),
)  # fmt: skip

PANELS = (
    (1, "staff", "Panel for a team manager", 4, "You asked how she says sorry. It is now a question for each manager."),
    (1, "staff", "Panel for a night worker", 3, "The job went to the one who had worked nights with people your age."),
    (1, "homes", "Panel for who runs two flats", 5, "The firm that you liked best won. Its rule about guests is gone."),
    (2, "carers", "Panel for foster carers for teenagers", 3, "Two of the three families were your choice."),
    (2, "staff", "Panel for a mental health worker", 4, "You wanted walks, not an office. She walks with you."),
    (3, "staff", "Panel for a participation worker", 5, "Leon got the job because of you."),
)
"""How many quarters ago, whom they chose, what it was, how many young people, what changed by it."""


def add_forums(workers: dict[str, User], *, on: date) -> None:
    """Three forums, meetings at each step, two visits to homes, and where young people took part."""
    actors = {post.role: shell.actor_for(workers[post.name].pk, on=on) for post in POSTS}
    by = actors[Role.PARTICIPATION_WORKER]
    made = {
        kind: voice.start_forum(kind=kind, name=name, about=about, meets=meets, joining=joining, by=by)
        for kind, name, about, meets, joining in FORUMS
    }
    locks = next(key for key, title in queries.themes_to_choose() if "door" in title)
    old = voice.plan_meeting(forum_id=made["leavers"].pk, kind="meeting", held_on=on - timedelta(days=40), by=by)
    for words, put_by, theme in (("Locks on our doors", "young_people", locks), ("Buses after six", "young_people", ""),
                                 ("The council's budget", "workers", "")):  # fmt: skip
        voice.put_on_agenda(meeting_id=old.pk, words=words, put_by=put_by, theme=theme, by=by)
    old = voice.hold_meeting(
        meeting_id=old.pk, version=old.version, young_people=11, workers=2, on=on, by=by,
        notes="We asked where the locks are. They are late. We want a day, not a promise. Next: the bus firm.",
    )  # fmt: skip
    voice.agree_notes(meeting_id=old.pk, version=old.version, agreed_on=on - timedelta(days=12), number=9, on=on, by=by)
    last = voice.plan_meeting(forum_id=made["leavers"].pk, kind="meeting", held_on=on - timedelta(days=12), by=by)
    voice.put_on_agenda(meeting_id=last.pk, words="The bus firm answers us", put_by="young_people", by=by)
    voice.hold_meeting(
        meeting_id=last.pk, version=last.version, young_people=8, workers=3, on=on, by=by,
        notes="The bus firm came. It will try a later bus on Fridays. We want it on weekdays.",
    )  # fmt: skip
    day = voice.plan_meeting(forum_id=made["in_care"].pk, kind="takeover", held_on=on + timedelta(days=16), by=by)
    voice.put_on_agenda(meeting_id=day.pk, words="Run the council for a day", put_by="young_people", by=by)
    given = {"forum_id": made["inspectors"].pk, "inspectors": 2, "points": POINTS, "on": on, "by": by}
    seen = voice.write_visit(
        home="Tern House", visited_on=on - timedelta(days=60), answer_by=on - timedelta(days=32),
        said="A warm place. Turn the wi-fi on, and give everybody a lock.", **given,
    )  # fmt: skip
    voice.answer_visit(
        visit_id=seen.pk, version=seen.version, on=on - timedelta(days=35), by=actors[Role.COMMISSIONER],
        answer="The wi-fi now stays on until eleven. The four rooms without a lock get one by the end of next month.",
    )  # fmt: skip
    voice.write_visit(
        home="Quay Lodge", visited_on=on - timedelta(days=45), answer_by=on - timedelta(days=10),
        said="Clean and quiet. Nobody told us how to complain.", **given,
    )  # fmt: skip
    voice.take_part(
        kind="recruiting", whom="staff", what="Panel for two personal advisers", held_on=on - timedelta(days=30),
        young_people=6, changed="The one you wanted most got the job. You wrote two of the questions.", on=on, by=by,
    )  # fmt: skip
    voice.take_part(
        kind="training", whom="carers", what="An evening for new foster carers", held_on=on - timedelta(days=90),
        young_people=3, changed="Carers now get a letter from a young person before the first one comes.", on=on, by=by,
    )  # fmt: skip
    quarters = quarters_to_count(on=on)
    for number, (ago, whom, what, young_people, changed) in enumerate(PANELS):
        voice.take_part(
            kind="recruiting", whom=whom, what=what, held_on=quarters[ago] + timedelta(days=20 + 7 * number),
            young_people=young_people, changed=changed, on=on, by=by,
        )  # fmt: skip
    for quarter, held in zip(quarters, (4, 9, 7, 8), strict=False):
        voice.count_panels(quarter=quarter, held=held, on=on, by=by)
