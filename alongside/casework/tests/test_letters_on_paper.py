"""Letters on paper: for everyone, and only the address in the window."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from alongside.casework import actions, composing, queries
from alongside.casework.tests.letter_scene import address, draft
from alongside.casework.tests.scene import SYSTEM, TODAY

pytestmark = pytest.mark.usefixtures("post")


def _words_at_the_window(page) -> str:
    """What stands where the window of a DL envelope is: 20 to 110 mm from the left, 40 to 80 mm from the top."""
    found: list[str] = []
    point = 72 / 25.4

    def visit_text(text, outer, inner, _font, _size):
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        from_top = float(page.mediabox.height) - height
        if 38 * point <= from_top <= 80 * point:
            found.append(text)

    page.extract_text(visitor_text=visit_text)
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("large", [False, True])
def test_a_letter_on_paper_is_for_everyone_and_shows_only_the_address_in_the_window(council, large):
    address(council)
    letter = draft(council, "yearly_offer", large_print=large)
    pdf = PdfReader(io.BytesIO(queries.letter_paper(council.actor("Cal"), letter.pk, on=TODAY)))
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for words in ("Dear Fay", "Cal", "07700 900111", "complaint", "advocate", "Your answer", "23 November 2026"):
        assert words in text
    window = _words_at_the_window(pdf.pages[0])
    assert "Fay Lindqvist" in window and "1 Quay" in window
    for words in ("care", "help", "Do you want", "Dear", "leaver"):
        assert words not in window


def test_headings_come_in_another_language(council):
    letter = draft(council, channel="by_hand", language="ar")
    page = composing.page(letter, TODAY)
    assert 'dir="rtl"' in page and "Talk to someone" not in page and "Dear Fay" in page


def test_who_covers_is_named(council):
    actions.cover(
        worker=council.users["Cal"], covered_by=council.users["Bea"], from_on=TODAY,
        to_on=TODAY + timedelta(days=3), by=SYSTEM,
    )  # fmt: skip
    assert draft(council, channel="by_hand").snapshot["helper"]["cover"] == "Bea"
