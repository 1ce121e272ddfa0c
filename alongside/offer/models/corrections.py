"""What was put right the same day, and what was published although it is hard to read. Rows are only ever added."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail.models import Page

from alongside.shell import guards


@guards.append_only
class Correction(models.Model):
    """A phone number, an address or an amount that the law fixes was put right at once, outside the workflow."""

    class Field(models.TextChoices):
        """What can be put right the same day. Any other change is agreed first."""

        PHONE = "contact_phone", "Phone number"
        EMAIL = "contact_email", "E-mail address"
        WEB = "contact_web", "Web address"
        AMOUNT = "pounds", "Amount that the law fixes"

    entitlement_id = models.UUIDField(db_index=True)
    title = models.CharField(max_length=255)
    field = models.CharField(max_length=20, choices=Field.choices)
    before = models.CharField(max_length=400, blank=True)
    after = models.CharField(max_length=400)
    why = models.TextField()
    corrected_at = models.DateTimeField()
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    corrected_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_field_display()}"


@guards.append_only
class ReadingOverride(models.Model):
    """Somebody let one text be published that reads above the age limit, and said why. Another text needs another."""

    page = models.ForeignKey(Page, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    text_sha256 = models.CharField(max_length=64, db_index=True)
    reading_age = models.DecimalField(max_digits=4, decimal_places=1)
    reason = models.TextField()
    allowed_at = models.DateTimeField()
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    allowed_by_name = models.CharField(max_length=120)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.page}, reading age {self.reading_age}"
