"""Indicators."""

from django.urls import path

from alongside.board.views import indicators as views

ONE = "indicators/<slug:name>/"

urlpatterns = [
    path("indicators/", views.indicators, name="indicators"),
    path("indicators/figures.csv", views.figures, name="figures"),
    path("indicators/take/", views.take, name="take"),
    path("indicators/others/", views.benchmarks, name="benchmarks"),
    path("indicators/neighbours/", views.neighbours, name="neighbours"),
    path("enquiries/", views.enquiries, name="enquiries"),
    path("contradictions/", views.contradictions, name="contradictions"),
    path("contradictions/add/", views.state, name="state"),
    path("contradictions/<uuid:stated_id>/", views.explain, name="explain"),
    path("entries/<uuid:entry_id>/approve/", views.approve, name="approve_figure"),
    path("entries/<uuid:entry_id>/send-back/", views.send_back, name="send_back_figure"),
    path(ONE, views.indicator, name="indicator"),
    path(f"{ONE}figures.csv", views.indicator_figures, name="indicator_figures"),
    path(f"{ONE}enter/", views.enter, name="enter"),
    path(f"{ONE}story/", views.story, name="story"),
]
