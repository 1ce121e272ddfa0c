"""Verbs of the local offer. What Wagtail's own editor writes is the one exception (it keeps its own log)."""

from alongside.offer.actions.editions import publish_edition
from alongside.offer.actions.loading import CONTENT, Loaded, load_offer
from alongside.offer.actions.provisions import check_provision
from alongside.offer.actions.publishing import let_into_editor, note_publishing, publish
from alongside.offer.actions.translations import import_po, load_translations, mark_reviewed, note_words_published

__all__ = [
    "CONTENT",
    "Loaded",
    "check_provision",
    "import_po",
    "let_into_editor",
    "load_offer",
    "load_translations",
    "mark_reviewed",
    "note_publishing",
    "note_words_published",
    "publish",
    "publish_edition",
]
