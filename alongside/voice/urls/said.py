"""Public addresses of what young people told us and what came of it."""

from django.urls import path

from alongside.voice.views import said, telling

urlpatterns = [
    path("tell-us/", telling.tell, name="tell"),
    path("tell-us/thank-you/", telling.heard, name="heard"),
    path("you-said/", said.you_said, name="you_said"),
    path("you-said/<slug:slug>/", said.told, name="told"),
]
