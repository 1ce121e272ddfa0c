"""The public page on which the code of a proof is checked, under /verify/."""

from django.urls import path

from alongside.casework.views import verify

urlpatterns = [path("", verify.verify, name="verify")]
