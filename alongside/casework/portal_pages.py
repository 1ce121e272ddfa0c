"""The pages of a young person's own place, in the order in which they are shown. A subject enters its page here."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.shell.roles import Record


@dataclass(frozen=True, slots=True)
class PortalPage:
    """One page: its name, its address's name, the record it shows, and what one does there in a few words."""

    label: str
    url_name: str
    record: Record
    says: str


PORTAL_PAGES = (
    PortalPage("Messages", "me:messages", Record.MESSAGES, "Write to your adviser"),
    PortalPage("What I can get", "me:can_get", Record.ELIGIBILITY, "Help and money that is for you"),
    PortalPage("My papers", "me:papers", Record.DOCUMENTS, "Keep a photo of a letter or a receipt"),
    PortalPage("My details", "me:details", Record.CONTACT_POINTS, "Your phone, e-mail and address"),
    PortalPage("Why I get help", "me:why", Record.ELIGIBILITY, "What the law says about you, and how to disagree"),
    PortalPage("My rights", "me:rights", Record.CORE_DETAILS, "Complain, get an advocate, see your records"),
    PortalPage("Who looked", "me:looked", Record.WHO_LOOKED, "Who has looked at what is kept about you"),
)
