"""Tables of voice, by subject."""

from alongside.voice.models.commitments import Changed, Commitment, Progress, Theme
from alongside.voice.models.consultations import (
    Batch,
    Box,
    Consultation,
    Drawing,
    Group,
    Question,
    Right,
    Said,
    Sealed,
    Tally,
)
from alongside.voice.models.forums import AgendaItem, Forum, Meeting, PanelsOfQuarter, Part, Visit
from alongside.voice.models.principles import Assessment
from alongside.voice.models.quotes import Quote
from alongside.voice.models.views import Flood, View

__all__ = [
    "AgendaItem",
    "Assessment",
    "Batch",
    "Box",
    "Changed",
    "Commitment",
    "Consultation",
    "Drawing",
    "Flood",
    "Forum",
    "Group",
    "Meeting",
    "PanelsOfQuarter",
    "Part",
    "Progress",
    "Question",
    "Quote",
    "Right",
    "Said",
    "Sealed",
    "Tally",
    "Theme",
    "View",
    "Visit",
]
