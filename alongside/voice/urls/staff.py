"""Addresses of those who make consultations, under /staff/voice/."""

from django.urls import path

from alongside.voice.views import desk, inviting, typing, writing_results

app_name = "voice_staff"
urlpatterns = [
    path("consultations/", desk.consultations, name="consultations"),
    path("consultations/new/", desk.write, name="write"),
    path("consultations/<uuid:consultation_id>/", desk.consultation, name="consultation"),
    path("consultations/<uuid:consultation_id>/words/", desk.words, name="words"),
    path("consultations/<uuid:consultation_id>/words/<slug:language>/", desk.translate, name="translate"),
    path("consultations/<uuid:consultation_id>/questions/", desk.add_question, name="add_question"),
    path("consultations/<uuid:consultation_id>/preview/", desk.preview, name="preview"),
    path("consultations/<uuid:consultation_id>/open/", desk.open_it, name="open"),
    path("consultations/<uuid:consultation_id>/close/", desk.close, name="close"),
    path("consultations/<uuid:consultation_id>/extend/", desk.extend, name="extend"),
    path("consultations/<uuid:consultation_id>/count/", desk.count, name="count"),
    path("consultations/<uuid:consultation_id>/end/", desk.end, name="end"),
    path("consultations/<uuid:consultation_id>/codes/", inviting.codes, name="codes"),
    path("consultations/<uuid:consultation_id>/accounts/", inviting.accounts, name="accounts"),
    path("consultations/<uuid:consultation_id>/form/", inviting.printed_form, name="printed_form"),
    path("consultations/<uuid:consultation_id>/typing/", typing.begin, name="begin_typing"),
    path("consultations/<uuid:consultation_id>/results/", writing_results.results, name="results"),
    path("consultations/<uuid:consultation_id>/put-forward/", writing_results.put_forward, name="put_forward"),
    path("consultations/<uuid:consultation_id>/results/back/", writing_results.send_back, name="results_back"),
    path("consultations/<uuid:consultation_id>/publish/", writing_results.publish, name="publish"),
    path("questions/<uuid:question_id>/", desk.question, name="question"),
    path("questions/<uuid:question_id>/remove/", desk.remove_question, name="remove_question"),
    path("batches/<uuid:batch_id>/", typing.type_in, name="type_in"),
    path("batches/<uuid:batch_id>/finish/", typing.finish, name="finish_typing"),
    path("batches/<uuid:batch_id>/aside/", typing.set_aside, name="set_aside"),
    path("texts/<uuid:said_id>/", writing_results.quote, name="quote"),
    path("drawings/<uuid:drawing_id>/", writing_results.drawing, name="drawing"),
    path("drawings/<uuid:drawing_id>/picture.jpg", writing_results.picture, name="picture"),
]
