"""Organisations, the covenant, the promise; protocols and homes."""

from alongside.partners.models.anonymous import FormsOfDay
from alongside.partners.models.council_tax import CouncilTaxScheme
from alongside.partners.models.covenant import SIGNING_KINDS, Pledge, PledgeStep, Renewal, Signatory, SignUp, TakeUp
from alongside.partners.models.going_ahead import GoingAhead
from alongside.partners.models.impact import ImpactAction, ImpactAssessment, ImpactFinding
from alongside.partners.models.lessons import Lesson
from alongside.partners.models.organisations import CooperationContact, District, Membership, Organisation
from alongside.partners.models.promise import Commitment, Deed, PromiseSignatory, Rating
from alongside.partners.models.protocols import Duty, DutyStep, Edition, Party, Protocol, Signature
from alongside.partners.models.provision import Gap, GapReview, Provision, StrategyHead
from alongside.partners.models.strategy import StrategyVersion

__all__ = [
    "SIGNING_KINDS",
    "Commitment",
    "CooperationContact",
    "CouncilTaxScheme",
    "Deed",
    "District",
    "Duty",
    "DutyStep",
    "Edition",
    "FormsOfDay",
    "Gap",
    "GapReview",
    "GoingAhead",
    "ImpactAction",
    "ImpactAssessment",
    "ImpactFinding",
    "Lesson",
    "Membership",
    "Organisation",
    "Party",
    "Pledge",
    "PledgeStep",
    "PromiseSignatory",
    "Protocol",
    "Provision",
    "Rating",
    "Renewal",
    "SignUp",
    "Signatory",
    "Signature",
    "StrategyHead",
    "StrategyVersion",
    "TakeUp",
]
