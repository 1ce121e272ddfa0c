"""Pages of the offer that are not in its tree of pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from alongside.offer import actions, glossary, law_pages, queries
from alongside.offer.checker import steps
from alongside.offer.forms import ProvisionCheckForm
from alongside.offer.serving import personal_page, public_page
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.origin import same_origin
from alongside.shell.roles import Record, Verb


@personal_page
@same_origin
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def checker(request: HttpRequest) -> HttpResponse:
    """What can I get? A question a page; the answers travel in the form and are kept nowhere."""
    step = steps.step(request.POST, on=clock.today(), council=settings.COUNCIL["short_name"])
    page = "offer/checker_result.html" if step.result else "offer/checker.html"
    return render(request, page, {"step": step, "result": step.result}, status=400 if step.is_lost else 200)


@public_page
@require_safe
def law(request: HttpRequest) -> HttpResponse:
    """How the law works: the categories."""
    return render(request, "offer/law.html", {"chapters": law_pages.chapters()})


@public_page
@require_safe
def law_category(request: HttpRequest, slug: str) -> HttpResponse:
    """What is owed in one category."""
    page = law_pages.page(slug)
    if page is None:
        raise Http404
    return render(request, "offer/law_category.html", {"page": page})


@public_page
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What words mean."""
    return render(request, "offer/glossary.html", {"terms": glossary.terms()})


@public_page
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """What has changed in the offer, edition by edition."""
    return render(request, "offer/editions.html", {"editions": queries.editions()})


@public_page
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Talk to someone: numbers, advocates, how to challenge a decision."""
    return render(request, "offer/contact.html", {"advocate": queries.advocate()})


@public_page
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works for whom, what does not yet, and whom to tell."""
    return render(request, "offer/accessibility.html")


@public_page
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What we keep about whoever reads these pages."""
    return render(request, "offer/privacy.html")


@permission(Record.LAW_CHECK, Verb.CREATE)
@require_safe
def provisions(request: HttpRequest) -> HttpResponse:
    """Every provision with its mark, for the legal officer."""
    return render(request, "offer/provisions.html", {"marks": law_pages.marks()})


@permission(Record.LAW_CHECK, Verb.CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def check_provision(request: HttpRequest, provision_id: str) -> HttpResponse:
    """Record that a provision was checked."""
    form = ProvisionCheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.check_provision(
            provision_id=provision_id,
            on=clock.today(),
            by=request.actor,  # type: ignore[attr-defined]
            **form.cleaned_data,
        )
        return redirect("provisions")
    shown = {"mark": law_pages.mark(provision_id), "checks": queries.checks_of(provision_id), "form": form}
    return render(request, "offer/check_provision.html", shown)
