"""Addresses of those who work on what young people told us, under /staff/you-said/."""

from django.urls import path

from alongside.voice.views import commitments as views

app_name = "commitments"
ONE = "commitments/<uuid:commitment_id>/"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("plan.pdf", views.plan_file, name="plan_file"),
    path("new/", views.write_theme, name="write_theme"),
    path("themes/<uuid:theme_id>/", views.theme, name="theme"),
    path("themes/<uuid:theme_id>/change/", views.change_theme, name="change_theme"),
    path("themes/<uuid:theme_id>/promise/", views.promise, name="promise"),
    path("themes/<uuid:theme_id>/cannot/", views.refuse, name="refuse"),
    path(ONE, views.commitment, name="commitment"),
    path(f"{ONE}change/", views.change, name="change"),
    path(f"{ONE}agree/", views.agree, name="agree"),
    path(f"{ONE}send-back/", views.send_back, name="send_back"),
    path(f"{ONE}progress/", views.progress, name="progress"),
    path(f"{ONE}later/", views.move, name="move"),
    path(f"{ONE}done/", views.finish, name="finish"),
    path(f"{ONE}cannot/", views.give_up, name="give_up"),
    path(f"{ONE}heard/", views.heard, name="heard"),
    path(f"{ONE}changes/", views.link, name="link"),
    path(f"{ONE}changes/<uuid:link_id>/", views.unlink, name="unlink"),
]
