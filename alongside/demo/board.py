"""The board of Brightwater: its figures, its plans, a meeting held and one to come. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from alongside.board import actions as board
from alongside.board import queries
from alongside.board.models import Board, Meeting, Plan
from alongside.shell.actors import Actor
from alongside.shell.roles import Role

TERMS = (
    "The board makes sure that the council is a good parent. It hears from young people at every meeting, asks how "
    "they are doing, follows what it resolved to the end, and reports to the full Council once a year."
)
SEATS = (
    ("Cllr Maureen Dacre", "councillor", True, True, "Cllr Vincent Orme"),
    ("Cllr Tom Ashdown", "councillor", False, True, ""),
    ("Cllr Priya Nandakumar", "councillor", False, True, "Cllr Owen Pask"),
    ("Frances Adeyemi", "officer", False, False, ""),
    ("Dr Shirin Faraday", "officer", False, False, ""),
    ("Care leavers forum, seat 1", "young_person", False, True, "Care leavers forum, seat 2"),
    ("Helen Ombati, community health", "partner", False, False, ""),
)
RULES = (
    ("What young people bring", "meeting", 5, "Participation worker", "What will you do about it?", 5),
    ("Minutes and what was resolved", "meeting", 5, "Democratic services", "Are they a true record?", 10),
    ("How we are doing: figures of the quarter", "quarter", 5, "Head of service", "What do you want to ask?", 20),
    ("Adoption: report of the regional agency", "half_year", 6, "Head of service", "Note the report.", 30),
    ("Virtual school: yearly report", "year", 11, "Virtual school head", "Agree it for the full Council.", 40),
    ("Health of children in care: yearly report", "year", 9, "Designated nurse", "Note the report.", 40),
    ("Complaints and compliments: yearly report", "year", 7, "Complaints manager", "What should change?", 40),
    (
        "Progress of the action plans",
        "half_year",
        5,
        "Head of service",
        "Are the reasons for what is late good ones?",
        50,
    ),
    ("Enough of the right homes", "half_year", 9, "Commissioner", "Agree the forecast.", 60),
)
MEETINGS = (-42, 14, 77, 140)
"""Days from today around which the board meets, on a Tuesday."""
ENTERED = {"I12": (7, 12), "G16": (61, 74), "G11": (47, 63)}
"""Indicators that somebody enters: how many, of how many, about."""
OF_ADOPTION = "H2 H3 H4 H5 H6 H7 H8 H10 H11 H12 H16"
"""What the report of the regional agency speaks of."""
PAPER = (
    "This report gives the figures of the quarter. Each comes from the records, with its definition beside it.\n\n"
    "More children live with foster carers of other councils and agencies than a year ago. Recruiting carers of our "
    "own has not kept pace.\n\nMost of what moved from one quarter to the next is only noise. Where it is not, the "
    "report says so and why we think it happened."
)


def add_board(holders: Mapping[Role, Actor], *, on: date, seed: int) -> None:
    """Everything that the board's pages show."""
    clerk, officer, head = (
        holders[role] for role in (Role.DEMOCRATIC_SERVICES, Role.DATA_OFFICER, Role.HEAD_OF_SERVICE)
    )
    _enter_figures(officer, head, on, Random(seed))
    _tell(officer, head, on)
    _plan_for_homes(holders, on)
    sits = _set_up(clerk, on)
    past, coming = _plan_years(sits, clerk, on)
    _hold(past, holders, on)
    _prepare(coming, clerk, on)
    _reach_out(sits, holders, on)
    board.take_figures(on=on, by=officer)  # of what is above too: members have been trained
    _draft_reports(head, holders[Role.LEAD_MEMBER], on)


