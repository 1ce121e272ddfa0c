"""Addresses of a young person's own views, under /me/views/."""

from django.urls import path

from alongside.voice.views import telling

app_name = "my_views"
urlpatterns = [
    path("", telling.mine, name="mine"),
    path("tell/", telling.tell_as_myself, name="tell"),
]
