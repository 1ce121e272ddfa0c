"""Who may do what, to which people: role × record × verb × reach. The table is the policy.

A grant says that a role may do some verbs on a kind of record for the people (or things) in its reach. Which people
are in somebody's reach is worked out afresh for each request by each part's ``access`` from allocations and
referrals, so nothing goes stale. ``docs/generated/permissions.md`` is printed from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A role that a person can be granted."""

    PERSONAL_ADVISER = "personal_adviser"
    SOCIAL_WORKER = "social_worker"
    TEAM_MANAGER = "team_manager"
    HEAD_OF_SERVICE = "head_of_service"
    HOUSING_OFFICER = "housing_officer"
    HEALTH_NURSE = "health_nurse"
    VIRTUAL_SCHOOL = "virtual_school"
    ADVOCATE = "advocate"
    BOARD_MEMBER = "board_member"
    DEMOCRATIC_SERVICES = "democratic_services"
    PARTICIPATION_WORKER = "participation_worker"
    YOUNG_PERSON = "young_person"
    DATA_OFFICER = "data_officer"
    SYSTEM_ADMIN = "system_admin"
    OFFER_EDITOR = "offer_editor"
    LEGAL_OFFICER = "legal_officer"
    DIRECTOR = "director"
    LEAD_MEMBER = "lead_member"
    LEADER = "leader"
    HEAD_OF_PAID_SERVICE = "head_of_paid_service"
    DISTRICT_EDITOR = "district_editor"
    INDEPENDENT_REVIEWING_OFFICER = "independent_reviewing_officer"
    FINANCE_OFFICER = "finance_officer"
    OUT_OF_HOURS = "out_of_hours"
    COMMISSIONER = "commissioner"
    PARTNER_OFFICER = "partner_officer"

    @property
    def label(self) -> str:
        """The role in words."""
        return self.value.replace("_", " ").capitalize()


class Verb(StrEnum):
    """What is done to a record."""

    CREATE = "C"
    READ = "R"
    UPDATE = "U"
    APPROVE = "A"
    EXPORT = "X"


class Reach(StrEnum):
    """Which people a grant covers."""

    OWN = "own"
    """Allocated to this worker, as adviser, co-worker or live cover."""
    TEAM = "team"
    """Allocated to the worker's team."""
    SERVICE = "service"
    """Everyone the service knows."""
    PARTNER = "partner"
    """Referred to this person's organisation, while the referral is live; only what was referred."""
    ME = "me"
    """The person themself."""
    NAMED = "named"
    """Named-access list only."""
    GROUPED = "grouped"
    """Grouped figures only, small numbers hidden."""
    ANYTHING = "anything"
    """Not about a person: content, settings, the law."""


AT_WORK = frozenset(Reach) - {Reach.ME, Reach.GROUPED}
"""The reaches that open the pages of those who work with people: not one's own record, and not grouped figures."""


