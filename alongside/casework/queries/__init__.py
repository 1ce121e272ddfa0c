"""Questions of casework, answered in frozen dataclasses. Every look leaves a line in the audit."""

from alongside.casework.queries.areas import (
    AreaPage,
    HousingRow,
    LifePage,
    LifeRow,
    alerts_of_partner,
    area_page,
    asked_of,
    choices_for,
    housing_list,
    jobcentres,
    life_page,
    one_jobcentre,
    one_life_record,
    refused_services,
)
from alongside.casework.queries.assessing import (
    before_eighteen,
    my_assessments,
    one_assessment,
    one_assessment_head,
    one_joint,
    person_assessments,
)
from alongside.casework.queries.birthdays import SHOWS as BIRTHDAY_SHOWS
from alongside.casework.queries.birthdays import (
    BirthdayPage,
    BirthdayRow,
    OneBirthday,
    birthday_list,
    birthday_of,
    birthday_to_decide,
    birthdays_of,
)
from alongside.casework.queries.calendar import calendar_of, own_calendar
from alongside.casework.queries.clocks import clocks_page, late_ticks
from alongside.casework.queries.complaints import (
    advocacy_services,
    advocates_here,
    complaints_desk,
    my_complaint,
    my_complaints,
    one_advocacy,
    one_complaint,
    person_advocacy,
    person_complaints,
    referred_to_us,
    what_was_learned,
    workers_of,
)
from alongside.casework.queries.contact import (
    ContactLog,
    choosing,
    chronology,
    contact_log,
    my_contacts,
    notes,
    one_contact,
    one_note,
)
from alongside.casework.queries.council_tax import (
    DistrictRow,
    Entitled,
    council_tax_districts,
    council_tax_list,
    days_of_lists,
    districts_of_lists,
)
from alongside.casework.queries.due import DueChoice, DueRow, due_page, due_table
from alongside.casework.queries.elsewhere import (
    HereRow,
    Registers,
    district_choices,
    living_elsewhere,
    one_living_here,
    registers,
)
from alongside.casework.queries.groups import one_session, sessions
from alongside.casework.queries.header import KeptRow, PersonHeader, one_kept_open, person_header
from alongside.casework.queries.homes import (
    SuitabilityRow,
    homes_to_decide,
    oc3_of,
    one_home,
    one_proposal,
    one_suitability,
    suitability_of,
)
from alongside.casework.queries.intakes import (
    FindingChoice,
    FindingRow,
    findings,
    opening_columns,
    opening_position,
    opening_positions,
    return_page,
    returns,
)
from alongside.casework.queries.keeping import (
    HoldRow,
    disposals,
    duplicates,
    one_disposal,
    one_merge,
)
from alongside.casework.queries.leavers import Leaver, leavers
from alongside.casework.queries.letter_texts import letter_text, letter_texts_page, letter_translation, standard_texts
from alongside.casework.queries.letters import (
    letter_batch,
    letter_batches,
    letter_paper,
    letters_of,
    letters_to_approve,
    one_letter,
    text_to_write,
)
from alongside.casework.queries.lists import CaseRow, Choice, caseload, cover_page, find, team
from alongside.casework.queries.looked_after import (
    care_checks,
    care_decisions_of,
    care_decisions_waiting,
    missing_of,
    one_care_decision,
    one_missing,
)
from alongside.casework.queries.milestones import one_supervision, supervision
from alongside.casework.queries.money import (
    OneRequest,
    money_of,
    money_to_decide,
    my_money,
    one_payment,
    one_request,
    payments_to_make,
    what_to_ask_for,
)
from alongside.casework.queries.own_letters import my_letter, my_letter_paper, my_letters, my_proof_paper, my_proofs
from alongside.casework.queries.own_life import (
    MyLife,
    my_life,
)
from alongside.casework.queries.own_plan import (
    MyAction,
    MyPlan,
    my_action,
    my_plan,
)
from alongside.casework.queries.own_records import (
    my_records,
    one_correction,
    one_look,
    one_records_request,
    person_records,
    records_desk,
)
from alongside.casework.queries.panel import (
    panel_item,
    panel_items_of,
    panel_page,
    panel_paper,
    panels,
    who_can_sit,
)
from alongside.casework.queries.person import (
    one_contact_point,
    one_event,
    person_page,
)
from alongside.casework.queries.plan import (
    Plan,
    compared_plans,
    one_head,
    one_plan,
    one_plan_action,
    person_plans,
    plan_for_paper,
    plans_waiting,
)
from alongside.casework.queries.plan_review import (
    my_reviews,
    one_review,
    person_reviews,
)
from alongside.casework.queries.portal import (
    Access,
    DocumentRow,
    MessageRow,
    MyPlace,
    MyWhy,
    access_of,
    my_details,
    my_messages,
    my_papers,
    my_place,
    my_rights,
    my_why,
    one_document,
    one_message,
    papers_of,
    person_messages,
    unanswered,
    what_i_can_get,
    who_looked_at_me,
    why_nothing_is_written,
)
from alongside.casework.queries.portal_accounts import portal_accounts
from alongside.casework.queries.reading import ReadingRow, one_reading, unusual_reading
from alongside.casework.queries.safekeeping import (
    broken_glass,
    conflicts,
    one_conflict,
    one_glass,
    restricted_record,
    restricted_records,
    safekeeping,
    workers,
)
from alongside.casework.queries.safety import (
    OneOfSafety,
    Safety,
    my_safety,
    one_of_safety,
    safety_of,
)
from alongside.casework.queries.sharing import (
    breaches,
    consents_to_rest_on,
    my_parts_to_tell,
    my_services,
    my_sharing,
    one_breach,
    one_consent,
    one_service,
    organisations_to_tell,
    parts_to_tell,
    person_services,
    person_sharing,
)
from alongside.casework.queries.support import (
    my_network,
    my_support,
    network,
    one_member,
    one_offer,
    one_support_request,
    one_watch,
    support,
)
from alongside.casework.queries.terms import TermsPage, terms_page
from alongside.casework.queries.written import (
    WrittenReturn,
    written_return,
)

