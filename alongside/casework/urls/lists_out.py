"""Lists of people that leave the council."""

from django.urls import path

from alongside.casework.views import lists_out

urlpatterns = [
    path("lists/", lists_out.take_out, name="take_out"),
    path("lists/core-system/", lists_out.handed_over, name="handed_over"),
]
