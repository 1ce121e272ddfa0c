"""Addresses of the board's own pages, under /staff/board/."""

from alongside.board.urls import indicators, meetings, plans, reaching

app_name = "board"
urlpatterns = [*meetings.urlpatterns, *indicators.urlpatterns, *plans.urlpatterns, *reaching.urlpatterns]
