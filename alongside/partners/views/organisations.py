"""The staff's directory of organisations, who acts for them, and contacts for co-operation."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.partners import actions, queries
from alongside.partners.forms import organisations as forms
from alongside.partners.views.staff import GET_OR_POST, NEW, desk_page, form_page, sent
from alongside.shell import clock, sending
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.ORGANISATIONS, Verb.READ)
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations, and filters."""
    form = forms.Filter(request.GET or None)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = queries.directory(**chosen)
    return desk_page(request, "organisations", rows=rows, filters=form, adds=_may(request, Verb.CREATE))


@permission(Record.ORGANISATIONS, Verb.READ)
@require_safe
def organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """One organisation."""
    page = queries.organisation_page(request.actor, organisation_id, on=clock.today())
    told = {
        "page": page,
        "on": clock.today(),
        "changes": _may(request, Verb.UPDATE),
        "lets_act": request.actor.can(Record.ROLE_GRANTS, Verb.CREATE),
    }
    return render(request, "partners/organisation.html", told)


@permission(Record.ORGANISATIONS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_organisation(request: HttpRequest) -> HttpResponse:
    """A new organisation."""
    form = forms.Organisation(request.POST or None)
    act = sending.Making(actions.add_new_organisation)
    if sent(request, form, act, NEW):
        messages.success(request, "It is in the list.")
        return act.opened("organisation", "organisations")
    return form_page(request, form, "A new organisation", back=reverse("organisations"))


@permission(Record.ORGANISATIONS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_district(request: HttpRequest) -> HttpResponse:
    """A district whose housing, council tax and leisure are its own."""
    form = forms.District(request.POST or None)
    if sent(request, form, actions.add_new_district, NEW):
        messages.success(request, "The district is added. Now add its council, as an organisation.")
        return redirect("organisations")
    known = ", ".join(name for _, name in queries.districts())
    lead = f"Here already: {known}." if known else "None is here yet. A council without districts needs none."
    return form_page(request, form, "A new district", back=reverse("organisations"), lead=lead)


@permission(Record.ORGANISATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Change an organisation."""
    page = queries.organisation_page(request.actor, organisation_id, on=clock.today())
    first = {name: getattr(page, name) for name in ("name", "phone", "email", "web", "closed_on", "version")}
    first |= {"kind": page.kind_key, "district": page.district_slug}
    form = forms.ChangeOrganisation(request.POST or None, initial=first)
    act = partial(actions.change_organisation, organisation_id=organisation_id)
    if sent(request, form, act, organisation_id):
        messages.success(request, "It is changed.")
        return redirect("organisation", organisation_id)
    return form_page(request, form, f"Change {page.name}", back=reverse("organisation", args=[organisation_id]))


@permission(Record.ROLE_GRANTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def add_member(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Let somebody act for an organisation."""
    page = queries.organisation_page(request.actor, organisation_id, on=clock.today())
    form = forms.Member(request.POST or None, initial={"from_on": clock.today()})
    if sent(request, form, partial(actions.add_member_by_email, organisation_id=organisation_id), organisation_id):
        messages.success(request, "They act for it.")
        return redirect("organisation", organisation_id)
    lead = "They reach what was referred to this organisation, as far as their role goes. The role is granted apart."
    back = reverse("organisation", args=[organisation_id])
    return form_page(request, form, f"Who acts for {page.name}", back=back, lead=lead)


@permission(Record.ROLE_GRANTS, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def end_membership(request: HttpRequest, number: int) -> HttpResponse:
    """Say until when somebody acts for an organisation."""
    who, organisation_id = queries.membership_name(number, on=clock.today())
    form = forms.EndMembership(request.POST or None, initial={"to_on": clock.today()})
    if sent(request, form, partial(actions.end_membership_of, membership_id=number), organisation_id):
        messages.success(request, "It is written down.")
        return redirect("organisation", organisation_id)
    return form_page(request, form, f"End: {who}", back=reverse("organisation", args=[organisation_id]))


@permission(Record.ORGANISATIONS, Verb.READ)
@require_safe
def cooperation(request: HttpRequest) -> HttpResponse:
    """Whom to ring where, for co-operation; what is late for its check; who has nobody named."""
    page = queries.cooperation(on=clock.today())
    return desk_page(request, "cooperation", page=page, changes=_may(request, Verb.UPDATE), on=clock.today())


@permission(Record.ORGANISATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def add_contact(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """Name a contact."""
    page = queries.organisation_page(request.actor, organisation_id, on=clock.today())
    form = forms.Contact(request.POST or None, initial={"last_checked_on": clock.today()})
    act = partial(actions.add_contact, organisation_id=organisation_id, on=clock.today())
    if sent(request, form, act, organisation_id):
        messages.success(request, "The contact is in the list.")
        return redirect("organisation", organisation_id)
    back = reverse("organisation", args=[organisation_id])
    return form_page(request, form, f"Whom to ring at {page.name}", back=back)


@permission(Record.ORGANISATIONS, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def change_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Change a contact."""
    contact = queries.one_contact(contact_id, on=clock.today())
    names = ("name", "post", "for_what", "phone", "email", "last_checked_on", "next_check_on", "version")
    form = forms.ChangeContact(request.POST or None, initial={name: getattr(contact, name) for name in names})
    if sent(request, form, partial(actions.change_contact, contact_id=contact_id, on=clock.today()), contact_id):
        messages.success(request, "It is changed.")
        return redirect("cooperation")
    title = f"{contact.name}, {contact.organisation}"
    return form_page(request, form, title, back=reverse("cooperation"), template="contact", contact=contact)


@permission(Record.ORGANISATIONS, Verb.UPDATE)
@require_POST
def check_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Say that a contact is right, as of today."""
    actions.check_contact(contact_id=contact_id, on=clock.today(), by=request.actor)
    messages.success(request, "Checked today.")
    return redirect("cooperation")


@permission(Record.ORGANISATIONS, Verb.UPDATE)
@require_POST
def remove_contact(request: HttpRequest, contact_id: UUID) -> HttpResponse:
    """Take a contact off the list."""
    actions.remove_contact(contact_id=contact_id, on=clock.today(), by=request.actor)
    messages.success(request, "It is taken off the list.")
    return redirect("cooperation")


# ---------------------------------------------------------------------------------------------------------------------


def _may(request: HttpRequest, verb: Verb) -> bool:
    return request.actor.can(Record.ORGANISATIONS, verb)  # type: ignore[attr-defined,no-any-return]
