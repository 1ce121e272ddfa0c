"""The link by which a signatory of the covenant reaches its own pledges without an account.

It is a signed text and kept nowhere. It names the organisation and the number of the link: a new link has the next
number, and those before it open nothing.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.core import signing

from alongside.partners.models import Signatory
from alongside.shell.actors import Actor
from alongside.shell.refusals import NotYours

_SALT = "alongside.partners.link"


def secret_of(signatory: Signatory) -> str:
    """What stands in the address."""
    return signing.Signer(salt=_SALT).sign(f"{signatory.organisation_id.hex}-{signatory.link_number}")


def holder(secret: str, by: Actor) -> tuple[Signatory, Actor]:
    """The signatory whose link this is, and who acts by it: ``by`` where signed in, else the organisation itself.

    Raises NotYours for any other text.
    """
    try:
        organisation, _, number = signing.Signer(salt=_SALT).unsign(secret).partition("-")
    except signing.BadSignature as error:
        raise NotYours("link") from error
    rows = Signatory.objects.select_related("organisation").filter(ended_on=None, organisation__closed_on=None)
    signatory = rows.filter(organisation_id=UUID(organisation), link_number=number).first()
    if signatory is None:
        raise NotYours("link")
    if by.id is not None:
        return signatory, replace(by, name=f"{by.name}, by the link of {signatory.organisation.name}")
    return signatory, Actor(id=None, name=f"{signatory.organisation.name}, by its link")
