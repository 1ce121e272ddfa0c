"""Verbs of the local offer. What Wagtail's own editor writes is the one exception (it keeps its own log)."""

from alongside.offer.actions.audit import record_audit_evidence, record_not_offered
from alongside.offer.actions.editions import publish_edition
from alongside.offer.actions.importing import Imported, import_signposts
from alongside.offer.actions.loading import CONTENT, Loaded, load_offer
from alongside.offer.actions.provisions import check_provision
from alongside.offer.actions.publishing import let_into_editor, note_publishing, publish

__all__ = [
    "CONTENT",
    "Imported",
    "Loaded",
    "check_provision",
    "import_signposts",
    "let_into_editor",
    "load_offer",
    "note_publishing",
    "publish",
    "publish_edition",
    "record_audit_evidence",
    "record_not_offered",
]
