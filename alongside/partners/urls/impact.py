"""Equality impact assessments, and lessons."""

from django.urls import path

from alongside.partners.views import impact, lessons

AT = "staff/partners/impact/"
ONE = f"{AT}<uuid:assessment_id>/"
LESSONS = "staff/partners/lessons/"

in_every_language = [
    path("partners/impact/", impact.published, name="published_impact"),
    path("partners/impact/<uuid:assessment_id>/", impact.published_one, name="published_impact_one"),
]
urlpatterns = [
    path(AT, impact.assessments, name="impact_assessments"),
    path(f"{AT}add/", impact.begin, name="begin_impact_assessment"),
    path(ONE, impact.assessment, name="impact_assessment"),
    path(f"{ONE}people/", impact.write_finding, name="write_impact_finding"),
    path(f"{ONE}actions/add/", impact.add_action, name="add_impact_action"),
    path(f"{ONE}actions/<uuid:action_id>/done/", impact.finish_action, name="finish_impact_action"),
    path(f"{ONE}send/", impact.send, name="send_impact_assessment"),
    path(f"{ONE}approve/", impact.approve, name="approve_impact_assessment"),
    path(f"{ONE}send-back/", impact.send_back, name="send_back_impact_assessment"),
    path(f"{ONE}publish/", impact.publish, name="publish_impact_assessment"),
    path(f"{AT}go-ahead/", impact.ask_to_go_ahead, name="ask_to_go_ahead"),
    path(f"{AT}go-ahead/<uuid:going_ahead_id>/", impact.decide_going_ahead, name="decide_going_ahead"),
    path(LESSONS, lessons.lessons, name="lessons"),
    path(f"{LESSONS}add/", lessons.add_lesson, name="add_lesson"),
    path(f"{LESSONS}<uuid:lesson_id>/done/", lessons.finish_lesson, name="finish_lesson"),
]
