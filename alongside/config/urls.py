"""Which part answers which address."""

from django.conf import settings
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("staff/", include("alongside.casework.urls")),
    path("", include("alongside.shell.urls")),
    path("", include("alongside.offer.urls")),
    *([path("demo/", include("alongside.demo.urls"))] if settings.DEMO else []),
    path("", include(wagtail_urls)),  # the offer's own pages: takes every address, so it comes last
]
handler400 = "alongside.shell.views.bad_request"
handler403 = "alongside.shell.views.not_found"
handler404 = "alongside.shell.views.not_found"
handler500 = "alongside.shell.views.server_error"
