"""The verb that takes people out of what partners keep, in a copy of the database."""

from __future__ import annotations

from django.apps import apps
from django.db import transaction

from alongside.partners.models import CooperationContact, Pledge, PledgeStep, Signatory, SignUp, TakeUp
from alongside.shell import audit
from alongside.shell.actors import Actor

SOMEBODY, NOWHERE = "Somebody", "somebody@example.invalid"
GONE = {
    CooperationContact: {"name": SOMEBODY, "email": NOWHERE, "phone": ""},
    SignUp: {"contact_name": SOMEBODY, "email": NOWHERE, "phone": ""},
    Signatory: {"contact_name": SOMEBODY, "email": NOWHERE, "phone": ""},
    Pledge: {"contact_name": "", "contact_email": "", "contact_phone": ""},
    PledgeStep: {"by_name": SOMEBODY, "why": ""},
    TakeUp: {"by_name": SOMEBODY, "outcome": ""},
}
"""What names somebody, or may, and what stands in its place."""


@transaction.atomic
def forget_people(*, by: Actor) -> None:
    """Leave organisations and what they promise, and nobody's name. Only ever run on a copy."""
    for model in apps.get_app_config("partners").get_models():
        if model.__name__.startswith("Historical"):
            model._base_manager.all()._raw_delete("default")  # type: ignore[attr-defined]
    for model, values in GONE.items():
        model._base_manager.update(**values)
    audit.record(actor=by, verb="forgot people of partners", subject_kind="copy")
