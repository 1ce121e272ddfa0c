"""Addresses of sufficiency, under /staff/sufficiency/."""

from django.urls import path

from alongside.sufficiency.views import forecasts, peers, places, scenarios, searches, snapshot

app_name = "sufficiency"
urlpatterns = [
    path("", snapshot.snapshot, name="snapshot"),
    path("now/<slug:name>.csv", snapshot.snapshot_file, name="snapshot_file"),
    path("now/beside/<slug:name>.csv", snapshot.beside_file, name="beside_file"),
    path("strategy/", snapshot.strategy, name="strategy"),
    path("forecasts/", forecasts.forecasts, name="forecasts"),
    path("forecasts/make/", forecasts.ask, name="ask_forecast"),
    path("forecasts/how-wrong/", forecasts.how_wrong, name="how_wrong"),
    path("forecasts/how-wrong.csv", forecasts.how_wrong_file, name="how_wrong_file"),
    path("forecasts/<uuid:run_id>/", forecasts.forecast, name="forecast"),
    path("forecasts/<uuid:run_id>/<slug:name>.csv", forecasts.forecast_file, name="forecast_file"),
    path("forecasts/<uuid:run_id>/publish/", forecasts.publish, name="publish_forecast"),
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/add/", scenarios.add_scenario, name="add_scenario"),
    path("scenarios/compare/", scenarios.compare, name="compare"),
    path("scenarios/compare/<slug:name>.csv", scenarios.compare_file, name="compare_file"),
    path("scenarios/<uuid:scenario_id>/", scenarios.scenario, name="scenario"),
    path("scenarios/<uuid:scenario_id>/change/", scenarios.change_scenario, name="change_scenario"),
    path("scenarios/<uuid:scenario_id>/put-forward/", scenarios.put_forward, name="put_forward_scenario"),
    path("scenarios/<uuid:scenario_id>/publish/", scenarios.publish_scenario, name="publish_scenario"),
    path("places/", places.places, name="places"),
    path("places/<slug:name>.csv", places.places_file, name="places_file"),
    path("places/households/add/", places.add_household, name="add_household"),
    path("places/households/<uuid:household_id>/", places.change_household, name="change_household"),
    path("places/homes/add/", places.add_home, name="add_home"),
    path("places/homes/<uuid:home_id>/", places.change_home, name="change_home"),
    path("places/fees/add/", places.set_fee, name="set_fee"),
    path("places/assumptions/", places.set_assumptions, name="set_assumptions"),
    path("places/postcodes/", places.load_postcodes, name="load_postcodes"),
    path("searches/", searches.searches, name="searches"),
    path("searches/wanted-and-found.csv", searches.searches_file, name="searches_file"),
    path("searches/add/", searches.begin_search, name="begin_search"),
    path("searches/<uuid:search_id>/end/", searches.end_search, name="end_search"),
    path("searches/<uuid:search_id>/correct/", searches.correct_search, name="correct_search"),
    path("searches/<uuid:search_id>/remove/", searches.remove_search, name="remove_search"),
    path("others/", peers.peers, name="peers"),
    path("others/<slug:name>.csv", peers.peers_file, name="peers_file"),
    path("others/take-in/", peers.take_in_figures, name="take_in_figures"),
    path("others/show/", peers.show_council, name="show_council"),
    path("others/share/", peers.share_figures, name="share_figures"),
    path("others/<slug:name>/open/", peers.open_comparison, name="open_comparison"),
]
