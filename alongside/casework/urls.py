"""Addresses of casework, under /staff/."""

from django.urls import URLPattern

app_name = "casework"
urlpatterns: list[URLPattern] = []
