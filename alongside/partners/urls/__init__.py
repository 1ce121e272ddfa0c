"""Addresses of partners, a file a subject: pages of staff under /staff/partners/, public ones under /partners/."""

from alongside.partners.urls import council_tax, covenant, impact, organisations, ours, promise, protocols

in_every_language = [
    *covenant.in_every_language,
    *promise.in_every_language,
    *council_tax.in_every_language,
    *impact.in_every_language,
]
urlpatterns = [
    *organisations.urlpatterns,
    *covenant.urlpatterns,
    *promise.urlpatterns,
    *protocols.urlpatterns,
    *council_tax.urlpatterns,
    *impact.urlpatterns,
    *ours.urlpatterns,
]
