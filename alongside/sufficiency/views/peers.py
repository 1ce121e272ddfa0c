"""Other councils: compared with us, their numbers taken in, ours shared."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.shell import clock, downloads
from alongside.shell.gate import permission, public
from alongside.shell.refusals import FactRefused
from alongside.shell.roles import Record, Verb
from alongside.sufficiency import actions, drawing, forms, queries
from alongside.sufficiency.views.sent import GET_OR_POST, NEW, form_page, sent

AGGREGATES = "Only numbers in groups, and none from 1 to 4: a file that holds anything else is refused whole."


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def peers(request: HttpRequest) -> HttpResponse:
    """One thing, council by council."""
    name = request.GET.get("what", "")
    page = queries.peers(request.actor, name, on=clock.today())  # type: ignore[attr-defined]
    form = forms.Compared(initial={"what": page.compared.name})
    return render(request, "sufficiency/peers.html", {"page": page, "form": form, "drawn": drawing.peers_chart(page)})


@permission(Record.SUFFICIENCY, Verb.READ)
@require_safe
def peers_file(request: HttpRequest, name: str) -> HttpResponse:
    """The same as a file."""
    page = queries.peers(request.actor, name, on=clock.today())  # type: ignore[attr-defined]
    content = downloads.as_csv(*drawing.peers_table(page))
    return downloads.answer(f"councils-{page.compared.name}.csv", content, downloads.CSV_TYPE)


@permission(Record.SUFFICIENCY, Verb.APPROVE)
@require_POST
def open_comparison(request: HttpRequest, name: str) -> HttpResponse:
    """Let everybody read it, or no longer."""
    opens = request.POST.get("opens") == "yes"
    actions.open_comparison(name=name, opens=opens, on=clock.today(), by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, "Everybody may read it now." if opens else "It is for staff only again.")
    return redirect(f"{reverse('sufficiency:peers')}?what={name}")


@permission(Record.SUFFICIENCY, Verb.APPROVE)
@require_POST
def show_council(request: HttpRequest) -> HttpResponse:
    """Let everybody read what a council shares, or no longer."""
    council, opens = request.POST.get("council", ""), request.POST.get("opens") == "yes"
    actions.show_council(council=council, is_for_everybody=opens, by=request.actor)  # type: ignore[attr-defined]
    messages.success(request, f"{council}: {'everybody may read it now.' if opens else 'for staff only again.'}")
    return redirect("sufficiency:peers")


@public
@require_safe
def compared(request: HttpRequest) -> HttpResponse:
    """What everybody may read."""
    pages = queries.public_peers(on=clock.today())
    return render(
        request, "sufficiency/public_peers.html", {"pages": [(one, drawing.peers_chart(one)) for one in pages]}
    )


@public
@require_safe
def compared_file(request: HttpRequest, name: str) -> HttpResponse:
    """One of them as a file."""
    page = queries.public_comparison(name, on=clock.today())
    if page is None:
        raise Http404
    return downloads.answer(f"compare-{name}.csv", downloads.as_csv(*drawing.peers_table(page)), downloads.CSV_TYPE)


@permission(Record.SUFFICIENCY, Verb.UPDATE)
@require_http_methods(GET_OR_POST)
def take_in_figures(request: HttpRequest) -> HttpResponse:
    """Take in a file of other councils."""
    form = forms.PeerFile(request.POST or None, request.FILES or None)
    if sent(request, form, partial(actions.take_in_figures, on=clock.today()), NEW):
        messages.success(request, "Their numbers are taken in, for staff only.")
        return redirect("sufficiency:peers")
    back = reverse("sufficiency:peers")
    return form_page(request, form, "Take in other councils' numbers", back=back, send="Take in", lead=AGGREGATES)


@permission(Record.SUFFICIENCY, Verb.CREATE)
@require_http_methods(GET_OR_POST)
def share_figures(request: HttpRequest) -> HttpResponse:
    """Choose what to share, and get it as a file."""
    form = forms.Share(request.POST or None)
    if form.is_valid():
        try:
            content = actions.share_figures(**form.cleaned_data, on=clock.today(), by=request.actor)  # type: ignore[attr-defined]
            return downloads.answer("our-figures.csv", content, downloads.CSV_TYPE)
        except FactRefused as refused:
            form.add_error(None, str(refused))
    back = reverse("sufficiency:peers")
    return form_page(request, form, "Share our numbers", back=back, send="Make the file", lead=SHARED)


SHARED = "The file holds numbers in groups, with small ones hidden. Send it to whom you agreed it with."
