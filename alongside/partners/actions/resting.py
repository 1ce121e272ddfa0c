"""What an edition of the offer rested on is marked with its number, so that it does not carry the next one too."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from alongside.partners.models import GoingAhead, ImpactAssessment
from alongside.shell import audit
from alongside.shell.actors import Actor
from alongside.shell.locking import save_over

OFFER = ImpactAssessment.About.OFFER


@transaction.atomic
def rest_edition_on_impact(*, number: int, on: date, by: Actor) -> None:
    """Mark what is approved or agreed for the offer, and marked with no edition yet, with the one now published."""
    assessments = ImpactAssessment.objects.filter(about=OFFER, state=ImpactAssessment.State.APPROVED)
    agreed = GoingAhead.objects.filter(about=OFFER, state=GoingAhead.State.AGREED)
    for row in (*assessments.filter(of_edition=None), *agreed.filter(of_edition=None)):
        save_over(row, version=row.version, changes={"of_edition": number}, what=str(row))
        detail = {"number": number, "on": on.isoformat()}
        audit.record(
            actor=by, verb="rested edition on", subject_kind="impact assessment", subject=row.pk, detail=detail
        )
