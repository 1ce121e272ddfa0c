"""What workers see of a young person's own place: messages, papers, and getting in."""

from django.urls import path

from alongside.casework.views import answering

about_one_person = [
    path("messages/", answering.messages_of, name="messages"),
    path("papers/", answering.papers, name="papers"),
    path("access/", answering.access, name="access"),
    path("access/end/", answering.end_access, name="end_access"),
]
urlpatterns = [
    path("messages/", answering.unanswered, name="unanswered"),
    path("messages/<uuid:message_id>/answer/", answering.answer, name="answer"),
    path("messages/<uuid:message_id>/settle/", answering.settle, name="settle"),
    path("papers/<uuid:document_id>/", answering.paper, name="paper"),
    path("papers/<uuid:document_id>/portrait/", answering.portrait, name="portrait"),
    path("papers/<uuid:document_id>/off/", answering.take_portrait_off, name="take_portrait_off"),
]
