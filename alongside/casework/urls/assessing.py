"""Reviews, assessments of needs, adult services, the list before 18."""

from django.urls import path

from alongside.casework.views import assessing

about_one_person = [
    path("reviews/", assessing.reviews, name="reviews"),
    path("reviews/new/", assessing.add_review, name="review_add"),
    path("assessments/", assessing.assessments, name="assessments"),
    path("assessments/begin/", assessing.begin, name="assessment_begin"),
    path("adult-services/", assessing.ask_adult_services, name="ask_adult_services"),
    path("before-18/", assessing.before_eighteen, name="before_eighteen"),
]
urlpatterns = [
    path("reviews/<uuid:review_id>/", assessing.change_review, name="review_change"),
    path("reviews/<uuid:review_id>/held/", assessing.hold_review, name="review_hold"),
    path("reviews/<uuid:review_id>/take-out/", assessing.take_out_review, name="review_take_out"),
    path("reviews/<uuid:review_id>/next-plan/", assessing.next_plan, name="review_next_plan"),
    path("assessments/<uuid:assessment_id>/", assessing.one, name="assessment"),
    path("assessments/<uuid:assessment_id>/write/", assessing.write, name="assessment_write"),
    path("assessments/<uuid:assessment_id>/send/", assessing.submit, name="assessment_submit"),
    path("assessments/<uuid:assessment_id>/decide/", assessing.decide, name="assessment_decide"),
    path("assessment-heads/<uuid:head_id>/", assessing.head, name="assessment_head"),
    path("joint/<uuid:joint_id>/", assessing.joint, name="joint_assessment"),
]
