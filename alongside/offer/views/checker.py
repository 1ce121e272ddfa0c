"""The checker."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from alongside.offer import drawn
from alongside.offer.checker import steps
from alongside.shell import clock
from alongside.shell.origin import same_origin
from alongside.shell.serving import personal_page


@personal_page
@same_origin
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def checker(request: HttpRequest) -> HttpResponse:
    """What can I get? A question a page; the answers travel in the form and are never written down."""
    return drawn.once(request, repr(sorted(request.POST.lists())), lambda: _step(request))


def _step(request: HttpRequest) -> HttpResponse:
    step = steps.step(request.POST, today=clock.today(), council=settings.COUNCIL["short_name"])
    status = 400 if step.is_lost or step.lacks_day else 200
    if step.result and "text" in request.POST:
        return render(
            request, "offer/checker_result.txt", {"result": step.result}, content_type="text/plain; charset=utf-8"
        )
    page = "offer/checker_result.html" if step.result else "offer/checker.html"
    return render(request, page, {"step": step, "result": step.result}, status=status)
