"""How far Brightwater and one of its districts say they are with the seven principles. All of it is invented."""

from __future__ import annotations

from datetime import date, timedelta

from alongside.demo.people import POSTS
from alongside.shell import design
from alongside.shell import queries as shell
from alongside.shell.models import User
from alongside.shell.roles import Role
from alongside.voice import actions as voice
from alongside.voice import queries

FORUM = "In The Loud Table, our care leavers forum"
ANSWERS = (
    ("", "county", "social_care", "listen", 3, "We ask before we decide, and say what we did with what you told us.", 2,
     "You ask. Then we wait. The locks took a year.", "A day stands beside each promise. Late ones are shown.", "lock"),
    ("", "county", "social_care", "safe_stable", 2,
     "Two in three of you had one adviser all year. One in three had more.", 1,
     "I told my story four times.", "You meet the new adviser before the old one leaves.", ""),
    ("", "county", "education", "aims", 3, "41 of you study at 19 or over. We pay for laptops and books.", 3,
     "The laptop was good. Nobody came to my prize day.", "A worker goes to every prize day from spring.", ""),
    ("", "county", "libraries", "services", 4, "No fines, no deposit, and a quiet room that you can book.", None,
     "", "We ask you in the new year.", ""),
    ("", "county", "employer", "aims", 2, "Six of you work or learn with us. We want twelve.", None, "",
     "Each department has a place from April.", ""),
    ("Saltby", "district", "housing", "adulthood", 2, "You can try out a flat for a month before you sign.", 2,
     "Good idea. There are only two flats.", "Two more flats in June.", ""),
)  # fmt: skip
WAITING = ("", "county", "highways", "best_interests", 1, "We run roads. We give two of you a start with us.", None, "",
           "We ask what else we can do.", "")  # fmt: skip


def add_principles(workers: dict[str, User], *, on: date) -> None:
    """Answers that everybody can read, and one that waits to be agreed."""
    actors = {post.role: shell.actor_for(workers[post.name].pk, on=on) for post in POSTS}
    promises = queries.promises_to_choose()
    for row in (*ANSWERS, WAITING):
        council, authority, area, principle, rating, answer, young, view, action, promise = row
        promised = next((key for key, what in promises if promise and promise in what), "")
        made = voice.assess(
            council=council or design.council().name, authority=authority, area=area, principle=principle,
            rating=rating, answer=answer, evidence=[], young_rating=young, young_view=view,
            heard=FORUM if young else "", action=action, commitment=promised, review_on=on + timedelta(days=120),
            on=on, by=actors[Role.PARTICIPATION_WORKER],
        )  # fmt: skip
        if row is not WAITING:
            voice.agree_assessment(assessment_id=made.pk, version=made.version, on=on, by=actors[Role.HEAD_OF_SERVICE])
