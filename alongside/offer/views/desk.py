"""The offer's desk: for those who write it, check it, agree it and sign it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.offer import access, actions, plain_english, queries
from alongside.offer.forms import ConsultationForm, CorrectAmountForm, CorrectContactForm, ProposalForm, ReasonForm
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.refusals import NotYours
from alongside.shell.roles import Reach, Record, Role, Verb


@permission(Record.OFFER_DESK, Verb.READ)
@require_safe
def offer_desk(request: HttpRequest) -> HttpResponse:
    """What is due, what waits for me, how far the next edition is."""
    actor = request.actor  # type: ignore[attr-defined]
    shown = {
        "desk": queries.desk(actor=actor, on=clock.today()),
        "edits": any(actor.can(Record.OFFER_TEXT, verb) for verb in (Verb.CREATE, Verb.UPDATE, Verb.APPROVE)),
        "begins": access.can(actor, Record.OFFER_TEXT, Verb.APPROVE, None),
        "consults": actor.can(Record.OFFER_CONSULTATION, Verb.CREATE),
    }
    return render(request, "offer/desk.html", shown)


@permission(Record.OFFER_TEXT, Verb.APPROVE)
@require_POST
def begin_offer(request: HttpRequest) -> HttpResponse:
    """Begin the offer: its first page and its areas."""
    actions.begin_offer(by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, "The offer is begun. Its editors can fill it now.")
    return redirect("offer_desk")


@permission(Record.OFFER_DESK, Verb.READ)
@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What was put right the same day, and what I may put right."""
    shown = {
        "corrections": queries.corrections(),
        "correctables": queries.correctables(actor=request.actor),  # type: ignore[attr-defined]
    }
    return render(request, "offer/corrections.html", shown)


@permission(Record.OFFER_CORRECTION, Verb.CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put a phone number or an address right."""
    one = _correctable(request, page_id)
    form = CorrectContactForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.correct_contact(
            page_id=page_id, at=clock.now(), by=request.actor, **form.cleaned_data  # type: ignore[attr-defined]
        )  # fmt: skip
        return redirect("corrections")
    return render(request, "offer/correct.html", {"one": one, "form": form})


@permission(Record.OFFER_CORRECTION, Verb.CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def correct_amount(request: HttpRequest, page_id: int) -> HttpResponse:
    """Put an amount right that the law fixes."""
    one = _correctable(request, page_id)
    form = CorrectAmountForm(request.POST or None, initial={"from_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        actions.correct_amount(
            page_id=page_id, at=clock.now(), by=request.actor, **form.cleaned_data  # type: ignore[attr-defined]
        )  # fmt: skip
        return redirect("corrections")
    return render(request, "offer/correct.html", {"one": one, "form": form, "is_amount": True})


@permission(Record.OFFER_CONSULTATION, Verb.CREATE)
@require_http_methods(["GET", "HEAD", "POST"])
def consultations(request: HttpRequest) -> HttpResponse:
    """Consultations on the offer, and the form that records one."""
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.record_consultation(at=clock.now(), by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        return redirect("offer_desk")
    shown = {"form": form, "consultations": queries.consultations(), "last": next(iter(queries.editions()), None)}
    return render(request, "offer/consultations.html", shown)


@permission(Record.OFFER_DESK, Verb.READ)
@require_safe
def next_edition(request: HttpRequest) -> HttpResponse:
    """What is proposed, who has signed, and what each may do next."""
    actor = request.actor  # type: ignore[attr-defined]
    shown = {
        "next": queries.next_edition(actor=actor, on=clock.today()),
        "proposal_form": ProposalForm(),
        "may_propose": actor.can(Record.OFFER_EDITION, Verb.CREATE),
        "may_publish": actor.can(Record.OFFER_EDITION, Verb.UPDATE),
        "may_read_impact": actor.can(Record.IMPACT, Verb.READ),
    }
    return render(request, "offer/next_edition.html", shown)


@permission(Record.OFFER_EDITION, Verb.CREATE)
@require_POST
def propose_edition(request: HttpRequest) -> HttpResponse:
    """Put the offer as it stands before those who sign."""
    note = request.POST.get("note", "")
    actions.propose_edition(on=clock.today(), by=request.actor, note=note)  # type: ignore[attr-defined]
    return redirect("next_edition")


@permission(Record.OFFER_EDITION, Verb.APPROVE)
@require_POST
def sign_edition(request: HttpRequest) -> HttpResponse:
    """Sign the proposal that was on the page, in the role that was on the button."""
    proposal, role = request.POST.get("proposal", ""), request.POST.get("role", "")
    if not proposal.isdecimal() or role not in set(Role):
        return redirect("next_edition")
    actions.sign_edition(
        proposal_id=int(proposal), role=Role(role), on=clock.today(), by=request.actor  # type: ignore[attr-defined]
    )  # fmt: skip
    return redirect("next_edition")


@permission(Record.OFFER_EDITION, Verb.UPDATE)
@require_POST
def publish_edition(request: HttpRequest) -> HttpResponse:
    """Publish what all three have signed."""
    edition = actions.publish_edition(on=clock.today(), by=request.actor)  # type: ignore[attr-defined]
    return redirect("edition", edition.number)


@permission(Record.OFFER_TEXT, Verb.APPROVE, frozenset({Reach.ANYTHING, Reach.PARTNER}))
@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest, page_id: int) -> HttpResponse:
    """Let a text be published that is hard to read, and say why."""
    draft = queries.draft_reading(page_id, actor=request.actor)  # type: ignore[attr-defined]
    if draft is None:
        raise NotYours("no such page")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.allow_hard_reading(
            page_id=page_id, at=clock.now(), by=request.actor, **form.cleaned_data  # type: ignore[attr-defined]
        )  # fmt: skip
        return redirect("wagtailadmin_pages:edit", page_id)
    return render(request, "offer/reading.html", {"draft": draft, "form": form, "limit": plain_english.HIGHEST_AGE})


def _correctable(request: HttpRequest, page_id: int) -> queries.Correctable:
    one = queries.correctable(page_id, actor=request.actor)  # type: ignore[attr-defined]
    if one is None:
        raise NotYours("no such entitlement")
    return one
