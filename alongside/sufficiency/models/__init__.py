"""The tables of sufficiency: places there are, what they cost, where postcodes lie, scenarios and forecasts."""

from alongside.sufficiency.models.forecasts import ForecastRun, Scenario
from alongside.sufficiency.models.places import Assumption, Fee, FosterHousehold, Home, Postcode

__all__ = ["Assumption", "Fee", "ForecastRun", "FosterHousehold", "Home", "Postcode", "Scenario"]
