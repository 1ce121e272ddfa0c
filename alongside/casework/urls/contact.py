"""Contact, notes, lost contact."""

from django.urls import path

from alongside.casework.views import contact

about_one_person = [
    path("contact-log/", contact.contact_log, name="contact_log"),
    path("contact-log/agree/", contact.agree_contact, name="agree_contact"),
    path("lost-contact/", contact.lost_contact, name="lost_contact"),
    path("lost-contact/review/", contact.review_lost_contact, name="review_lost_contact"),
    path("notes/", contact.notes, name="notes"),
    path("chronology/", contact.chronology, name="chronology"),
]
urlpatterns = [
    path("contact-log/", contact.whom, name="whom"),
    path("contact-log/<uuid:contact_id>/", contact.correct_contact, name="correct_contact"),
    path("contact-log/<uuid:contact_id>/remove/", contact.remove_contact, name="remove_contact"),
    path("notes/<uuid:note_id>/", contact.correct_note, name="correct_note"),
    path("notes/<uuid:note_id>/remove/", contact.remove_note, name="remove_note"),
]
