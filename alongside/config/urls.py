"""Which part answers which address."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from alongside.offer.urls import in_english_only, in_every_language
from alongside.partners.urls import in_every_language as partners

urlpatterns = [
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Of allauth.urls all but the addresses of its social accounts: ours are in alongside.shell.urls.
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/sessions/", include("allauth.usersessions.urls")),
    path("staff/", include("alongside.casework.urls")),
    path("staff/voice/", include("alongside.voice.urls.staff")),
    path("staff/forums/", include("alongside.voice.urls.forums")),
    path("staff/principles/", include("alongside.voice.urls.principles")),
    path("staff/views/", include("alongside.voice.urls.views")),
    path("staff/board/", include("alongside.board.urls")),
    path("board/", include("alongside.board.urls.public")),
    path("homes-needed/", include("alongside.sufficiency.urls.needed")),
    path("compare/", include("alongside.sufficiency.urls.public")),
    path("me/views/", include("alongside.voice.urls.my_views")),
    path("staff/you-said/", include("alongside.voice.urls.commitments")),
    path("staff/sufficiency/", include("alongside.sufficiency.urls")),
    path("me/", include("alongside.casework.urls.me")),
    path("me/voice/", include("alongside.voice.urls.me")),
    path("verify/", include("alongside.casework.urls.verify")),
    path("", include("alongside.partners.urls")),
    path("", include("alongside.shell.urls")),
    *in_english_only,
    *([path("demo/", include("alongside.demo.urls"))] if settings.DEMO else []),
    *i18n_patterns(
        *in_every_language,
        *partners,
        path("voice/", include("alongside.voice.urls")),
        path("", include("alongside.voice.urls.groups")),
        path("", include(wagtail_urls)),  # the offer's own pages: takes every address, so it comes last
        prefix_default_language=False,
    ),
]
handler400 = "alongside.shell.views.bad_request"
handler403 = "alongside.shell.views.not_found"
handler404 = "alongside.shell.views.not_found"
handler500 = "alongside.shell.views.server_error"
