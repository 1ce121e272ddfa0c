"""The tables of sufficiency: places, what they cost, where postcodes lie, searches, scenarios, forecasts, peers."""

from alongside.sufficiency.models.forecasts import ForecastRun, Scenario
from alongside.sufficiency.models.peers import OpenComparison, PeerFigure
from alongside.sufficiency.models.places import Assumption, Fee, FosterHousehold, Home, Postcode
from alongside.sufficiency.models.searches import HomeSearch

__all__ = [
    "Assumption",
    "Fee",
    "ForecastRun",
    "FosterHousehold",
    "Home",
    "HomeSearch",
    "OpenComparison",
    "PeerFigure",
    "Postcode",
    "Scenario",
]
