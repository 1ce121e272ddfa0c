"""Pages about one young person: who they are, where they stand, what is owed."""

from django.urls import path

from alongside.casework.views import person

about_one_person = [
    path("", person.now, name="person"),
    path("owed/", person.owed, name="owed"),
    path("decision/", person.decision, name="decision"),
    path("history/", person.history, name="history"),
    path("looked/", person.looked, name="looked"),
    path("propose/", person.propose, name="propose"),
    path("decide/", person.decide, name="decide"),
    path("told/", person.told, name="told"),
    path("disagrees/", person.disagrees, name="disagrees"),
    path("happened/", person.event, name="event"),
    path("care/", person.care, name="care"),
    path("care/out/", person.take_out_care, name="take_out_care"),
    path("details/", person.details, name="details"),
    path("contact/", person.add_contact, name="add_contact"),
    path("allocate/", person.allocate, name="allocate"),
]
urlpatterns = [
    path("people/add/", person.add_person, name="add_person"),
    path("happened/<uuid:event_id>/", person.correct_event, name="correct_event"),
    path("allocations/<uuid:allocation_id>/handed-over/", person.hand_over, name="hand_over"),
    path("allocations/<uuid:allocation_id>/end/", person.end_allocation, name="end_allocation"),
    path("contact/<uuid:contact_point_id>/", person.change_contact, name="change_contact"),
]
