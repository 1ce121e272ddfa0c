"""Paper as it comes out: the PDF files are opened and looked over. They need Pango on this machine.

PDF/UA-1: tagged, with a language, a title that is shown, bookmarks, words for every picture, and the order of the page.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from alongside.offer.actions import Loaded
from alongside.offer.formats import easy_read, facts, letters, paper, printed, record
from alongside.offer.formats.record import Document
from alongside.offer.tests.test_formats_facts import differences
from tests.architecture import manners

FORMS = {
    "print": printed.source,
    "large print": lambda document: printed.source(document, is_large=True),
    "easy read": easy_read.source,
}
BODY_TAGS = {"/H1", "/H2", "/H3", "/H4", "/P", "/LBody", "/Figure"}
FOOTER = re.compile(r"(?:^|\n)[^\n]*\d+ / \d+\s*(?=\n|$)")


@pytest.fixture(scope="module")
def whole(offer: Loaded, django_db_blocker: Any) -> Document:
    """The demo offer."""
    with django_db_blocker.unblock():
        return record.whole(on=date(2026, 11, 23), language="en-gb")


@pytest.fixture(scope="module")
def files(whole: Document, django_db_blocker: Any) -> dict[str, tuple[str, PdfReader]]:
    """Every form of the whole offer: the page it was made from, and the PDF opened."""
    with django_db_blocker.unblock():
        pages = {name: source(whole) for name, source in FORMS.items()}
    return {name: (html, PdfReader(io.BytesIO(paper.pdf(html)))) for name, html in pages.items()}


def elements(node: Any) -> Iterator[DictionaryObject]:
    """The structure elements of a PDF in reading order."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tree(pdf: PdfReader) -> list[DictionaryObject]:
    """All structure elements."""
    return list(elements(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))


@pytest.mark.parametrize("form", FORMS)
def test_a_pdf_is_tagged_and_says_its_language_and_title(form: str, files: Any, whole: Document) -> None:
    root = files[form][1].trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-gb"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert files[form][1].metadata.title == f"{whole.title} – Brightwater County Council"
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    assert tree(files[form][1])


@pytest.mark.parametrize("form", FORMS)
def test_each_picture_has_words(form: str, files: Any) -> None:
    pictures = [one for one in tree(files[form][1]) if one["/S"] == "/Figure"]
    assert pictures
    assert [one for one in pictures if not str(one.get("/Alt", "")).strip()] == []


@pytest.mark.parametrize("form", FORMS)
def test_bookmarks_lead_to_every_area_and_entitlement_in_order(form: str, files: Any, whole: Document) -> None:
    def titles(outline: list[Any]) -> Iterator[str]:
        for one in outline:
            if isinstance(one, list):
                yield from titles(one)
            else:
                yield one.title

    found = list(titles(files[form][1].outline))
    wanted = [title for area in whole.areas for title in (area.title, *(one.title for one in area.entitlements))]
    assert found == [whole.title, "What is inside", *wanted]


@pytest.mark.parametrize("form", FORMS)
def test_it_is_read_out_in_the_order_of_the_page(form: str, files: Any) -> None:
    html, pdf = files[form]
    tags = {"h1": "/H1", "h2": "/H2", "h3": "/H3", "h4": "/H4", "img": "/Figure", "table": "/Table"}
    on_page = [tags[one.tag] for one in manners.Document(html).all(*tags)]
    read_out = [str(one["/S"]) for one in tree(pdf) if str(one["/S"]) in tags.values()]
    # A heading or picture that runs over a page would be told twice: none does.
    assert read_out == on_page


@pytest.mark.parametrize("form", FORMS)
def test_the_words_come_in_the_order_of_the_record(form: str, files: Any, whole: Document) -> None:
    text = words_of(files[form][1])
    place = 0
    for one in whole.entitlements:
        place = text.find(f"{one.title} ", place)
        assert place >= 0, f"{one.title} is missing or in the wrong place"


