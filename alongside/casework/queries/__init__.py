"""Questions of casework, answered in frozen dataclasses. Every look leaves a line in the audit."""

from alongside.casework.queries.header import PersonHeader, person_header
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
from alongside.casework.queries.lists import CaseRow, Choice, caseload, cover_page, find, team
from alongside.casework.queries.person import one_contact_point, one_event, person_page

__all__ = [
    "CaseRow",
    "Choice",
    "FindingChoice",
    "FindingRow",
    "PersonHeader",
    "caseload",
    "cover_page",
    "find",
    "findings",
    "one_contact_point",
    "one_event",
    "opening_columns",
    "opening_position",
    "opening_positions",
    "person_header",
    "person_page",
    "return_page",
    "returns",
    "team",
]
