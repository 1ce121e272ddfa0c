"""Taking a list of people out, with the purpose asked and kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from alongside.casework import lists_out, queries
from alongside.casework.forms.lists_out import TakeOut
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.PERSON_EXPORT, Verb.EXPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def take_out(request: HttpRequest) -> HttpResponse:
    """Choose a list and say what it is for; the answer is the file."""
    form = TakeOut(request.POST or None)
    if not form.is_valid():
        return render(request, "casework/lists_out.html", {"form": form})
    one, on = lists_out.BY_NAME[form.cleaned_data["what"]], clock.today()
    people = queries.leavers(request.actor, on=on, purpose=form.cleaned_data["purpose"], what=one.name)
    disposition = f'attachment; filename="{one.file_name}"'
    content = one.make(people, on)
    return HttpResponse(content, content_type=one.content_type, headers={"Content-Disposition": disposition})


@permission(Record.PERSON_EXPORT, Verb.EXPORT)
@require_safe
def handed_over(request: HttpRequest) -> HttpResponse:
    """What was handed to the core system, file by file."""
    return render(request, "casework/handed_over.html", {"rows": queries.handed_files(request.actor)})
