"""Nouns of the local offer."""

from alongside.offer.models.editions import Edition
from alongside.offer.models.entitlements import Amount, EntitlementPage, WhoFor
from alongside.offer.models.fields import ManyChoices
from alongside.offer.models.media import OfferDocument, OfferImage, OfferRendition
from alongside.offer.models.pages import AreaPage, OfferIndexPage, PublicPage
from alongside.offer.models.provisions import ProvisionCheck
from alongside.offer.models.translations import TranslationState, fingerprint, words_of

__all__ = [
    "Amount",
    "AreaPage",
    "Edition",
    "EntitlementPage",
    "ManyChoices",
    "OfferDocument",
    "OfferImage",
    "OfferIndexPage",
    "OfferRendition",
    "ProvisionCheck",
    "PublicPage",
    "TranslationState",
    "WhoFor",
    "fingerprint",
    "words_of",
]
