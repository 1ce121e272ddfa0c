"""Nouns of the local offer."""

from alongside.offer.models.audit import AuditEvidence, NotOffered
from alongside.offer.models.corrections import Correction, ReadingOverride
from alongside.offer.models.editions import SIGNING, Consultation, Edition, EditionProposal, EditionSignature
from alongside.offer.models.entitlements import Amount, EntitlementPage, WhoFor
from alongside.offer.models.fields import ManyChoices
from alongside.offer.models.formats import EasyReadLine, MadeFile
from alongside.offer.models.imported import ImportedSignpost
from alongside.offer.models.media import OfferDocument, OfferImage, OfferRendition
from alongside.offer.models.pages import AreaPage, OfferIndexPage, PublicPage, in_english
from alongside.offer.models.provisions import ProvisionCheck
from alongside.offer.models.readers import Count, Feedback
from alongside.offer.models.translations import TranslationState, fingerprint, words_of
from alongside.offer.models.workflow import OfferStep

__all__ = [
    "SIGNING",
    "Amount",
    "AreaPage",
    "AuditEvidence",
    "Consultation",
    "Correction",
    "Count",
    "EasyReadLine",
    "Edition",
    "EditionProposal",
    "EditionSignature",
    "EntitlementPage",
    "Feedback",
    "ImportedSignpost",
    "MadeFile",
    "ManyChoices",
    "NotOffered",
    "OfferDocument",
    "OfferImage",
    "OfferIndexPage",
    "OfferRendition",
    "OfferStep",
    "ProvisionCheck",
    "PublicPage",
    "ReadingOverride",
    "TranslationState",
    "WhoFor",
    "fingerprint",
    "in_english",
    "words_of",
]
