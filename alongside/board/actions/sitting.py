"""The board itself: its terms, its members and what they have learnt, and the rules of its agenda."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from alongside.board.access import row_for
from alongside.board.models import AgendaRule, Board, Member, Training
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb

MEETINGS = Record.MEETINGS


@transaction.atomic
def set_up_board(*, name: str, terms: str, quorum: int, clear_days: int, by: Actor) -> Board:
    """Set up a board: its terms of reference, its quorum, its days of notice."""
    by.check(MEETINGS, Verb.UPDATE)
    board = Board.objects.create(name=name.strip(), terms=terms.strip(), quorum=quorum, clear_days=clear_days)
    _tell("board", board.pk, "set up board", by)
    return board


@transaction.atomic
def change_board(
    *, board_id: UUID, version: int, name: str, terms: str, quorum: int, clear_days: int, by: Actor
) -> Board:
    """Change its terms of reference."""
    board = row_for(by, Board, board_id, MEETINGS, Verb.UPDATE)
    changes = {"name": name.strip(), "terms": terms.strip(), "quorum": quorum, "clear_days": clear_days}
    board = save_over(board, version=version, changes=changes, what="the board")
    _tell("board", board.pk, "changed board", by)
    return board


@transaction.atomic
def add_member(
    *,
    board_id: UUID,
    name: str,
    kind: str,
    from_on: date,
    by: Actor,
    is_chair: bool = False,
    votes: bool = True,
    substitute: str = "",
    to_on: date | None = None,
) -> Member:
    """Give somebody a seat for a term. A young person's seat has no name of theirs."""
    board = row_for(by, Board, board_id, MEETINGS, Verb.UPDATE)
    if to_on is not None and to_on <= from_on:
        raise FactRefused("The term ends before it begins.")
    member = Member.objects.create(
        board=board, name=name.strip(), kind=kind, from_on=from_on, to_on=to_on, is_chair=is_chair, votes=votes,
        substitute=substitute.strip(),
    )  # fmt: skip
    _tell("member", member.pk, "added member", by)
    return member


@transaction.atomic
def change_member(
    *,
    member_id: UUID,
    version: int,
    by: Actor,
    is_chair: bool = False,
    votes: bool = True,
    substitute: str = "",
    to_on: date | None = None,
) -> Member:
    """Say anew who may come instead, whether somebody chairs or counts for the quorum, and when their term ends."""
    member = row_for(by, Member, member_id, MEETINGS, Verb.UPDATE)
    if to_on is not None and to_on <= member.from_on:
        raise FactRefused("The term ends before it begins.")
    changes = {"is_chair": is_chair, "votes": votes, "substitute": substitute.strip(), "to_on": to_on}
    member = save_over(member, version=version, changes=changes, what="the member")
    _tell("member", member.pk, "changed member", by)
    return member


@transaction.atomic
def record_training(
    *, member_id: UUID, what: str, took_on: date, on: date, by: Actor, due_again_on: date | None = None
) -> Training:
    """Write down what a member has learnt, and when they should again."""
    member = row_for(by, Member, member_id, MEETINGS, Verb.UPDATE)
    if took_on > on:
        raise FactRefused("That day is still to come.")
    training = Training.objects.create(member=member, what=what.strip(), on=took_on, due_again_on=due_again_on)
    _tell("member", member.pk, "recorded training", by)
    return training


@transaction.atomic
def add_rule(
    *,
    board_id: UUID,
    title: str,
    every: str,
    month: int,
    owner_post: str,
    by: Actor,
    question: str = "",
    place: int = 50,
) -> AgendaRule:
    """Say what comes to the board, how often, and who reports."""
    board = row_for(by, Board, board_id, MEETINGS, Verb.UPDATE)
    rule = AgendaRule.objects.create(
        board=board, title=title.strip(), every=every, month=month, owner_post=owner_post.strip(),
        question=question.strip(), place=place,
    )  # fmt: skip
    _tell("rule", rule.pk, "added rule of the agenda", by)
    return rule


@transaction.atomic
def change_rule(
    *,
    rule_id: UUID,
    version: int,
    title: str,
    every: str,
    month: int,
    owner_post: str,
    by: Actor,
    question: str = "",
    place: int = 50,
    has_ended: bool = False,
) -> AgendaRule:
    """Say it anew, or that it comes no more. Meetings that are planned already keep what they have."""
    rule = row_for(by, AgendaRule, rule_id, MEETINGS, Verb.UPDATE)
    changes = {
        "title": title.strip(), "every": every, "month": month, "owner_post": owner_post.strip(),
        "question": question.strip(), "place": place, "has_ended": has_ended,
    }  # fmt: skip
    rule = save_over(rule, version=version, changes=changes, what="the rule")
    _tell("rule", rule.pk, "changed rule of the agenda", by)
    return rule


def _tell(kind: str, subject: UUID, verb: str, by: Actor) -> None:
    audit.record(actor=by, verb=verb, subject_kind=kind, subject=subject)
