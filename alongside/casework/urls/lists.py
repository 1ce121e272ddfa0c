"""Lists of people."""

from django.urls import path

from alongside.casework.views import lists

urlpatterns = [
    path("", lists.start, name="start"),
    path("caseload/", lists.caseload, name="caseload"),
    path("team/", lists.team, name="team"),
    path("cover/", lists.cover, name="cover"),
    path("find/", lists.find, name="find"),
]
