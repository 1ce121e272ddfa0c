"""What is due, and the clocks of one person."""

from django.urls import path

from alongside.casework.views import calendar, due

about_one_person = [
    path("clocks/", due.clocks, name="clocks"),
    path("clocks/reason/", due.reason, name="late_reason"),
]
urlpatterns = [
    path("due/", due.due, name="due"),
    path("due/table.csv", due.table_csv, name="due_csv"),
    path("due/table.xlsx", due.table_xlsx, name="due_xlsx"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/new/", calendar.make_calendar, name="make_calendar"),
    path("calendar/end/", calendar.end_calendar, name="end_calendar"),
    path("calendar/<str:secret>/due.ics", calendar.calendar_feed, name="calendar_feed"),
]
