"""The statutory return of children looked after and care leavers (SSDA903): plain data, no web framework."""

from .findings import Finding, ReturnRefused
from .read import Limits, Return, joined_episodes, read_return
from .write import CareLeaver, as_csv_set, as_xml, as_zip, left_out_of_xml, with_care_leavers

__all__ = [
    "CareLeaver",
    "Finding",
    "Limits",
    "Return",
    "ReturnRefused",
    "as_csv_set",
    "as_xml",
    "as_zip",
    "joined_episodes",
    "left_out_of_xml",
    "read_return",
    "with_care_leavers",
]
