"""Addresses of the offer that are not pages of its tree."""

from django.urls import path

from alongside.offer.views import checker, formats, law, pages, saving

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
    path("other-ways-to-read/", formats.formats, name="formats"),
    path("other-ways-to-read/<path:slug>/", formats.formats, name="formats_of"),
    path("easy-read/", formats.easy_read_page, name="easy_read"),
    path("easy-read/<path:slug>/", formats.easy_read_page, name="easy_read_of"),
    path("large-print/", formats.large_print_page, name="large_print"),
    path("large-print/<path:slug>/", formats.large_print_page, name="large_print_of"),
    path("forms/<slug:language>/<path:slug>/<slug:kind>.<slug:suffix>", formats.form_file, name="form_file"),
    path("forms/my-list.pdf", formats.list_file, name="list_file"),
    path("what-has-changed/<int:number>/<slug:kind>.<slug:suffix>", formats.edition_file, name="edition_file"),
    path("offer.json", formats.offer_json, name="offer_json"),
    path("offer.schema.json", formats.offer_schema, name="offer_schema"),
    path("save/", saving.save, name="save"),
    path("save/offer/", saving.saved_offer, name="saved_offer"),
    path("save/manifest.json", saving.manifest, name="save_manifest"),
    path("save/<slug:name>.js", saving.script, name="save_script"),
    path("leave/", saving.leave, name="leave"),
    path("staff/offer/forms/", formats.forms_made, name="forms_made"),
    path("staff/offer/forms/<int:number>/again/", formats.make_again, name="make_again"),
    path("staff/offer/letters/", formats.birthday_letters, name="birthday_letters"),
    path("staff/offer/letters/<int:number>.<slug:suffix>", formats.birthday_letter, name="birthday_letter"),
]
