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
from alongside.sufficiency.queries.peers import (
    COMPARED,
    TITLES,
    Peers,
    how_we_compare,
    peers,
    public_comparison,
    public_peers,
)
from alongside.sufficiency.queries.places import HOME_KINDS, Places, home, household, places, register_rows
from alongside.sufficiency.queries.scenarios import LEVERS, ScenarioPage, scenario_page, scenarios
from alongside.sufficiency.queries.searches import FOUND_KINDS, WANTED_KINDS, Displaced, Searches, search, searches
from alongside.sufficiency.queries.snapshot import ONLY, Cost, Snapshot, Table, beside_the_return, snapshot
from alongside.sufficiency.queries.statement import Statement, homes_we_need, public_statement
from alongside.sufficiency.queries.strategy import Strategy, strategy

__all__ = [
    "AS_NOW",
    "COMPARED",
    "FOUND_KINDS",
    "HOME_KINDS",
    "LEVERS",
    "ONLY",
    "TITLES",
    "WANTED_KINDS",
    "Comparison",
    "Cost",
    "Displaced",
    "ForecastPage",
    "ForecastRow",
    "Peers",
    "Places",
    "ScenarioPage",
    "Scored",
    "Searches",
    "Snapshot",
    "Statement",
    "Strategy",
    "Table",
    "beside_the_return",
    "comparison",
    "forecast_page",
    "forecasts",
    "home",
    "homes_we_need",
    "household",
    "how_we_compare",
    "how_wrong",
    "peers",
    "places",
    "public_comparison",
    "public_peers",
    "public_statement",
    "published_forecast",
    "register_rows",
    "scenario_page",
    "scenarios",
    "search",
    "searches",
    "snapshot",
    "strategy",
]
