"""Addresses of voice in a young person's own place, under /me/voice/."""

from django.urls import path

from alongside.voice.views import own

app_name = "my_voice"
urlpatterns = [
    path("", own.asked, name="asked"),
    path("<slug:slug>/", own.answer, name="answer"),
]
