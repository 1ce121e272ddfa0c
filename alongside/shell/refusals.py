"""Named refusals. Actions and access checks raise them; ``middleware`` turns each into its page, in one place."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """Something was refused. Its class names it in the audit; the message is for the person at the screen."""

    status = 400
    template = "400.html"
    see = ""
    """The address at which to see how things stand, where the page that refuses cannot be opened any more."""


class NotYours(Refusal):
    """Outside this person's reach. The page is the same 404 as for something that does not exist."""

    status = 404
    template = "404.html"


class NotAllowed(NotYours):
    """The role lacks the capability. Strangers and colleagues alike see 404."""


class OwnWork(Refusal):
    """Nobody approves their own work."""

    status = 403
    template = "403.html"


class AccountUnused(Refusal):
    """Nobody has signed in with this account for long: it lets nobody in until somebody else opens it again."""

    status = 403
    template = "shell/account_unused.html"


class NoMail(Refusal):
    """An e-mail that somebody waits for cannot be sent just now."""

    status = 503
    template = "shell/no_mail.html"


class WrongState(Refusal):
    """The record is not in a state in which this can happen."""

    status = 409
    template = "409_state.html"


class EditConflict(Refusal):
    """Someone else saved first. Both texts are shown side by side; nothing of either is lost."""

    status = 409
    template = "409.html"

    def __init__(self, *, what: str, theirs: Mapping[str, str], yours: Mapping[str, str], version: int) -> None:
        super().__init__(f"Someone else changed {what} while you were writing.")
        self.what = what
        self.theirs = theirs
        self.yours = yours
        self.version = version


class AlreadyDone(Refusal):
    """The same form was sent twice. The first one counted."""

    status = 409
    template = "409_state.html"


class FileRefused(Refusal):
    """A file cannot be taken. The message says in one sentence which row and why; nothing was changed.

    ``details`` has a sentence for each row at fault, where several are.
    """

    status = 400

    def __init__(self, message: str, *, details: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.details = details


class FactRefused(Refusal):
    """What was typed cannot be so. The message says why in one sentence; nothing was changed."""

    status = 400
