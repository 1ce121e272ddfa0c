"""The pages of a young person's own place, in the order in which they are shown. A subject enters its page here."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.shell.roles import Record


@dataclass(frozen=True, slots=True)
class PortalPage:
    """One page: name, its address's name, the record it shows, what one does there in a few words, its heading."""

    label: str
    url_name: str
    record: Record
    says: str
    group: str

    @property
    def afterwards(self) -> str:
        """What one does there once the file is closed."""
        return AFTER_25.get(self.url_name, self.says)


PLAN = "My plan and my people"
HELP = "Money and help"
ME = "About me"
RIGHTS = "My rights"
GROUPS = (PLAN, HELP, ME, RIGHTS)
"""The headings under which the pages stand, in this order."""

PORTAL_PAGES = (
    PortalPage("My plan", "me:plan", Record.PATHWAY_PLAN, "Read it, say what you think, take a copy", PLAN),
    PortalPage("What I need", "me:needs", Record.NEEDS_ASSESSMENT, "What we found out together, for your plan", PLAN),
    PortalPage("Messages", "me:messages", Record.MESSAGES, "Write to your adviser", PLAN),
    PortalPage("Letters", "me:letters", Record.LETTERS, "What we wrote to you, and how it comes", PLAN),
    PortalPage("When we talked", "me:contacts", Record.CONTACT_LOG, "What we wrote about it, and your own words", PLAN),
    PortalPage("My money", "me:money", Record.MONEY, "What you can have, and ask for money", HELP),
    PortalPage("People around me", "me:people", Record.NETWORK, "Who we may talk to, and about what", PLAN),
    PortalPage("Help after 21", "me:support", Record.SUPPORT, "Ask for help, stop it, or come back", HELP),
    PortalPage("What I can get", "me:can_get", Record.ELIGIBILITY, "Help and money that is for you", HELP),
    PortalPage("Keeping safe", "me:safe", Record.SAFETY, "Our plan to keep you safe", ME),
    PortalPage("My home, learning and health", "me:life", Record.HOME, "What is written down, and what is new", ME),
    PortalPage("My papers", "me:papers", Record.DOCUMENTS, "Keep a photo of a letter or a receipt", ME),
    PortalPage("My proof", "me:proof", Record.DOCUMENTS, "Show that you are a care leaver", ME),
    PortalPage("My details", "me:details", Record.CONTACT_POINTS, "Your phone, e-mail and address", ME),
    PortalPage("How I sign in", "me:sign_in", Record.CORE_DETAILS, "Your password, or your phone’s own lock", ME),
    PortalPage(
        "Why I get help", "me:why", Record.ELIGIBILITY, "What the law says about you, and how to disagree", RIGHTS
    ),
    PortalPage("My rights", "me:rights", Record.CORE_DETAILS, "Complain, get an advocate, see your records", RIGHTS),
    PortalPage("Complaints", "me:complaints", Record.COMPLAINTS, "Say what is wrong, and see where it stands", RIGHTS),
    PortalPage("Who may know", "me:who_knows", Record.SHARING, "Who may know what about you, yes or no", RIGHTS),
    PortalPage("What was shared", "me:was_shared", Record.SHARING, "What we told others about you, and why", RIGHTS),
    PortalPage("Who looked", "me:looked", Record.WHO_LOOKED, "Who has looked at what is kept about you", RIGHTS),
)

AFTER_25 = {
    "me:plan": "Read it, take a copy",
    "me:needs": "What we found out together",
    "me:messages": "What you and we wrote",
    "me:contacts": "What we wrote about it",
    "me:money": "What you asked for, and what you got",
    "me:people": "Who we talked to, and about what",
    "me:support": "When you asked for help",
    "me:can_get": "What may still be for you",
    "me:safe": "What you were told",
    "me:life": "What was written down",
    "me:papers": "The photos that you kept",
    "me:proof": "The proofs that you made",
    "me:details": "How we reached you",
}
"""What one does on a page once the file is closed, where that is less than before."""
