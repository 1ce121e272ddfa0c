"""Addresses of casework, under /staff/. A subject keeps its own in a file here: those about one person, and others."""

from django.urls import include, path

from alongside.casework.urls import intakes, lists, person, portal

app_name = "casework"

ABOUT_ONE_PERSON = (
    *person.about_one_person,
    *portal.about_one_person,
)
urlpatterns = [
    path("people/<uuid:person_id>/", include(list(ABOUT_ONE_PERSON))),
    *lists.urlpatterns,
    *person.urlpatterns,
    *intakes.urlpatterns,
    *portal.urlpatterns,
]
