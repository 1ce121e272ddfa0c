"""Addresses of the demo, under /demo/."""

from django.urls import path

from alongside.demo import views

app_name = "demo"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("sign-in/", views.sign_in, name="sign_in"),
]
