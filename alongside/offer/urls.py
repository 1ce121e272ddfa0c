"""Addresses of the offer that are not pages of its tree."""

from django.urls import path

from alongside.offer.views import checker, law, pages, translations

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
    path("staff/offer/translations/", translations.translations, name="translations"),
    path("staff/offer/translations/<slug:language>/", translations.language, name="translations_in"),
    path("staff/offer/translations/<slug:language>/export/", translations.export, name="export_translations"),
    path("staff/offer/translations/<slug:language>/import/", translations.import_file, name="import_translations"),
    path("staff/offer/translations/<slug:language>/reviewed/<int:number>/", translations.reviewed, name="reviewed"),
]

ENGLISH_ONLY = ("staff/", "open-referral")
"""Beginnings of addresses for staff and for machines. Every other has a twin under each language: ``/ar/contact/``."""

in_english_only = [one for one in urlpatterns if str(one.pattern).startswith(ENGLISH_ONLY)]
in_every_language = [one for one in urlpatterns if one not in in_english_only]