class Record(StrEnum):
    """The kinds of record that the table speaks of."""

    FIND_PEOPLE = "find people"
    CORE_DETAILS = "core details"
    CONTACT_POINTS = "phones and e-mail"
    ADDRESS = "address"
    ELIGIBILITY = "eligibility"
    ALLOCATION = "allocation and cover"
    CLOCKS = "what is owed and due"
    CARE_HISTORY = "care history"
    STATUTORY_RETURN = "statutory return"
    OPENING_POSITION = "opening position"
    PROTECTED_ADDRESS = "protected address"
    CONTACT_LOG = "contact log"
    CASE_NOTES = "case notes"
    THIRD_PARTIES = "what concerns third parties"
    NETWORK = "people around them"
    SUPPORT = "support after 21"
    NEEDS_ASSESSMENT = "needs assessment"
    PATHWAY_PLAN = "pathway plan"
    REVIEWS = "reviews"
    SAFETY = "warnings and safety"
    HEALTH = "health"
    RESTRICTED = "immigration and justice"
    LEARNING = "education, training and work"
    HOME = "accommodation"
    HOUSING = "housing application and arrears"
    PAPERS = "identity documents"
    BENEFITS = "savings and benefits"
    MONEY = "money asked for"
    PAYMENTS = "payments to make"
    DOCUMENTS = "documents"
    LETTERS = "letters"
    MESSAGES = "messages"
    SHARING = "consent and sharing"
    SERVICE_REFERRAL = "referral to a service"
    RISK_PANEL = "risk panel"
    COMPLAINTS = "complaints and advocacy"
    OWN_RECORDS = "request for own records"
    MERGING = "merging people"
    BIRTHDAY_RECORD = "inspection list and birthday records"
    PERSON_EXPORT = "person-level export"
    BREACHES = "data breaches"
    BREAK_GLASS = "breaking the glass"
    DISPOSAL = "holds and disposal"
    KEPT_OPEN = "files kept open after 25"
    CONFLICTS = "declared conflicts"
    GROUPS = "groups and drop-ins"
    ELSEWHERE = "other councils' young people"
    LETTER_TEXTS = "texts of letters"
    LOCAL_SETTINGS = "forms and clock settings"
    WHO_LOOKED = "who looked"
    OFFER_TEXT = "local offer text"
    OFFER_CORRECTION = "offer correction"
    OFFER_CONSULTATION = "offer consultation"
    OFFER_EDITION = "offer edition"
    OFFER_DESK = "offer desk"
    LAW_CHECK = "checked provisions of the law"
    ROLE_GRANTS = "users and role grants"
    ORGANISATIONS = "organisations"
    OWN_BODY = "own organisation"
    COVENANT = "covenant and pledges"
    PROMISE = "the promise"
    PROTOCOLS = "protocols with partners"
    COUNCIL_TAX = "council tax schemes"
    IMPACT = "equality impact assessments"
    LESSONS = "lessons from complaints"
    BOARD_FIGURES = "board figures"
    CONSULTATIONS = "consultations"
    VIEWS = "views at any time"
    FORUMS = "forums and taking part"
    PRINCIPLES = "the seven principles"
    COMMITMENTS = "what young people were promised"
    INDICATORS = "indicators of the board"
    ACTION_PLANS = "action plans of the board"
    MEETINGS = "meetings of the board"
    EXEMPT_PAPERS = "papers that are not public"
    SUFFICIENCY = "sufficiency"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a role may do to a kind of record, for whom."""

    verbs: frozenset[Verb]
    reach: Reach


EDITORS = (
    *((Record.OFFER_TEXT, verb) for verb in (Verb.CREATE, Verb.UPDATE, Verb.APPROVE)),
    (Record.ACTION_PLANS, Verb.CREATE),
)
"""Any one of these opens the content editor: the offer is written there, and the board's yearly reports."""

_REACHES = {
    "o": Reach.OWN,
    "t": Reach.TEAM,
    "s": Reach.SERVICE,
    "p": Reach.PARTNER,
    "m": Reach.ME,
    "n": Reach.NAMED,
    "g": Reach.GROUPED,
    "*": Reach.ANYTHING,
}

# fmt: off
_COLUMNS = {
    "PA": Role.PERSONAL_ADVISER,
    "SW": Role.SOCIAL_WORKER,
    "TM": Role.TEAM_MANAGER,
    "HS": Role.HEAD_OF_SERVICE,
    "HO": Role.HOUSING_OFFICER,
    "HN": Role.HEALTH_NURSE,
    "VS": Role.VIRTUAL_SCHOOL,
    "AD": Role.ADVOCATE,
    "BM": Role.BOARD_MEMBER,
    "DS": Role.DEMOCRATIC_SERVICES,
    "PW": Role.PARTICIPATION_WORKER,
    "YP": Role.YOUNG_PERSON,
    "DO": Role.DATA_OFFICER,
    "SA": Role.SYSTEM_ADMIN,
    "OE": Role.OFFER_EDITOR,
    "LO": Role.LEGAL_OFFICER,
    "DI": Role.DIRECTOR,
    "LM": Role.LEAD_MEMBER,
    "LE": Role.LEADER,
    "HP": Role.HEAD_OF_PAID_SERVICE,
    "DE": Role.DISTRICT_EDITOR,
    "RO": Role.INDEPENDENT_REVIEWING_OFFICER,
    "FO": Role.FINANCE_OFFICER,
    "OH": Role.OUT_OF_HOURS,
    "CO": Role.COMMISSIONER,
    "PO": Role.PARTNER_OFFICER,
}
# fmt: on

