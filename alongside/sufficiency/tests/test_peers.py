"""What councils share: groups alone, small numbers hidden, a file with anything else refused whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from alongside.shell import design
from alongside.shell.figures import Period
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import FactRefused, FileRefused, NotYours
from alongside.shell.roles import Role
from alongside.sufficiency import actions, drawing, numbers, queries, sharing
from alongside.sufficiency.models import PeerFigure
from alongside.sufficiency.queries.peers import KNOWN
from alongside.sufficiency.tests.scene import TODAY, a_forecast, actor, hold_returns
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
HERE = "/staff/sufficiency/others/"
HEAD = "council,as_at,measure,group,number\n"
FENWOLD = HEAD + (
    "Fenwold,2025-03-31,all,everybody,400\n"
    "Fenwold,2025-03-31,kind,fostering,280\n"
    "Fenwold,2025-03-31,kind,residential,48\n"
    "Fenwold,2025-03-31,kind,supported,\n"
    "Fenwold,2025-03-31,kind,with parents,\n"
    '"Fenwold",2025-03-31,ahead,"year 3, low",380\n'
    '"Fenwold",2025-03-31,ahead,"year 3, middle",420\n'
    '"Fenwold",2025-03-31,ahead,"year 3, high",460\n'
)


def take_in(text: str, by: User) -> int:
    return actions.take_in_figures(content=text.encode(), on=TODAY, by=actor(by))


def test_others_are_shown_beside_us_as_shares(commissioner: User) -> None:
    hold_returns()
    assert take_in(FENWOLD, commissioner) == 1
    page = queries.peers(actor(commissioner), "residential", on=TODAY)
    fenwold, ours = (next(row for row in page.rows if row.is_ours == whose) for whose in (False, True))
    assert (fenwold.council, fenwold.as_at, fenwold.value) == ("Fenwold", date(2025, 3, 31), 12.0)
    now = queries.snapshot(actor(commissioner), on=TODAY)
    assert now is not None and now.total.value is not None
    in_homes = dict(next(table.rows for table in now.tables if table.name == "kind"))["residential"].value
    assert in_homes is not None
    assert ours.value == pytest.approx(100 * in_homes / now.total.value)
    assert design.council().name == ours.council
    chart = drawing.peers_chart(page)
    assert any("(ourselves)" in name for name, _ in chart.rows)
    assert page.others == 1
    assert chart.words.endswith(" 1 other: 12.")


def test_indicators_are_compared_as_the_rates_that_were_shared(commissioner: User) -> None:
    hold_returns()
    rates = "Fenwold,2025-03-31,I1,of 100,3\nFenwold,2025-03-31,A5,of 100,41\n"
    take_in(FENWOLD + rates + "Fenwold,2025-03-31,H8,days,\n", commissioner)
    told = {name: queries.peers(actor(commissioner), name, on=TODAY) for name in ("i1", "a5", "h8")}
    fenwold = {name: next(row for row in page.rows if not row.is_ours) for name, page in told.items()}
    assert [(row.value, row.is_hidden) for row in fenwold.values()] == [(3, False), (41, False), (None, True)]
    ours = next(row for row in told["a5"].rows if row.is_ours)
    girls = numbers.figures.of("A5", period=Period(date(2024, 4, 1), date(2025, 3, 31)))
    assert girls is not None and girls.value is not None and ours.value == round(girls.value)
    assert ours.as_at == date(2025, 3, 31)
    assert drawing.peers_chart(told["h8"]).title.endswith(", days")
    assert told["a5"].compared.definition.startswith("Girls, of all")


def test_everybody_reads_what_was_opened_and_those_who_agreed(
    visit: Visit, account: Account, commissioner: User
) -> None:
    hold_returns()
    take_in(FENWOLD, commissioner)
    agreed = FENWOLD.replace("Fenwold", "Aldersey")
    take_in(agreed, commissioner)
    assert "Aldersey" not in visit("/compare/", status=200).text
    assert "How we compare" not in visit("/board/", status=200).text
    visit("/compare/residential.csv", status=404)
    head = account(Role.HEAD_OF_SERVICE)
    visit.post(f"{HERE}residential/open/", {"opens": "yes"}, by=commissioner, status=404)
    visit.post(f"{HERE}residential/open/", {"opens": "yes"}, by=head, status=302)
    assert "Aldersey" not in visit("/compare/", status=200).text
    assert "it agreed" not in visit(HERE, by=commissioner, status=200).text
    visit.post(f"{HERE}show/", {"council": "Aldersey", "opens": "yes"}, by=commissioner, status=404)
    assert "Aldersey: it agreed" in visit(HERE, by=head, status=200).text
    visit.post(f"{HERE}show/", {"council": "Aldersey", "opens": "yes"}, by=head, status=302)
    page = visit("/compare/", status=200).text
    assert "Aldersey, Mar 2025" in page and "(ourselves)" in page and "Fenwold" not in page
    assert "How we compare" in visit("/board/", status=200).text
    assert b"Aldersey" in visit("/compare/residential.csv", status=200).content
    assert "Show it to staff only" in visit(f"{HERE}?what=residential", by=head, status=200).text
    actions.open_comparison(name="residential", opens=False, on=TODAY, by=actor(head))
    assert "Aldersey" not in visit("/compare/", status=200).text
    with pytest.raises(FactRefused):
        actions.open_comparison(name="names", opens=True, on=TODAY, by=actor(head))
    assert list(AuditEvent.objects.filter(subject_kind="comparison").values_list("verb", flat=True)) == [
        "opened comparison", "closed comparison",
    ]  # fmt: skip
    take_in(agreed, commissioner)
    assert not PeerFigure.objects.filter(is_for_everybody=True).exists()
    told = AuditEvent.objects.filter(subject_kind="figures", detail__councils=["Aldersey"]).order_by("number")
    assert [(one.verb, one.detail["is_for_everybody"]) for one in told] == [
        ("took in figures", False), ("showed figures", True), ("took in figures", False),
    ]  # fmt: skip


def test_a_comparison_without_a_value_says_so(visit: Visit, account: Account, commissioner: User) -> None:
    head = actor(account(Role.HEAD_OF_SERVICE))
    take_in(HEAD + "Fenwold,2025-03-31,I1,of 100,\n", commissioner)
    actions.show_council(council="Fenwold", is_for_everybody=True, by=head)
    actions.open_comparison(name="i1", opens=True, on=TODAY, by=head)
    page = visit("/compare/", status=200).html
    assert "There is no number that can be shown yet" in page and "i1.csv" not in page


def test_a_file_of_before_rates_is_taken_in(commissioner: User) -> None:
    assert take_in(FENWOLD.replace("group,number", "group,children"), commissioner) == 1
    assert PeerFigure.objects.filter(measure="kind", group="fostering").get().number == 280


def test_a_hidden_number_stays_hidden_and_one_not_shared_is_said_to_be(commissioner: User) -> None:
    take_in(FENWOLD, commissioner)
    told = {name: queries.peers(actor(commissioner), name, on=TODAY) for name in ("supported", "far", "ahead")}
    assert [(row.value, row.is_hidden) for row in told["supported"].rows] == [(None, True)]
    assert drawing.peers_table(told["supported"])[1] == [["Fenwold", "2025-03-31", "not shown"]]
    assert drawing.peers_table(told["far"])[1] == [["Fenwold", "2025-03-31", "not shared"]]
    assert drawing.peers_table(told["ahead"])[1] == [["Fenwold", "2025-03-31", "105 (95 to 115)"]]


def test_the_next_file_of_a_council_takes_the_place_of_the_last(commissioner: User) -> None:
    take_in(FENWOLD, commissioner)
    take_in(FENWOLD + "Aldersey,2025-03-31,all,everybody,90\n", commissioner)
    take_in(HEAD + "Fenwold,2025-09-30,all,everybody,410\n", commissioner)
    assert set(PeerFigure.objects.values_list("council", "as_at", "number")) == {
        ("Fenwold", date(2025, 9, 30), 410),
        ("Aldersey", date(2025, 3, 31), 90),
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("council,as_at,measure,group,number,CHILD\nF,2025-03-31,all,everybody,9,A1\n", "exactly these columns"),
        (HEAD, "1 to"),
        (HEAD + "F,2025-03-31,all,everybody,4\n", "fewer than 5"),
        (HEAD + "F,2025-03-31,all,everybody,-9\n", "must be whole"),
        (HEAD + "F,2025-03-31,A5,of 100,101\n", "more than 100 of 100"),
        (HEAD + "F,2025-03-31,kind,Jordan Smith,9\n", "do not know the group"),
        (HEAD + "F,2025-03-31,names,everybody,9\n", "do not know the group"),
        (HEAD + ",2025-03-31,all,everybody,9\n", "does not name its council"),
        (HEAD + "F,31/03/2025,all,everybody,9\n", "must be like"),
        (HEAD + "F,2025-11-24,all,everybody,9\n", "has not come yet"),
        (HEAD + "F,2025-03-31,all,everybody\n", "Row 2 has 4 cells, not 5"),
        (HEAD + 2 * "F,2025-03-31,all,everybody,9\n", "Row 3: .* stands twice"),
        (HEAD + "F,2025-03-31,all,everybody,9\nF,2025-06-30,kind,fostering,9\n", "Row 3: F counted on another day"),
        (
            HEAD + "F,2025-03-31,all,everybody,20\nF,2025-03-31,kind,fostering,17\nF,2025-03-31,kind,residential,\n",
            "could be worked out",
        ),
        ("\xff", "exactly these columns"),
    ],
)
def test_a_file_with_anything_else_is_refused_whole(commissioner: User, text: str, said: str) -> None:
    content = text.encode("latin-1") if text == "\xff" else text.encode()
    with pytest.raises(FileRefused, match=said):
        actions.take_in_figures(content=content, on=TODAY, by=actor(commissioner))
    assert not PeerFigure.objects.exists()


def test_five_and_nought_and_hidden_may_be_shared() -> None:
    text = HEAD + "F,2025-03-31,kind,fostering,5\nF,2025-03-31,kind,residential,0\nF,2025-03-31,kind,supported,\n"
    assert [one.number for one in sharing.read(text.encode(), KNOWN, on=TODAY)] == [5, 0, None]
    with pytest.raises(IntegrityError), transaction.atomic():
        PeerFigure.objects.create(council="F", as_at=TODAY, measure="kind", group="fostering", number=4)


def test_what_we_share_is_what_another_council_can_take_in(commissioner: User, account: Account) -> None:
    hold_returns()
    run = a_forecast(actor(commissioner), months=36)
    head = actor(account(Role.HEAD_OF_SERVICE))
    actions.publish_forecast(run_id=run.pk, version=run.version, on=TODAY, by=head)
    chosen = list(queries.TITLES)
    content = actions.share_figures(chosen=chosen, on=TODAY, by=actor(commissioner))
    text = content.decode("utf-8-sig")
    lines = sharing.read(content, KNOWN, on=TODAY)
    assert {line.measure for line in lines} - sharing.RATE_OF.keys() == {"all", *chosen} - {"indicators"}
    rates = {line.measure for line in lines} & sharing.RATE_OF.keys()
    assert rates >= {"A5", "A6", "A11", "B14", "B18", "C2"}
    assert not rates & {"E1", "D5", "J1"}  # of tables that these returns do not have
    assert not any(line.number in (1, 2, 3, 4) for line in lines if line.group not in sharing.RATES)
    assert "W0" not in text  # no child's number
    assert AuditEvent.objects.filter(verb="shared figures").count() == 1
    with pytest.raises(FactRefused, match="our own"):
        take_in(text, commissioner)
    assert take_in(text.replace(design.council().name, "Next Door"), commissioner) == 1
    only = actions.share_figures(chosen=["age"], on=TODAY, by=actor(commissioner)).decode()
    assert ",age," in only and ",kind," not in only
    with pytest.raises(FactRefused):
        actions.share_figures(chosen=["names"], on=TODAY, by=actor(commissioner))


def test_ours_are_counted_once_for_all_that_is_open(
    visit: Visit, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_returns()
    head = actor(account(Role.HEAD_OF_SERVICE))
    for name in ("residential", "a5", "i1"):
        actions.open_comparison(name=name, opens=True, on=TODAY, by=head)
    peers = import_module("alongside.sufficiency.queries.peers")
    counted: list[int] = []
    count = peers.counted_in_year
    monkeypatch.setattr(peers, "counted_in_year", lambda facts, year: counted.append(year) or count(facts, year))
    for address in ("/compare/", "/compare/a5.csv", "/compare/i1.csv"):
        visit(address, status=200)
    assert counted == [2025]
    drawn: list[str] = []
    draw = peers._compared
    monkeypatch.setattr(peers, "_compared", lambda one, *more: drawn.append(one.name) or draw(one, *more))
    visit("/compare/a5.csv", status=200)
    visit("/compare/a8.csv", status=404)
    assert drawn == ["a5"]


@pytest.mark.django_db(transaction=True)
def test_the_table_of_shared_numbers_goes_back_to_counts_alone(commissioner: User) -> None:
    take_in(FENWOLD + "Fenwold,2025-03-31,A5,of 100,3\n", commissioner)
    try:
        call_command("migrate", "sufficiency", "0002", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT measure, children FROM sufficiency_peerfigure WHERE measure IN ('A5', 'all')")
            assert cursor.fetchall() == [("all", 400)]
    finally:
        call_command("migrate", "sufficiency", verbosity=0)
    assert PeerFigure.objects.filter(measure="all").get().number == 400


def test_the_pages(visit: Visit, account: Account, commissioner: User) -> None:
    hold_returns()
    upload = SimpleUploadedFile("fenwold.csv", FENWOLD.encode())
    visit.post(f"{HERE}take-in/", {"content": upload}, by=commissioner, status=302)
    page = visit(f"{HERE}?what=residential", by=commissioner, status=200)
    assert "Fenwold, Mar 2025" in page.text
    assert b"Fenwold,2025-03-31,12" in visit(f"{HERE}residential.csv", by=commissioner, status=200).content
    assert b"council,as_at" in visit.post(f"{HERE}share/", {"chosen": ["age"]}, by=commissioner, status=200).content
    head = account(Role.HEAD_OF_SERVICE)
    assert "Take in a file" not in visit(HERE, by=head, status=200).text
    with pytest.raises(NotYours):
        take_in(FENWOLD, head)
    visit(HERE, by=account(Role.PERSONAL_ADVISER), status=404)
