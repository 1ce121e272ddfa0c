"""The school terms."""

from django.urls import path

from alongside.casework.views import terms

urlpatterns = [
    path("our-clocks/", terms.own_clocks, name="own_clocks"),
    path("school-terms/", terms.school_terms, name="school_terms"),
    path("school-terms/propose/", terms.propose_terms, name="propose_terms"),
    path("school-terms/decide/", terms.decide_terms, name="decide_terms"),
]
