"""Ways to find things in the offer, and one's own list of them."""

from __future__ import annotations

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.offer import drawn, queries
from alongside.shell import clock
from alongside.shell.origin import same_origin
from alongside.shell.serving import personal_page, public_page


@personal_page
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers a question, or what to do when nothing does."""
    found = queries.found(request.GET.get("q", ""), on=clock.today())
    return drawn.once(request, found.question, lambda: render(request, "offer/search.html", {"found": found}))


@public_page
@require_safe
def a_to_z(request: HttpRequest) -> HttpResponse:
    """Everything by its words."""
    return render(request, "offer/a_to_z.html", {"letters": queries.words_of_offer(on=clock.today())})


@public_page
@require_safe
def how_fresh(request: HttpRequest) -> HttpResponse:
    """When each part of the offer was checked."""
    shown = {"fresh": queries.freshness(on=clock.today()), "editions": queries.editions()}
    return render(request, "offer/how_fresh.html", shown)


@personal_page
@same_origin
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def my_list(request: HttpRequest) -> HttpResponse:
    """A list of one's own. It travels in the form, as the checker's answers do, and is kept nowhere."""
    mine = queries.my_list(request.POST, on=clock.today())
    link = f"{settings.SITE_URL}{reverse('my_list')}#list={mine.codes}"
    picture = segno.make(link, micro=False).svg_inline(scale=4, border=2, light="#fff", omitsize=True)
    shown = {"mine": mine, "link": link, "qr": mark_safe(picture)}  # noqa: S308  drawn here, from codes
    return render(request, "offer/my_list.html", shown)
