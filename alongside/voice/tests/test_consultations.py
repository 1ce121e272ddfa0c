"""Making consultations: writing, opening, inviting, typing in, closing, counting, telling everybody."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from alongside.offer import queries as offer
from alongside.partners import actions as partners
from alongside.shell.actors import Actor
from alongside.shell.queries import actor_for
from alongside.shell.refusals import FactRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from alongside.shell.slots import PortalAccount
from alongside.voice import actions, naming, queries
from alongside.voice.models import Consultation, Question, Right, Said
from alongside.voice.tests.scene import LAST_DAY, TODAY, WORKER, asked, cast, counted, invited, opened, told
from tests.fairness import assess
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
STAFF = "/staff/voice/consultations/"


def at(consultation: Consultation, rest: str = "") -> str:
    """An address of those who make it."""
    return f"{STAFF}{consultation.pk}/{rest}"


def published(consultation: Consultation) -> Consultation:
    """With six answers, counted and told."""
    for number in range(6):
        cast(consultation, f"Wish {number}", scale=4 if number < 5 else 1)
    return told(counted(consultation))


def test_a_worker_writes_opens_closes_and_counts_and_a_second_person_publishes(account: Any, visit: Visit) -> None:
    worker, head = account(Role.PARTICIPATION_WORKER), account(Role.HEAD_OF_SERVICE)
    given = {"title": "What helps?", "purpose": "p", "can": "c", "cannot": "n", "answering": "open"}
    path = visit.post(f"{STAFF}new/", given, by=worker).location
    visit.post(f"{path}questions/", {"kind": "one", "text": "Who?", "choices": "You\nWe"}, by=worker)
    visit.post(f"{path}questions/", {"kind": "words", "text": "What?", "choices": ""}, by=worker)
    assert "Who?" in visit(f"{path}preview/", by=worker)
    assert "☐ You" in visit(f"{path}form/", by=worker)
    assert "Leave this empty" not in visit(f"{path}preview/", by=worker), (
        "the style of staff pages does not hide a trap"
    )
    days = {"opens_on-day": "24", "opens_on-month": "11", "opens_on-year": "2026"}
    days |= {"closes_on-day": "1", "closes_on-month": "12", "closes_on-year": "2026"}
    visit.post(f"{path}open/", days, by=worker)
    for number in range(5):
        visit.post("/voice/what-helps/", {"once": str(uuid4()), "q1": "1", "q2": f"Wish {number}"})
    visit.post(f"{path}close/", by=worker)
    assert visit.post(f"{path}count/", by=worker).location == f"{path}results/"
    said = Said.objects.first()
    assert said is not None
    quote = {"theme": "Time", "quote": said.text}
    assert "nobody can be known" in visit.post(f"/staff/voice/texts/{said.pk}/", quote, by=worker, status=200)
    visit.post(f"/staff/voice/texts/{said.pk}/", quote | {"names_nobody": "on"}, by=worker)
    visit.post(f"{path}results/", {"found": "You want time.", "next_steps": "We give time."}, by=worker)
    visit.post(f"{path}publish/", by=head, status=409)
    visit.post(f"{path}put-forward/", by=worker)
    assert "a second person" in visit(f"{path}results/", by=worker)
    visit.post(f"{path}publish/", by=worker, status=403)
    assert "Publish the results" in visit(f"{path}results/", by=head)
    assert visit.post(f"{path}publish/", by=head).location == "/voice/what-helps/results/"
    page = visit("/voice/what-helps/results/")
    assert said.text in page and "We give time." in page
    assert [other for other in Said.objects.exclude(pk=said.pk) if other.text in page.text] == []


def test_what_is_open_cannot_be_changed() -> None:
    consultation = asked()
    question = Question.objects.filter(consultation=consultation).first()
    assert question is not None
    with pytest.raises(WrongState):
        actions.add_question(consultation_id=consultation.pk, kind="words", text="More?", by=WORKER)
    with pytest.raises(WrongState):
        actions.change_question(question_id=question.pk, kind="words", text="Other?", by=WORKER)
    with pytest.raises(WrongState):
        actions.remove_question(question_id=question.pk, by=WORKER)


@pytest.mark.parametrize(
    ("kind", "choices"),
    [("one", ["only one"]), ("one", ["same", "same"]), ("scale", ["three", "is", "few"]), ("nonsense", [])],
)
def test_a_question_that_cannot_be_answered_is_refused(kind: str, choices: list[str]) -> None:
    consultation = asked(is_open=False)
    with pytest.raises(FactRefused):
        actions.add_question(consultation_id=consultation.pk, kind=kind, text="What?", choices=choices, by=WORKER)


def test_nothing_is_opened_that_asks_nothing_or_is_over() -> None:
    empty = actions.write_consultation(
        title="Empty", purpose="p", can="c", cannot="n", answering="open", about_offer=False, by=WORKER
    )
    with pytest.raises(FactRefused, match="asks nothing"):
        opened(empty)
    with pytest.raises(FactRefused, match="before"):
        actions.open_consultation(
            consultation_id=asked(is_open=False).pk, opens_on=TODAY, closes_on=TODAY - timedelta(days=1), on=TODAY,
            by=WORKER,
        )  # fmt: skip


def test_a_box_that_was_closed_can_be_given_more_time_until_it_is_opened() -> None:
    consultation = asked()
    actions.close_consultation(consultation_id=consultation.pk, on=TODAY, by=WORKER)
    actions.extend_consultation(consultation_id=consultation.pk, closes_on=LAST_DAY, on=TODAY, by=WORKER)
    for _ in range(5):
        cast(consultation)
    done = counted(consultation)
    assert done.answers == 5
    with pytest.raises(WrongState):
        actions.extend_consultation(consultation_id=consultation.pk, closes_on=LAST_DAY, on=TODAY, by=WORKER)


def test_codes_come_on_slips_and_only_once(account: Any, visit: Visit) -> None:
    partners.add_district(name="Kingsmere", slug="kingsmere", by=WORKER)
    consultation, worker = asked("code"), account(Role.PARTICIPATION_WORKER)
    once = str(uuid4())
    sent = {"once": once, "number": "3", "band": "18–20", "area": "Kingsmere"}
    page = visit.post(at(consultation, "codes/"), sent, by=worker, status=200)
    assert page.text.count("lets you answer once") == 3
    again = visit.post(at(consultation, "codes/"), sent, by=worker, status=200)
    assert "lets you answer once" not in again.text
    assert Right.objects.count() == 3
    assert page.response.headers["Cache-Control"] == "no-store"


def test_rates_of_answering_hide_small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    consultation = asked("portal")
    accounts = [PortalAccount(uuid4(), 17 if place < 20 else 19, "Kingsmere") for place in range(40)]
    accounts += [PortalAccount(uuid4(), 23, "Saltby") for _ in range(3)]
    invited(consultation, accounts, monkeypatch)
    for one in accounts[:12] + accounts[20:30] + accounts[40:41]:
        cast(consultation, account=one.user_id)
    by_age, by_district = queries.rates_of(consultation.pk)
    rates = {one.words: one for one in by_age}
    assert rates["21–25"].percent is None and rates["21–25"].answered.value is None
    assert rates["16–17"].percent == 60 or rates["18–20"].percent == 50
    assert next(one for one in by_district if one.words == "Saltby").answered.value is None


def test_one_is_invited_once(monkeypatch: pytest.MonkeyPatch) -> None:
    consultation = asked("portal")
    accounts = [PortalAccount(uuid4(), 17, "")]
    invited(consultation, accounts, monkeypatch)
    cast(consultation, account=accounts[0].user_id)
    with pytest.raises(FactRefused, match="invited already"):
        invited(consultation, accounts, monkeypatch)


def test_paper_forms_are_typed_in_and_marked(account: Any, visit: Visit) -> None:
    consultation, worker = asked(), account(Role.PARTICIPATION_WORKER)
    path = visit.post(at(consultation, "typing/"), by=worker).location
    for number in range(5):
        visit.post(path, {"once": str(uuid4()), "q1": "3", "q4": f"Wish {number}"}, by=worker)
    colleague = account(Role.PARTICIPATION_WORKER)
    visit(path, by=colleague, status=404)
    visit.post(f"{path}finish/", by=worker)
    visit(path, by=worker, status=404)
    assert counted(consultation).typed == 5


def test_small_numbers_are_not_shown_to_anybody(visit: Visit, account: Any) -> None:
    consultation = published(asked())
    page = visit(f"/voice/{consultation.slug}/results/")
    found = queries.results(consultation.slug, language="en-gb")
    assert found is not None
    scale = {row.words: row.count.value for row in found.questions[0].rows}
    assert scale["Very bad"] is None and scale["Good"] is None, "1 of 6 would be the 6 without the 5"
    assert "not shown" in page


def test_the_numbers_come_as_a_table_that_no_spreadsheet_runs(visit: Visit) -> None:
    consultation = published(asked())
    page = visit(f"/voice/{consultation.slug}/results.csv")
    rows = list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Question" and len(rows) == 1 + 5 + 3 + 3 + 1 + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@"))]


def test_each_chart_has_its_table_and_no_number_that_is_hidden_elsewhere(visit: Visit) -> None:
    consultation = published(asked())
    page = visit(f"/voice/{consultation.slug}/results/")
    drawn = page.html.split("<svg")
    chart = next(one for one in drawn if "How is your home?</title>" in one)
    assert 'role="img"' in chart and "Good: not shown" in chart
    rows = list(csv.reader(io.StringIO(visit(f"/voice/{consultation.slug}/results/1.csv").content.decode("utf-8-sig"))))
    assert rows[0] == ["Answer", "How many", "Share"]
    assert ["Very bad", "not shown", "not shown"] in rows and ["Good", "not shown", "not shown"] in rows
    for name in ("9", "age", "other"):
        visit(f"/voice/{consultation.slug}/results/{name}.csv", status=404)


def test_response_rates_are_drawn_with_few_people_hidden(visit: Visit) -> None:
    consultation = asked("code")
    for band, made, used in (("16–17", 12, 6), ("18–20", 3, 2)):
        codes = actions.make_codes(consultation_id=consultation.pk, number=made, band=band, by=WORKER)
        for code in codes[:used]:
            cast(consultation, code=code)
    done = told(counted(consultation))
    rows = list(csv.reader(io.StringIO(visit(f"/voice/{done.slug}/results/age.csv").content.decode("utf-8-sig"))))
    assert rows[0] == ["Age", "Invited", "Answered", "Share"]
    assert rows[2] == ["18–20", "not shown", "not shown", "not shown"]
    assert "18–20: not shown" in visit(f"/voice/{done.slug}/results/").html


def test_results_stay_inside_until_they_are_published(visit: Visit) -> None:
    consultation = asked()
    for _ in range(5):
        cast(consultation)
    done = counted(consultation)
    visit(f"/voice/{done.slug}/results/", status=404)
    with pytest.raises(FactRefused, match="Write first"):
        actions.put_results_forward(consultation_id=done.pk, by=WORKER)


def test_a_picture_is_shown_only_where_somebody_says_so(visit: Visit, account: Any) -> None:
    consultation = asked()
    for _ in range(5):
        cast(consultation, drawings=[(5, b"\xff\xd8 a picture")])
    done = counted(consultation)
    desk = queries.results_desk(WORKER, done.pk)
    one, other = desk.to_choose[1].drawings[:2]
    with pytest.raises(FactRefused, match="in words"):
        actions.choose_drawing(drawing_id=one.id, version=one.version, shows="", is_shown=True, by=WORKER)
    actions.choose_drawing(drawing_id=one.id, version=one.version, shows="A red door", is_shown=True, by=WORKER)
    visit(f"/voice/drawings/{one.id}.jpg", status=404)
    told(Consultation.objects.get(pk=done.pk))
    shown = visit(f"/voice/drawings/{one.id}.jpg")
    assert "sandbox" in shown.response.headers["Content-Security-Policy"]
    visit(f"/voice/drawings/{other.id}.jpg", status=404)
    assert 'alt="A red door"' in visit(f"/voice/{done.slug}/results/").html


@pytest.mark.parametrize(
    "text",
    ["I live with Tamsin now", "Ask Mr Hole", "ring 07700 900123", "me@mail.example", "at BW1 2AB", "I am 17 and sad"],
)
def test_what_may_be_a_name_is_pointed_out(text: str) -> None:
    assert naming.may_name(text)


def test_what_names_nobody_is_not() -> None:
    assert naming.may_name("More light. Less noise. Let friends stay.") == ()


# --- The offer -------------------------------------------------------------------------------------------------------


def test_an_edition_waits_for_what_young_people_were_asked_about_the_offer() -> None:
    assess("offer", "Edition 1", on=TODAY)
    before = offer.in_the_way(on=TODAY)
    asked(about_offer=False)
    assert offer.in_the_way(on=TODAY) == before
    consultation = asked(about_offer=True)
    assert any("asks young people about the offer until 8 December 2026" in said for said in offer.in_the_way(on=TODAY))
    late = LAST_DAY + timedelta(days=1)
    assert any("not published yet" in said for said in offer.in_the_way(on=late))
    published(consultation)
    assert offer.in_the_way(on=TODAY) == []
    rests_on = offer.next_consultation(on=TODAY)
    assert rests_on is not None
    assert (rests_on.how_many, rests_on.said, rests_on.changed) == (6, "You want light.", "Lamps.")


def test_whoever_may_not_tell_the_offer_does_not_publish_about_it(account: Any) -> None:
    consultation = asked(about_offer=True)
    for _ in range(5):
        cast(consultation)
    done = counted(consultation)
    actions.write_results(consultation_id=done.pk, version=done.version, found="f", next_steps="n", by=WORKER)
    head = account(Role.HEAD_OF_SERVICE)
    by = Actor(id=head.pk, name=head.name, roles=frozenset({Role.HEAD_OF_SERVICE}))
    with pytest.raises(NotYours):
        actions.put_results_forward(consultation_id=done.pk, by=by)
    writer = actor_for(account(Role.PARTICIPATION_WORKER).pk, on=TODAY)
    actions.put_results_forward(consultation_id=done.pk, by=writer)
    actions.publish_results(consultation_id=done.pk, on=TODAY, by=by)
    assert offer.next_consultation(on=TODAY) is not None


def test_nobody_publishes_results_they_had_a_hand_in(account: Any) -> None:
    consultation = asked()
    for _ in range(5):
        cast(consultation)
    done = counted(consultation)
    one, other, third = (actor_for(account(Role.PARTICIPATION_WORKER).pk, on=TODAY) for _ in range(3))
    said = Said.objects.first()
    assert said is not None
    actions.choose_quote(said_id=said.pk, version=1, theme="Light", quote="More", names_nobody=True, by=third)
    actions.write_results(consultation_id=done.pk, version=done.version, found="f", next_steps="n", by=one)
    actions.put_results_forward(consultation_id=done.pk, by=other)
    with pytest.raises(WrongState):
        actions.write_results(consultation_id=done.pk, version=9, found="g", next_steps="n", by=one)
    for hand in (one, other, third):
        with pytest.raises(OwnWork):
            actions.publish_results(consultation_id=done.pk, on=TODAY, by=hand)
    for field in ("results_by_id", "put_forward_by_id"):
        kept = Consultation.objects.get(pk=done.pk)
        with pytest.raises(IntegrityError), transaction.atomic():
            Consultation.objects.filter(pk=done.pk).update(published_by_id=getattr(kept, field))
    head = actor_for(account(Role.HEAD_OF_SERVICE).pk, on=TODAY)
    actions.send_results_back(consultation_id=done.pk, by=head)
    actions.put_results_forward(consultation_id=done.pk, by=one)
    assert actions.publish_results(consultation_id=done.pk, on=TODAY, by=head).published_by_id == head.id


# --- Who may ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.BOARD_MEMBER, Role.TEAM_MANAGER, Role.OFFER_EDITOR, Role.DEMOCRATIC_SERVICES])
def test_whoever_may_read_changes_nothing(role: Role, account: Any, visit: Visit) -> None:
    consultation, user = asked(is_open=False), account(role)
    assert visit(at(consultation), by=user).h1 == "Where do you feel at home?"
    for rest in ("words/", "questions/", "open/", "codes/", "accounts/", "results/"):
        visit(at(consultation, rest), by=user, status=404)
    for rest in ("close/", "count/", "end/", "typing/", "publish/", "put-forward/", "results/back/"):
        visit.post(at(consultation, rest), by=user, status=404)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.HOUSING_OFFICER, Role.DATA_OFFICER, Role.YOUNG_PERSON])
def test_others_do_not_see_the_desk(role: Role, account: Any, visit: Visit) -> None:
    consultation, user = asked(), account(role)
    visit(at(consultation), by=user, status=404)
    with pytest.raises(NotYours):
        queries.desk(Actor(id=user.pk, name="", roles=frozenset({role})), consultation.pk, on=TODAY)


def test_no_page_of_those_who_ask_tells_who_answered(account: Any, visit: Visit, monkeypatch: Any) -> None:
    consultation = asked("portal")
    young = [account(Role.YOUNG_PERSON) for _ in range(6)]
    invited(consultation, [PortalAccount(one.pk, 17, "") for one in young], monkeypatch)
    cast(consultation, account=young[0].pk)
    page = visit(at(consultation), by=account(Role.PARTICIPATION_WORKER))
    assert not [one for one in young if one.name in page.text or str(one.pk) in page.html]
    assert "fewer than 5" in page
