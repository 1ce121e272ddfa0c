"""Verbs of the local offer. What Wagtail's own editor writes is the one exception (it keeps its own log)."""

from alongside.offer.actions.audit import record_audit_evidence, record_not_offered
from alongside.offer.actions.corrections import correct_amount, correct_contact
from alongside.offer.actions.editions import propose_edition, publish_edition, record_consultation, sign_edition
from alongside.offer.actions.formats import freeze_forms, make_again, make_forms, make_next_forms, note_forms
from alongside.offer.actions.importing import Imported, import_signposts
from alongside.offer.actions.loading import CONTENT, Loaded, begin_offer, load_district_parts, load_offer
from alongside.offer.actions.pledges import end_pledge, show_pledge
from alongside.offer.actions.provisions import check_provision
from alongside.offer.actions.publishing import (
    allow_hard_reading,
    let_into_editor,
    note_publishing,
    note_step,
    note_taken_down,
    publish,
    publish_agreed,
    publish_due,
)
from alongside.offer.actions.translations import import_po, load_translations, mark_reviewed, note_words_published
from alongside.offer.actions.workflow import set_up_workflow
from alongside.offer.models import SIGNING

__all__ = [
    "CONTENT",
    "SIGNING",
    "Imported",
    "Loaded",
    "allow_hard_reading",
    "begin_offer",
    "check_provision",
    "correct_amount",
    "correct_contact",
    "end_pledge",
    "freeze_forms",
    "import_po",
    "import_signposts",
    "let_into_editor",
    "load_district_parts",
    "load_offer",
    "load_translations",
    "make_again",
    "make_forms",
    "make_next_forms",
    "mark_reviewed",
    "note_forms",
    "note_publishing",
    "note_step",
    "note_taken_down",
    "note_words_published",
    "propose_edition",
    "publish",
    "publish_agreed",
    "publish_due",
    "publish_edition",
    "record_audit_evidence",
    "record_consultation",
    "record_not_offered",
    "set_up_workflow",
    "show_pledge",
    "sign_edition",
]
