"""Addresses of the offer that are not pages of its tree."""

from django.urls import URLPattern

app_name = "offer"
urlpatterns: list[URLPattern] = []
