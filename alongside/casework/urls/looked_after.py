"""While somebody is looked after: being missing, and decisions that a senior officer takes."""

from django.urls import path

from alongside.casework.views import looked_after

about_one_person = [
    path("missing/", looked_after.missing, name="missing"),
    path("care-decisions/", looked_after.care_decisions, name="care_decisions"),
    path("care-decisions/new/", looked_after.propose, name="propose_care_decision"),
]
urlpatterns = [
    path("missing/<uuid:incident_id>/talk/", looked_after.talk, name="return_talk"),
    path("care-decisions/", looked_after.waiting, name="care_decisions_waiting"),
    path("care-decisions/<uuid:care_decision_id>/", looked_after.decide, name="decide_care"),
    path("care-decisions/<uuid:care_decision_id>/withdraw/", looked_after.withdraw, name="withdraw_care"),
    path("care-decisions/<uuid:care_decision_id>/told/", looked_after.told_council, name="told_council"),
]
