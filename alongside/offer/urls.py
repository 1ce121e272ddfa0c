"""Addresses of the offer that are not pages of its tree."""

from django.urls import path

from alongside.offer.open_referral import api
from alongside.offer.views import checker, importing, law, open_data, pages

urlpatterns = [
    path("what-can-i-get/", checker.checker, name="checker"),
    path("how-the-law-works/", law.law, name="law"),
    path("how-the-law-works/<slug:slug>/", law.law_category, name="law_category"),
    path("glossary/", pages.words, name="glossary"),
    path("what-has-changed/", pages.editions, name="editions"),
    path("contact/", pages.contact, name="contact"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("staff/law/", law.provisions, name="provisions"),
    path("staff/law/<str:provision_id>/", law.check_provision, name="check_provision"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("staff/offer/import/", importing.import_signposts, name="import_signposts"),
    *api.urlpatterns,
]
