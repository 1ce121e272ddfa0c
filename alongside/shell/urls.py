"""Addresses of the ground."""

from django.conf import settings
from django.urls import include, path

from alongside.shell import account_pages, views

urlpatterns = [
    path("health/", views.health, name="health"),
    path("after-sign-in/", views.after_sign_in, name="after_sign_in"),
    path("staff/accounts/", account_pages.accounts, name="accounts"),
    path("staff/accounts/add/", account_pages.open_account, name="open_account"),
    path("staff/accounts/teams/", account_pages.teams, name="teams"),
    path("staff/accounts/teams/add/", account_pages.add_team, name="add_team"),
    path("staff/accounts/teams/<uuid:team_id>/", account_pages.change_team, name="change_team"),
    path("staff/accounts/<uuid:user_id>/", account_pages.account, name="account_of"),
    path("staff/accounts/<uuid:user_id>/change/", account_pages.change_account, name="change_account"),
    path("staff/accounts/<uuid:user_id>/roles/add/", account_pages.add_role, name="add_role"),
    path("staff/accounts/<uuid:user_id>/roles/<int:number>/end/", account_pages.end_role, name="end_role"),
    path("staff/accounts/<uuid:user_id>/close/", account_pages.close_account, name="close_account"),
    path("staff/accounts/<uuid:user_id>/reopen/", account_pages.reopen_account, name="reopen_account"),
    path("staff/accounts/<uuid:user_id>/ways-in/", account_pages.forget_ways_in, name="forget_ways_in"),
    path("staff/accounts/<uuid:user_id>/open/", account_pages.open_account_again, name="open_account_again"),
    path("accounts/single-sign-on/", views.begin_single_sign_on, name="begin_single_sign_on"),
    path("accounts/single-sign-on/back/", views.back_from_single_sign_on, name="back_from_single_sign_on"),
    path("staff/single-sign-on/", views.single_sign_on, name="single_sign_on"),
    path("staff/single-sign-on/join/", views.join_single_sign_on, name="join_single_sign_on"),
    path("staff/single-sign-on/part/", views.part_single_sign_on, name="part_single_sign_on"),
    path("look/", include("alongside.shell.design")),
    *([path("gallery/", include("alongside.shell.gallery"))] if settings.DEMO else []),
]
