"""Care leavers as the files that others ask for: inspectors, the sector's data set, the department's daily feed.

Headings and codes of the inspection list, the data set and the feed are those that open code of the sector carries.
None was checked against the publisher's own file (unverified): look at the current one before each release.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from alongside.casework import disabilities
from alongside.casework.outcomes import NOT_ASKED
from alongside.casework.queries import Leaver
from alongside.casework.words import SHORT_CATEGORIES
from alongside.law import Category
from alongside.returns.codes import meaning
from alongside.shell.downloads import CSV_TYPE, XLSX_TYPE, defused

Cell = str | int | date | None
IN_TOUCH_WORDS = {
    "YES": "Yes",
    "NO": "No",
    "DIED": "Died",
    "REFU": "Refused",
    "NREQ": "Not required",
    "RHOM": "Returned home",
}
SSD_ELIGIBILITY = {
    Category.ELIGIBLE: "Eligible",
    Category.RELEVANT: "Relevant",
    Category.FORMER_RELEVANT: "Former Relevant",
    Category.QUALIFYING: "Qualifying",
}
FEED_SPECIFICATION = "Children's Social Care data API, pilot, version 0.8 (unverified)"
FEED_BATCH = 100
FEED_MONTHS = 24
FEED_LAST_AGE = 25
NOT_IN_THE_PRE_FLIGHT = "WXYZ"
"""Homes that the specification has and a council's pre-flight view refuses."""


@dataclass(frozen=True, slots=True)
class ListOut:
    """One list: its name, what it is, its file and how it is made."""

    name: str
    title: str
    hint: str
    file_name: str
    content_type: str
    make: Callable[[Sequence[Leaver], date], bytes]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the inspection list: its heading, where it comes from, and its value."""

    heading: str
    source: str
    value: Callable[[Leaver], Cell]


COLUMNS = (
    Column("Child unique ID", "Reference of the statutory return", lambda one: one.child_id),
    Column("Gender", "Sex as the return records it", lambda one: meaning("SEX", one.sex) or one.sex),
    Column("Ethnicity", "Ethnicity code of the return", lambda one: one.ethnicity),
    Column("Date of birth", "The person's record", lambda one: one.born_on),
    Column("Age", "Whole years on the day of the list", lambda one: one.age),
    Column(
        "Unaccompanied asylum seeking child",
        "The return's table UASC, or the person's record",
        lambda one: "Yes" if one.arrived_alone else "No",
    ),
    Column(
        "Disability",
        "The person's record; empty where nobody has asked",
        lambda one: disabilities.in_words(one.disabilities) or None,
    ),
    Column(
        "Allocated team",
        "The personal adviser's allocation, else the social worker's",
        lambda one: one.adviser.team or one.social_worker.team,
    ),
    Column("Allocated worker", "Allocation of a social worker", lambda one: one.social_worker.name),
    Column("Allocated personal adviser", "Allocation of a personal adviser", lambda one: one.adviser.name),
    Column(
        "Eligibility category",
        "A manager's decision, else what the law finds; empty where it is not known",
        lambda one: SHORT_CATEGORIES[one.category] if one.category in SSD_ELIGIBILITY else None,
    ),
    Column("Latest pathway plan date", "Last plan agreed or review held", lambda one: one.plan_on),
    Column(
        "Authority in touch",
        "Yes where contact was made in the last three months (unverified); else what this year's return or birthday "
        "record says; empty where nothing does",
        lambda one: IN_TOUCH_WORDS.get(one.in_touch, one.in_touch),
    ),
    Column("Latest contact date", "Last contact that was made; attempts do not count", lambda one: one.latest_contact),
    Column(
        "Type of accommodation",
        "The home's record, else the birthday record, else the last return",
        lambda one: one.place,
    ),
    Column(
        "Suitability of accommodation",
        "The same record: suitable or unsuitable",
        lambda one: {"1": "Suitable", "2": "Unsuitable"}.get(one.suitability),
    ),
    Column(
        "Activity status",
        "The record of education, training and work, else the birthday record, else the last return",
        lambda one: one.activity if one.activity != NOT_ASKED else None,
    ),
)


def inspection_list(people: Sequence[Leaver], on: date) -> bytes:
    """Annex A list 9 as a workbook. Each cell has its own type: a text is never taken for a formula."""
    block = io.BytesIO()
    with xlsxwriter.Workbook(block, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("List 9")
        _head(sheet, [column.heading for column in COLUMNS], bold)
        for row, one in enumerate(people, start=1):
            for place, column in enumerate(COLUMNS):
                _write(sheet, row, place, column.value(one), day)
        sources = book.add_worksheet("Where it comes from")
        _head(sources, ["Column", "Which record", f"Filled of {len(people)}"], bold)
        for row, column in enumerate(COLUMNS, start=1):
            filled = sum(column.value(one) not in (None, "") for one in people)
            for place, value in enumerate((column.heading, column.source, filled)):
                _write(sources, row, place, value, day)
        _write(sources, len(COLUMNS) + 2, 0, f"As at {on:%d/%m/%Y}. Check the headings against Ofsted's own file.", day)
    return block.getvalue()


SSD_CARE_LEAVERS: dict[str, Callable[[Leaver], Cell]] = {
    "clea_table_id": lambda one: one.child_id,
    "clea_person_id": lambda one: one.child_id,
    "clea_care_leaver_eligibility": lambda one: SSD_ELIGIBILITY.get(one.category, "No Current Eligibility"),
    "clea_care_leaver_in_touch": lambda one: one.in_touch,
    "clea_care_leaver_latest_contact": lambda one: one.latest_contact,
    "clea_care_leaver_accommodation": lambda one: one.place,
    "clea_care_leaver_accom_suitable": lambda one: one.suitability,
    "clea_care_leaver_activity": lambda one: one.activity,
    "clea_pathway_plan_review_date": lambda one: one.plan_on,
    "clea_care_leaver_personal_advisor": lambda one: one.adviser.name,
    "clea_care_leaver_allocated_team": lambda one: one.adviser.team or one.social_worker.team,
    "clea_care_leaver_worker_id": lambda one: str(one.adviser.id or one.social_worker.id or ""),
}
"""The data set's table of care leavers, its twelve columns in order."""