def _enter_figures(officer: Actor, head: Actor, on: date, lot: Random) -> None:
    """Eight quarters of what no part computes; of adoption, what the regional agency reports."""
    agency = Random("the regional agency")
    end = date(on.year, on.month - (on.month - 1) % 3, 1) - timedelta(days=1)
    for number in range(8):
        first = date(end.year, end.month - 2, 1)
        for indicator, (found, of) in ENTERED.items():
            given = {
                "found": max(0, found + lot.randint(-6, 6) - number),
                "of": of,
                "from_on": first,
                "to_on": end,
                "on": on,
            }
            entry = board.enter_figure(
                indicator=indicator, evidence="The service's list at the end of the quarter.", by=officer, **given
            )
            board.approve_figure(entry_id=entry.pk, version=entry.version, on=on, by=head)
        waiting, free = 41 + agency.randint(-4, 4), 22 + agency.randint(-3, 3)
        for indicator, found in {"H11": waiting, "H12": waiting - free, "H16": 118 + agency.randint(-9, 9)}.items():
            entry = board.enter_figure(
                indicator=indicator, from_on=first, to_on=end, found=found, on=on, by=officer,
                evidence=f"The regional agency's report of the quarter: {free} households could take a child.",
            )  # fmt: skip
            board.approve_figure(entry_id=entry.pk, version=entry.version, on=on, by=head)
        end = first - timedelta(days=1)
    for closed in (date(on.year - (on < date(on.year, 4, 1)) - number, 3, 31) for number in range(2)):
        entry = board.enter_figure(
            indicator="H10", from_on=date(closed.year - 1, 4, 1), to_on=closed, found=64 + agency.randint(-6, 6), on=on,
            by=officer, evidence="The regional agency's report of the year.",
        )  # fmt: skip
        board.approve_figure(entry_id=entry.pk, version=entry.version, on=on, by=head)
    board.enter_figure(
        indicator="G7", from_on=first, to_on=on, found=262, of=17, evidence="Workforce list of this week", on=on,
        by=officer,
    )  # fmt: skip


def _tell(officer: Actor, head: Actor, on: date) -> None:
    board.tell_story(
        indicator="I1", version=0, on=on, by=head,
        story="Two courses at the college of further education closed. More young people than before started an "
        "apprenticeship with the council itself.",
        partners="Jobcentre Plus, the college, the chamber of commerce",
        works="An adviser who comes along to the first day. Bus fares in the first month.",
        data_agenda="Who left a course or job within three months, and why.",
    )  # fmt: skip
    text = {"period": "the same day", "by": officer}
    board.state_figure(indicator="B6", where="Quarterly report, text", value=Decimal(68), **text)
    board.state_figure(indicator="B6", where="Quarterly report, table 2", value=Decimal(58), **text)
    board.state_figure(
        indicator="H1", where="Adoption report, paragraph 3", period="the last year", value=Decimal(33),
        parts="12, 13, 5, 21", by=officer,
    )  # fmt: skip
    board.state_figure(
        indicator="C1", where="Quarterly report, paragraph 7", value=Decimal(70), found=490, of=656, **text
    )
    board.state_figure(
        indicator="A3", where="Strategy of another council, page 12", period="three years ahead", value=Decimal(708),
        base=Decimal(656), years=Decimal(3), by=officer,
    )  # fmt: skip


def _plan_for_homes(holders: Mapping[Role, Actor], on: date) -> None:
    head, lead = holders[Role.HEAD_OF_SERVICE], holders[Role.LEAD_MEMBER]
    begins, ends = on - timedelta(days=200), on + timedelta(days=165)
    plan = board.make_plan(
        title="After the inspection", comes_from="inspection", source="Focused visit of last spring", begins_on=begins,
        ends_on=ends, by=head,
    )  # fmt: skip
    measured: dict[str, Any] = {"plan_id": plan.pk, "by": head}
    late = board.add_action(
        outcome="More settled lives", what="Bring ten children back to homes in the county",
        owner_post="Head of commissioning", due_on=on - timedelta(days=20), indicator="C2", **measured,
    )  # fmt: skip
    board.report_step(
        action_id=late.pk, words="Four are back. For two no home was found.", on=on - timedelta(days=70), by=head
    )
    moving = board.add_action(
        outcome="Visits that are kept", what="See every child in the time that the law gives",
        owner_post="Head of children in care", due_on=on + timedelta(days=60), indicator="G5", baseline=Decimal(70),
        target=Decimal(95), rationale="The duty is all of them; five in a hundred have just moved.", **measured,
    )  # fmt: skip
    board.report_step(action_id=moving.pk, words="Two advisers started.", on=on - timedelta(days=9), by=head)
    board.ask_for_target(
        action_id=moving.pk, target=Decimal(90), due_on=on + timedelta(days=120), on=on, by=head,
        why="One of the two new advisers leaves in a month.",
    )  # fmt: skip
    done = board.add_action(
        outcome="Plans that are kept", what="Give every adviser time for supervision", owner_post="Team managers",
        due_on=on - timedelta(days=30), measure="Supervision held", baseline=Decimal(60), target=Decimal(100),
        rationale="It is owed to all.", **measured,
    )  # fmt: skip
    board.finish_action(
        action_id=done.pk, version=done.version, evidence="Supervision record of last month",
        on=on - timedelta(days=31), by=head,
    )  # fmt: skip
    asked = board.ask_for_target(
        action_id=late.pk, due_on=on + timedelta(days=100), on=on - timedelta(days=15), why="More time.", by=head
    )
    board.refuse_target(change_id=asked.pk, version=asked.version, on=on - timedelta(days=10), by=lead)


