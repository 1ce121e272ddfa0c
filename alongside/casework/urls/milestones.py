"""Supervision and life events."""

from django.urls import path

from alongside.casework.views import milestones

about_one_person = [
    path("supervision/", milestones.supervision, name="supervision"),
    path("chronology/add/", milestones.life_event, name="life_event"),
]
urlpatterns = [path("supervision/<uuid:supervision_id>/", milestones.supervision_done, name="supervision_done")]
