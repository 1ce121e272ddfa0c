"""Every page says who may open it. A page that says nothing opens for nobody.

@permission(Record.CLOCKS, Verb.READ)
def caseload(request): ...

@public
def glossary(request): ...
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from alongside.shell import drafts
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotAllowed
from alongside.shell.roles import AT_WORK, Reach, Record, Verb

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


@dataclass(frozen=True, slots=True)
class Permission:
    """What a page asks of whoever opens it. ``record`` is None where nothing is asked but, perhaps, a sign-in."""

    record: Record | None = None
    verb: Verb | None = None
    within: frozenset[Reach] = AT_WORK
    sign_in: bool = True

    def check(self, actor: Actor) -> None:
        """Raise NotAllowed unless the actor's roles give what is asked."""
        if (
            self.record is not None
            and self.verb is not None
            and not actor.reaches(self.record, self.verb) & self.within
        ):
            raise NotAllowed(f"{self.verb.name.lower()} {self.record.value}")


PUBLIC = Permission(sign_in=False)
SIGNED_IN = Permission()


def public(view: View) -> View:
    """Open to everybody."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Open to everybody who has signed in."""
    return _asking(SIGNED_IN)(view)


def permission(record: Record, verb: Verb, within: frozenset[Reach] = AT_WORK) -> Callable[[View], View]:
    """Open to those whose roles give ``verb`` on ``record`` in one of these reaches: at work, unless said otherwise.

    Which rows they see is for ``access``. A young person's own pages are ``within=frozenset({Reach.ME})``.
    """
    return _asking(Permission(record, verb, within))


def _asking(asked: Permission) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                drafts.keep_unsent(request)
                return redirect_to_login(request.get_full_path())
            asked.check(request.actor)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        guarded.permission = asked  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate
