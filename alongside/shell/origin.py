"""Forms for people who are not signed in: no cookie is set, so the browser's word on where a form came from counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from alongside.shell.refusals import Refusal

View = TypeVar("View", bound=Callable[..., HttpResponse])


class SentFromElsewhere(Refusal):
    """A form was sent from another site's page."""

    status = 403
    template = "403.html"


def same_origin(view: View) -> View:
    """Instead of a CSRF cookie: refuse a form whose Origin is another site. A browser that does not say is believed."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        origin = request.headers.get("Origin")
        if request.method == "POST" and origin is not None and urlsplit(origin).netloc != request.get_host():
            raise SentFromElsewhere("This form was sent from another site. Open our own page and try again.")
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)  # type: ignore[return-value]
