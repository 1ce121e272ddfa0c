"""What everybody reads of the homes that are needed, and the strategy as a file."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from alongside.offer.reading import reading_age
from alongside.shell.models import User
from alongside.sufficiency import actions, queries
from alongside.sufficiency.models import ForecastRun
from alongside.sufficiency.tests.held import store_council
from alongside.sufficiency.tests.scene import TODAY, a_forecast, a_scenario, actor, fill_places, hold_returns
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
PUBLIC = "/homes-needed/"
STRATEGY = "/staff/sufficiency/strategy/"
FILES = ("statement.pdf", "statement.html", "places.csv", "age.csv")


def published(commissioner: User, head: User) -> ForecastRun:
    run = a_forecast(actor(commissioner))
    return actions.publish_forecast(run_id=run.pk, version=run.version, on=TODAY, by=actor(head))


def test_everybody_reads_what_a_second_person_published_and_nothing_before(
    visit: Visit, commissioner: User, head: User
) -> None:
    hold_returns()
    fill_places()
    scenario = a_scenario(actor(commissioner))
    run = a_forecast(actor(commissioner))
    other = a_forecast(actor(commissioner), scenario_id=scenario.pk)
    actions.publish_forecast(run_id=other.pk, version=other.version, on=TODAY, by=actor(head))
    assert "Nothing is shown here yet" in visit(PUBLIC, status=200).text
    assert "No forecast is published yet" in visit(f"{PUBLIC}statement.html", status=200).html
    for name in ("places.csv", "age.csv"):
        visit(f"{PUBLIC}{name}", status=404)
    assert "Homes that we need" not in visit("/board/", status=200).text
    assert "once somebody publishes a forecast" in visit(STRATEGY, by=commissioner, status=200).text

    warned = "everybody can read the places that it finds short"
    assert warned in visit(f"/staff/sufficiency/forecasts/{run.pk}/", by=head, status=200).text
    assert warned not in visit(f"/staff/sufficiency/forecasts/{other.pk}/", by=head, status=200).text
    actions.publish_forecast(run_id=run.pk, version=run.version, on=TODAY, by=actor(head))
    text = visit(PUBLIC, status=200).text
    assert "on 31 March 2025" in text and "Supported, by 31 March 2027" in text and "We have not said yet" in text
    assert f'href="{PUBLIC}"' in visit("/board/", status=200).html
    assert f'href="{PUBLIC}"' in visit(STRATEGY, by=commissioner, status=200).html
    for address in FILES:
        visit(f"{PUBLIC}{address}", status=200)
    for nothing in ("sex.csv", "nothing.csv", "cost.csv"):
        visit(f"{PUBLIC}{nothing}", status=404)

    scenario = actions.put_forward_scenario(scenario_id=scenario.pk, version=scenario.version, by=actor(commissioner))
    assert scenario.name not in visit(PUBLIC, status=200).text
    here = f"/staff/sufficiency/scenarios/{scenario.pk}/"
    assert "everybody can read its name" in visit(here, by=head, status=200).text
    actions.publish_scenario(scenario_id=scenario.pk, version=scenario.version, on=TODAY, by=actor(head))
    assert f"{scenario.name}: 3 more foster households" in visit(PUBLIC, status=200).text


def test_a_return_that_came_in_later_is_not_told_before_it_is_published(
    visit: Visit, commissioner: User, head: User
) -> None:
    hold_returns(until=2024)
    published(commissioner, head)
    before = visit(PUBLIC, status=200).text
    assert "on 31 March 2024" in before
    hold_returns()
    assert "on 31 March 2025" in visit(STRATEGY, by=commissioner, status=200).text.replace("children were", "")
    assert visit(PUBLIC, status=200).text == before


def test_no_few_are_told_to_everybody(visit: Visit, commissioner: User, head: User) -> None:
    store_council()
    published(commissioner, head)
    found = queries.public_statement(on=TODAY)
    assert [one.name for one in found.tables] == ["age", "kind", "where", "how-far"]
    counts = [count for table in found.tables for _, count in table.rows]
    assert any(count.value is None for count in counts), "the council is too large to hide anything"
    assert not any(count.value in (1, 2, 3, 4) for count in counts)
    assert all(one.bounds[0] >= 5 for one in found.expected)
    for name in ("age", "kind"):
        rows = visit(f"{PUBLIC}{name}.csv", status=200).content.decode("utf-8-sig").splitlines()[1:]
        assert not any(re.search(r",[1-4]$", row) for row in rows)


def test_a_provider_reads_by_when_for_which_ages_how_much_is_missing_and_whom_to_ask(
    visit: Visit, commissioner: User, head: User, settings: Any
) -> None:
    settings.HOMES_CONTACT = "Homes team, homes@example.org"
    assert "Talk to us: Homes team" in visit(PUBLIC, status=200).text
    store_council()
    fill_places()
    run = published(commissioner, head)
    found = queries.public_statement(on=TODAY)
    assert {one.by_on for one in found.needs} == {date(2026, 3, 31), date(2027, 3, 31)}
    for one in found.needs:  # what is missing is that part of what is needed which nobody sells near home
        far = run.results["homes"][one.kind]["far"][one.years]
        assert one.missing == (far[0], far[2], far[4]) and one.missing[1] <= one.middle
    assert found.expected and {one.on for one in found.expected} == {date(2027, 3, 31)}
    for told in (visit(PUBLIC, status=200), visit(f"{PUBLIC}statement.html", status=200)):
        assert "Fostering, by 31 March 2026" in told.html and "Homes team, homes@example.org" in told.html
        assert "Fostering, 10 to 15" in told.html and "on 31 March 2027" in told.html
    rows = visit(f"{PUBLIC}expected.csv", status=200).content.decode("utf-8-sig").splitlines()
    assert len(rows) == len(found.expected) + 1


def test_the_public_page_is_easy_to_read(visit: Visit, commissioner: User, head: User) -> None:
    hold_returns()
    published(commissioner, head)
    main = re.search(r"<main.*?</main>", visit(PUBLIC, status=200).html, re.DOTALL)
    assert main
    said = " ".join(re.findall(r"<p[^>]*>(.*?)</p>", main[0], re.DOTALL))
    assert reading_age(re.sub(r"<[^>]+>", " ", said)) <= 9


def test_the_strategy_is_a_file_with_all_that_its_page_asks_for(visit: Visit, commissioner: User, head: User) -> None:
    hold_returns()
    fill_places()
    published(commissioner, head)
    told = visit(f"{STRATEGY}strategy.html", by=commissioner, status=200)
    for check in queries.strategy(actor(commissioner), on=date(2025, 11, 23)).checks:
        assert check.asks in told.html
    for heading in (
        "Children now", "What children and young people said", "Which partners were asked, and what they said",
        "Places there are", "Children to come", "How right earlier forecasts were", "Places that are short",
        "What will be done", "What we cannot say yet",
    ):  # fmt: skip
        assert f"<h2>{heading}</h2>" in told.html
    assert "Of them stay put with our own carers" in told.html and "What the first year costs" in told.html
    assert "C1000" not in told.html and "<script" not in told.html
    assert visit(f"{STRATEGY}strategy.pdf", by=head, status=200).content.startswith(b"%PDF")
    page = visit(STRATEGY, by=commissioner, status=200)
    assert "strategy.pdf" in page.html and "Turn 18 in care" in page.text
    visit(f"{STRATEGY}strategy.html", status=302)


def test_the_strategy_of_an_empty_council_is_a_file_too(visit: Visit, commissioner: User) -> None:
    told = visit(f"{STRATEGY}strategy.html", by=commissioner, status=200).html
    assert "No statutory return is held." in told and "No forecast is published yet." in told
    told = visit(f"{STRATEGY}market-position.html", by=commissioner, status=200).html
    assert "No return is shown here yet." in told
