"""What everybody reads of the board, under /board/."""

from django.urls import path

from alongside.board.views import public as views

app_name = "public_board"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("<uuid:meeting_id>/pack.pdf", views.pack, name="pack"),
]
