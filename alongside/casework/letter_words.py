"""The sentences that stand around a letter whatever it says, in the languages of the catalogues.

They are kept with each letter as it is written, so that a letter that is read again next year has not changed.
"""

from __future__ import annotations

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

ENGLISH = "en-gb"
"""The language in which every letter is written first."""

AROUND = {
    "dear": _("Dear {name},"),
    "number": _("Our number for this letter:"),
    "talk": _("Talk to someone"),
    "away": _("While they are away:"),
    "day": _("In the day:"),
    "night": _("At night and at weekends:"),
    "told_no": _("Told no? You can challenge it, with help."),
    "complain": _("Make a complaint. We must look into it and write back."),
    "advocate": _("Ask for an advocate. They are on your side and do not work for us. It is free."),
    "slip": _("Your answer"),
    "slip_number": _("Number of the letter:"),
    "no_name": _("You do not have to write your name."),
    "yes": _("Yes"),
    "no": _("No, not now"),
    "call_me": _("Please call me first"),
    "want_to_say": _("What I want to say:"),
    "send_to": _("Send it to:"),
    "photo": _("Or take a photo and send it in your own place."),
    "enclosed": _("What our local offer has for you"),
}
"""Key → sentence."""

LATE = _("This letter should have been with you before your birthday. We are sorry that it is late.")
"""What a letter that is late says first."""

NOTICES = {
    "none": _("This is not in your language yet. Here it is in English."),
    "machine_draft": _("A machine wrote this translation. Nobody has checked it yet. If in doubt, ask us."),
    "being_updated": _("This is being updated: the English is newer. If in doubt, ask us."),
}
"""What a reader must know of the words in their language, as the offer's pages say it, by the state of these words."""
ENGLISH_NOTICES = {
    "none": "We have not translated this letter yet.",
    "machine_draft": "Machine draft, not reviewed. The English follows below.",
    "being_updated": "This translation is being updated. The English follows below.",
}
"""The same in English, for whoever reads the letter with them."""
ENGLISH_COUNTS = _("The letter follows in English. Where the two differ, the English counts.")
EXPLAINED = _("We can explain this letter to you, or have it translated. It costs you nothing. Call us:")

FILLED_IN = (
    *(_("personal adviser"), _("social worker"), _("co-worker"), _("team"), _("our leaving care team"), _("friend")),
    *(_("Director of children's services"), _("New for you now"), _("You can still ask for all of this")),
    _("This stops on your birthday. Talk to us if you will miss it"),
)
"""Words of ours that stand in a letter beside its text: what a worker is, who signs, headings of what is enclosed."""


def around(language: str) -> dict[str, str]:
    """Every sentence in a language."""
    with translation.override(language):
        return {key: gettext(words) for key, words in AROUND.items()}


def notice(state: str, language: str) -> dict[str, str]:
    """What stands above a letter in another language, in that language and in English; nothing where it was checked."""
    if state not in NOTICES:
        return {}
    with translation.override(language):
        more = EXPLAINED if state == "none" else ENGLISH_COUNTS
        words = f"{gettext(NOTICES[state])} {gettext(more)}"
    return {"words": words, "english": ENGLISH_NOTICES[state]}


def said_in(language: str, words: str) -> str:
    """Words of ours in a language, as those of ``FILLED_IN``; as they stand where they are none of ours."""
    if not words:
        return ""
    with translation.override(language):
        return gettext(words)


def is_right_to_left(language: str) -> bool:
    """Whether it is written from right to left."""
    return language.split("-")[0] in settings.LANGUAGES_BIDI


def offered(language: str) -> str:
    """The language where the council has it, else English."""
    return language if language in dict(settings.LANGUAGES) else ENGLISH