def _set_up(clerk: Actor, on: date) -> Board:
    sits = board.set_up_board(name="Corporate Parenting Board", terms=TERMS, quorum=3, clear_days=5, by=clerk)
    for name, kind, chairs, votes, substitute in SEATS:
        seat = board.add_member(
            board_id=sits.pk, name=name, kind=kind, is_chair=chairs, votes=votes, substitute=substitute,
            from_on=on - timedelta(days=380), by=clerk,
        )  # fmt: skip
        if kind == "councillor" and name != "Cllr Tom Ashdown":
            board.record_training(
                member_id=seat.pk, what="What a corporate parent owes", took_on=on - timedelta(days=300),
                due_again_on=on + timedelta(days=65), on=on, by=clerk,
            )  # fmt: skip
    for title, every, month, owner, question, place in RULES:
        board.add_rule(
            board_id=sits.pk, title=title, every=every, month=month, owner_post=owner, question=question, place=place,
            by=clerk,
        )  # fmt: skip
    return sits


def _plan_years(sits: Board, clerk: Actor, on: date) -> tuple[Meeting, Meeting]:
    """The meetings around today, planned a municipal year at a time: the newest of those over, and the next."""
    days = [_tuesday(on + timedelta(days=number)) for number in MEETINGS]
    years: dict[int, list[date]] = {}
    for day in days:
        years.setdefault(day.year if day.month >= 5 else day.year - 1, []).append(day)
    made = [
        meeting
        for several in years.values()
        for meeting in board.plan_year(
            board_id=sits.pk, days=several, place="Council chamber, County Hall", begins="10:30", by=clerk
        )
    ]
    past, coming = (next(one for one in made if one.on == day) for day in days[:2])
    return past, coming


def _hold(meeting: Meeting, holders: Mapping[Role, Actor], on: date) -> None:
    clerk, member, lead = (holders[role] for role in (Role.DEMOCRATIC_SERVICES, Role.BOARD_MEMBER, Role.LEAD_MEMBER))
    head = holders[Role.HEAD_OF_SERVICE]
    items = {item.title: item for item in meeting.items.all()}
    brought, minutes = items["What young people bring"], items["Minutes and what was resolved"]
    board.write_paper(
        item_id=brought.pk, version=brought.version, is_young_peoples=True, indicators="K1 K7", by=clerk,
        paper="The forum asks for a lock on every bedroom door and for somebody to answer the telephone at night.",
    )  # fmt: skip
    published = board.publish(
        meeting_id=meeting.pk, version=meeting.version, on=meeting.on - timedelta(days=10), by=clerk
    )
    board.ask(item_id=brought.pk, words="Which homes have no locks now, and what does a lock cost?", by=member)
    asked = board.ask(item_id=brought.pk, words="Who answers the telephone at night?", by=lead)
    board.answer(
        question_id=asked.pk, on=meeting.on, by=head,
        words="The out-of-hours team, on the number that stands on every page of the offer. Not all of them knew it.",
    )  # fmt: skip
    for number, seat in enumerate(meeting.board.members.all()):
        how = "apologies" if number == 1 else "present"
        board.note_attendance(meeting_id=meeting.pk, member_id=seat.pk, how=how, by=clerk)
    board.resolve(
        item_id=brought.pk, words="Every bedroom in the council's own homes gets a lock.", owner_post="Head of homes",
        due_on=on - timedelta(days=5), on=meeting.on, by=clerk,
    )  # fmt: skip
    board.resolve(item_id=minutes.pk, words="The minutes are a true record.", on=meeting.on, by=clerk)
    held = board.write_minutes(
        meeting_id=meeting.pk, version=published.version, on=meeting.on + timedelta(days=3), by=clerk,
        minutes="The forum told of doors that do not lock.\n\nThe board resolved that every room gets a lock.",
    )  # fmt: skip
    board.approve_minutes(meeting_id=meeting.pk, version=held.version, by=lead)


