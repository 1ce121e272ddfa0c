"""Public addresses of voice, under /voice/, with a twin under each language."""

from django.urls import path

from alongside.voice.urls import said
from alongside.voice.views import answering

app_name = "voice"
urlpatterns = [
    path("", answering.consultations, name="consultations"),
    path("thank-you/", answering.thank_you, name="thank_you"),
    path("drawings/<uuid:drawing_id>.jpg", answering.drawing, name="drawing"),
    *said.urlpatterns,
    path("<slug:slug>/", answering.answer, name="answer"),
    path("<slug:slug>/easy/", answering.answer_easily, name="answer_easily"),
    path("<slug:slug>/results/", answering.results, name="results"),
    path("<slug:slug>/results/<slug:name>.csv", answering.chart_file, name="chart_file"),
    path("<slug:slug>/results.csv", answering.results_file, name="results_file"),
]
