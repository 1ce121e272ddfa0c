"""How the law works, for everybody; and the law checked, for the legal officer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.offer import actions, law_pages, queries
from alongside.offer.forms import ProvisionCheckForm
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb
from alongside.shell.serving import public_page


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
def open_questions(request: HttpRequest) -> HttpResponse:
    """What the law leaves open, and how it is read here."""
    return render(request, "offer/law_open.html", {"questions": law_pages.open_questions()})


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