def _prepare(meeting: Meeting, clerk: Actor, on: date) -> None:
    """The next meeting: papers, young people first, one paper that is not public, published today."""
    for item in meeting.items.all():
        more = (
            {"is_young_peoples": True, "indicators": "K1 K7"}
            if item.place == 5
            else {"indicators": OF_ADOPTION if item.title.startswith("Adoption") else "A1 B6 C2 I1 I2"}
        )
        board.write_paper(item_id=item.pk, version=item.version, paper=PAPER, by=clerk, **more)
    secret = board.add_item(
        meeting_id=meeting.pk, title="Offer for a building", owner_post="Head of commissioning",
        question="Agree the price.", place=90, by=clerk,
    )  # fmt: skip
    board.write_paper(
        item_id=secret.pk, version=secret.version, reach="exempt", paper="The seller asks for a price.", by=clerk,
        exempt_reason="Paragraph 3 of Schedule 12A: the business affairs of a person",
    )  # fmt: skip
    first = board.take_young_people_first(meeting_id=meeting.pk, version=meeting.version, by=clerk)
    board.publish(meeting_id=meeting.pk, version=first.version, on=on, by=clerk)


def _tuesday(day: date) -> date:
    return day + timedelta(days=(1 - day.weekday()) % 7)


COURSES = ("Trauma-aware practice", "Benefits and Universal Credit", "Safeguarding adults")
NEIGHBOURS = ("Greyshire", "Nether Vale", "Holmbury", "Estmere", "Wold and Fen")
"""Councils that do not exist."""
VISITS = (
    ("A children's home in the county", "A homely kitchen; two bedrooms waited for paint.", "When is it painted?"),
    ("The drop-in for care leavers", "Twelve young people came. The door is hard to find.", ""),
)


def _reach_out(sits: Board, holders: Mapping[Role, Actor], on: date) -> None:
    """Visits, reports to others, skills, recommendations of which one is followed, councils like ours."""
    clerk, head = holders[Role.DEMOCRATIC_SERVICES], holders[Role.HEAD_OF_SERVICE]
    seats = [one for one in sits.members.all() if one.kind == "councillor"]
    for seat, days, (where, saw, asks) in zip(seats, (60, 40), VISITS, strict=False):
        board.record_visit(
            member_id=str(seat.pk), visited_on=on - timedelta(days=days), where=where, saw=saw, asks=asks, on=on,
            by=clerk,
        )  # fmt: skip
    for to, title, days in (
        ("council", "Annual report of the board", 60),
        ("health", "Health of children in care", -9),
    ):
        board.plan_report(
            board_id=sits.pk, to=to, title=title, owner_post="Head of service", meets_on=on + timedelta(days=days + 14),
            papers_by=on + timedelta(days=days), by=clerk,
        )  # fmt: skip
    for number, (worker, _) in enumerate(queries.worker_choices(on=on)[:9]):
        again = on + timedelta(days=265 - 90 * number) if number % 3 == 2 else None
        board.record_skill(
            worker=worker, role="adviser", what=COURSES[number % 3], learnt_on=on - timedelta(days=100 + 90 * number),
            due_again_on=again, on=on, by=head,
        )  # fmt: skip
    _recommend(head, on)
    _compare(holders[Role.DATA_OFFICER], on)


def _recommend(head: Actor, on: date) -> None:
    told = {"source": "Focused visit of last spring", "on": on - timedelta(days=210), "today": on, "by": head}
    row = board.record_recommendation(
        number="2", words="Tell every care leaver, in writing, who their personal adviser is.", **told
    )
    board.take_over(
        kind="recommendation", origin_id=row.pk, plan_id=str(Plan.objects.get(title="After the inspection").pk),
        outcome="Young people know who helps them", owner_post="Team manager", due_on=on + timedelta(days=45),
        indicator="I7", baseline=Decimal(90), target=Decimal(100), rationale="The duty is all of them.", by=head,
    )  # fmt: skip
    board.record_recommendation(number="5", words="Look at the reasons for late health assessments each month.", **told)


def _compare(officer: Actor, on: date) -> None:
    lines = "".join(f"{name},{rank},Invented for the demo\n" for rank, name in enumerate(NEIGHBOURS, start=1))
    board.import_neighbours(content=f"council,rank,source\n{lines}".encode(), by=officer)
    figures = "".join(
        f"{id},{name},{value + 2 * rank},{on.year - 1}-03-31,Invented for the demo\n"
        for id, value in (("I1", 50), ("I2", 84), ("I3", 86), ("C1", 8))
        for rank, name in enumerate(NEIGHBOURS)
    )
    content = f"indicator,who,value,on,source\n{figures}".encode()
    board.import_benchmarks(name="Councils like ours.csv", content=content, by=officer)


def _draft_reports(head: Actor, lead: Actor, on: date) -> None:
    """The report on leaving care is published; that of the board is a draft."""
    done = board.draft_report(kind="leaving_care", on=on, by=head)
    board.publish_report(report_id=done.pk, on=on, by=lead)
    board.draft_report(kind="board", on=on, by=head)
