"""The whole offer, frozen."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.shell import guards


@guards.append_only
class Edition(models.Model):
    """The whole offer as it stood when it was published, numbered, with what changed since the edition before."""

    number = models.PositiveIntegerField(primary_key=True)
    published_on = models.DateField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    changes = models.JSONField(default=list)
    snapshot = models.JSONField()

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"Edition {self.number}"
