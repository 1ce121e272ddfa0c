"""Nouns of casework: young people, their care, what was decided about them, and who works with them.

A file a subject. Three kinds of row live here. Ordinary records are edited (``Versioned``, with a history of each
edit; what concerns one young person is an ``AboutPerson``). Facts that a return states are kept for good: a corrected
return withdraws a row, with the day and the import, and adds another. Decisions, clock events and answers of young
people are only ever added to, which the database itself holds.
"""

from alongside.casework.models.about_person import AboutPerson, Hidden
from alongside.casework.models.base import Identified, Source
from alongside.casework.models.clock_events import ClockEvent
from alongside.casework.models.deciding import Determination
from alongside.casework.models.people import ContactPoint, NamedAccess, Person
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
from alongside.casework.models.working import Allocation, Cover, Referral

__all__ = [
    "AboutPerson",
    "Allocation",
    "CareMark",
    "ClockEvent",
    "ContactPoint",
    "Cover",
    "Determination",
    "Document",
    "EnrolmentCode",
    "Episode",
    "Hidden",
    "Identified",
    "Intake",
    "Message",
    "NamedAccess",
    "OpeningPositionImport",
    "Person",
    "Referral",
    "ReturnFinding",
    "ReturnImport",
    "Source",
    "Stated",
]
