"""Nouns of the local offer."""

from alongside.offer.models.editions import Edition
from alongside.offer.models.entitlements import Amount, EntitlementPage, WhoFor
from alongside.offer.models.fields import ManyChoices
from alongside.offer.models.formats import EasyReadLine, MadeFile
from alongside.offer.models.media import OfferDocument, OfferImage, OfferRendition
from alongside.offer.models.pages import AreaPage, OfferIndexPage, PublicPage
from alongside.offer.models.provisions import ProvisionCheck

__all__ = [
    "Amount",
    "AreaPage",
    "EasyReadLine",
    "Edition",
    "EntitlementPage",
    "MadeFile",
    "ManyChoices",
    "OfferDocument",
    "OfferImage",
    "OfferIndexPage",
    "OfferRendition",
    "ProvisionCheck",
    "PublicPage",
    "WhoFor",
]
