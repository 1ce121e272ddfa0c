"""The pathway plan."""

from django.urls import path

from alongside.casework.views import plan

about_one_person = [
    path("plan/", plan.plan, name="plan"),
    path("plan/begin/", plan.begin, name="plan_begin"),
]
urlpatterns = [
    path("plans/", plan.waiting, name="plans_waiting"),
    path("plans/<uuid:plan_id>/", plan.version, name="plan_version"),
    path("plans/<uuid:plan_id>/beside/", plan.compare, name="plan_compare"),
    path("plans/<uuid:plan_id>/write/", plan.write, name="plan_write"),
    path("plans/<uuid:plan_id>/give/", plan.give, name="plan_give"),
    path("plans/<uuid:plan_id>/says/", plan.voice, name="plan_voice"),
    path("plans/<uuid:plan_id>/send/", plan.submit, name="plan_submit"),
    path("plans/<uuid:plan_id>/decide/", plan.decide, name="plan_decide"),
    path("plans/<uuid:plan_id>/copies/", plan.copies, name="plan_copies"),
    path("plans/<uuid:plan_id>/paper/<slug:kind>/<slug:language>/", plan.paper, name="plan_paper"),
    path("plan-heads/<uuid:head_id>/", plan.head, name="plan_head"),
    path("plan-heads/<uuid:head_id>/who-sees/", plan.hide_head, name="plan_head_hide"),
    path("plan-heads/<uuid:head_id>/action/", plan.add_action, name="plan_action_add"),
    path("plan-actions/<uuid:action_id>/", plan.action, name="plan_action"),
]
