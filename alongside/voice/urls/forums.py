"""Addresses of those who run forums, under /staff/forums/."""

from django.urls import path

from alongside.voice.views import forums as views

app_name = "forums"
MEETING, VISIT = "meetings/<uuid:meeting_id>/", "visits/<uuid:visit_id>/"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("new/", views.start, name="start"),
    path("check-list/", views.check_list, name="check_list"),
    path("taking-part/", views.take_part, name="take_part"),
    path("panels/", views.panels, name="panels"),
    path("<uuid:forum_id>/", views.forum, name="forum"),
    path("<uuid:forum_id>/change/", views.change, name="change"),
    path("<uuid:forum_id>/meeting/", views.plan, name="plan"),
    path("<uuid:forum_id>/visit/", views.write_visit, name="write_visit"),
    path(MEETING, views.meeting, name="meeting"),
    path(f"{MEETING}agenda/", views.agenda, name="agenda"),
    path(f"{MEETING}held/", views.hold, name="hold"),
    path(f"{MEETING}agreed/", views.agree, name="agree"),
    path(VISIT, views.visit, name="visit"),
    path(f"{VISIT}answer/", views.answer, name="answer"),
]
