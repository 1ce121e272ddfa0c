"""Nouns of casework: young people, their care, what was decided about them, and who works with them.

A file a subject. Three kinds of row live here. Ordinary records are edited (``Versioned``, with a history of each
edit; what concerns one young person is an ``AboutPerson``). Facts that a return states are kept for good: a corrected
return withdraws a row, with the day and the import, and adds another. Decisions, clock events and answers of young
people are only ever added to, which the database itself holds.
"""

from alongside.casework.models.about_person import AboutPerson, Hidden
from alongside.casework.models.assessing import (
    AssessmentHead,
    JointAssessment,
    NeedsAssessment,
    TurningEighteen,
)
from alongside.casework.models.base import Identified, Source
from alongside.casework.models.birthdays import BirthdayRecord
from alongside.casework.models.clock_events import ClockEvent
from alongside.casework.models.complaints import (
    Advocacy,
    Complaint,
    ComplaintAbout,
    ComplaintStep,
    How,
)
from alongside.casework.models.contact import (
    Agreement,
    Attendance,
    CaseNote,
    Contact,
    GroupSession,
    LostContact,
    LostContactStep,
    Method,
)
from alongside.casework.models.core_system import CoreFiling
from alongside.casework.models.deciding import Determination
from alongside.casework.models.due import CalendarAddress, LatenessReason
from alongside.casework.models.elsewhere import LivingElsewhere, LivingHere
from alongside.casework.models.homes import (
    Home,
    StayingPut,
    Suitability,
    SuitabilityDecision,
)
from alongside.casework.models.housing import (
    CouncilTaxClaim,
    HousingApplication,
    HousingSignal,
    JointHousing,
)
from alongside.casework.models.learning import (
    Activity,
    BursaryInstalment,
    EducationPlan,
    Skill,
    Vacation,
)
from alongside.casework.models.letters import Letter, LetterBatch, LetterText, LetterTranslation, Proof
from alongside.casework.models.looked_after import CareDecision, ReturnTalk
from alongside.casework.models.milestones import LifeEvent, SupervisionDecision
from alongside.casework.models.money import MoneyDecision, MoneyPayment, MoneyRequest
from alongside.casework.models.own_records import (
    CorrectionRequest,
    NoticeGiven,
    RecordsLook,
    RecordsRequest,
)
from alongside.casework.models.panel import (
    PanelAction,
    PanelConflict,
    PanelDecision,
    PanelItem,
    PanelMember,
    PanelPaper,
    RiskPanel,
)
from alongside.casework.models.people import ContactPoint, NamedAccess, Person
from alongside.casework.models.plan import (
    Head,
    PlanAction,
    PlanCopy,
    PlanHead,
    PlanReview,
    PlanVersion,
    PlanVoice,
)
from alongside.casework.models.portal import Document, EnrolmentCode, Message
from alongside.casework.models.returns import (
    CareMark,
    Episode,
    Intake,
    OpeningPositionImport,
    ReturnFinding,
    ReturnImport,
    Stated,
)
from alongside.casework.models.safekeeping import (
    BrokenGlass,
    Conflict,
    DisposalProposal,
    DisposalRecord,
    Hold,
    KeptOpen,
    Merge,
    RestrictionCheck,
)
from alongside.casework.models.safety import (
    Incident,
    SafeguardingReferral,
    SafetyPlan,
    SafetyWarning,
)
from alongside.casework.models.sharing import (
    Basis,
    ConsentChoice,
    DataBreach,
    ServiceReferral,
    SharingEvent,
)
from alongside.casework.models.status import (
    Benefits,
    Custody,
    Dependant,
    IdentityPaper,
    JobcentreProtocol,
    KnownName,
    LeaveToStay,
    Particulars,
)
from alongside.casework.models.support import (
    NetworkMember,
    Professional,
    SupportOffer,
    SupportRequest,
    WelfareWatch,
)
from alongside.casework.models.terms import SchoolTerms
from alongside.casework.models.wellbeing import (
    Health,
    RefusedService,
)
from alongside.casework.models.working import Absence, Allocation, Cover, Referral

__all__ = [
    "AboutPerson",
    "Absence",
    "Activity",
    "Advocacy",
    "Agreement",
    "Allocation",
    "AssessmentHead",
    "Attendance",
    "Basis",
    "Benefits",
    "BirthdayRecord",
    "BrokenGlass",
    "BursaryInstalment",
    "CalendarAddress",
    "CareDecision",
    "CareMark",
    "CaseNote",
    "ClockEvent",
    "Complaint",
    "ComplaintAbout",
    "ComplaintStep",
    "Conflict",
    "ConsentChoice",
    "Contact",
    "ContactPoint",
    "CoreFiling",
    "CorrectionRequest",
    "CouncilTaxClaim",
    "Cover",
    "Custody",
    "DataBreach",
    "Dependant",
    "Determination",
    "DisposalProposal",
    "DisposalRecord",
    "Document",
    "EducationPlan",
    "EnrolmentCode",
    "Episode",
    "GroupSession",
    "Head",
    "Health",
    "Hidden",
    "Hold",
    "Home",
    "HousingApplication",
    "HousingSignal",
    "How",
    "Identified",
    "IdentityPaper",
    "Incident",
    "Intake",
    "JobcentreProtocol",
    "JointAssessment",
    "JointHousing",
    "KeptOpen",
    "KnownName",
    "LatenessReason",
    "LeaveToStay",
    "Letter",
    "LetterBatch",
    "LetterText",
    "LetterTranslation",
    "LifeEvent",
    "LivingElsewhere",
    "LivingHere",
    "LostContact",
    "LostContactStep",
    "Merge",
    "Message",
    "Method",
    "MoneyDecision",
    "MoneyPayment",
    "MoneyRequest",
    "NamedAccess",
    "NeedsAssessment",
    "NetworkMember",
    "NoticeGiven",
    "OpeningPositionImport",
    "PanelAction",
    "PanelConflict",
    "PanelDecision",
    "PanelItem",
    "PanelMember",
    "PanelPaper",
    "Particulars",
    "Person",
    "PlanAction",
    "PlanCopy",
    "PlanHead",
    "PlanReview",
    "PlanVersion",
    "PlanVoice",
    "Professional",
    "Proof",
    "RecordsLook",
    "RecordsRequest",
    "Referral",
    "RefusedService",
    "RestrictionCheck",
    "ReturnFinding",
    "ReturnImport",
    "ReturnTalk",
    "RiskPanel",
    "SafeguardingReferral",
    "SafetyPlan",
    "SafetyWarning",
    "SchoolTerms",
    "ServiceReferral",
    "SharingEvent",
    "Skill",
    "Source",
    "Stated",
    "StayingPut",
    "Suitability",
    "SuitabilityDecision",
    "SupervisionDecision",
    "SupportOffer",
    "SupportRequest",
    "TurningEighteen",
    "Vacation",
    "WelfareWatch",
]