# One line a record, one cell a role. "RU o" is read and update, own people. "–" is nothing. "R s, A t" gives both.
# For a district's editor "p" is the part of the offer that the person's own district writes.
_TABLE = """
record                               | PA    | SW    | TM     | HS    | HO    | HN    | VS    | AD  | BM  | DS  | PW    | YP    | DO     | SA    | OE    | LO
find people                          | R s   | R s   | R s    | R s   | R p   | R p   | R p   | R p | –   | –   | R p   | –     | R s    | –     | –     | –
core details                         | RU o  | RU o  | RU t   | R s   | R p   | R p   | R p   | R p | R g | –   | R p   | R m   | R s    | –     | –     | –
phones and e-mail                    | RU o  | RU o  | RU t   | R s   | R p   | R p   | R p   | R p | –   | –   | R p   | RU m  | –      | –     | –     | –
address                              | RU o  | RU o  | RU t   | R s   | R p   | R p   | –     | R p | –   | –   | –     | R m   | R s    | –     | –     | –
eligibility                          | CR o  | CR o  | CRA t  | RA s  | R p   | –     | R p   | R p | R g | –   | –     | R m   | R s    | –     | –     | –
allocation and cover                 | R s   | R s   | CRU t  | CRU s | R p   | R p   | –     | –   | –   | –   | R p   | R m   | R s    | –     | –     | –
what is owed and due                 | CR o  | CR o  | CR t   | CR s  | –     | –     | –     | –   | R g | –   | –     | R m   | R s    | –     | –     | –
care history                         | R o   | CR o  | CR t   | RA s  | –     | –     | –     | –   | –   | –   | –     | R m   | R s    | –     | –     | –
statutory return                     | –     | –     | –      | R s   | –     | –     | –     | –   | –   | –   | –     | –     | CRX s  | –     | –     | –
opening position                     | –     | –     | –      | –     | –     | –     | –     | –   | –   | –   | –     | –     | CR s   | –     | –     | –
protected address                    | R n   | R n   | R n    | RU n  | –     | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
contact log                          | CRU o | CRU o | CRA t  | RA s  | CR p  | CR p  | CR p  | –   | –   | –   | CR p  | R m   | –      | –     | –     | –
case notes                           | CRU o | CRU o | CR t   | R s   | –     | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
what concerns third parties          | R o   | R o   | R t    | R s   | –     | –     | –     | –   | –   | –   | –     | –     | –      | –     | –     | –
people around them                   | CRU o | CRU o | CRU t  | R s   | –     | –     | –     | –   | –   | –   | –     | CRU m | –      | –     | –     | –
support after 21                     | CRU o | CR o  | CRU t  | R s   | –     | –     | –     | –   | –   | –   | –     | CR m  | –      | –     | –     | –
needs assessment                     | CRU o | CRU o | RA t   | R s   | RU p  | RU p  | RU p  | R p | –   | –   | –     | R m   | –      | –     | –     | –
pathway plan                         | CRU o | CRU o | RA t   | RA s  | RU p  | RU p  | RU p  | R p | –   | –   | –     | RU m  | –      | –     | –     | –
reviews                              | CRU o | CRU o | CRA t  | R s   | R p   | R p   | R p   | R p | –   | –   | –     | CR m  | –      | –     | –     | –
warnings and safety                  | CRU o | CRU o | CRUA t | RA s  | R p   | R p   | –     | –   | –   | –   | R p   | R m   | –      | –     | –     | –
health                               | CRU o | R o   | R t    | R n   | –     | CRU p | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
immigration and justice              | R o   | CRU o | R t    | R s   | –     | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
education, training and work         | CRU o | CRU o | R t    | R s   | –     | –     | CRU p | R p | –   | –   | –     | RU m  | R s    | –     | –     | –
accommodation                        | CRU o | CRU o | RA t   | R s   | CRU p | R p   | –     | R p | R g | –   | –     | RU m  | R s    | –     | –     | –
housing application and arrears      | CRU o | R o   | R t    | R s   | CRU p | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
identity documents                   | CRU o | CRU o | R t    | R s   | –     | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
savings and benefits                 | CRU o | CRU o | R t    | R s   | –     | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
money asked for                      | CR o  | CR o  | CRA t  | RA s  | –     | –     | CR p  | –   | –   | –   | –     | CR m  | –      | –     | –     | –
payments to make                     | –     | –     | R t    | R s   | –     | –     | –     | –   | –   | –   | –     | –     | –      | –     | –     | –
documents                            | CRU o | CRU o | R t    | R s   | CR p  | CR p  | CR p  | R p | –   | –   | –     | CR m  | –      | –     | –     | –
letters                              | CR o  | CR o  | CRA t  | CRA s | –     | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
messages                             | CRU o | CRU o | CRU t  | R s   | –     | –     | –     | –   | –   | –   | –     | CR m  | –      | –     | –     | –
consent and sharing                  | CRU o | CRU o | R t    | R s   | R p   | R p   | R p   | R p | –   | –   | R p   | CRU m | –      | –     | –     | –
referral to a service                | CRU o | CRU o | CRU t  | R s   | RU p  | RU p  | RU p  | –   | –   | –   | –     | R m   | –      | –     | –     | –
risk panel                           | CR o  | CR o  | CRU t  | CRUA s | R p   | R p   | R p   | –   | –   | –   | –     | R m   | –      | –     | –     | –
complaints and advocacy              | CR o  | CR o  | CRU t  | RUA s | –     | –     | –     | R p | –   | –   | –     | CR m  | –      | –     | –     | –
request for own records              | CR o  | CR o  | RU t   | RUA s | –     | –     | –     | –   | –   | –   | –     | CR m  | –      | –     | –     | –
merging people                       | C o   | C o   | RA t   | RA s  | –     | –     | –     | –   | –   | –   | –     | –     | CR s   | –     | –     | –
inspection list and birthday records | R o   | –     | R t    | RA s  | –     | –     | –     | –   | –   | –   | –     | –     | CRUX s | –     | –     | –
person-level export                  | –     | –     | X t    | X s   | –     | –     | –     | –   | –   | –   | –     | X m   | X s    | –     | –     | –
data breaches                        | C *   | C *   | CR *   | CRU * | C *   | C *   | C *   | –   | –   | –   | C *   | –     | CRU *  | C *   | –     | –
breaking the glass                   | C s   | C s   | CRU s  | RU s  | –     | –     | –     | –   | –   | –   | –     | –     | –      | –     | –     | –
holds and disposal                   | –     | –     | C t    | RA s  | –     | –     | –     | –   | –   | –   | –     | –     | RA s   | –     | –     | –
files kept open after 25             | –     | –     | CU t   | CU s  | –     | –     | –     | –   | –   | –   | –     | –     | –      | –     | –     | –
declared conflicts                   | C *   | C *   | CR *   | CR *  | –     | –     | C *   | –   | –   | –   | C *   | –     | C *    | –     | –     | –
groups and drop-ins                  | CRU * | CRU * | CRU *  | R *   | –     | –     | –     | –   | –   | –   | CRU * | –     | –      | –     | –     | –
other councils' young people         | CRU * | CRU * | CRU *  | R *   | –     | –     | –     | –   | –   | –   | –     | –     | CRU *  | –     | –     | –
texts of letters                     | R *   | R *   | CR *   | RA *  | –     | –     | –     | –   | –   | –   | –     | –     | –      | –     | –     | –
forms and clock settings             | –     | –     | CR *   | RA *  | –     | –     | –     | –   | –   | –   | –     | –     | CR *   | CR *  | –     | –
who looked                           | –     | –     | R t    | R s   | –     | –     | –     | –   | –   | –   | –     | R m   | –      | –     | –     | –
local offer text                     | R *   | R *   | R *    | RA *  | R *   | R *   | R *   | R * | R * | R * | RU *  | R *   | R *    | –     | CRU * | RU *
offer correction                     | –     | –     | –      | R *   | –     | –     | –     | –   | –   | –   | R *   | –     | –      | –     | CR *  | R *
offer consultation                   | –     | –     | –      | R *   | –     | –     | –     | –   | R * | R * | CRA * | –     | –      | –     | CR *  | R *
offer edition                        | R *   | R *   | R *    | RU *  | R *   | R *   | R *   | R * | R * | R * | R *   | R *   | R *    | –     | CRU * | R *
offer desk                           | –     | –     | –      | R *   | –     | –     | –     | –   | –   | –   | R *   | –     | –      | –     | R *   | R *
checked provisions of the law        | R *   | R *   | R *    | R *   | R *   | R *   | R *   | R * | R * | R * | R *   | R *   | R *    | –     | R *   | CR *
users and role grants                | –     | –     | –      | A s   | –     | –     | –     | –   | –   | –   | –     | –     | –      | C *   | –     | –
organisations                        | R *   | R *   | R *    | R *   | R *   | R *   | R *   | R * | –   | R * | CRU * | –     | R *    | CRU * | R *   | –
own organisation                     | –     | –     | –      | –     | CRU p | CRU p | –     | CRU p | –   | –   | –     | –     | –      | –     | –     | –
covenant and pledges                 | R *   | R *   | R *    | RA *  | –     | –     | –     | –   | R * | –   | CRU * | –     | –      | –     | CRU * | R *
the promise                          | R *   | R *   | R *    | RA *  | –     | –     | –     | –   | R * | R * | CRU * | –     | –      | –     | CRU * | –
protocols with partners              | R *   | R *   | R *    | RA *  | CRA p | CRA p | –     | CRA p | R * | R * | CRU * | –     | R *    | –     | R *   | R *
council tax schemes                  | R *   | R *   | R *, X t | RA *, X s | CRX p | –     | –     | –   | R * | R * | CRU * | –     | R *    | –     | R *   | R *
equality impact assessments          | R *   | R *   | R *    | RA *  | –     | –     | –     | –   | R * | R * | CRU * | –     | –      | –     | CRU * | R *
lessons from complaints              | R *   | R *   | CRU *  | CRU * | –     | –     | –     | –   | R * | R * | CRU * | –     | –      | –     | –     | –
board figures                        | –     | –     | –      | R g   | –     | –     | –     | –   | R g | R g | –     | –     | R g    | –     | –     | –
consultations                        | R *   | R *   | R *    | RA *  | –     | –     | R *   | R * | R * | R * | CRUA * | CR m  | –      | –     | R *   | –
views at any time                    | C *   | C *   | CRA *  | CRA * | C *   | C *   | C *   | C * | –   | –   | CRUA * | CR m  | –      | –     | R *   | –
forums and taking part               | R *   | R *   | RA *   | RA *  | –     | –     | R *   | R * | R * | R * | CRU * | –     | –      | –     | R *   | –
the seven principles                 | R *   | R *   | CRU *  | CRUA * | –     | –     | R *   | R * | R * | R * | CRU * | –     | –      | –     | CRU * | –
what young people were promised      | R *   | R *   | RU *   | RUA * | R *   | R *   | R *   | R * | R * | R * | CRU * | –     | –      | –     | RU *  | R *
indicators of the board              | –     | –     | R *    | CRUA * | –     | –     | R *   | –   | R * | R * | R *   | –     | CRU *  | –     | –     | –
action plans of the board            | –     | –     | RU *   | CRU *  | –     | –     | RU *  | –   | RA * | CRU * | CRU * | –   | R *    | –     | –     | –
meetings of the board                | –     | –     | R *    | CR *   | –     | –     | CR *  | –   | CR * | CRU * | CR *  | –   | R *    | –     | –     | R *
papers that are not public           | –     | –     | –      | R *    | –     | –     | –     | –   | R * | RU * | –     | –     | –      | –     | –     | R *
sufficiency                          | –     | –     | –      | RA *  | –     | –     | –     | –   | –   | –   | –     | –     | –      | –     | –     | –
"""

