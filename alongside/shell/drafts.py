"""What somebody has typed and not yet sent: kept on the server for that person, that form and that subject alone.

A form drawn with ``seal`` can be kept even when the session ended while it was being filled in: the seal says, signed,
whose it is and for what, so that what arrives without a session is kept as a draft for them before they sign in again.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest

from alongside.shell.actors import Actor
from alongside.shell.models import Draft

SEAL = "seal"
"""The name of the hidden field."""
NOT_KEPT = frozenset({SEAL, "csrfmiddlewaretoken", "once", "keep"})
LONGEST = timedelta(hours=12)
"""How long after it was drawn a form may still be kept for somebody who is no longer signed in."""
MOST_CHARACTERS = 200_000
_SALT = "alongside.drafts"


def keep(*, by: Actor, form: str, subject: UUID, answers: dict[str, list[str]]) -> None:
    """Keep what was typed, in place of what was kept before."""
    if by.id is not None:
        _keep(by.id, form, subject, answers)


def kept(*, by: Actor, form: str, subject: UUID) -> dict[str, list[str]] | None:
    """What this person typed into this form about this subject and has not sent; None where there is nothing."""
    answers: dict[str, list[str]] | None = (
        Draft.objects.filter(user_id=by.id, form=form, subject=subject).values_list("answers", flat=True).first()
    )
    return answers


def drop(*, by: Actor, form: str, subject: UUID) -> None:
    """Forget it: it was sent, or its writer does not want it."""
    Draft.objects.filter(user_id=by.id, form=form, subject=subject).delete()


def forget(*, subject: UUID) -> None:
    """Forget what anybody typed about this subject: it is no longer here."""
    Draft.objects.filter(subject=subject).delete()


def seal(*, by: Actor, form: str, subject: UUID) -> str:
    """A signed note of whose form this is and about what, for a hidden field."""
    return signing.dumps([str(by.id), form, str(subject)], salt=_SALT)


def answers_of(request: HttpRequest) -> dict[str, list[str]]:
    """Everything typed in a sent form, without what the form itself added."""
    return {name: request.POST.getlist(name) for name in request.POST if name not in NOT_KEPT}


def keep_unsent(request: HttpRequest) -> None:
    """Keep a form that arrived after its writer's session had ended. A seal that is wrong or old is ignored."""
    if request.method != "POST" or SEAL not in request.POST:
        return
    try:
        told: Any = signing.loads(request.POST[SEAL], salt=_SALT, max_age=LONGEST)
    except signing.BadSignature:
        return
    user, form, subject = told
    _keep(UUID(user), form, UUID(subject), answers_of(request))


def _keep(user: UUID, form: str, subject: UUID, answers: dict[str, list[str]]) -> None:
    if sum(len(text) for texts in answers.values() for text in texts) <= MOST_CHARACTERS:
        Draft.objects.update_or_create(user_id=user, form=form, subject=subject, defaults={"answers": answers})
