"""Counts of casework, small numbers hidden: the board's only door.

``figures`` has what casework computes of the board's register. It measures from the day on which records began here,
never a day before: what was not recorded yet is not nothing.
"""

from alongside.casework.numbers import in_care, leaving, rights, visits
from alongside.casework.numbers.base import began_on, figures
from alongside.casework.numbers.capacity import Capacity, adviser_capacity
from alongside.casework.numbers.counts import (
    complaints_and_advocates,
    council_tax,
    council_tax_lists,
    council_tax_relief,
    everyone,
    moves_by_district,
    people_by_category,
    people_in_doubt,
    people_late_by_clock,
    refused_health_services,
)

__all__ = [
    "Capacity",
    "adviser_capacity",
    "began_on",
    "complaints_and_advocates",
    "council_tax",
    "council_tax_lists",
    "council_tax_relief",
    "everyone",
    "figures",
    "in_care",
    "leaving",
    "moves_by_district",
    "people_by_category",
    "people_in_doubt",
    "people_late_by_clock",
    "refused_health_services",
    "rights",
    "visits",
]
