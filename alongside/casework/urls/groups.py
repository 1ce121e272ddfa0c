"""Groups and drop-ins."""

from django.urls import path

from alongside.casework.views import groups

urlpatterns = [
    path("groups/", groups.sessions, name="groups"),
    path("groups/<uuid:session_id>/", groups.session, name="group"),
]
