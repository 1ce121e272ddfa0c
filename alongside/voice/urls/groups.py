"""Public addresses of groups that young people can join, and of the seven principles, in every language."""

from django.urls import path

from alongside.voice.views import groups, principles

urlpatterns = [
    path("groups/", groups.forums, name="forums_public"),
    path("good-parents/", principles.principles, name="principles_public"),
    path("groups/<slug:slug>/", groups.forum, name="forum"),
]
