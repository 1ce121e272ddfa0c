"""What keeps them safe, in a young person's own place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.casework import queries
from alongside.casework.views.portal import OWN, own_page
from alongside.shell import clock
from alongside.shell.gate import permission
from alongside.shell.roles import Record, Verb


@permission(Record.SAFETY, Verb.READ, OWN)
@require_safe
def safe(request: HttpRequest) -> HttpResponse:
    """The plan that keeps them safe, and warnings of which they were told."""
    return own_page(request, "safe", queries.my_safety(request.actor, on=clock.today()))
