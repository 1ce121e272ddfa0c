"""Addresses of the ground."""

from django.conf import settings
from django.urls import include, path

from alongside.shell import views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("after-sign-in/", views.after_sign_in, name="after_sign_in"),
    path("staff/accounts/", views.unused_accounts, name="unused_accounts"),
    path("staff/accounts/<uuid:user_id>/open/", views.open_account_again, name="open_account_again"),
    path("accounts/single-sign-on/", views.begin_single_sign_on, name="begin_single_sign_on"),
    path("accounts/single-sign-on/back/", views.back_from_single_sign_on, name="back_from_single_sign_on"),
    path("staff/single-sign-on/", views.single_sign_on, name="single_sign_on"),
    path("staff/single-sign-on/join/", views.join_single_sign_on, name="join_single_sign_on"),
    path("staff/single-sign-on/part/", views.part_single_sign_on, name="part_single_sign_on"),
    path("look/", include("alongside.shell.design")),
    *([path("gallery/", include("alongside.shell.gallery"))] if settings.DEMO else []),
]
