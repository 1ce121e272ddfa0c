"""The public page on which a stranger checks the code of a proof: yes, until when; or no. Nothing else."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from alongside.casework import actions, proving
from alongside.casework.forms import letters as forms
from alongside.shell import clock
from alongside.shell.gate import public
from alongside.shell.origin import same_origin


@public
@same_origin
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a code. It comes in the form and never in the address, so that no log has it."""
    form = forms.Verify(request.POST or None)
    told: dict[str, object] = {"form": form, "is_asked": False}
    if request.POST and form.is_valid():
        key = proving.hash_of(form.cleaned_data["code"])
        if not ratelimit.consume(request, action="verify", key=key):
            return render(request, "casework/verify.html", {"form": None, "is_too_often": True}, status=429)
        until = actions.verify_proof(**form.cleaned_data, on=clock.today(), by=request.actor)
        told = {"form": forms.Verify(), "is_asked": True, "until": until}
    return render(request, "casework/verify.html", told)
