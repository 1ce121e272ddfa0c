"""Questions about organisations and districts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from alongside.partners.models import District, Membership, Organisation


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as others see it."""

    id: UUID
    name: str
    kind: str
    district: str
    phone: str
    email: str
    web: str


def organisations_of(user_id: UUID, on: date) -> frozenset[UUID]:
    """The organisations for which this person acts on the day ``on``."""
    held = Membership.objects.filter(user_id=user_id, from_on__lte=on).filter(Q(to_on__isnull=True) | Q(to_on__gt=on))
    return frozenset(held.values_list("organisation_id", flat=True))


def organisations() -> list[Body]:
    """All organisations, by name."""
    return [
        Body(
            row.pk,
            row.name,
            row.get_kind_display(),
            row.district.name if row.district else "",
            row.phone,
            row.email,
            row.web,
        )
        for row in Organisation.objects.select_related("district")
    ]


def districts() -> list[tuple[str, str]]:
    """Slug and name of each district, by name."""
    return list(District.objects.values_list("slug", "name"))


def districts_of(organisation_ids: frozenset[UUID]) -> frozenset[UUID]:
    """The districts whose councils are among these organisations."""
    councils = Organisation.objects.filter(kind=Organisation.Kind.DISTRICT, pk__in=organisation_ids)
    return frozenset(councils.values_list("district_id", flat=True)) if organisation_ids else frozenset()


def district_councils() -> dict[UUID, str]:
    """The id of each district → the name of its council."""
    named = {pk: f"{name} District Council" for pk, name in District.objects.values_list("id", "name")}
    councils = Organisation.objects.filter(kind=Organisation.Kind.DISTRICT)
    return named | dict(councils.values_list("district_id", "name"))


def district(slug: str) -> tuple[UUID, str] | None:
    """The id and the name of the district with this slug."""
    return District.objects.filter(slug=slug).values_list("id", "name").first()
