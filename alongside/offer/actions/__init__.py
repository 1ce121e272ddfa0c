"""Verbs of the local offer. What Wagtail's own editor writes is the one exception (it keeps its own log)."""

from alongside.offer.actions.editions import publish_edition
from alongside.offer.actions.formats import freeze_forms, make_again, make_forms
from alongside.offer.actions.loading import CONTENT, Loaded, load_offer
from alongside.offer.actions.provisions import check_provision
from alongside.offer.actions.publishing import let_into_editor, note_publishing, publish

__all__ = [
    "CONTENT",
    "Loaded",
    "check_provision",
    "freeze_forms",
    "let_into_editor",
    "load_offer",
    "make_again",
    "make_forms",
    "note_publishing",
    "publish",
    "publish_edition",
]
