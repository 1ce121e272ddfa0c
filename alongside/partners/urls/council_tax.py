"""Council tax of each district."""

from django.urls import path

from alongside.partners.views import council_tax as views

AT = "staff/partners/council-tax/"
ONE = f"{AT}<uuid:scheme_id>/"

in_every_language = [path("partners/council-tax/", views.council_tax, name="council_tax")]
urlpatterns = [
    path(AT, views.council_tax_desk, name="council_tax_desk"),
    path(f"{AT}add/", views.propose_scheme, name="propose_scheme"),
    path(f"{ONE}approve/", views.approve_scheme, name="approve_scheme"),
    path(f"{ONE}decline/", views.decline_scheme, name="decline_scheme"),
]
