"""What every record of casework has in common."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

ENDS_AFTER_START = Q(to_on__isnull=True) | Q(to_on__gt=F("from_on"))


class Source(models.TextChoices):
    """Where a fact comes from."""

    TYPED = "typed", "Recorded by a worker"
    OPENING_POSITION = "opening_position", "Opening position"
    RETURN = "return", "Statutory return"
    CORE_SYSTEM = "core_system", "The council's core system"
    PORTAL = "portal", "The young person themself"
    PARTNER = "partner", "A partner"


class Identified(models.Model):
    """A row known by a UUID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