# fmt: off
__all__ = [
    "BIRTHDAY_SHOWS", "Access", "AreaPage", "BirthdayPage", "BirthdayRow", "CaseRow", "Choice", "ContactLog",
    "DistrictRow", "DocumentRow", "DueChoice", "DueRow", "Entitled", "FindingChoice", "FindingRow", "HereRow",
    "HoldRow", "HousingRow", "KeptRow", "Leaver", "LifePage", "LifeRow", "MessageRow", "MyAction", "MyLife", "MyPlace",
    "MyPlan", "MyWhy", "OneBirthday", "OneOfSafety", "OneRequest", "PersonHeader", "Plan", "ReadingRow", "Registers",
    "Safety", "SuitabilityRow", "TermsPage", "WrittenReturn", "access_of", "advocacy_services", "advocates_here",
    "alerts_of_partner", "area_page", "asked_of", "before_eighteen", "birthday_list", "birthday_of",
    "birthday_to_decide", "birthdays_of", "breaches", "broken_glass", "calendar_of", "care_checks", "care_decisions_of",
    "care_decisions_waiting", "caseload", "choices_for", "choosing", "chronology", "clocks_page", "compared_plans",
    "complaints_desk", "conflicts", "consents_to_rest_on", "contact_log", "council_tax_districts", "council_tax_list",
    "cover_page", "days_of_lists", "disposals", "district_choices", "districts_of_lists", "due_page", "due_table",
    "duplicates", "find", "findings", "homes_to_decide", "housing_list", "jobcentres", "late_ticks", "leavers",
    "letter_batch", "letter_batches", "letter_paper", "letter_text", "letter_texts_page", "letter_translation",
    "letters_of", "letters_to_approve", "life_page", "living_elsewhere", "missing_of", "money_of", "money_to_decide",
    "my_action", "my_assessments", "my_complaint", "my_complaints", "my_contacts", "my_details", "my_letter",
    "my_letter_paper", "my_letters", "my_life", "my_messages", "my_money", "my_network", "my_papers",
    "my_parts_to_tell", "my_place", "my_plan", "my_proof_paper", "my_proofs", "my_records", "my_reviews", "my_rights",
    "my_safety", "my_services", "my_sharing", "my_support", "my_why", "network", "notes", "oc3_of", "one_advocacy",
    "one_assessment", "one_assessment_head", "one_breach", "one_care_decision", "one_complaint", "one_conflict",
    "one_consent", "one_contact", "one_contact_point", "one_correction", "one_disposal", "one_document", "one_event",
    "one_glass", "one_head", "one_home", "one_jobcentre", "one_joint", "one_kept_open", "one_letter", "one_life_record",
    "one_living_here", "one_look", "one_member", "one_merge", "one_message", "one_missing", "one_note", "one_of_safety",
    "one_offer", "one_payment", "one_plan", "one_plan_action", "one_proposal", "one_reading", "one_records_request",
    "one_request", "one_review", "one_service", "one_session", "one_suitability", "one_supervision",
    "one_support_request", "one_watch", "opening_columns", "opening_position", "opening_positions",
    "organisations_to_tell", "own_calendar", "panel_item", "panel_items_of", "panel_page", "panel_paper", "panels",
    "papers_of", "parts_to_tell", "payments_to_make", "person_advocacy", "person_assessments", "person_complaints",
    "person_header", "person_messages", "person_page", "person_plans", "person_records", "person_reviews",
    "person_services", "person_sharing", "plan_for_paper", "plans_waiting", "portal_accounts", "records_desk",
    "referred_to_us", "refused_services", "registers", "restricted_record", "restricted_records", "return_page",
    "returns", "safekeeping", "safety_of", "sessions", "standard_texts", "suitability_of", "supervision", "support",
    "team", "terms_page", "text_to_write", "unanswered", "unusual_reading", "what_i_can_get", "what_to_ask_for",
    "what_was_learned", "who_can_sit", "who_looked_at_me", "why_nothing_is_written", "workers", "workers_of",
    "written_return",
]
# fmt: on
