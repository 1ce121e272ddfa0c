"""The pages about one young person, in the order in which a worker needs them.

A part of casework enters its pages here; ``header`` shows each reader those that their roles and reach open.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.casework.areas import AREAS
from alongside.shell.roles import Record, Verb


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name in the row of tabs, its address, and what one must be able to do to which record."""

    label: str
    url_name: str
    record: Record
    verb: Verb = Verb.READ


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with its pages; the tab itself leads to the first that opens."""

    label: str
    pages: tuple[Page, ...]


TABS = (
    Tab(
        "Now",
        (
            Page("Now", "casework:person", Record.CORE_DETAILS),
            Page("Every date", "casework:clocks", Record.CLOCKS),
        ),
    ),
    Tab(
        "Contact",
        (
            Page("Contact", "casework:contact_log", Record.CONTACT_LOG),
            Page("Notes", "casework:notes", Record.CASE_NOTES),
            Page("Chronology", "casework:chronology", Record.CASE_NOTES),
            Page("Supervision", "casework:supervision", Record.CASE_NOTES),
            Page("People around", "casework:network", Record.NETWORK),
            Page("After 21", "casework:support", Record.SUPPORT),
        ),
    ),
    Tab(
        "Plan",
        (
            Page("Plan", "casework:plan", Record.PATHWAY_PLAN),
            Page("Reviews", "casework:reviews", Record.REVIEWS),
            Page("Assessments", "casework:assessments", Record.NEEDS_ASSESSMENT),
        ),
    ),
    Tab(
        "Life",
        (
            Page("Overview", "casework:life", Record.CORE_DETAILS),
            *(Page(area.label, area.url_name, area.record) for area in AREAS),
        ),
    ),
    Tab("Money", (Page("Money", "casework:money", Record.MONEY),)),
    Tab(
        "Messages",
        (
            Page("Messages", "casework:messages", Record.MESSAGES),
            Page("Letters", "casework:letters", Record.LETTERS),
            Page("Papers", "casework:papers", Record.DOCUMENTS),
            Page("Their own place", "casework:access", Record.CORE_DETAILS, Verb.UPDATE),
        ),
    ),
    Tab(
        "Rights",
        (
            Page("Complaints", "casework:complaints", Record.COMPLAINTS),
            Page("Advocate", "casework:advocacy", Record.COMPLAINTS),
            Page("Own records", "casework:own_records", Record.OWN_RECORDS),
            Page("Consent and sharing", "casework:sharing", Record.SHARING),
            Page("Services", "casework:services", Record.SERVICE_REFERRAL),
        ),
    ),
    Tab(
        "Safety",
        (
            Page("Safety", "casework:safety", Record.SAFETY),
            Page("Risk panel", "casework:risk_panel", Record.RISK_PANEL),
            Page("Missing and back", "casework:missing", Record.SAFETY),
        ),
    ),
    Tab(
        "Record",
        (
            Page("What is owed", "casework:owed", Record.CLOCKS),
            Page("Decision", "casework:decision", Record.ELIGIBILITY),
            Page("Care history", "casework:history", Record.CARE_HISTORY),
            Page("Care decisions", "casework:care_decisions", Record.CARE_HISTORY),
            Page("Other area", "casework:living_elsewhere", Record.CARE_HISTORY),
            Page("Birthday records", "casework:birthdays_of", Record.BIRTHDAY_RECORD),
            Page("Who looked", "casework:looked", Record.WHO_LOOKED),
        ),
    ),
)
