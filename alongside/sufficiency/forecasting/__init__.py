"""How many children, of what age, in what kind of home, for years ahead: simulated child by child. No web framework.

In order:

    cells      the bands of age and of time in care, the kinds of home and who provides them
    history    several years' returns → everyone's stays, cleaned, in columns
    rates      how often children move and leave, by cell, small cells leaning on large ones; one set a draw
    entries    how many will come, and who: level, trend or both together
    courses    what level, slope and change at once the past makes likely
    backtest   which of these, by how wrong each would have been in this council's own past
    levers     what could be done differently, in children, households and weeks
    simulate   one life at a time in every draw, to the day
    forecast   all of it together: the question and the answer
    capacity   carers, homes and beds over the same months, and who finds no place near home
    costs      what it costs, draw by draw
    scores     how wrong a forecast was, once it is known what happened
    many       many councils, on many machines

The method and what it was measured against stand in docs/adr/ and in the benchmark ``forecast``.
"""

from __future__ import annotations

from alongside.sufficiency.forecasting.forecast import Forecast, Question, forecast
from alongside.sufficiency.forecasting.history import History, history_of
from alongside.sufficiency.forecasting.levers import Levers

__all__ = ["Forecast", "History", "Levers", "Question", "forecast", "history_of"]
