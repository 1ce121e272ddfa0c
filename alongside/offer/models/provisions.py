"""What a legal officer checked."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from alongside.shell import guards


@guards.append_only
class ProvisionCheck(models.Model):
    """A legal officer compared a provision, as this product has it, with the law as published."""

    provision_id = models.CharField(max_length=80, db_index=True)
    agrees = models.BooleanField()
    checked_on = models.DateField()
    edition = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    checked_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.provision_id}, checked {self.checked_on}"
