"""Whether something that is to be decided has an approved equality impact assessment, or leave to go ahead without.

The equality duty of public bodies (Equality Act 2010, section 149) asks for due regard before a decision, not after. So
an edition of the offer, the accommodation strategy and a version of a protocol wait for one. Who has to go ahead all
the same says why, and somebody else agrees; both stay on record.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from alongside.partners.models import Edition, GoingAhead, ImpactAssessment

OFFER, STRATEGY, PROTOCOL = (
    ImpactAssessment.About.OFFER,
    ImpactAssessment.About.STRATEGY,
    ImpactAssessment.About.PROTOCOL,
)
NEXT_EDITION = "The next edition of the local offer"
THE_STRATEGY = "Accommodation strategy"
HOW = "Write one under Partners, Equality impact, or ask there to go ahead without it."


def in_the_way_of_the_offer(since: date | None, on: date) -> list[str]:
    """What the offer's gate says: an assessment is approved since the last edition, and its own review is not late."""
    approved = _approved(OFFER, on)
    agreed = GoingAhead.objects.filter(about=OFFER, state=GoingAhead.State.AGREED)
    approved, agreed = approved.filter(of_edition=None), agreed.filter(of_edition=None)
    if since is not None:
        approved, agreed = approved.filter(approved_on__gte=since), agreed.filter(decided_on__gte=since)
    if approved.exists() or agreed.exists():
        return []
    return [f"No equality impact assessment of this edition is approved yet. {HOW}"]


def in_the_way_of_protocol(edition: Edition, on: date) -> str:
    """Why a version of a protocol cannot come into force yet; empty where nothing of this kind stands in the way."""
    if _approved(PROTOCOL, on).filter(about_reference__iexact=edition.protocol.title).exists():
        return ""
    if GoingAhead.objects.filter(about=PROTOCOL, reference=str(edition), state=GoingAhead.State.AGREED).exists():
        return ""
    return f"No equality impact assessment of “{edition.protocol.title}” is approved yet. {HOW}"


def in_the_way_of_strategy(since: date | None, on: date) -> str:
    """The same for the accommodation strategy, whose last version was approved on ``since``."""
    agreed = GoingAhead.objects.filter(about=STRATEGY, state=GoingAhead.State.AGREED)
    if since is not None:
        agreed = agreed.filter(decided_on__gt=since)
    if _approved(STRATEGY, on).exists() or agreed.exists():
        return ""
    return f"No equality impact assessment of the accommodation strategy is approved yet. {HOW}"


def waiting_for_one() -> list[tuple[str, str, str]]:
    """What may be asked to go ahead: a key for the form, what kind it is, and its name."""
    protocols = Edition.objects.filter(state=Edition.State.SIGNING).select_related("protocol")
    return [
        ("offer", OFFER, NEXT_EDITION),
        ("strategy", STRATEGY, THE_STRATEGY),
        *((f"protocol-{row.pk}", PROTOCOL, str(row)) for row in protocols),
    ]


def _approved(about: str, on: date) -> QuerySet[ImpactAssessment]:
    """Approved and not past the day on which they are to be looked at again."""
    return ImpactAssessment.objects.filter(about=about, state=ImpactAssessment.State.APPROVED, review_on__gte=on)
