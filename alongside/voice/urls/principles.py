"""Addresses of those who answer to the seven principles, under /staff/principles/."""

from django.urls import path

from alongside.voice.views import principles as views

app_name = "principles"
ONE = "<uuid:assessment_id>/"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("new/", views.assess, name="assess"),
    path(ONE, views.assessment, name="assessment"),
    path(f"{ONE}change/", views.change, name="change"),
    path(f"{ONE}agree/", views.agree, name="agree"),
    path(f"{ONE}send-back/", views.send_back, name="send_back"),
]
