"""What is known of homes and places, answered in frozen records."""

from alongside.sufficiency.queries.forecasts import (
    AS_NOW,
    Comparison,
    ForecastPage,
    ForecastRow,
    Scored,
    comparison,
    forecast_page,
    forecasts,
    how_wrong,
    published_forecast,
)
from alongside.sufficiency.queries.peers import COMPARED, TITLES, Peers, how_we_compare, peers, public_peers
from alongside.sufficiency.queries.places import HOME_KINDS, Places, home, household, places
from alongside.sufficiency.queries.scenarios import LEVERS, ScenarioPage, scenario_page, scenarios
from alongside.sufficiency.queries.snapshot import ONLY, Cost, Snapshot, Table, snapshot
from alongside.sufficiency.queries.strategy import Strategy, strategy

__all__ = [
    "AS_NOW",
    "COMPARED",
    "HOME_KINDS",
    "LEVERS",
    "ONLY",
    "TITLES",
    "Comparison",
    "Cost",
    "ForecastPage",
    "ForecastRow",
    "Peers",
    "Places",
    "ScenarioPage",
    "Scored",
    "Snapshot",
    "Strategy",
    "Table",
    "comparison",
    "forecast_page",
    "forecasts",
    "home",
    "household",
    "how_we_compare",
    "how_wrong",
    "peers",
    "places",
    "public_peers",
    "published_forecast",
    "scenario_page",
    "scenarios",
    "snapshot",
    "strategy",
]
