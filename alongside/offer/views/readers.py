"""What readers tell us, and what they look for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.offer import queries
from alongside.offer import readers as left_behind
from alongside.offer.feedback_form import FeedbackForm
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.origin import same_origin
from alongside.shell.roles import Reach, Record, Verb
from alongside.shell.serving import personal_page, public_page


@personal_page
@same_origin
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Tell us what you think of a page. No name, no address."""
    sent = request.method == "POST"
    form = FeedbackForm(request.POST if sent else None, initial={"page": request.GET.get("page", "")})
    if sent and form.is_valid():
        if not form.is_from_a_machine:
            left_behind.give_feedback(**form.given, on=clock.today())
        return redirect("feedback_thanks")
    about = queries.page_title(form["page"].value() or "", on=clock.today())
    return render(request, "offer/feedback.html", {"form": form, "about": about})


@public_page
@require_safe
def thank_you(request: HttpRequest) -> HttpResponse:
    """After telling us."""
    return render(request, "offer/feedback_thanks.html")


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_safe
def given(request: HttpRequest) -> HttpResponse:
    """What readers said, for the editors."""
    return render(request, "offer/feedback_given.html", {"said": queries.feedback()})


@permission(Record.OFFER_TEXT, Verb.UPDATE, frozenset({Reach.ANYTHING}))
@require_safe
def looked_for(request: HttpRequest) -> HttpResponse:
    """What people read, looked for, and looked for in vain, for the editors."""
    return render(request, "offer/looked_for.html", {"sought": queries.looked_for(on=clock.today())})
