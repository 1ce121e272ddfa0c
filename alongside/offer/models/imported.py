"""Where signposts came from."""

from __future__ import annotations

import uuid

from django.db import models

from alongside.shell import guards


@guards.append_only
class ImportedSignpost(models.Model):
    """A service of another feed that was made a draft here. It never is again, also where the draft is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    imported_from = models.URLField("the feed", max_length=500)
    imported_id = models.CharField("the service's id there", max_length=200)
    entitlement_id = models.UUIDField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["imported_from", "imported_id"], name="imported_once"),
        ]

    def __str__(self) -> str:
        return f"{self.imported_id} of {self.imported_from}"
