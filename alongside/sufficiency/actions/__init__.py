"""The verbs of sufficiency."""

from alongside.sufficiency.actions.forecasts import (
    ask_forecast,
    begin_forecast,
    finish_forecast,
    publish_forecast,
    refuse_forecast,
    tell_step,
    work_out_forecast,
)
from alongside.sufficiency.actions.peers import open_comparison, share_figures, show_council, take_in_figures
from alongside.sufficiency.actions.places import (
    add_home,
    add_household,
    change_home,
    change_household,
    load_postcodes,
    set_assumptions,
    set_fee,
)
from alongside.sufficiency.actions.register import take_in_fees, take_in_homes, take_in_households
from alongside.sufficiency.actions.scenarios import (
    change_scenario,
    publish_scenario,
    put_forward_scenario,
    save_scenario,
)
from alongside.sufficiency.actions.searches import begin_search, correct_search, end_search, remove_search

__all__ = [
    "add_home",
    "add_household",
    "ask_forecast",
    "begin_forecast",
    "begin_search",
    "change_home",
    "change_household",
    "change_scenario",
    "correct_search",
    "end_search",
    "finish_forecast",
    "load_postcodes",
    "open_comparison",
    "publish_forecast",
    "publish_scenario",
    "put_forward_scenario",
    "refuse_forecast",
    "remove_search",
    "save_scenario",
    "set_assumptions",
    "set_fee",
    "share_figures",
    "show_council",
    "take_in_fees",
    "take_in_figures",
    "take_in_homes",
    "take_in_households",
    "tell_step",
    "work_out_forecast",
]
