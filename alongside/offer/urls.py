"""Addresses of the offer that are not pages of its tree."""

from django.urls import path

from alongside.offer.views import checker, desk, editions, law, pages

urlpatterns = [
    path("what-can-i-get/", checker.checker, name="checker"),
    path("how-the-law-works/", law.law, name="law"),
    path("how-the-law-works/<slug:slug>/", law.law_category, name="law_category"),
    path("glossary/", pages.words, name="glossary"),
    path("what-has-changed/", editions.editions, name="editions"),
    path("contact/", pages.contact, name="contact"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("staff/law/", law.provisions, name="provisions"),
    path("staff/law/<str:provision_id>/", law.check_provision, name="check_provision"),
    path("editions/<int:number>/", editions.edition, name="edition"),
    path("editions/<int:number>/<slug:slug>/", editions.edition_area, name="edition_area"),
    path("districts/", editions.districts, name="districts"),
    path("districts/<slug:slug>/", editions.district, name="district"),
    path("staff/offer/", desk.offer_desk, name="offer_desk"),
    path("staff/offer/corrections/", desk.corrections, name="corrections"),
    path("staff/offer/corrections/<int:page_id>/", desk.correct, name="correct"),
    path("staff/offer/corrections/<int:page_id>/amount/", desk.correct_amount, name="correct_amount"),
    path("staff/offer/consultations/", desk.consultations, name="consultations"),
    path("staff/offer/next-edition/", desk.next_edition, name="next_edition"),
    path("staff/offer/next-edition/propose/", desk.propose_edition, name="propose_edition"),
    path("staff/offer/next-edition/sign/", desk.sign_edition, name="sign_edition"),
    path("staff/offer/next-edition/publish/", desk.publish_edition, name="publish_edition"),
    path("staff/offer/reading/<int:page_id>/", desk.reading, name="reading"),
]
