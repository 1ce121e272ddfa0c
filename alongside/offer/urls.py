"""Addresses of the offer that are not pages of its tree."""

from django.urls import path

from alongside.offer.open_referral import api
from alongside.offer.views import audit, checker, desk, editions, finding, importing, law, open_data, pages, readers

urlpatterns = [
    path("what-can-i-get/", checker.checker, name="checker"),
    path("how-the-law-works/", law.law, name="law"),
    path("how-the-law-works/not-settled/", law.open_questions, name="law_open"),
    path("how-the-law-works/<slug:slug>/", law.law_category, name="law_category"),
    path("glossary/", pages.words, name="glossary"),
    path("what-has-changed/", editions.editions, name="editions"),
    path("contact/", pages.contact, name="contact"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
    path("staff/law/", law.provisions, name="provisions"),
    path("staff/law/<str:provision_id>/", law.check_provision, name="check_provision"),
    path("search/", finding.search, name="search"),
    path("a-to-z/", finding.a_to_z, name="a_to_z"),
    path("how-fresh/", finding.how_fresh, name="how_fresh"),
    path("my-list/", finding.my_list, name="my_list"),
    path("feedback/", readers.feedback, name="feedback"),
    path("feedback/thank-you/", readers.thank_you, name="feedback_thanks"),
    path("staff/offer/feedback/", readers.given, name="feedback_given"),
    path("staff/offer/what-people-look-for/", readers.looked_for, name="looked_for"),
    path("how-complete/", audit.how_complete, name="how_complete"),
    path("staff/offer/audit/", audit.offer_audit, name="offer_audit"),
    path("staff/offer/audit/table.csv", audit.offer_audit_file, name="offer_audit_file"),
    path("staff/offer/audit/<int:number>/", audit.audit_item, name="audit_item"),
    path("open-data/", open_data.open_data, name="open_data"),
    path("staff/offer/import/", importing.import_signposts, name="import_signposts"),
    *api.urlpatterns,
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
