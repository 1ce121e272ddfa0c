"""Safety: warnings, safety plans, incidents, referrals to safeguarding."""

from django.urls import path

from alongside.casework.views import safety

about_one_person = [
    path("safety/", safety.safety, name="safety"),
    path("safety/warn/", safety.warn, name="warn"),
    path("safety/plan/", safety.plan, name="safety_plan"),
    path("safety/incident/", safety.incident, name="incident"),
    path("safety/death/", safety.death, name="death"),
    path("safety/refer/", safety.refer, name="refer_to_safeguarding"),
]
urlpatterns = [
    path("warnings/<uuid:warning_id>/", safety.change_warning, name="change_warning"),
    path("warnings/<uuid:warning_id>/again/", safety.review_warning, name="review_warning"),
    path("warnings/<uuid:warning_id>/approve/", safety.approve_warning, name="approve_warning"),
    path("safety-plans/<uuid:plan_id>/again/", safety.review_plan, name="review_safety_plan"),
    path("safety-plans/<uuid:plan_id>/approve/", safety.approve_plan, name="approve_safety_plan"),
    path("incidents/<uuid:incident_id>/undo/", safety.undo_death, name="undo_death"),
    path("incidents/<uuid:incident_id>/", safety.follow_incident, name="follow_incident"),
    path("safeguarding/<uuid:safeguarding_id>/", safety.answer_referral, name="answer_safeguarding"),
]
