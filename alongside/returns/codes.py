"""The code sets of the statutory return, what each code means, and when it came or went.

Meanings are ours, made from those that the sector's data model carries; they were not checked against the Department
for Education's guide. ``None`` means that the code is known and its meaning is not: say the code, never guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_YES_NO = {"0": "No", "1": "Yes"}


def _suitability(places: Mapping[str, str], only_unsuitable: str) -> dict[str, str]:
    """A care leaver's accommodation: a letter for the place, then 1 for suitable or 2 for unsuitable."""
    codes = {}
    for letter, place in places.items():
        if letter not in only_unsuitable:
            codes[f"{letter}1"] = f"{place}: suitable"
        codes[f"{letter}2"] = f"{place}: unsuitable"
    return codes


_SETS: dict[str, dict[str, str] | dict[str, str | None]] = {
    "SEX": {"M": "Male", "F": "Female", "U": "Not known"},
    "ETHNIC": {
        "WBRI": "White British",
        "WIRI": "White Irish",
        "WOTH": "White, other",
        "WIRT": "Irish Traveller",
        "WROM": "Gypsy or Roma",
        "MWBC": "White and Black Caribbean",
        "MWBA": "White and Black African",
        "MWAS": "White and Asian",
        "MOTH": "Mixed, other",
        "AIND": "Indian",
        "APKN": "Pakistani",
        "ABAN": "Bangladeshi",
        "AOTH": "Asian, other",
        "BCRB": "Black Caribbean",
        "BAFR": "Black African",
        "BOTH": "Black, other",
        "CHNE": "Chinese",
        "OOTH": "Another ethnic group",
        "REFU": "Would not say",
        "NOBT": "Not asked yet",
    },
    "UPN_UNKNOWN": {
        "UN1": "Too young for school, so no number yet",
        "UN2": "Never at a maintained school in England",
        "UN3": "Educated outside England",
        "UN4": "Came into care in the last week of the year; number not known yet",
        "UN5": "Sources disagree about the number",
    },
    "YESNO01": _YES_NO,
    "RNE": {
        "S": "Started to be looked after",
        "L": "New legal status; same placement and carer",
        "P": "New placement and carer; same legal status",
        "T": "New placement with the same carer; same legal status",
        "B": "New legal status, placement and carer",
        "U": "New legal status and placement; same carer",
    },
    "LS": {
        "C1": "Interim care order",
        "C2": "Care order",
        "D1": "Freeing order",
        "E1": "Placement order",
        "V2": "Accommodated under section 20, not a short break",
        "V3": "Agreed series of short breaks, every stay recorded",
        "V4": "Agreed series of short breaks, only the agreement recorded",
        "J1": "Remanded to the authority or to youth detention",
        "J2": "Held for the police (PACE 1984) in the authority's accommodation",
        "J3": "Youth rehabilitation order with residence or intensive fostering",
        "L1": "Police protection in the authority's accommodation",
        "L2": "Emergency protection order",
        "L3": "Child assessment order, living in the authority's accommodation",
    },
    "CIN": {
        "N1": "Abuse or neglect",
        "N2": "Disability or illness of the child",
        "N3": "Disability or illness of a parent",
        "N4": "Family under acute stress",
        "N5": "Family not working as a family",
        "N6": "Behaviour that others do not accept",
        "N7": "Too little money",
        "N8": "No parent there to care",
    },
    "PLACE": {
        "A3": "Placed for adoption by consent with the present foster carer",
        "A4": "Placed for adoption by consent with someone else",
        "A5": "Placed for adoption under an order with the present foster carer",
        "A6": "Placed for adoption under an order with someone else",
        "K1": "Secure children's home",
        "K2": "Children's home",
        "K3": "Supported accommodation for 16 and 17 year olds",
        "P1": "With parents or others who hold parental responsibility",
        "P3": "Lives where they work",
        "R1": "Residential care home",
        "R2": "Hospital or other medical or nursing home",
        "R3": "Family centre, or mother and baby unit",
        "R5": "Young offender institution",
        "S1": "Residential school that is not also a children's home",
        "T0": "Temporary move of any kind",
        "T1": "Temporary: in hospital",
        "T2": "Temporary: on holiday",
        "T3": "Temporary: the usual foster carer is on holiday",
        "T4": "Temporary: another reason, up to seven days",
        "U1": "Fostered by a relative or friend, long term",
        "U2": "Fostered by a relative or friend who is also approved to adopt",
        "U3": "Fostered by a relative or friend, not long term",
        "U4": "Fostered by someone else, long term",
        "U5": "Fostered by someone else who is also approved to adopt",
        "U6": "Fostered by someone else, not long term",
        "Z11": None,
        "Z12": None,
        "Z13": None,
        "Z14": None,
    },
    "PLACE_PROVIDER": {
        "PR0": "Parent, or other person with parental responsibility",
        "PR1": "The authority itself",
        "PR2": "Another authority",
        "PR3": "Another public body",
        "PR4": "Private provider",
        "PR5": "Voluntary organisation",
    },
    "REC": {
        "X1": "This episode ends and the next begins the same day",
        "E11": "Adopted; nobody opposed it",
        "E12": "Adopted; the court did without consent",
        "E2": "Died",
        "E3": "Another authority took over the care",
        "E4A": "Went home as planned",
        "E4B": "Went home, not as planned",
        "E13": "Went to live with people who do not hold parental responsibility",
        "E41": "Child arrangements or residence order",
        "E45": "Special guardianship: former foster carer who is a relative or friend",
        "E46": "Special guardianship: former foster carer who is neither",
        "E47": "Special guardianship: other carer who is a relative or friend",
        "E48": "Special guardianship: other carer who is neither",
        "E5": "Independent living with support arranged",
        "E6": "Independent living without support arranged",
        "E7": "Moved to a home run for adult social care",
        "E8": "Ended for another reason",
        "E9": "Sentenced to custody",
        "E14": "Remand ended",
        "E15": "Found to be 18 or over",
        "E16": "Moved abroad",
        "E17": "Turned 18 and stayed with the same carers (Staying Put among them)",
    },
    "REASON_PLACE_CHANGE": {
        "CARPL": "Part of the care plan",
        "CLOSE": "Carer gave up, or the home closed",
        "ALLEG": "An allegation was made (section 47)",
        "STAND": "Worry about the standard of care",
        "APPRR": "Approval taken away",
        "CREQB": "Carer asked, because of behaviour",
        "CREQO": "Carer asked, for another reason",
        "CHILD": "The child asked",
        "LAREQ": "The authority asked",
        "PLACE": "Only the kind of placement changed",
        "CUSTOD": "Went into custody",
        "OTHER": "Another reason",
    },
    "REVIEW_CODE": {
        "PN0": "Under 4 when reviewed",
        "PN1": "Came and spoke",
        "PN2": "Came; an advocate spoke",
        "PN3": "Came; gave views without words",
        "PN4": "Came; gave no views",
        "PN5": "Did not come; an advocate had their views",
        "PN6": "Did not come; sent views another way",
        "PN7": "Did not come; sent no views",
    },
    "SDQ_REASON": {
        "SDQ1": "Under 4 or over 16",
        "SDQ2": "Carer would not take part",
        "SDQ3": "Disability made it impossible",
        "SDQ4": "Another reason",
        "SDQ5": "Child would not take part",
    },
    "IN_TOUCH": {
        "YES": "In touch",
        "NO": "Not in touch",
        "DIED": "Died after leaving care",
        "REFU": "Does not want contact",
        "NREQ": "No longer needs the service",
        "RHOM": "Home with parents for six months or more",
    },
    "ACTIV": {
        "F1": "Higher education, full time",
        "P1": "Higher education, part time",
        "F2": "Other education, full time",
        "P2": "Other education, part time",
        "F4": "Apprenticeship, full time",
        "P4": "Apprenticeship, part time",
        "F5": "Other training or a job, full time",
        "P5": "Other training or a job, part time",
        "G4": "Not in education, work or training: illness or disability",
        "G5": "Not in education, work or training: other",
        "G6": "Not in education, work or training: pregnant or a parent",
        "0": "No answer needed",
    },
    "ACCOM": {
        **_suitability(
            {
                "B": "With parents or relatives",
                "C": "Community home or other residential care",
                "D": "Semi-independent, with support",
                "E": "Supported lodgings",
                "G": "Gone abroad",
                "H": "Deported",
                "K": "Ordinary lodgings, no formal support",
                "R": "Not known where",
                "S": "No fixed home",
                "T": "Foyer or the like",
                "U": "Independent living",
                "V": "Emergency accommodation",
                "W": "Bed and breakfast",
                "X": "In custody",
                "Y": "Another place",
                "Z": "With former foster carers",
            },
            only_unsuitable="SX",
        ),
        "0": "No answer needed",
    },
    "NB_ADOPTR": {"1": "One adopter", "2": "Two adopters"},
    "SEX_ADOPTR": {"M1": "One man", "F1": "One woman", "MM": "Two men", "FF": "Two women", "MF": "A man and a woman"},
    "LS_ADOPTR": {
        "L0": "Single",
        "L11": "Married couple of different sexes",
        "L12": "Married couple of the same sex",
        "L2": "Civil partners",
        "L3": "Unmarried couple of different sexes",
        "L4": "Couple of the same sex, neither married nor civil partners",
    },
    "REASON_PLACED_CEASED": {
        "RD1": "What the child needs has changed",
        "RD2": "The court made no placement order",
        "RD3": "No adopters were found",
        "RD4": "Another reason",
    },
    "PREV_PERM": {
        "P1": "Adoption",
        "P2": "Special guardianship order",
        "P3": "Child arrangements or residence order",
        "P4": "Not known",
        "Z1": "None",
    },
    "MISSING": {"M": "Missing, nobody knew where", "A": "Away without leave, known where"},
    "SW_REASON": {
        "MANAGE": "Caseloads were shared out anew",
        "FCONTA": "First contact, or referred again",
        "LEFTRL": "The last worker left the job",
        "ORGRST": "Restructure",
        "TSPROC": "Usual handover between teams",
        "ABSENC": "Cover for an absence, or return from one",
        "CHCHAN": "The child asked",
        "PCCHAN": "A parent or carer asked",
        "SWDIED": "The last worker died",
        "OTHERS": "Another reason",
    },
}

