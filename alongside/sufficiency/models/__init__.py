"""The tables of sufficiency: places, what they cost, where postcodes lie, scenarios, forecasts, other councils."""

from alongside.sufficiency.models.forecasts import ForecastRun, Scenario
from alongside.sufficiency.models.peers import PeerFigure
from alongside.sufficiency.models.places import Assumption, Fee, FosterHousehold, Home, Postcode

__all__ = ["Assumption", "Fee", "ForecastRun", "FosterHousehold", "Home", "PeerFigure", "Postcode", "Scenario"]
