"""The pages about one young person, in the order in which a worker needs them.

A part of casework enters its pages here; ``header`` shows each reader those that their roles and reach open.
"""

from __future__ import annotations

from dataclasses import dataclass

from alongside.shell.roles import Record


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name in the row of tabs, its address, and the record that has to be readable."""

    label: str
    url_name: str
    record: Record


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab with its pages; the tab itself leads to the first that opens."""

    label: str
    pages: tuple[Page, ...]


TABS = (
    Tab("Now", (Page("Now", "casework:person", Record.CORE_DETAILS),)),
    Tab(
        "Messages",
        (
            Page("Messages", "casework:messages", Record.MESSAGES),
            Page("Papers", "casework:papers", Record.DOCUMENTS),
            Page("Their own place", "casework:access", Record.CORE_DETAILS),
        ),
    ),
    Tab(
        "Record",
        (
            Page("What is owed", "casework:owed", Record.CLOCKS),
            Page("Decision", "casework:decision", Record.ELIGIBILITY),
            Page("Care history", "casework:history", Record.CARE_HISTORY),
            Page("Who looked", "casework:looked", Record.WHO_LOOKED),
        ),
    ),
)