CODE_SETS: Mapping[str, Mapping[str, str | None]] = MappingProxyType(
    {name: MappingProxyType(dict(codes)) for name, codes in _SETS.items()}
)
"""The codes that the newest collection knows, by set: code → meaning."""

WITHDRAWN: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "SEX": {"1": 2024, "2": 2024},
        # Sources differ by a year about H5 and P2 (2023/24 or 2024/25); the later one is kept, so as not to accuse.
        "PLACE": {"H5": 2025, "P2": 2025, "Z1": 2025},
        "ACTIV": {"F3": 2021, "P3": 2021},
        "REC": {"E43": 2018, "E44": 2018},
    }
)
"""Codes that went: set → code → the last collection year that took it."""

INTRODUCED: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "PLACE": {"K3": 2024, "Z11": 2026, "Z12": 2026, "Z13": 2026, "Z14": 2026},
    }
)
"""Codes that came later: set → code → the first collection year that took it."""


def codes_in(name: str, year: int) -> frozenset[str]:
    """The codes of the set ``name`` that the collection of ``year`` takes."""
    later = {code for code, first in INTRODUCED.get(name, {}).items() if year < first}
    kept = {code for code, last in WITHDRAWN.get(name, {}).items() if year <= last}
    return frozenset((set(CODE_SETS[name]) - later) | kept)


def meaning(name: str, code: str) -> str | None:
    """What a code means, or ``None`` where that is not known."""
    return CODE_SETS[name].get(code)
