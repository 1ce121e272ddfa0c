"""The verb that forgets who asked to sign the covenant and was not taken."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from django.conf import settings
from django.db import transaction

from alongside.partners.models import PledgeStep, SignUp
from alongside.shell import audit
from alongside.shell.actors import Actor


@transaction.atomic
def forget_declined_sign_ups(*, on: date, by: Actor) -> int:
    """Delete sign-ups that were declined, with their pledges, so many months after they came. How many."""
    before = datetime.combine(_months_back(on, settings.SIGN_UPS_KEPT_MONTHS), time(), tzinfo=UTC)
    rows = list(SignUp.objects.filter(state=SignUp.State.DECLINED, received_at__lt=before))
    for row in rows:
        PledgeStep.objects.filter(pledge__sign_up=row).delete()
        row.pledges.all().delete()
        row.delete()
    if rows:
        audit.record(actor=by, verb="forgot declined sign-ups", subject_kind="covenant", detail={"number": len(rows)})
    return len(rows)


def _months_back(on: date, months: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, 28))