@pytest.mark.parametrize("form", FORMS)
def test_the_facts_in_the_pdf_are_those_of_the_record(form: str, files: Any, whole: Document) -> None:
    text = words_of(files[form][1])
    for area in whole.areas:
        text = text.replace(f"{area.title} {area.summary}", "")
    first_words = "What it is" if form == "easy read" else None
    starts = []
    place = 0
    for one in whole.entitlements:
        begins = f"{one.title} {first_words or one.answer[:25]}"
        place = text.find(begins, place)
        assert place >= 0, begins
        starts.append(place)
    wrong = {}
    for one, start, end in zip(whole.entitlements, starts, [*starts[1:], len(text)], strict=True):
        if found := differences(one, text[start:end]):
            wrong[one.title] = found
    assert not wrong
    assert len(facts.found(text)["amounts"]) >= 5


@pytest.mark.parametrize("form", FORMS)
def test_no_page_ends_with_a_heading(form: str, files: Any, whole: Document) -> None:
    headings = {one.title for one in whole.entitlements} | {area.title for area in whole.areas}
    headings |= {"Who can get it", "How to get it", "Good to know", "Why you can get it", "How much", "What it is"}
    inside = files[form][1].pages[4:]
    last = [
        [line.strip() for line in FOOTER.sub("", page.extract_text()).splitlines() if line.strip()][-1:]
        for page in inside
    ]
    assert [number for number, lines in enumerate(last, 5) if lines and lines[0] in headings] == []


def test_large_print_is_at_least_18_point(files: Any) -> None:
    sizes: set[float] = set()
    for page in files["large print"][1].pages[4:8]:

        def seen(text: str, matrix: list[float], text_matrix: list[float], font: Any, size: float) -> None:
            if text.strip() and not re.search(r"^\d+ / \d+$|been in care$", text.strip()):
                sizes.add(round(size * abs(text_matrix[3] or 1) * abs(matrix[3] or 1), 1))

        page.extract_text(visitor_text=seen)
    # WeasyPrint writes its sizes in CSS pixels and turns them to points in the page's own matrix (0.75).
    assert sizes
    assert min(sizes) >= 18, sizes


def test_pages_are_numbered(files: Any) -> None:
    pages = files["print"][1].pages
    assert f"2 / {len(pages)}" in pages[1].extract_text()
    assert f"{len(pages)} / {len(pages)}" in pages[-1].extract_text()


def test_an_entitlement_leads_back_to_its_page_by_a_square(whole: Document, offer: Loaded) -> None:
    document = record.part(whole, "accommodation/setting-up-home")
    pdf = PdfReader(io.BytesIO(paper.pdf(printed.source(document))))
    figures = [str(one["/Alt"]) for one in tree(pdf) if one["/S"] == "/Figure"]
    assert figures == ["Brightwater County Council", "QR code that opens this page on the web"]
    assert document.path in words_of(pdf)
    assert [str(one["/S"]) for one in tree(pdf) if one["/S"] == "/H1"] == ["/H1"]


@pytest.mark.parametrize("age", [18, 25])
def test_a_letter_is_a_few_tagged_pages(age: int, offer: Loaded, db: None) -> None:
    letter = letters.letter(age=age, on=date(2026, 11, 23), language="en-gb")
    pdf = PdfReader(io.BytesIO(paper.pdf(letters.source(letter))))
    assert 1 <= len(pdf.pages) <= 4
    assert pdf.metadata.title.startswith(f"You are {age}")


def test_paper_fetches_nothing_from_this_machine_or_any_other() -> None:
    hostile = (
        '<html lang="en"><title>x</title><style>@import "file:///etc/passwd"; p{background:url(http://127.0.0.1:1/)}'
        '</style><p>Words<img src="file:///etc/hostname" alt="x"><script>alert(1)</script></p></html>'
    )
    pdf = PdfReader(io.BytesIO(paper.pdf(hostile)))
    assert pdf.pages[0].extract_text().split() == ["Wordsx"], "Words, and what stands for the picture"


def words_of(pdf: PdfReader) -> str:
    """All words, without the line at the foot of each page, spaces folded."""
    return " ".join(" ".join(FOOTER.sub("\n", page.extract_text()) for page in pdf.pages).split())
