"""The pages of an organisation for its own people."""

from django.urls import path

from alongside.partners.views import ours as views

urlpatterns = [
    path("staff/ours/", views.ours, name="ours"),
    path("staff/ours/<uuid:organisation_id>/", views.our_organisation, name="our_organisation"),
    path("staff/ours/<uuid:organisation_id>/promise/add/", views.our_deed, name="our_deed"),
]
