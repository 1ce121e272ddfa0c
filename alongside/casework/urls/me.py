"""Addresses of the young person's own place, under /me/."""

from django.urls import path

from alongside.casework.views import portal

app_name = "me"
urlpatterns = [
    path("", portal.place, name="place"),
    path("start/", portal.start, name="start"),
    path("shared/", portal.shared, name="shared"),
    path("leave/", portal.leave, name="leave"),
    path("messages/", portal.write, name="messages"),
    path("can-get/", portal.can_get, name="can_get"),
    path("why/", portal.why, name="why"),
    path("details/", portal.details, name="details"),
    path("papers/", portal.papers, name="papers"),
    path("papers/<uuid:document_id>/", portal.paper, name="paper"),
    path("rights/", portal.rights, name="rights"),
    path("looked/", portal.looked, name="looked"),
]
