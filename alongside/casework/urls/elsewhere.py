"""The registers of young people who live in another council's area."""

from django.urls import path

from alongside.casework.views import elsewhere

about_one_person = [
    path("elsewhere/", elsewhere.living_elsewhere, name="living_elsewhere"),
    path("elsewhere/back/", elsewhere.back_here, name="back_here"),
]
urlpatterns = [
    path("registers/", elsewhere.registers, name="registers"),
    path("registers/add/", elsewhere.add_here, name="add_living_here"),
    path("registers/<uuid:living_here_id>/", elsewhere.change_here, name="change_living_here"),
]
