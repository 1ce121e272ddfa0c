"""Addresses of those who listen, under /staff/views/."""

from django.urls import path

from alongside.voice.views import listening, quotes

app_name = "views"
ONE = "<uuid:view_id>/"
urlpatterns = [
    path("", listening.desk, name="desk"),
    path("urgent/", listening.urgent, name="urgent"),
    path("they-said/", listening.pass_on, name="pass_on"),
    path("typed-in/", listening.type_in, name="type_in"),
    path("slip/", listening.slip, name="slip"),
    path("quotes/", quotes.quotes, name="quotes"),
    path("quotes/<uuid:quote_id>/", quotes.quote, name="one_quote"),
    path("quotes/<uuid:quote_id>/down/", quotes.take_down, name="quote_down"),
    path(f"{ONE}quote/", quotes.choose, name="choose_quote"),
    path(ONE, listening.view, name="view"),
    path(f"{ONE}look/", listening.look, name="look"),
    path(f"{ONE}whose/", listening.writer, name="writer"),
    path(f"{ONE}theme/", listening.place, name="place"),
    path(f"{ONE}same-as/<uuid:twin_id>/", listening.join, name="join"),
    path(f"{ONE}not-the-same/", listening.part, name="part"),
]