PATHWAY_PLANS: dict[str, Callable[[Leaver], Cell]] = {
    "path_table_id": lambda one: f"{one.child_id}-{one.plan_agreed_on:%Y%m%d}",
    "path_person_id": lambda one: one.child_id,
    "path_plan_agreed_date": lambda one: one.plan_agreed_on,
    "path_plan_latest_review_date": lambda one: one.plan_on,
    "path_plan_review_due_date": lambda one: one.plan_review_due,
}
"""A table of our own in the data set's manner: version 1.4.5 has none for pathway plans."""


SSD_DISABILITY = ("disa_table_id", "disa_person_id", "disa_disability_code")
"""The data set's table of disabilities: a row for each code of a person."""


def ssd_disability(people: Sequence[Leaver], _: date) -> bytes:
    """The table ``ssd_disability``. Whoever was not asked has no row; who has none has the code that says so."""
    rows = [(f"{one.child_id}-{code}", one.child_id, code) for one in people for code in one.disabilities]
    return _table(SSD_DISABILITY, rows)


def ssd_care_leavers(people: Sequence[Leaver], _: date) -> bytes:
    """The table ``ssd_care_leavers``: one row a person, codes, days as year-month-day."""
    return _csv(SSD_CARE_LEAVERS, people)


def pathway_plans(people: Sequence[Leaver], _: date) -> bytes:
    """The plan in force of each person who has one."""
    return _csv(PATHWAY_PLANS, [one for one in people if one.plan_agreed_on])


