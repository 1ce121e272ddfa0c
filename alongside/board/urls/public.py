"""What everybody reads of the board, under /board/."""

from django.urls import path

from alongside.board.views import public as views
from alongside.board.views import reports

app_name = "public_board"
urlpatterns = [
    path("", views.meetings, name="meetings"),
    path("reports/<uuid:report_id>/", reports.public_report, name="report"),
    path("reports/<uuid:report_id>/figures.csv", reports.public_report_figures, name="report_figures"),
    path("<uuid:meeting_id>/", views.meeting, name="meeting"),
    path("<uuid:meeting_id>/pack.pdf", views.pack, name="pack"),
]
