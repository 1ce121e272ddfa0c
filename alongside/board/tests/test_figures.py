"""Figures on the board's pages: taken once, entered and approved by two, compared, and never of a few people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from alongside.board import actions, queries
from alongside.board.actions import figures as taking
from alongside.board.models import Benchmark, Entry, Taken
from alongside.shell import figures as measuring
from alongside.shell.actors import Actor
from alongside.shell.figures import Figure, Known, Period
from alongside.shell.models import AuditEvent
from alongside.shell.queries import actor_for
from alongside.shell.refusals import EditConflict, FactRefused, FileRefused, NotYours, OwnWork
from alongside.shell.roles import Role
from alongside.sufficiency.tests.held import store_council
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 10)
SYSTEM = Actor.system("tests")
LIST = "/staff/board/indicators/"


def someone(account: Any, role: Role) -> Actor:
    return actor_for(account(role).pk, on=TODAY)


@pytest.fixture
def returns_held() -> None:
    store_council()


def entered(by: Actor, **more: Any) -> Entry:
    given = {
        "indicator": "G16", "from_on": date(2026, 1, 1), "to_on": date(2026, 3, 31), "found": 90, "of": 120,
        "evidence": "List of plans, 2 April", "on": TODAY, "by": by,
    }  # fmt: skip
    return actions.enter_figure(**given | more)


def test_figures_are_taken_once_and_again_only_where_they_changed(returns_held):
    took = actions.take_figures(on=TODAY, by=SYSTEM)
    assert took.new > 200 and took.changed == 0
    again = actions.take_figures(on=TODAY, by=SYSTEM)
    assert (again.new, again.changed, again.same) == (0, 0, took.new)
    assert AuditEvent.objects.filter(verb="took figures").count() == 2


def test_a_corrected_return_adds_a_figure_and_the_earlier_stays(returns_held, visit: Visit, account):
    actions.take_figures(on=TODAY, by=SYSTEM)
    before = Taken.objects.filter(indicator="A1").count()
    store_council(children=100, newest_only=True)
    assert actions.take_figures(on=TODAY, by=SYSTEM).changed > 0
    assert Taken.objects.filter(indicator="A1").count() > before
    page = visit(f"{LIST}A1/", by=account(Role.BOARD_MEMBER))
    assert "replaced since" in page


def test_the_list_and_every_page_open_with_figures(returns_held, visit: Visit, account):
    actions.take_figures(on=TODAY, by=SYSTEM)
    member = account(Role.BOARD_MEMBER)
    page = visit(LIST, by=member)
    assert "145 indicators" in page and "Only noise: no change" in page
    assert "not yet available, because it needs the match with the school census" in page.text.lower()
    for name in ("A1", "A4", "I1", "C6", "H7", "K8"):
        assert visit(f"{LIST}{name}/", by=member).h1.startswith(name)
    assert "1 indicators" in visit(f"{LIST}?group=J", by=member)


def test_no_file_or_page_tells_a_few_people(returns_held, visit: Visit, account):
    actions.take_figures(on=TODAY, by=SYSTEM)
    file = visit(f"{LIST}figures.csv", by=account(Role.BOARD_MEMBER)).content.decode("utf-8-sig")
    counts = [row for row in Taken.objects.all() if row.unit in ("people", "moves") and row.value is not None]
    assert counts and not any(0 < row.value < 5 for row in counts)
    assert not any(part in ("1", "2", "3", "4") for row in Taken.objects.all() for part in row.parts.values())
    assert file.startswith("Indicator,Name,From,To,Value") and "not shown" in file


def test_a_year_stays_hidden_when_its_first_quarters_are_long_over(monkeypatch):
    """They were taken before and are still shown: the year less those three would tell the quarter that is hidden."""
    counts = {(2024, 4): 3, (2024, 7): 12, (2024, 10): 10, (2025, 1): 9}

    def ask(period: Period) -> Figure:
        days = [count for (year, month), count in counts.items() if date(year, month, 1) in period]
        return measuring.figure("D1", period, measuring.number(sum(days)), "Counted", "Here")

    monkeypatch.setattr(taking, "_all", lambda: [Known("D1", "d", "Counted", "Here", False, ask)])
    for on in (date(2025, 5, 1), date(2026, 2, 1), date(2026, 11, 30)):
        told = {one.period: one for one in taking.figures_of(on) if one.indicator == "D1"}
        assert told[Period(date(2024, 4, 1), date(2024, 6, 30))].suppressed
        assert told[Period(date(2024, 4, 1), date(2025, 3, 31))].suppressed, on


def test_what_is_hidden_now_is_not_told_by_what_was_shown_before(monkeypatch, account):
    found = iter((34, 3))
    quarter = Period(date(2026, 1, 1), date(2026, 3, 31))

    def all_of(on: date) -> list[Figure]:
        return [measuring.figure("D1", quarter, measuring.number(next(found)), "Counted", "Here")]

    monkeypatch.setattr(taking, "figures_of", all_of)
    for _ in range(2):
        actions.take_figures(on=TODAY, by=SYSTEM)
    page = queries.indicator_page(someone(account, Role.BOARD_MEMBER), "D1")
    assert page.newest is not None and page.newest.suppressed
    assert page.earlier == ()


def test_what_is_told_once_a_year_goes_back_as_far_as_the_returns(monkeypatch):
    def ask(period: Period) -> Figure | None:
        is_year = (period.to_on - period.from_on).days > 300
        return measuring.figure("I1", period, measuring.number(20), "Counted", "Here") if is_year else None

    monkeypatch.setattr(taking.sufficiency, "figures", [Known("I1", "i", "Counted", "Here", False, ask)])
    monkeypatch.setattr(taking, "_all", lambda: taking.sufficiency.figures)
    ends = [one.period.to_on.year for one in taking.figures_of(TODAY) if one.indicator == "I1"]
    assert ends == list(range(2026 - taking.YEARS_OF_RETURNS + 1, 2027))


def test_pages_and_files_tell_the_same(returns_held, visit: Visit, account):
    actions.take_figures(on=TODAY, by=SYSTEM)
    member = someone(account, Role.BOARD_MEMBER)
    _, everything = queries.figures_file(member)
    _, one = queries.figures_file(member, "B6")
    assert [row for row in everything if row[0] == "B6"] == one
    page = queries.indicator_page(member, "B6")
    assert [shown.value for shown in page.years + page.line if shown.value is not None] == [
        row[4] for row in one if not isinstance(row[4], str)
    ]


def test_a_figure_entered_counts_once_somebody_else_approved_it(visit: Visit, account):
    officer, head = someone(account, Role.DATA_OFFICER), someone(account, Role.HEAD_OF_SERVICE)
    entry = entered(head)
    with pytest.raises(OwnWork):
        actions.approve_figure(entry_id=entry.pk, version=entry.version, on=TODAY, by=head)
    entry = entered(officer)
    assert queries.indicator_page(officer, "G16").newest is None
    actions.approve_figure(entry_id=entry.pk, version=entry.version, on=TODAY, by=head)
    newest = queries.indicator_page(officer, "G16").newest
    assert newest is not None and (newest.words, newest.of_what) == ("75 %", "90 of 120")
    assert "List of plans, 2 April. Entered by" in newest.evidence
    with transaction.atomic(), pytest.raises(IntegrityError):
        Entry.objects.filter(pk=entry.pk).update(decided_by=officer.id)


def test_a_few_people_entered_are_hidden():
    for found, of in ((3, 120), (118, 120)):
        entry = entered(SYSTEM, found=found, of=of)
        actions.approve_figure(entry_id=entry.pk, version=1, on=TODAY, by=SYSTEM)
    entry = entered(SYSTEM, indicator="H10", found=None, of=None, value=Decimal(3))
    actions.approve_figure(entry_id=entry.pk, version=1, on=TODAY, by=SYSTEM)
    told = {(row.indicator, row.suppressed, row.value) for row in Taken.objects.all()}
    assert told == {("G16", True, None), ("H10", False, Decimal(3))}


def approved(found: int, from_on: date, to_on: date, **more: Any) -> Taken:
    given = {"indicator": "A12", "of": None, "from_on": from_on, "to_on": to_on, "found": found, "on": date(2026, 4, 2)}
    entry = entered(SYSTEM, **given | more)
    actions.approve_figure(entry_id=entry.pk, version=1, on=date(2026, 4, 2), by=SYSTEM)
    return Taken.objects.get(entry=entry)


ENTERED_YEAR = (date(2025, 4, 1), date(2026, 3, 31))
ENTERED = (
    (date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 3, 31)),
)  # fmt: skip


def test_a_year_that_is_entered_never_tells_a_quarter_that_is_hidden():
    quarters = [approved(found, *days) for found, days in zip((7, 8, 3, 6), ENTERED, strict=True)]
    assert [row.suppressed for row in quarters] == [False, False, True, False]
    year = approved(24, *ENTERED_YEAR)
    assert (year.suppressed, year.value, year.numerator) == (True, None, "not shown")


def test_nor_one_that_nobody_entered_and_the_order_does_not_matter():
    year = approved(23, *ENTERED_YEAR)
    quarters = [approved(found, *days) for found, days in zip((7, 8, 5), ENTERED, strict=False)]
    assert [row.suppressed for row in (year, *quarters)] == [False, False, False, True], "Three were in the last"


def test_a_year_that_leaves_many_or_does_not_add_up_is_shown():
    for found, days in zip((7, 8, 1009), ENTERED, strict=False):
        assert not approved(found, *days).suppressed
    assert not approved(1031, *ENTERED_YEAR).suppressed
    assert not approved(9, *ENTERED_YEAR).suppressed, "Counted at the end of each quarter"


@pytest.mark.parametrize(
    "wrong",
    [
        {"indicator": "A1"},
        {"to_on": date(2026, 6, 30)},
        {"found": 130},
        {"found": None, "of": None, "value": Decimal(75)},
        {"indicator": "A12", "found": None, "of": None},
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(FactRefused):
        entered(SYSTEM, **wrong)


def test_a_benchmark_file_is_taken_whole_or_not_at_all(visit: Visit, account):
    good = b"indicator,who,value,on,source\nI1,England,55,2025-03-31,National statistics\n"
    bad = good + b"I99,England,1,2025-03-31,x\nI2,England,many,2025-03-31,x\nI3,England,9,31/03/2025,x\n"
    with pytest.raises(FileRefused) as refused:
        actions.import_benchmarks(name="bad.csv", content=bad, by=SYSTEM)
    assert [words.split(":")[0] for words in refused.value.details] == ["Row 3", "Row 4", "Row 5"]
    assert Benchmark.objects.count() == 0
    officer = account(Role.DATA_OFFICER)
    form = visit(f"{LIST}others/", by=officer).fields
    page = visit.post(f"{LIST}others/", form | {"file": SimpleUploadedFile("bad.csv", bad)}, by=officer, status=200)
    assert "there is no indicator I99" in page
    for _ in range(2):
        actions.import_benchmarks(name="good.csv", content=good, by=SYSTEM)
    assert Benchmark.objects.count() == 1
    assert "National statistics" in visit(f"{LIST}I1/", by=officer)


ROW = "I1,England,55,2025-03-31,National statistics\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "file is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "another kind of file"),
        (b"x" * 3_000_000, "too large"),
        (("indicator;who;value;on;source\n" + ROW.replace(",", ";")).encode(), "semicolons"),
        (("indicator,who,value,on,source\n\n" + ROW + "I1,Wales,x,2025-03-31,y\n").encode(), "Row 4: the value x"),
        (
            ("indicator,who,value,on,source\n" + ROW + ROW.replace("55", "60")).encode(),
            "Row 3: England’s I1 on that day stands in it twice",
        ),
        (("indicator,who,value,on,source\n" + ROW.replace("55", "1,234")).encode(), "Row 2 has 6 cells, not 5"),
        (("indicator,who,value,on,source\n" + ROW.replace("England", "E" * 121)).encode(), "who has more than 120"),
    ],
)
def test_a_wrong_file_of_others_is_said_in_the_form_and_leaves_no_trace(content, said, visit: Visit, account):
    officer = account(Role.DATA_OFFICER)
    fields = visit(f"{LIST}others/", by=officer).fields | {"file": SimpleUploadedFile("f.csv", content)}
    assert said in visit.post(f"{LIST}others/", fields, by=officer, status=200)
    assert not Benchmark.objects.exists()


def test_a_file_in_capitals_is_taken_in_and_said_to_be(visit: Visit, account):
    officer = account(Role.DATA_OFFICER)
    content = ("\ufeffIndicator,Who,Value,On,Source\r\n" + ROW.strip() + "\r\n").encode()
    fields = visit(f"{LIST}others/", by=officer).fields | {"file": SimpleUploadedFile("f.csv", content)}
    visit.post(f"{LIST}others/", fields, by=officer, status=302)
    assert "figures of the file are taken in" in visit(LIST, by=officer) and Benchmark.objects.count() == 1


def test_what_papers_state_is_held_against_the_records(returns_held, visit: Visit, account):
    actions.take_figures(on=TODAY, by=SYSTEM)
    officer = account(Role.DATA_OFFICER)
    given = {"indicator": "A1", "where": "Covering report, 3.1", "period": "Jan–Mar 2026", "value": Decimal(999)}
    stated = actions.state_figure(**given, by=SYSTEM)
    page = visit("/staff/board/contradictions/", by=officer)
    assert "It is stated as 999 and" in page and "Nobody has said why" in page
    assert "A1 Children looked after" in page
    said = visit(f"{LIST}A1/", by=officer)
    assert "Papers contradict themselves: It is stated as 999 and" in said and "Nobody has said why" in said
    assert "Papers contradict" not in visit(f"{LIST}A4/", by=officer)
    actions.explain_contradiction(stated_id=stated.pk, version=1, explained="It counts short breaks.", by=SYSTEM)
    assert "It counts short breaks." in visit("/staff/board/contradictions/", by=officer)
    with pytest.raises(EditConflict):
        actions.explain_contradiction(stated_id=stated.pk, version=1, explained="No.", by=SYSTEM)


def test_the_story_is_written_and_read(visit: Visit, account):
    head = account(Role.HEAD_OF_SERVICE)
    form = visit(f"{LIST}I1/story/", by=head).fields
    words = {"story": "Two colleges closed courses.", "partners": "Jobcentre Plus", "works": "", "data_agenda": ""}
    visit.post(f"{LIST}I1/story/", form | words, by=head, status=302)
    page = visit(f"{LIST}I1/", by=account(Role.BOARD_MEMBER))
    assert "Two colleges closed courses." in page and "Write the story" not in page


def test_a_stranger_finds_nothing(visit: Visit, account):
    visit(LIST, by=account(Role.PERSONAL_ADVISER), status=404)
    visit(f"{LIST}Z9/", by=account(Role.BOARD_MEMBER), status=404)
    with pytest.raises(NotYours):
        queries.indicator_page(SYSTEM, "Z9")


def test_records_that_begin_in_the_quarter_give_a_beginning_to_compare_with(db, set_clock):
    from alongside.casework.tests import scene

    set_clock(scene.TODAY)
    scene.a_whole_council()
    began = Taken.objects.filter(indicator="G10")
    actions.take_figures(on=scene.TODAY, by=SYSTEM)
    assert [(row.from_on, row.to_on) for row in began] == [(date(2026, 10, 1), scene.TODAY)]
    assert all(row.denominator == "not shown" for row in began)
    later = date(2027, 1, 4)
    actions.take_figures(on=later, by=SYSTEM)
    assert sorted({row.to_on for row in began.all()}) == [scene.TODAY, date(2026, 12, 31)]
