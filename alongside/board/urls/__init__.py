"""Addresses of the board's own pages, under /staff/board/."""

from alongside.board.urls import indicators

app_name = "board"
urlpatterns = [*indicators.urlpatterns]
