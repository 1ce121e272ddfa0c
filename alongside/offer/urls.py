"""Addresses of the offer that are not pages of its tree."""

from django.urls import path

from alongside.offer import views

urlpatterns = [
    path("what-can-i-get/", views.checker, name="checker"),
    path("how-the-law-works/", views.law, name="law"),
    path("how-the-law-works/<slug:slug>/", views.law_category, name="law_category"),
    path("glossary/", views.words, name="glossary"),
    path("what-has-changed/", views.editions, name="editions"),
    path("contact/", views.contact, name="contact"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("staff/law/", views.provisions, name="provisions"),
    path("staff/law/<str:provision_id>/", views.check_provision, name="check_provision"),
]