# The same for those who sign an edition of the offer, a district's own people, and those beside the teams.
_FURTHER_TABLE = """
record                               | DI   | LM   | LE   | HP   | DE         | RO    | FO   | OH   | CO   | PO
find people                          | R s  | –    | –    | –    | –          | R s   | –    | R s  | –    | –
core details                         | R s  | –    | –    | –    | –          | R s   | –    | R s  | –    | –
phones and e-mail                    | –    | –    | –    | –    | –          | –     | –    | R s  | –    | –
address                              | –    | –    | –    | –    | –          | –     | –    | R s  | –    | –
eligibility                          | R s  | –    | –    | –    | –          | R s   | –    | –    | –    | –
allocation and cover                 | R s  | –    | –    | –    | –          | R s   | –    | R s  | –    | –
what is owed and due                 | R s  | –    | –    | –    | –          | R s   | –    | –    | –    | –
care history                         | RA s | –    | –    | –    | –          | R s   | –    | –    | –    | –
statutory return                     | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
opening position                     | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
protected address                    | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
contact log                          | –    | –    | –    | –    | –          | R s   | –    | CR s | –    | –
case notes                           | –    | –    | –    | –    | –          | R s   | –    | –    | –    | –
what concerns third parties          | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
people around them                   | –    | –    | –    | –    | –          | R s   | –    | R s  | –    | –
support after 21                     | R s  | –    | –    | –    | –          | –     | –    | –    | –    | –
needs assessment                     | –    | –    | –    | –    | –          | R s   | –    | –    | –    | –
pathway plan                         | R s  | –    | –    | –    | –          | R s   | –    | –    | –    | –
reviews                              | R s  | –    | –    | –    | –          | CRU s | –    | –    | –    | –
warnings and safety                  | R s  | –    | –    | –    | –          | R s   | –    | CR s | –    | –
health                               | –    | –    | –    | –    | –          | R s   | –    | –    | –    | –
immigration and justice              | –    | –    | –    | –    | –          | R s   | –    | –    | –    | –
education, training and work         | –    | –    | –    | –    | –          | R s   | –    | –    | –    | –
accommodation                        | RA s | –    | –    | –    | –          | R s   | –    | R s  | R g  | –
housing application and arrears      | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
identity documents                   | –    | –    | –    | –    | –          | R s   | –    | –    | –    | –
savings and benefits                 | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
money asked for                      | RA s | –    | –    | –    | –          | –     | –    | CR s | –    | –
payments to make                     | –    | –    | –    | –    | –          | –     | RU s | –    | –    | –
documents                            | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
letters                              | RA s | –    | –    | –    | –          | –     | –    | –    | –    | –
messages                             | –    | –    | –    | –    | –          | –     | –    | R s  | –    | –
consent and sharing                  | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
referral to a service                | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
risk panel                           | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
complaints and advocacy              | RA s | –    | –    | –    | –          | –     | –    | –    | –    | –
request for own records              | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
merging people                       | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
inspection list and birthday records | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
person-level export                  | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
data breaches                        | R *  | –    | –    | –    | –          | C *   | C *  | C *  | C *  | C *
breaking the glass                   | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
holds and disposal                   | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
files kept open after 25             | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
declared conflicts                   | C *  | –    | –    | –    | –          | C *   | C *  | C *  | –    | –
groups and drop-ins                  | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
other councils' young people         | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
texts of letters                     | RA * | –    | –    | –    | –          | –     | –    | –    | –    | –
forms and clock settings             | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
who looked                           | R s  | –    | –    | –    | –          | –     | –    | –    | –    | –
local offer text                     | RA * | R *  | R *  | R *  | R *, CUA p | R *   | R *  | R *  | R *  | R *
offer correction                     | R *  | –    | –    | –    | CR p       | –     | –    | –    | –    | –
offer consultation                   | R *  | R *  | R *  | R *  | –          | –     | –    | –    | –    | –
offer edition                        | RU * | RA * | RA * | RA * | R *        | R *   | R *  | R *  | R *  | R *
offer desk                           | R *  | R *  | R *  | R *  | R *        | –     | –    | –    | –    | –
checked provisions of the law        | R *  | R *  | R *  | R *  | R *        | R *   | R *  | R *  | R *  | R *
users and role grants                | –    | –    | –    | –    | –          | –     | –    | –    | –    | –
organisations                        | R *  | –    | –    | –    | R *        | R *   | –    | R *  | R *  | –
own organisation                     | –    | –    | –    | –    | CRU p      | –     | –    | –    | –    | CRU p
covenant and pledges                 | RA * | R *  | R *  | –    | –          | –     | –    | –    | R *  | –
the promise                          | RA * | R *  | R *  | R *  | –          | –     | –    | –    | R *  | –
protocols with partners              | RA * | R *  | R *  | R *  | CRA p      | R *   | –    | –    | CRU * | CRA p
council tax schemes                  | RA * | R *  | R *  | R *  | CRA p      | R *   | R *  | –    | R *  | –
equality impact assessments          | RA * | R *  | R *  | R *  | –          | R *   | –    | –    | CRU * | –
lessons from complaints              | R *  | R *  | –    | –    | –          | R *   | –    | –    | –    | –
board figures                        | R g  | R g  | R g  | R g  | –          | –     | –    | –    | R g  | –
consultations                        | R *  | R *  | R *  | R *  | –          | R *   | –    | –    | –    | –
views at any time                    | R *  | –    | –    | –    | –          | C *   | –    | CA * | CR * | –
forums and taking part               | RA * | R *  | R *  | R *  | –          | R *   | –    | –    | RA * | –
the seven principles                 | RA * | RA * | R *  | RA * | R *        | R *   | –    | –    | CRU * | –
what young people were promised      | RA * | R *  | R *  | R *  | –          | R *   | –    | –    | RU * | –
indicators of the board              | CRUA * | R * | R *  | R *  | –          | R *   | –    | –    | CRU * | –
action plans of the board            | CRU * | RA * | R *  | R *  | –          | R *   | –    | –    | RU * | –
meetings of the board                | CR * | CRA * | CR * | CR * | –          | CR *  | –    | –    | CR * | –
papers that are not public           | R *  | R *  | R *  | R *  | –          | –     | –    | –    | –    | –
sufficiency                          | RA * | –    | –    | –    | –          | –     | –    | –    | CRU * | –
"""


def _read_cell(cell: str) -> tuple[Grant, ...]:
    if cell == "–":
        return ()
    grants = []
    for part in cell.split(", "):
        verbs, reach = part.split(" ")
        grants.append(Grant(frozenset(Verb(letter) for letter in verbs), _REACHES[reach]))
    return tuple(grants)


def _read_table() -> dict[tuple[Role, Record], tuple[Grant, ...]]:
    matrix = {}
    for table in (_TABLE, _FURTHER_TABLE):
        (_, *columns), *rows = ([cell.strip() for cell in line.split("|")] for line in table.strip().splitlines())
        for name, *cells in rows:
            for column, cell in zip(columns, cells, strict=True):
                matrix[_COLUMNS[column], Record(name)] = _read_cell(cell)
    return matrix


MATRIX = _read_table()


def reaches(roles: frozenset[Role], record: Record, verb: Verb) -> frozenset[Reach]:
    """The reaches in which someone holding ``roles`` may do ``verb`` to ``record``; empty means never."""
    return frozenset(grant.reach for role in roles for grant in MATRIX[role, record] if verb in grant.verbs)