def daily_feed(people: Sequence[Leaver], on: date) -> bytes:
    """The care-leaver part of the department's daily feed: a hundred a file, a manifest, who is left out and why."""
    sent, left_out = [], []
    for one in people:
        why = why_left_out(one, on)
        (left_out if why else sent).append((one.child_id, why) if why else feed_of(one))
    block = io.BytesIO()
    with zipfile.ZipFile(block, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, start in enumerate(range(0, len(sent), FEED_BATCH), start=1):
            packed.writestr(f"children-{number:03}.json", _canonical(sent[start : start + FEED_BATCH]))
        packed.writestr("manifest.json", _canonical(_manifest(people, sent, on)))
        packed.writestr("left-out.csv", _table(["la_child_id", "why"], left_out))
    return block.getvalue()


def feed_of(one: Leaver) -> dict[str, Any]:
    """One young person's object. The feed takes the latest contact only; what is not known is left out."""
    leaver: dict[str, Any] = {"contact_date": one.latest_contact.isoformat() if one.latest_contact else None}
    if one.activity and one.activity != NOT_ASKED:
        leaver["activity"] = one.activity[:2]
    if one.place:
        leaver["accommodation"] = one.place
    episode = {"care_leavers": leaver | {"purge": False}, "purge": False}
    return {
        "la_child_id": one.child_id,
        "mis_child_id": str(one.person),
        "social_care_episodes": [episode],
        "purge": False,
    }


def why_left_out(one: Leaver, on: date) -> str:
    """Why the feed's own rule would not see this young person; empty where it would."""
    since = feed_window_from(on)
    if one.age > FEED_LAST_AGE:
        return "older than 25"
    if one.latest_contact is None:
        return "no contact is recorded"
    if one.latest_contact < since:
        return f"no contact since {since:%d/%m/%Y}"
    return ""


def feed_window_from(on: date) -> date:
    """The first of April that is at least two years back."""
    two_back = on.year - FEED_MONTHS // 12
    return date(two_back - ((on.month, on.day) < (4, 1)), 4, 1)


LISTS = (
    ListOut(
        "inspection",
        "Inspection list of care leavers (Annex A, list 9)",
        "A spreadsheet, with a sheet that says which record each column comes from",
        "annex-a-list-9.xlsx",
        XLSX_TYPE,
        inspection_list,
    ),
    ListOut(
        "care_leavers",
        "Standard Safeguarding Dataset: care leavers",
        "CSV in the shape of the table ssd_care_leavers",
        "ssd_care_leavers.csv",
        CSV_TYPE,
        ssd_care_leavers,
    ),
    ListOut(
        "disability",
        "Standard Safeguarding Dataset: disability",
        "CSV in the shape of the table ssd_disability",
        "ssd_disability.csv",
        CSV_TYPE,
        ssd_disability,
    ),
    ListOut(
        "pathway_plans",
        "Standard Safeguarding Dataset: pathway plans",
        "CSV; a table of our own, for the data set has none",
        "ssd_pathway_plans.csv",
        CSV_TYPE,
        pathway_plans,
    ),
    ListOut(
        "daily_feed",
        "Daily feed to the Department for Education: care leavers",
        "JSON in files of a hundred, with who is left out and why",
        "daily-feed.zip",
        "application/zip",
        daily_feed,
    ),
)
BY_NAME = {one.name: one for one in LISTS}


# ---------------------------------------------------------------------------------------------------------------------


def _head(sheet: Any, headings: Sequence[str], bold: Any) -> None:
    for place, heading in enumerate(headings):
        sheet.write_string(0, place, heading, bold)
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(headings) - 1, 20)


def _write(sheet: Any, row: int, place: int, value: Cell, day: Any) -> None:
    """A cell of the value's own type; nothing where nothing is known."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    else:
        sheet.write_string(row, place, value)


def _csv(columns: dict[str, Callable[[Leaver], Cell]], people: Iterable[Leaver]) -> bytes:
    return _table(list(columns), ([value(one) for value in columns.values()] for one in people))


def _table(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    for row in rows:
        writer.writerow(["" if cell is None else defused(cell) for cell in row])
    return text.getvalue().encode()


def _canonical(value: Any) -> bytes:
    """JSON whose bytes are the same whenever its content is, so that a change can be told by its hash."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _manifest(people: Sequence[Leaver], sent: list[dict[str, Any]], on: date) -> dict[str, Any]:
    beyond = [one.child_id for one in people if one.place and one.place in NOT_IN_THE_PRE_FLIGHT]
    return {
        "made_on": on.isoformat(),
        "specification": FEED_SPECIFICATION,
        "window_from": feed_window_from(on).isoformat(),
        "hashes": {one["la_child_id"]: hashlib.sha256(_canonical(one)).hexdigest() for one in sent},
        "homes_that_a_pre_flight_may_refuse": beyond,
        "not_known_here": "whether a child-in-need episode is open: the department takes no leaver without one",
    }
