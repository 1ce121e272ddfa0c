"""Pictures and files of the offer."""

from __future__ import annotations

from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class OfferImage(AbstractImage):
    """A picture of the offer."""

    admin_form_fields = Image.admin_form_fields


class OfferRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(OfferImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_size"),
        ]


class OfferDocument(AbstractDocument):
    """A file of the offer."""

    admin_form_fields = Document.admin_form_fields
