"""Forecasts are kept and scored, scenarios need a second person, small numbers do not leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib import import_module

import numpy as np
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from alongside.returns.tests.invented import a_return, ep
from alongside.shell.actors import Actor
from alongside.shell.models import AuditEvent, User
from alongside.shell.refusals import EditConflict, FactRefused, FileRefused, NotYours, OwnWork, WrongState
from alongside.shell.roles import Role
from alongside.sufficiency import actions, drawing, queries
from alongside.sufficiency.forecasting import Forecast, Levers
from alongside.sufficiency.forecasting.backtest import IN_WORDS
from alongside.sufficiency.forecasting.costs import chance_of_overspend
from alongside.sufficiency.forecasting.tests.invented import world
from alongside.sufficiency.models import Assumption, Fee, ForecastRun, FosterHousehold, Postcode, Scenario
from alongside.sufficiency.packing import unpacked
from alongside.sufficiency.queries.snapshot import CUTS
from alongside.sufficiency.queries.spread import spread_of
from alongside.sufficiency.tests.held import store, store_council
from alongside.sufficiency.tests.scene import (
    SYSTEM,
    TODAY,
    a_forecast,
    a_scenario,
    actor,
    fill_places,
    hold_returns,
)
from alongside.sufficiency.working_out import Assumed
from tests.visiting import Visit

pytestmark = pytest.mark.django_db
Account = Callable[..., User]
HOME = "/staff/sufficiency/"


def test_a_forecast_is_worked_out_kept_and_never_changed(commissioner: User, head: User) -> None:
    hold_returns()
    fill_places()
    run = a_forecast(actor(commissioner))
    assert (run.state, run.origin_on, run.seed) == ("done", date(2025, 3, 31), actions.forecasts.SEED)
    assert run.results["days"][0] == "2025-03-31"
    assert run.why.startswith("We tried three ways on our own past")
    assert IN_WORDS[run.method] in run.why.split("We used")[1]
    assert not re.search(r"\b(pool|level|trend|CRPS)\b", run.why), "said in words of planners"
    kept = unpacked(bytes(run.kept_draws))
    assert kept.stock.shape == (50, 5, 4, 3)
    assert kept.costs.shape == (50, 2)
    assert AuditEvent.objects.filter(verb="worked out forecast", subject=run.pk).count() == 1
    again = a_forecast(actor(commissioner))
    assert again.results == run.results
    assert again.inputs == run.inputs
    with pytest.raises(DatabaseError), transaction.atomic():
        ForecastRun.objects.filter(pk=run.pk).update(why="Because.")
    with pytest.raises(WrongState):
        actions.work_out_forecast(run_id=run.pk, by=SYSTEM)


def test_what_a_forecast_assumed_stays_as_it_was(commissioner: User) -> None:
    hold_returns()
    fill_places()
    run = a_forecast(actor(commissioner))
    actions.add_home(name="New", kind="supported", beds=4, is_own=True, opened_on=TODAY, by=actor(commissioner))
    told = Assumed.of_record(ForecastRun.objects.get(pk=run.pk).assumed)
    assert [home.kind for home in told.supply.homes] == ["residential"]
    assert len(told.supply.households) == 12
    assert len(a_forecast(actor(commissioner)).assumed["supply"]["homes"]) == 2


def test_a_forecast_is_published_by_somebody_else_and_scored_once_its_year_is_over(
    commissioner: User, head: User
) -> None:
    hold_returns()
    asks, decides = actor(commissioner), actor(head)
    old = a_forecast(asks, on=date(2023, 11, 1))
    assert old.origin_on == date(2023, 3, 31)
    with pytest.raises(NotYours):
        actions.publish_forecast(run_id=old.pk, version=old.version, on=TODAY, by=asks)
    assert queries.how_wrong(asks, on=TODAY) == ()
    actions.publish_forecast(run_id=old.pk, version=old.version, on=TODAY, by=decides)
    with pytest.raises(WrongState):
        actions.publish_forecast(run_id=old.pk, version=old.version + 1, on=TODAY, by=decides)
    scored = queries.how_wrong(asks, on=TODAY)
    assert [one.on for one in scored] == [date(2025, 3, 31), date(2024, 3, 31)]
    assert scored[0].happened == world().stock_on(date(2025, 3, 31)).sum()
    assert scored[0].is_within == (scored[0].low <= scored[0].happened <= scored[0].high)
    assert 0 <= scored[0].within <= 1
    assert scored[0].wrong_by <= abs(scored[0].middle - scored[0].happened) + 1


def test_nobody_publishes_their_own_forecast_even_with_both_roles(account: Account) -> None:
    hold_returns()
    both = Actor(account().pk, "Both", frozenset({Role.COMMISSIONER, Role.DIRECTOR}))
    run = a_forecast(both)
    with pytest.raises(OwnWork):
        actions.publish_forecast(run_id=run.pk, version=run.version, on=TODAY, by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        ForecastRun.objects.filter(pk=run.pk).update(published_by_id=both.id, published_on=TODAY)


def test_a_scenario_is_tried_compared_put_forward_and_published_by_somebody_else(
    commissioner: User, head: User
) -> None:
    hold_returns()
    fill_places()
    asks, decides = actor(commissioner), actor(head)
    scenario = a_scenario(asks)
    with pytest.raises(FactRefused):
        actions.put_forward_scenario(scenario_id=scenario.pk, version=scenario.version, by=asks)
    usual, other = a_forecast(asks), a_forecast(asks, scenario_id=scenario.pk)
    found = queries.comparison(asks, usual.pk, other.pk)
    by_what = {(one.what, one.year): one for one in found.differences}
    # Recruiting carers brings carers, and changes no child's way into or out of care.
    assert by_what["Foster households", 1].middle == pytest.approx(12, abs=1)
    assert (by_what["Children in care", 2].low, by_what["Children in care", 2].high) == (0, 0)
    assert by_what["Far from home", 2].high <= 0
    scenario = actions.put_forward_scenario(scenario_id=scenario.pk, version=scenario.version, by=asks)
    with pytest.raises(NotYours):
        actions.publish_scenario(scenario_id=scenario.pk, version=scenario.version, on=TODAY, by=asks)
    scenario = actions.publish_scenario(scenario_id=scenario.pk, version=scenario.version, on=TODAY, by=decides)
    assert scenario.state == Scenario.State.PUBLISHED
    with pytest.raises(WrongState):
        actions.change_scenario(
            scenario_id=scenario.pk, version=scenario.version, why="No", levers={"bring_back": 1}, by=asks
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        Scenario.objects.filter(pk=scenario.pk).update(levers={})


def test_two_forecasts_of_different_returns_are_not_compared(commissioner: User) -> None:
    hold_returns(until=2024)
    one = a_forecast(actor(commissioner))
    hold_returns()
    other = a_forecast(actor(commissioner))
    assert "the returns that they are made from" in queries.comparison(actor(commissioner), one.pk, other.pk).why_not


def test_a_scenario_that_was_changed_is_put_forward_once_it_is_forecast_again(visit: Visit, commissioner: User) -> None:
    hold_returns()
    fill_places()
    asks = actor(commissioner)
    scenario = a_scenario(asks)
    here = f"{HOME}scenarios/{scenario.pk}/"
    assert "Put it forward" not in visit(here, by=commissioner, status=200)
    a_forecast(asks, scenario_id=scenario.pk)
    assert "Put it forward" in visit(here, by=commissioner, status=200)
    actions.change_scenario(
        scenario_id=scenario.pk, version=scenario.version, why="More", levers={"households_a_quarter": 5.0}, by=asks
    )
    assert "Put it forward" not in visit(here, by=commissioner, status=200)


def test_a_scenario_with_no_lever_or_a_strange_one_is_refused(commissioner: User) -> None:
    for levers in ({}, {"households_a_quarter": 0.0}, {"magic": 1}, {"fewer_entries_age": 2}):
        with pytest.raises(FactRefused):
            actions.save_scenario(name="X", why="Y", levers=levers, by=actor(commissioner))


def test_what_is_typed_into_the_levers_is_what_is_kept_or_refused_in_words(visit: Visit, commissioner: User) -> None:
    hold_returns()
    here = f"{HOME}scenarios/add/"
    typed = {"name": "No UASC plan", "why": "To see what staying put is worth"}
    visit.post(here, typed | {"staying_put_percent": "0"}, by=commissioner, status=302)
    scenario = Scenario.objects.get()
    assert scenario.levers == {"staying_put_percent": 0.0}, "none at all is not as many as usual"
    a_forecast(actor(commissioner), scenario_id=scenario.pk)
    for page in ("forecasts/", "scenarios/"):
        assert "No UASC plan" in visit(f"{HOME}{page}", by=commissioner, status=200).text.replace(scenario.why, "")
        assert "No uasc plan" not in visit(f"{HOME}{page}", by=commissioner, status=200).text
    for levers, said in (
        ({"fewer_entries_age": "2"}, "Say how many fewer children of that age"),
        ({"households_a_quarter": "-3"}, "Type a number from 0 to 50: More foster households approved each quarter"),
        ({"bring_back": "2.5"}, "Type a whole number from 0 to 300: Children far away"),
        ({"keep_of_ten": "many"}, "Type a number from 0 to 10: Of ten households"),
    ):
        told = visit.post(here, typed | {"name": "Another"} | levers, by=commissioner, status=200).text
        assert said in told and "Ensure this value" not in told
    assert Scenario.objects.count() == 1


def test_two_forecasts_that_cannot_be_compared_say_in_what_they_differ(visit: Visit, commissioner: User) -> None:
    hold_returns()
    fill_places()
    by = actor(commissioner)
    scenario = a_scenario(by)
    usual, other = a_forecast(by), a_forecast(by, scenario_id=scenario.pk)
    longer = a_forecast(by, scenario_id=scenario.pk, months=36)
    assert queries.comparison(by, usual.pk, other.pk).also == ""
    assert "They differ in how far they look ahead, so" in queries.comparison(by, usual.pk, longer.pk).why_not
    actions.set_fee(kind="fostering", provider="own", weekly=Decimal(700), from_on=date(2021, 1, 1), by=by)
    dearer = a_forecast(by, scenario_id=scenario.pk)
    here = f"{HOME}scenarios/compare/?one={usual.pk}&other={dearer.pk}"
    assert "The difference is of that too" in visit(here, by=commissioner, status=200).text
    assert "of that too" not in visit(here.replace(str(dearer.pk), str(other.pk)), by=commissioner, status=200).text


def test_a_register_with_fewer_places_than_children_live_in_is_named(visit: Visit, commissioner: User) -> None:
    store(a_return(2025, Episodes=[ep(f"O{number}", "01/05/2024") for number in range(30)]))
    assert "Households are missing here" not in visit(f"{HOME}places/", by=commissioner, status=200).text
    fill_places()
    said = "The return has 30 children with our own foster carers on 31 March 2025, the register of places 24 places"
    for page in ("places/", "strategy/", "strategy/strategy.html"):
        assert said in visit(f"{HOME}{page}", by=commissioner, status=200).html
    for number in range(3):
        actions.add_household(
            reference=f"N{number}", born_year=1980, places=2, approved_on=date(2024, 1, 1), on=TODAY, by=SYSTEM
        )
    assert "Households are missing here" not in visit(f"{HOME}places/", by=commissioner, status=200).text


def test_assumptions_are_told_without_empty_noughts_and_a_budget_too_large_is_refused(
    visit: Visit, commissioner: User
) -> None:
    fill_places()
    page = visit(f"{HOME}places/", by=commissioner, status=200).text
    assert "5,000,000" in page and "5,000,000.0" not in page and "1.3" in page and "85.0" not in page
    typed = {
        "approvals": "3", "places_when_new": "1.3", "deregistered_percent": "8", "usable_percent": "85",
        "agency_foster_places": "10", "staying_put_percent": "30", "fees_rise_percent": "3", "why": "Invented",
    }  # fmt: skip
    here = f"{HOME}places/assumptions/"
    typed = visit(here, by=commissioner).fields | typed
    told = visit.post(here, typed | {"budget": "123456789012"}, by=commissioner, status=200).text
    assert "Type a number from 0 to 9,999,999,999: Budget of the first year" in told
    visit.post(here, typed | {"budget": "9999999999"}, by=commissioner, status=302)


def test_of_two_who_set_assumptions_the_second_is_told_and_keeps_their_words(
    visit: Visit, commissioner: User, account: Account
) -> None:
    fill_places()
    other, here = account(Role.COMMISSIONER), f"{HOME}places/assumptions/"
    first, second = (visit(here, by=user).fields for user in (commissioner, other))
    visit.post(here, first | {"approvals": "31", "why": "The plan"}, by=commissioner, status=302)
    told = visit.post(here, second | {"approvals": "32", "why": "The count of May"}, by=other, status=409).text
    assert "changed what forecasts assume" in told and "The plan" in told and "The count of May" in told
    assert "Fees rise" not in told  # what is the same in both
    assert Assumption.objects.get(approvals=31) == Assumption.objects.first()


def test_of_two_who_change_a_scenario_the_second_reads_both_in_words(
    visit: Visit, commissioner: User, account: Account
) -> None:
    scenario = a_scenario(actor(commissioner))
    other, here = account(Role.COMMISSIONER), f"{HOME}scenarios/{scenario.pk}/change/"
    first, second = (visit(here, by=user).fields for user in (commissioner, other))
    visit.post(here, first | {"why": "The plan", "households_a_quarter": "2"}, by=commissioner, status=302)
    told = visit.post(here, second | {"why": "Words of an afternoon", "home_sooner": "7"}, by=other, status=409).text
    assert "2 more foster households" in told and "3 more foster households" in told and "{" not in told
    assert "The plan" in told and "Words of an afternoon" in told


def test_who_changes_a_scenario_that_was_put_forward_meanwhile_keeps_their_words(
    visit: Visit, commissioner: User
) -> None:
    hold_returns()
    scenario = a_scenario(actor(commissioner))
    here = f"{HOME}scenarios/{scenario.pk}/change/"
    fields = visit(here, by=commissioner).fields
    a_forecast(actor(commissioner), scenario_id=scenario.pk)
    actions.put_forward_scenario(scenario_id=scenario.pk, version=scenario.version, by=actor(commissioner))
    told = visit.post(here, fields | {"why": "Words of an afternoon"}, by=commissioner, status=200)
    assert "There is a problem" in told.text and "Words of an afternoon" in told.html


def test_whoever_publishes_is_told_whether_it_will_be_scored(visit: Visit, commissioner: User, head: User) -> None:
    hold_returns(until=2024)
    by = actor(commissioner)
    for asked, said in (
        ({}, "It will be scored as returns come in."),
        ({"scenario_id": a_scenario(by).pk}, "it is not scored."),
    ):
        run = a_forecast(by, **asked)
        here = f"{HOME}forecasts/{run.pk}/"
        fields = {"version": str(run.version)}
        visit.post(f"{here}publish/", fields, by=head, status=302)
        assert said in visit(here, by=head, status=200).text
    hold_returns()
    assert [row.row.name for row in queries.how_wrong(by, on=TODAY)] == [queries.AS_NOW]


def test_without_a_fee_no_cost_is_told_and_what_has_none_is_named(visit: Visit, commissioner: User, head: User) -> None:
    hold_returns()
    by = actor(commissioner)
    run = a_forecast(by)
    page = visit(f"{HOME}forecasts/{run.pk}/", by=commissioner, status=200).text
    assert "No fee was set when it was made" in page and "£0.0 million" not in page
    actions.publish_forecast(run_id=run.pk, version=run.version, on=TODAY, by=actor(head))
    assert not next(
        one for one in queries.strategy(by, on=TODAY).checks if one.asks.startswith("What it costs")
    ).is_answered
    assert "£0.0 million" not in visit(f"{HOME}strategy/", by=commissioner, status=200).text
    assert "£0.0 million" not in visit(f"{HOME}strategy/strategy.html", by=commissioner, status=200).html
    fee = Decimal(500)
    actions.set_fee(kind="fostering", provider="own", weekly=fee, from_on=date(2020, 1, 1), by=by)
    page = visit(f"{HOME}forecasts/{a_forecast(by).pk}/", by=commissioner, status=200).text
    assert "Left out, for no fee was set: fostering, bought; residential, our own;" in page


def test_how_wrong_we_were_stands_beside_a_new_forecast(visit: Visit, commissioner: User, head: User) -> None:
    hold_returns(until=2024)
    old = a_forecast(actor(commissioner))
    here = f"{HOME}forecasts/{old.pk}/"
    assert "nobody can say" in visit(here, by=commissioner, status=200).text
    actions.publish_forecast(run_id=old.pk, version=old.version, on=TODAY, by=actor(head))
    hold_returns()
    new = a_forecast(actor(commissioner))
    told = visit(f"{HOME}forecasts/{new.pk}/", by=commissioner, status=200).text
    scored = queries.how_wrong(actor(commissioner), on=TODAY)[0]
    assert "The forecast from 31 March 2024 said" in told and f"it was {scored.happened:,}." in told
    assert f"It was wrong by {scored.wrong_by:.1f} children" in told


def test_every_lever_has_its_words() -> None:
    assert set(queries.LEVERS) | {"fewer_entries_age"} == set(Levers.__dataclass_fields__)
    assert set(Forecast.__dataclass_fields__) >= {"choice", "notes"}


def test_without_a_return_nothing_is_forecast(commissioner: User) -> None:
    with pytest.raises(FactRefused):
        actions.ask_forecast(on=TODAY, by=actor(commissioner))
    assert queries.snapshot(actor(commissioner), on=TODAY) is None


def test_a_return_without_episodes_says_why_it_cannot_be_forecast(commissioner: User) -> None:
    store(a_return(2025, Reviews=[{"CHILD": "A", "REVIEW": "01/06/2024", "REVIEW_CODE": "PN1"}]))
    run = a_forecast(actor(commissioner))
    assert run.state == "refused"
    assert "no episode" in run.message


def test_two_who_change_a_household_do_not_overwrite_each_other(commissioner: User) -> None:
    fill_places()
    by = actor(commissioner)
    row = FosterHousehold.objects.get(reference="F1")
    actions.change_household(household_id=row.pk, version=row.version, places=1, ended_on=None, on=TODAY, by=by)
    with pytest.raises(EditConflict):
        actions.change_household(household_id=row.pk, version=row.version, places=3, ended_on=None, on=TODAY, by=by)
    with pytest.raises(FactRefused):
        actions.add_household(reference="F1", born_year=1980, places=1, approved_on=TODAY, on=TODAY, by=by)


def test_only_postcodes_of_the_returns_are_kept(commissioner: User) -> None:
    store(a_return(2025, Episodes=[ep("A", "01/05/2024", HOME_POST="ZZ1 1ZZ", PL_POST="ZZ2 2ZZ")]))
    lines = ("pcds,lat,long,oslaua", "ZZ1 1ZZ,53.0,-1.0,E1", "zz22zz,53.5,-1.0,E2", "ZZ9 9ZZ,50,0,E1")
    content = "\n".join(lines).encode()
    assert actions.load_postcodes(content=content, areas=frozenset({"E1"}), by=actor(commissioner)) == 2
    assert set(Postcode.objects.values_list("postcode", "is_inside")) == {("ZZ11ZZ", True), ("ZZ22ZZ", False)}
    with pytest.raises(FileRefused):
        actions.load_postcodes(content=b"a,b\n1,2\n", areas=frozenset(), by=actor(commissioner))


def test_the_snapshot_counts_who_is_in_care_and_hides_few(commissioner: User) -> None:
    girls = {f"G{number}" for number in range(6)}
    boys = {f"B{number}" for number in range(2)}
    episodes = [ep(child, "01/05/2024", HOME_POST="ZZ1 1ZZ", PL_POST="ZZ2 2ZZ") for child in sorted(girls | boys)]
    episodes.append(ep("GONE", "01/05/2024", "01/08/2024", "E4A"))
    header = [{"CHILD": child, "SEX": "F" if child in girls else "M"} for child in sorted(girls | boys)]
    store(a_return(2025, Episodes=episodes, Header=header))
    content = b"pcds,lat,long,oslaua\nZZ1 1ZZ,53.0,-1.0,E1\nZZ2 2ZZ,53.5,-1.0,E2\n"
    actions.load_postcodes(content=content, areas=frozenset({"E1"}), by=actor(commissioner))
    found = queries.snapshot(actor(commissioner), on=TODAY)
    assert found is not None
    assert (found.on, str(found.total)) == (date(2025, 3, 31), "8")
    tables = {table.name: dict(table.rows) for table in found.tables}
    assert set(tables) == {cut.name for cut in CUTS}
    assert str(tables["kind"]["fostering"]) == "8"
    assert str(tables["how-far"]["more than 20 miles from home"]) == "8"
    assert str(tables["where"]["outside our area"]) == "8"
    # Two boys are few, and from the total the girls would tell them.
    assert {str(count) for count in tables["sex"].values() if str(count) != "0"} == {"not shown"}
    only = queries.snapshot(actor(commissioner), "girls", on=TODAY)
    assert only is not None
    # Of the girls alone: whatever few boys share is hidden too, or the two would follow by subtraction.
    assert str(only.total) == "not shown"
    assert str(dict(only.tables[2].rows)["fostering"]) == "not shown"


def test_what_homes_cost_is_children_times_fees_and_hides_what_the_children_hide(commissioner: User) -> None:
    fill_places()
    own = [ep(f"O{number}", "01/05/2024") for number in range(6)]
    bought = [ep(f"B{number}", "01/05/2024", PLACE="K2", PLACE_PROVIDER="PR4") for number in range(7)]
    few = [ep(f"F{number}", "01/05/2024", PLACE="K3", PLACE_PROVIDER="PR4") for number in range(2)]
    store(a_return(2025, Episodes=[*own, *bought, *few]))
    found = queries.snapshot(actor(commissioner), on=TODAY)
    assert found is not None
    costs = {one.name: one for one in found.costs}
    shown = {name: one.pounds for name, one in costs.items() if one.pounds}
    # Two in supported accommodation are few, and the next smallest number would tell them: it costs nothing here.
    assert shown == {"residential, somebody else": 7 * 900}
    assert costs["supported, somebody else"].pounds is None
    chart = drawing.cost_chart(found)
    assert chart is not None
    assert "£6,300 a week" in chart.words
    assert ("supported, somebody else", "not shown") in chart.rows
    Fee.objects.all().delete()
    found = queries.snapshot(actor(commissioner), on=TODAY)
    assert found is not None and drawing.cost_chart(found) is None


def test_a_whole_return_of_a_large_council_is_read_forecast_and_drawn(commissioner: User) -> None:
    """Every table of the statutory return is there, as the plausible returns have them: children who came alone, moves,
    children without a date of birth in one year."""
    store_council(children=400)
    fill_places()
    found = queries.snapshot(actor(commissioner), on=date(2026, 11, 23))
    assert found is not None and found.total.value is not None
    assert found.total.value > 100
    for table in found.tables:
        assert not any(count.value in (1, 2, 3, 4) for _, count in table.rows), table.name
        shown = sum(count.value or 0 for _, count in table.rows)
        assert shown <= found.total.value
    run = a_forecast(actor(commissioner), on=date(2026, 11, 23))
    assert run.state == "done"
    assert run.results["total"][0][2] == pytest.approx(found.total.value, rel=0.1)
    assert "Too few years" in run.why


def test_strangers_find_nothing_and_those_who_may_find_every_page(
    visit: Visit, account: Account, commissioner: User, head: User
) -> None:
    hold_returns()
    fill_places()
    scenario = a_scenario(actor(commissioner))
    usual = a_forecast(actor(commissioner))
    other = a_forecast(actor(commissioner), scenario_id=scenario.pk)
    pages = (
        "", "?only=boys", "now/age.csv", "strategy/", "strategy/market-position.html",
        "forecasts/", "forecasts/how-wrong/", f"forecasts/{usual.pk}/",
        f"forecasts/{usual.pk}/total.csv", f"forecasts/{usual.pk}/cells.csv", "scenarios/", f"scenarios/{scenario.pk}/",
        f"scenarios/compare/?one={usual.pk}&other={other.pk}", "places/", "now/cost.csv", "places/ages.csv", "others/",
        f"scenarios/compare/lines.csv?one={usual.pk}&other={other.pk}", "forecasts/how-wrong.csv",
        f"scenarios/compare/differences.csv?one={usual.pk}&other={other.pk}",
    )  # fmt: skip
    stranger = account(Role.PERSONAL_ADVISER)
    for address in pages:
        assert visit(f"{HOME}{address}", by=commissioner).status == 200, address
        visit(f"{HOME}{address}", by=head, status=200)
        visit(f"{HOME}{address}", by=stranger, status=404)
    for address in (
        "forecasts/make/",
        "scenarios/add/",
        "places/homes/add/",
        "places/fees/add/",
        "places/assumptions/",
    ):
        visit(f"{HOME}{address}", by=commissioner, status=200)
        visit(f"{HOME}{address}", by=head, status=404)
    for nothing in ("now/nothing.csv", "places/nothing.csv", "scenarios/compare/lines.csv"):
        visit(f"{HOME}{nothing}", by=commissioner, status=404)


def test_forms_do_what_they_say_once(visit: Visit, commissioner: User, head: User) -> None:
    hold_returns()
    fill_places()
    page = visit.post(
        f"{HOME}scenarios/add/", {"name": "More carers", "why": "Near home", "households_a_quarter": "4"},
        by=commissioner, status=302,
    )  # fmt: skip
    assert page.location == f"{HOME}scenarios/"
    scenario = Scenario.objects.get()
    assert scenario.levers == {"households_a_quarter": 4.0}
    visit.post(f"{HOME}forecasts/make/", {"scenario_id": str(scenario.pk), "months": "24"}, by=commissioner, status=302)
    run = ForecastRun.objects.get()
    assert (run.state, run.scenario_id, run.draws) == ("waiting", scenario.pk, 1_000)
    assert "looks again by itself" in visit(f"{HOME}forecasts/{run.pk}/", by=commissioner).text


def test_the_cost_of_the_first_year_is_told_in_bands_that_begin_with_the_budget() -> None:
    draws = np.array([[90.0], [101.0], [100.0], [108.0], [112.0], [95.0], [99.0], [103.0], [117.0], [104.0]])
    bands = spread_of(draws, 100.0)
    assert sum(band.of_100 for band in bands) == pytest.approx(100)
    for band in bands:
        inside = [cost for cost in draws[:, 0] if band.low < cost <= band.high]
        assert band.of_100 == 10 * len(inside)
        assert band.high - band.low == pytest.approx(bands[0].high - bands[0].low)
    over = sum(band.of_100 for band in bands if band.low >= 100)
    assert over == 100 * chance_of_overspend(draws, 100.0) == 60
    assert spread_of(np.zeros((5, 2)), 0.0) == () == spread_of(np.zeros((5, 0)), 0.0)
    same = spread_of(np.full((4, 1), 7.0), 0.0)
    assert [band.of_100 for band in same if band.of_100] == [100.0]


def test_a_forecast_draws_its_cost(visit: Visit, account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    hold_returns()
    fill_places()
    commissioner = account(Role.COMMISSIONER)
    run = a_forecast(actor(commissioner))
    page = queries.forecast_page(actor(commissioner), run.pk)
    over = sum(band.of_100 for band in page.spread() if band.low >= page.assumed["budget"])
    assert round(over) == page.results["overspend_percent"]
    here = f"/staff/sufficiency/forecasts/{run.pk}/"
    text = visit(here, by=commissioner, status=200).text
    assert "What the first year costs, of 100 draws" in text and "more than the budget of £5.00m" in text
    assert b"Of 100 draws" in visit(f"{here}spread.csv", by=commissioner, status=200).content
    monkeypatch.setattr(import_module("alongside.sufficiency.queries.forecasts"), "unpacked", None)
    visit(f"{here}total.csv", by=commissioner, status=200)  # the draws stay packed where their spread is not shown


def test_what_providers_read_is_of_groups_alone(visit: Visit, commissioner: User, head: User) -> None:
    hold_returns()
    fill_places()
    run = a_forecast(actor(commissioner))
    actions.publish_forecast(run_id=run.pk, version=run.version, on=date(2026, 11, 23), by=actor(head))
    told = visit(f"{HOME}strategy/market-position.html", by=commissioner).html
    assert "Places that we expect to be short of" in told and "Supported, by 31 March 2026" in told
    assert "Girls and boys" not in told and "C1000" not in told
    found = queries.strategy(actor(commissioner), on=date(2026, 11, 23))
    assert found.snapshot is not None and f"{found.snapshot.total} children were looked after" in told
