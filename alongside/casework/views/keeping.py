"""Pages about records that may be one person, and about files whose time is over."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.casework import actions, queries
from alongside.casework.forms import keeping as forms
from alongside.casework.views.about import FormAbout, without_person
from alongside.casework.views.safekeeping import GET_OR_POST, form_page
from alongside.casework.views.sent import said, sent
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb

STEPS = {
    "agree": actions.agree_duplicate,
    "refuse": actions.refuse_duplicate,
    "merge": actions.merge_people,
    "undo": actions.undo_merge,
}


@permission(Record.MERGING, Verb.READ)
@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """Records that may be one person."""
    return render(request, "casework/duplicates.html", {"found": queries.duplicates(request.actor, on=clock.today())})


@permission(Record.MERGING, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def flag_duplicate(request: HttpRequest) -> HttpResponse:
    """Say that two may be one."""
    asked = {name: request.GET.get(name, "") for name in ("keeps", "goes")}
    form = forms.FlagDuplicate(request.POST or None, initial=asked)
    if sent(request, form, actions.flag_duplicate):
        return said(request, "A manager will look at it.", "casework:safekeeping")
    return form_page(request, form, "Two records, one person", "Send", "duplicate")


@permission(Record.MERGING, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def duplicate(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Take the next step with a pair."""
    row = queries.one_merge(request.actor, merge_id)
    form = forms.NextStep(request.POST or None, steps=row.steps)
    if form.is_valid():
        act = STEPS[form.cleaned_data.pop("step")]
        if sent(request, form, partial(act, merge_id=merge_id)):
            return said(request, "It is done.", "casework:duplicates")
    return form_page(request, form, f"{row.keeps} and {row.goes}", "Decide", "duplicate", merge=row)


@permission(Record.DISPOSAL, Verb.READ)
@require_safe
def disposals(request: HttpRequest) -> HttpResponse:
    """Files whose time is over, what is proposed, and what is held."""
    return render(request, "casework/disposals.html", {"found": queries.disposals(request.actor, on=clock.today())})


@permission(Record.DISPOSAL, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def hold_file(request: HttpRequest) -> HttpResponse:
    """Hold a file."""
    form = forms.HoldFile(request.POST or None)
    if sent(request, form, actions.hold_file):
        return said(request, "The file is held.", "casework:disposals")
    return form_page(request, form, "Hold a file", "Hold it", "hold")


@permission(Record.DISPOSAL, Verb.APPROVE)
@require_POST
def let_go(request: HttpRequest, hold_id: UUID) -> HttpResponse:
    """End a hold."""
    version = next((one.version for one in _holds(request) if one.id == hold_id), 0)
    actions.let_go(hold_id=hold_id, version=version, on=clock.today(), by=request.actor)
    return said(request, "The file is no longer held.", "casework:disposals")


@permission(Record.DISPOSAL, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def propose_disposal(request: HttpRequest) -> HttpResponse:
    """Propose to dispose of a file."""
    form = forms.ProposeDisposal(request.POST or None, initial={"reference": request.GET.get("reference", "")})
    if sent(request, form, actions.propose_disposal):
        return said(request, "Somebody else has to agree now.", "casework:disposals")
    return form_page(request, form, "Propose to dispose of a file", "Propose it", "disposal")


@permission(Record.DISPOSAL, Verb.APPROVE)
@require_http_methods(GET_OR_POST)
def disposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Decide about a file that somebody else proposed."""
    row = queries.one_disposal(request.actor, proposal_id, on=clock.today())
    form = forms.DecideDisposal(request.POST or None)
    if form.is_valid():
        act = actions.dispose if form.cleaned_data.pop("gone") else actions.keep_file
        if sent(request, form, partial(act, proposal_id=proposal_id, version=row.version)):
            return said(request, "It is done.", "casework:disposals")
    return form_page(request, form, f"File {row.reference}", "Decide", "disposal", proposal=row)


@permission(Record.KEPT_OPEN, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def keep_open(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let a file be written in after the 25th birthday."""
    about = FormAbout(
        title="Keep the file open after 25",
        place="casework:person",
        act=actions.keep_open,
        done="The file stays open until that day.",
        template="casework/keep_open.html",
    )
    return about.open(request, person_id, Record.KEPT_OPEN, Verb.CREATE, lambda _, data: forms.KeepOpen(data))


@permission(Record.KEPT_OPEN, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def close_file(request: HttpRequest, kept_id: UUID) -> HttpResponse:
    """Close a file that was kept open."""
    kept = queries.one_kept_open(request.actor, kept_id, on=clock.today())
    about = FormAbout(
        title="Close the file",
        place="casework:person",
        act=partial(without_person, actions.close_file, kept_id=kept_id, version=kept.version),
        done="The file is closed, once they are 25.",
        subject=kept_id,
    )
    return about.open(request, kept.person, Record.KEPT_OPEN, Verb.UPDATE, lambda _, data: forms.CloseFile(data))


def _holds(request: HttpRequest) -> tuple[queries.HoldRow, ...]:
    return queries.disposals(request.actor, on=clock.today()).holds  # type: ignore[attr-defined]
